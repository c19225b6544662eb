// The article's words as plain text, block by block, each letter with its place in the page: over
// the borders of lines, links and bold words, and where the browser breaks the lines by itself.

const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, figcaption, td, th';

/** @typedef {{node: Text, begin: number}} Part begin: of its text in the block's */
/** @typedef {{element: HTMLElement, text: string, parts: Part[]}} IndexedBlock */

/** @param {Element} container of twins @returns {IndexedBlock[]} in reading order */
export function indexText(container) {
  return [...container.querySelectorAll(BLOCKS)]
    .filter((element) => !element.matches('.yk-unseen') && element.getClientRects().length > 0)
    .map((element) => indexBlock(/** @type {HTMLElement} */ (element)))
    .filter(({ text }) => text.trim() !== '');
}

/** @param {HTMLElement} element @returns {IndexedBlock} */
function indexBlock(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ALL);
  /** @type {Part[]} */
  const parts = [];
  let text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) text += ' ';
    if (!(node instanceof Text) || node.data === '') continue;
    // A block within this one, as a list's item may hold, is indexed by itself.
    if (node.parentElement?.closest(BLOCKS) !== element) continue;
    parts.push({ node, begin: text.length });
    text += node.data;
  }
  return { element, text, parts };
}

/**
 * The part of the page that holds some of a block's text.
 * @param {IndexedBlock} block
 * @param {number} begin
 * @param {number} end
 */
export function rangeOf({ element, parts }, begin, end) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const first = parts.findLast((part) => part.begin <= begin) ?? parts[0];
  const last = parts.findLast((part) => part.begin < end) ?? first;
  range.setStart(first.node, Math.min(first.node.length, begin - first.begin));
  range.setEnd(last.node, Math.min(last.node.length, Math.max(0, end - last.begin)));
  return range;
}

/**
 * Where in a block's text a place of the page is.
 * @param {IndexedBlock} block
 * @param {Node} node
 * @param {number} offset
 */
export function placeOf({ element, text, parts }, node, offset) {
  const part = parts.find((one) => one.node === node);
  if (part) return part.begin + offset;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(node, offset);
  const passed = parts.filter((one) => before.comparePoint(one.node, 0) <= 0);
  const last = passed[passed.length - 1];
  return last ? Math.min(text.length, last.begin + last.node.length) : 0;
}

/**
 * A mark on parts of the page; each reader of a page adds its own. Undefined where the browser has
 * none.
 * @param {string} name
 */
export function highlight(name) {
  if (!CSS.highlights) return undefined;
  const known = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, known);
  return known;
}
