// The language of a text that does not say it, as far as its letters tell: fonts and line breaks
// hang on it.

const SAMPLE = 4000;
// In this order: Japanese has ideographs too.
/** @type {[string, RegExp, number][]} tag, its letters, how many in a thousand are enough */
const LETTERS = [
  ['ja', /[\u3041-\u30ff]/gu, 50],
  ['ko', /[\uac00-\ud7a3]/gu, 100],
  ['zh', /\p{Script=Han}/gu, 100],
  ['th', /\p{Script=Thai}/gu, 100],
  ['ar', /\p{Script=Arabic}/gu, 100],
  ['he', /\p{Script=Hebrew}/gu, 100],
  ['hi', /\p{Script=Devanagari}/gu, 100],
  ['ru', /\p{Script=Cyrillic}/gu, 100],
  ['el', /\p{Script=Greek}/gu, 100],
  ['vi', /[ăđơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựạảẹẻẽịỉĩọỏụủũỵỷỹ]/giu, 50],
];

/** @param {string} text @returns {string} 'und' where letters do not tell */
export function languageOf(text) {
  const sample = text.replace(/\s+/g, ' ').slice(0, SAMPLE);
  const isMuch = (/** @type {RegExp} */ letters, /** @type {number} */ enough) =>
    (sample.match(letters)?.length ?? 0) * 1000 >= enough * sample.length && sample !== '';
  return LETTERS.find(([, letters, enough]) => isMuch(letters, enough))?.[0] ?? 'und';
}
