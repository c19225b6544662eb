// Takes out of a page what stands between an article's paragraphs and is none: share bars, sign-up
// forms, polls, paths of links, times of day. Only what is short: words are never lost by a name.

const BOXES = 'div, section, aside, form, ul, ol, nav, time:not([datetime])';
const WORDS = 'share|sharing|social|newsletter|subscri\\w*|sign-?up|breadcrumbs?|vote|poll|promo';
const NAMES = new RegExp(
  `(^|[-_\\s])(${WORDS})([-_\\s]|$)|share(btn|bar|box|tools|links|icons)`,
  'i',
);
const BOX_CHARACTERS_MAX = 400;
const PATH_CHARACTERS_MAX = 200;
// "Home > Sport > Football"
const PATH = /^[^>›»]+([>›»][^>›»]+){2,}$/;

/** @param {Document} page */
export function clear(page) {
  // Nothing that is read, but it would count as words.
  for (const style of page.querySelectorAll('style')) style.remove();
  for (const box of page.querySelectorAll(BOXES)) if (isBeside(box)) box.remove();
  for (const hidden of page.querySelectorAll('body [hidden], body [style]'))
    if (isHidden(hidden)) hidden.remove();
  for (const link of page.querySelectorAll('a + a')) {
    const line = link.parentElement;
    const text = wordsOf(line);
    if (line && text.length < PATH_CHARACTERS_MAX && PATH.test(text)) line.remove();
  }
}

/** @param {Element} element */
function isHidden(element) {
  if (!(element instanceof HTMLElement)) return false;
  const { display, visibility } = element.style;
  return element.hidden || display === 'none' || visibility === 'hidden';
}

/** @param {Element} box */
function isBeside(box) {
  if (box.localName === 'time') return !box.closest('p, li');
  if (!NAMES.test(`${box.className} ${box.id}`) || box.closest('figure')) return false;
  return wordsOf(box).length < BOX_CHARACTERS_MAX;
}

/** @param {Element | null} element */
function wordsOf(element) {
  return element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
