// Which of a picture's addresses to show. Pages load pictures late, by script, in many sizes; what
// stands in `src` is often a stand-in.

/** All addresses that a picture goes by. @typedef {Map<Element, string[]>} Pictures */
/** @typedef {{url: string, width: number}} Candidate width: px, known or supposed */

// Enough for the widest column on a screen of two pixels per px.
const WIDTH_ENOUGH = 1280;
const SUPPOSED = { standIn: 0, src: 600, late: 700 };
// Smaller ones are decoration.
const PHOTO_PX_MIN = 48;
const DATA_CHARACTERS_MIN = 2000;
const TYPES = /^image\/(avif|webp|jpe?g|png|gif)$/i;
const STAND_IN = /^data:|\b(blank|spacer|placeholder|transparent|loading|lazy|grey|gray|1x1)\b/i;
const SRCSET = /(\S*[^,\s])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g;
const FILE = /\.(avif|gif|jpe?g|png|webp)([?#]|$)/i;

/**
 * Gives every img its best address, and takes in those that only a script would make.
 * @param {Document} page
 * @param {string} base
 * @returns {Pictures}
 */
export function chooseSources(page, base) {
  for (const element of page.querySelectorAll('div[data-src], span[data-src], a[data-src]'))
    imagine(element);
  for (const element of page.querySelectorAll('noscript')) openNoscript(element);
  /** @type {Pictures} */
  const pictures = new Map();
  for (const image of page.querySelectorAll('img')) {
    const all = candidatesOf(image, base);
    pictures.set(
      image,
      all.map(({ url }) => url),
    );
    const chosen = best(all);
    for (const { name } of [...image.attributes])
      if (/src|^data-(?!caption)/.test(name)) image.removeAttribute(name);
    if (chosen && !isDecoration(image, chosen.url)) image.setAttribute('src', chosen.url);
  }
  for (const source of page.querySelectorAll('picture > source')) source.remove();
  return pictures;
}

/**
 * Some set a caption as a list of one below its picture.
 * @param {Document} page
 */
export function takeCaptions(page) {
  for (const list of page.querySelectorAll('figure:has(img):not(:has(figcaption)) + ul')) {
    const [item, ...others] = list.children;
    if (!item || others.length > 0) continue;
    const caption = page.createElement('figcaption');
    caption.append(...item.childNodes);
    list.previousElementSibling?.append(caption);
    list.remove();
  }
}

/** A dot, a rule, a button. @param {HTMLImageElement} image @param {string} url */
function isDecoration(image, url) {
  const sizes = [image.getAttribute('width'), image.getAttribute('height')];
  return (
    (url.startsWith('data:') && url.length < DATA_CHARACTERS_MIN) ||
    sizes.some((size) => size && Number.parseInt(size, 10) < PHOTO_PX_MIN)
  );
}

/** A box that a script would fill with a picture. @param {Element} element */
function imagine(element) {
  const address = element.getAttribute('data-src') ?? '';
  if (!FILE.test(address) || element.querySelector('img, noscript')) return;
  const image = element.ownerDocument.createElement('img');
  image.setAttribute('src', address);
  for (const name of ['alt', 'width', 'height'])
    image.setAttribute(name, element.getAttribute(`data-${name}`) ?? '');
  element.append(image);
}

/**
 * The picture for readers without scripts: the same as the one beside it, or the only one.
 * @param {Element} element
 */
function openNoscript(element) {
  const [image, ...others] = element.querySelectorAll('img');
  const beside = element.previousElementSibling ?? element.parentElement;
  const late = beside?.matches('img') ? beside : beside?.querySelector('img:not(noscript img)');
  if (image && others.length === 0) {
    if (!late) element.before(image);
    else late.setAttribute('data-noscript-src', image.getAttribute('src') ?? '');
    if (late && !late.getAttribute('alt')) late.setAttribute('alt', image.alt);
  }
  element.remove();
}

/** @param {HTMLImageElement} image @param {string} base @returns {Candidate[]} */
function candidatesOf(image, base) {
  /** @type {Candidate[]} */
  const all = [];
  const add = (/** @type {string} */ url, /** @type {number} */ width) => {
    if (url && URL.canParse(url, base)) all.push({ url: new URL(url, base).href, width });
  };
  for (const source of image.closest('picture')?.querySelectorAll('source') ?? []) {
    const type = source.getAttribute('type');
    if (!type || TYPES.test(type)) readAttributes(source, add);
  }
  readAttributes(image, add);
  return all;
}

/** @param {Element} element @param {(url: string, width: number) => void} add */
function readAttributes(element, add) {
  for (const { name, value } of element.attributes) {
    const text = value.trim();
    if (/srcset$/i.test(name)) readSrcset(text, add);
    else if (name === 'src') add(text, STAND_IN.test(text) ? SUPPOSED.standIn : SUPPOSED.src);
    else if (/^data-.*(src|original|full|large|image|url)/i.test(name) && isAddress(text))
      add(text, SUPPOSED.late);
  }
}

/** @param {string} text */
const isAddress = (text) => FILE.test(text) && !/[\s{}]/.test(text);

/** @param {string} text @param {(url: string, width: number) => void} add */
function readSrcset(text, add) {
  for (const [, url, number, unit] of text.matchAll(SRCSET)) {
    const size = Number.parseFloat(number ?? '1');
    if (!STAND_IN.test(url)) add(url, unit === 'w' ? size : size * SUPPOSED.src);
  }
}

/** The smallest that is enough, else the largest. @param {Candidate[]} all */
function best(all) {
  const enough = all.filter(({ width }) => width >= WIDTH_ENOUGH);
  const smaller = (/** @type {Candidate} */ a, /** @type {Candidate} */ b) =>
    b.width < a.width ? b : a;
  const larger = (/** @type {Candidate} */ a, /** @type {Candidate} */ b) =>
    b.width > a.width ? b : a;
  if (enough.length > 0) return enough.reduce(smaller);
  return all.length > 0 ? all.reduce(larger) : undefined;
}
