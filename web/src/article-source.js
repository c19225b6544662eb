// Where an article comes from: the HTML in the tag, a JSON file, or a page that was fetched.

import { normalizeArticle, YkienError } from './abi.js';
import { makeId, readArticle } from './article-meta.js';
import { EXTRACT } from './assets.js';
import { importChecked } from './import-checked.js';

/** @typedef {import('./abi.js').Engine} Engine */
/** @typedef {import('./article-meta.js').FetchedPage} FetchedPage */
/**
 * json: as in docs/article-format.md; blocks: those that it does not hold, arrays of some of them
 * @typedef {{json: string | Uint8Array, blocks: Iterable<string>, policy: unknown, id: string,
 *   title: string, language: string}} Source
 */

const TIME_LIMIT_MS = 10_000;
// Of an array of blocks: some milliseconds, for the module.
const PART_CHARACTERS_MIN = 100_000;
const PAGE_TYPE = /^(text\/html|application\/xhtml\+xml)\b/i;

/**
 * Fails with a YkienError.
 * @param {import('./ykien-reader.js').YkienReader} host
 * @param {Engine} engine
 * @param {AbortSignal} signal
 * @returns {Promise<Source>}
 */
export async function readSource(host, engine, signal) {
  const file = host.src ? await fetchFile(host.src, signal) : undefined;
  if (file && !PAGE_TYPE.test(file.type)) return readJson(engine, file.bytes, host.src);
  const page = file && (await openPage(file));
  const refuse = (/** @type {string} */ text) => {
    normalizeArticle(engine, text); // knows the byte where it stops being JSON
    throw new YkienError('wrong-type');
  };
  const { article, policy } = await readArticle(host, refuse, page);
  const { id, title, language, blocks } = article;
  // What is no array the module refuses by its name.
  const apart = Array.isArray(blocks) ? blocks : [];
  const json = write({ ...article, blocks: apart === blocks ? [] : blocks });
  return { json, blocks: partsOf(apart), policy, ...strings({ id, title, language }) };
}

/** @param {Engine} engine @param {Uint8Array} json @param {string} address */
function readJson(engine, json, address) {
  const { id, title, language = 'vi' } = JSON.parse(normalizeArticle(engine, json));
  return {
    json,
    blocks: [],
    policy: undefined,
    ...strings({ id: id || makeId(address), title, language }),
  };
}

/** @param {Record<'id' | 'title' | 'language', unknown>} members */
function strings({ id, title, language }) {
  return { id: String(id), title: String(title), language: String(language) };
}

/** @param {unknown[]} blocks */
function* partsOf(blocks) {
  let part = '';
  for (const block of blocks) {
    part += (part && ',') + write(block);
    if (part.length < PART_CHARACTERS_MIN) continue;
    yield `[${part}]`;
    part = '';
  }
  yield `[${part}]`;
}

/** The core refuses halves of surrogate pairs; the DOM may hold them. @param {unknown} value */
function write(value) {
  const json = JSON.stringify(value);
  // The decoder puts U+FFFD in their place.
  const mend = (/** @type {string} */ text) =>
    new TextDecoder().decode(new TextEncoder().encode(text));
  if (!json.includes('\\ud')) return json;
  return JSON.stringify(value, (_, part) => (typeof part === 'string' ? mend(part) : part));
}

/** @param {string} url @param {AbortSignal} signal */
async function fetchFile(url, signal) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
    });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, type: response.headers.get('Content-Type') ?? '', url: response.url || url };
  } catch (error) {
    throw new YkienError('article-unreachable', 0, `${url}: ${error}`);
  }
}

/** @param {{bytes: Uint8Array, type: string, url: string}} file @returns {Promise<FetchedPage>} */
async function openPage(file) {
  /** @type {typeof import('./extract/extract.js')} */
  const part = await importChecked(EXTRACT).catch((error) => {
    throw new YkienError('not-loaded', 0, String(error));
  });
  const page = part.openPage(file);
  if (!page) throw new YkienError('no-article', 0, file.url);
  return page;
}
