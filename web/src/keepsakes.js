// What a reader's browser keeps between visits: unsent drafts and how they want to read.
//
// localStorage, not IndexedDB: a draft must be safe when the page goes away, and only a synchronous
// store is. Where storage is denied or full, nothing is kept and nothing fails.

import { Setting } from './settings.js';

/** @typedef {{text: string, name: string}} Draft */

const DRAFT = 'ykien.draft.';
const TOKEN = 'ykien.token.';
const SORT = 'ykien.sort';
export const READING = 'ykien.reading';

/** @template T @param {() => T} use @param {T} otherwise */
function attempt(use, otherwise) {
  try {
    return use();
  } catch {
    return otherwise;
  }
}

/** @param {string} articleId @param {Draft} draft */
export function keepDraft(articleId, draft) {
  if (draft.text === '' && draft.name === '') dropDraft(articleId);
  else attempt(() => localStorage.setItem(DRAFT + articleId, JSON.stringify(draft)), undefined);
}

/** @param {string} articleId @returns {Draft} */
export function keptDraft(articleId) {
  return attempt(
    () => {
      const { text, name } = JSON.parse(localStorage.getItem(DRAFT + articleId) ?? '{}');
      return { text: String(text ?? ''), name: String(name ?? '') };
    },
    { text: '', name: '' },
  );
}

/** @param {string} articleId */
export function dropDraft(articleId) {
  attempt(() => localStorage.removeItem(DRAFT + articleId), undefined);
}

/** How threads are sorted. @param {number} sort */
export function keepSort(sort) {
  attempt(() => localStorage.setItem(SORT, String(sort)), undefined);
}

export function keptSort() {
  return attempt(() => Number(localStorage.getItem(SORT) ?? 0) || 0, 0);
}

/** Who the reader is to a comment server. @param {string} site @param {string} token */
export function keepToken(site, token) {
  attempt(() => localStorage.setItem(TOKEN + site, token), undefined);
}

/** @param {string} site */
export function keptToken(site) {
  return attempt(() => localStorage.getItem(TOKEN + site) ?? '', '');
}

/**
 * What the reader has set; every reader of the page learns of it.
 * @param {import('./abi.js').EngineDocument} engineDocument
 */
export function keepReading(engineDocument) {
  const settings = Object.values(Setting);
  const values = settings.map((setting) => [setting, engineDocument.reading(setting)]);
  attempt(() => localStorage.setItem(READING, JSON.stringify(values)), undefined);
  dispatchEvent(new Event(READING));
}

/** Pairs of a setting and its value. @returns {[number, number][]} */
export function keptReading() {
  /** @type {Set<number>} */
  const known = new Set(Object.values(Setting));
  return attempt(
    () =>
      JSON.parse(localStorage.getItem(READING) ?? '[]').filter(
        (/** @type {unknown[]} */ [setting, value]) =>
          known.has(Number(setting)) && Number.isInteger(value),
      ),
    [],
  );
}
