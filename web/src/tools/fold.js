// Compares words as readers type them: without capitals, and without accents where they want.

/**
 * A text to be compared, and for each of its UTF-16 units the place in the text it came from, with
 * one more for the end.
 * @param {string} text
 * @param {boolean} matchAccents
 */
export function fold(text, matchAccents) {
  let folded = '';
  /** @type {number[]} */
  const places = [];
  let at = 0;
  for (const letter of text) {
    const plain = foldLetter(letter, matchAccents);
    for (let i = 0; i < plain.length; i++) places.push(at);
    folded += plain;
    at += letter.length;
  }
  places.push(at);
  return { folded, places };
}

// Articles are long and alphabets short.
/** @type {[Map<string, string>, Map<string, string>]} */
const known = [new Map(), new Map()];

/** @param {string} letter @param {boolean} matchAccents */
function foldLetter(letter, matchAccents) {
  const letters = known[Number(matchAccents)];
  let folded = letters.get(letter);
  if (folded === undefined) letters.set(letter, (folded = makeFolded(letter, matchAccents)));
  return folded;
}

/** @param {string} letter @param {boolean} matchAccents */
function makeFolded(letter, matchAccents) {
  if (/\s/u.test(letter)) return ' ';
  const small = letter.toLowerCase();
  if (matchAccents) return small;
  return small.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
}

/**
 * Where a text holds another: pairs of places, in order, that do not overlap.
 * @param {string} text
 * @param {string} wanted
 * @param {boolean} matchAccents
 * @returns {[begin: number, end: number][]}
 */
export function findAll(text, wanted, matchAccents) {
  const { folded, places } = fold(text, matchAccents);
  const needle = fold(wanted.normalize('NFC'), matchAccents).folded.trim();
  /** @type {[number, number][]} */
  const found = [];
  if (needle === '') return found;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    let next = at + needle.length;
    // Some letters fold into two. Marks that were folded away belong to the letter before them.
    while (next < places.length - 1 && places[next] === places[next - 1]) next++;
    found.push([places[at], places[next]]);
  }
  return found;
}
