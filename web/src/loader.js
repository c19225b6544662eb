// Fetches the implementation, once for all elements of a page: the module with the classes, and the
// compiled wasm.

import { READER_INTEGRITY, READER_URL, WASM_INTEGRITY, WASM_URL } from './assets.js';

/** @typedef {import('./ykien-reader.js').Implementation} Implementation */

/** @type {Promise<Implementation> | undefined} */
let implementation;

/**
 * Both at the same time; after a failure the next call tries again.
 * @param {import('./ykien-reader.js').YkienReader} host the first that needs them
 */
export function load(host) {
  implementation ??= Promise.all([importReader(host), compile()])
    .then(([Reader, module]) => ({ Reader, module }))
    .catch((error) => {
      implementation = undefined;
      throw error;
    });
  return implementation;
}

/** @param {import('./ykien-reader.js').YkienReader} host */
async function importReader(host) {
  if (READER_INTEGRITY) {
    // import() takes no hash, but finds what a preload has checked.
    const link = document.createElement('link');
    Object.assign(link, {
      rel: 'modulepreload',
      href: READER_URL,
      integrity: READER_INTEGRITY,
      crossOrigin: 'anonymous',
    });
    document.head.append(link);
  }
  /** @type {typeof import('./reader.js')} */
  // eslint-disable-next-line no-unsanitized/method -- an address of our own build, no input
  const { Reader } = await import(READER_URL);
  Reader.prepare(host);
  return Reader;
}

async function compile() {
  const response = await fetch(WASM_URL, WASM_INTEGRITY ? { integrity: WASM_INTEGRITY } : {});
  if (!response.ok) throw new Error(`${WASM_URL}: ${response.status}`);
  const isWasm = response.headers.get('Content-Type') === 'application/wasm';
  // A server that does not know the type: no streaming, but it works.
  return isWasm
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
