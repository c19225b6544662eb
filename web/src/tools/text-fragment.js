// Addresses of passages: text fragments, as https://wicg.github.io/scroll-to-text-fragment/ has
// them.

// A longer passage is named by its first and last words.
const WHOLE_WORDS_MAX = 24;
const END_WORDS = 6;
const CONTEXT_WORDS = 4;

/** @param {string} text */
const wordsOf = (text) => text.trim().split(/\s+/u).filter(Boolean);
/** @param {string} text */
const plain = (text) => wordsOf(text).join(' ').toLowerCase();
/** A dash before or after a comma has a meaning of its own. @param {string} text */
const encode = (text) => encodeURIComponent(text).replaceAll('-', '%2D');

/** @param {string} page @param {string} text */
function isUnique(page, text) {
  const at = page.indexOf(text);
  return at >= 0 && page.indexOf(text, at + 1) < 0;
}

/**
 * The last words; more of them where fewer stand in the passage before, too: browsers take the
 * first.
 * @param {string[]} passages
 */
function endOf(passages) {
  const all = plain(passages.join(' '));
  const words = wordsOf(passages[passages.length - 1]);
  let count = Math.min(END_WORDS, words.length);
  while (count < words.length && !isUnique(all, plain(words.slice(-count).join(' ')))) count++;
  return words.slice(-count).join(' ');
}

/**
 * What stands after #:~: in the address of a passage; '' where it holds no word.
 * @param {{passages: string[], before: string, after: string, page: string}} selected
 *   passages: the part of each block that is selected; before, after: what stands beside them in
 *   the first and the last block; page: all of its text
 */
export function fragmentOf({ passages, before, after, page }) {
  const blocks = passages.map(wordsOf).filter((words) => words.length > 0);
  if (blocks.length === 0) return '';
  const first = blocks[0];
  const whole = blocks.length === 1 && first.length <= WHOLE_WORDS_MAX;
  const start = whole ? first : first.slice(0, END_WORDS);
  const parts = [start.join(' ')];
  if (!whole) parts.push(endOf(passages));
  const encoded = parts.map(encode).join();
  if (isUnique(plain(page), plain(parts[0]))) return `text=${encoded}`;
  const prefix = wordsOf(before).slice(-CONTEXT_WORDS).join(' ');
  const suffix = wordsOf(after).slice(0, CONTEXT_WORDS).join(' ');
  return `text=${prefix && `${encode(prefix)}-,`}${encoded}${suffix && `,-${encode(suffix)}`}`;
}

/**
 * An address with another fragment.
 * @param {string} address
 * @param {string} fragment
 */
export function withFragment(address, fragment) {
  const url = new URL(address);
  url.hash = '';
  return fragment ? `${url.href}#:~:${fragment}` : url.href;
}

/**
 * A selection's ends moved out to whole words: browsers find no others.
 * @param {string} text
 * @param {number} begin
 * @param {number} end
 * @param {string} lang
 * @returns {[begin: number, end: number]}
 */
export function wholeWords(text, begin, end, lang) {
  if (!Intl.Segmenter) return [begin, end];
  for (const { segment, index, isWordLike } of new Intl.Segmenter(lang, {
    granularity: 'word',
  }).segment(text)) {
    const until = index + segment.length;
    if (!isWordLike) continue;
    if (index < begin && until > begin) begin = index;
    if (index < end && until > end) end = until;
  }
  return [begin, end];
}

/**
 * What an address names, if it names a passage.
 * @param {string} address
 */
export function parseFragment(address) {
  const [, text] = /:~:(?:.*&)?text=([^&]+)/.exec(address) ?? [];
  if (!text) return undefined;
  try {
    const parts = text.split(',');
    const prefix = parts[0].endsWith('-') ? (parts.shift() ?? '').slice(0, -1) : '';
    const suffix = parts[parts.length - 1]?.startsWith('-') ? (parts.pop() ?? '').slice(1) : '';
    const [start = '', end = ''] = parts;
    const terms = { prefix, start, end, suffix };
    for (const name of /** @type {(keyof typeof terms)[]} */ (Object.keys(terms)))
      terms[name] = decodeURIComponent(terms[name]);
    return terms.start ? terms : undefined;
  } catch {
    return undefined; // no address that we made
  }
}
