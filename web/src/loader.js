// Fetches the implementation, once for all elements of a page: the module with the classes, and the
// compiled wasm.

import { READER, WASM } from './assets.js';
import { importChecked } from './import-checked.js';

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
  /** @type {typeof import('./reader.js')} */
  const { Reader } = await importChecked(READER);
  await Reader.prepare(host);
  return Reader;
}

async function compile() {
  const { url, integrity } = WASM;
  const response = await fetch(url, integrity ? { integrity } : {});
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const isWasm = response.headers.get('Content-Type') === 'application/wasm';
  // A server that does not know the type: no streaming, but it works.
  return isWasm
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
