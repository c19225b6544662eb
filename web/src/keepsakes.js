// What a reader's browser keeps between visits: unsent drafts and the text size.
//
// localStorage, not IndexedDB: a draft must be safe when the page goes away, and only a synchronous
// store is. Where storage is denied or full, nothing is kept and nothing fails.

/** @typedef {{text: string, name: string}} Draft */

const DRAFT = 'ykien.draft.';
const TEXT_SIZE = 'ykien.text-size';

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

/** @param {number} step */
export function keepTextSize(step) {
  attempt(() => localStorage.setItem(TEXT_SIZE, String(step)), undefined);
}

/** @returns {number | undefined} */
export function keptTextSize() {
  const text = attempt(() => localStorage.getItem(TEXT_SIZE), null);
  return text !== null && /^\d$/.test(text) ? Number(text) : undefined;
}
