// Finds the article in a page that was fetched. Loaded only by a tag whose `src` is such a page.
//
// The page is parsed into a document without scripts, styles or requests. What its elements mean
// is not decided here: article-html.js and article-meta.js do that, as for HTML in the tag.

import { Readability } from '@mozilla/readability';
import { decode } from './charset.js';
import { clear } from './clear.js';
import { findDate } from './dates.js';
import { chooseSources, takeCaptions } from './images.js';
import { languageOf } from './language.js';
import { finishArticle } from './lead.js';

/** @typedef {import('../article-meta.js').FetchedPage} FetchedPage */

// What readers of that document see as part of a line, without any style sheet.
const INLINE =
  'a, abbr, b, bdi, bdo, big, cite, code, data, del, dfn, em, font, i, img, ins, kbd, label, ' +
  'mark, picture, q, rp, rt, ruby, s, samp, small, span, strike, strong, sub, sup, time, tt, u, ' +
  'var, wbr';
const BYTES_MAX = 8 << 20;
// What article-html.js knows by its class.
const CLASSES = ['lead', 'sapo', 'standfirst'];
// As Readability itself judges an attempt; then it tries again with one more of these off.
const CHARACTERS_ENOUGH = 500;
// Less is a line of links or a form.
const CHARACTERS_MIN = 80;
const STRICTNESS = [7, 6, 4, 0];

/**
 * @param {{bytes: Uint8Array, type: string, url: string}} file
 * @returns {FetchedPage | undefined} nothing: there is no article in it
 */
export function openPage({ bytes, type, url }) {
  if (bytes.length > BYTES_MAX) return undefined;
  const page = parse(decode(bytes, type), type);
  for (const skipped of page.querySelectorAll('[data-ykien="skip"]')) skipped.remove();
  const base = settleAddresses(page, url);
  const pictures = chooseSources(page, base);
  takeCaptions(page);
  mendLinkedData(page);
  const published = findDate(page);
  clear(page);
  const found = findBody(page);
  if (!found || (found.length ?? 0) < CHARACTERS_MIN) return undefined;
  const root = /** @type {Element} */ (found.content);
  for (const element of root.querySelectorAll(INLINE)) markInline(element);
  const more = {
    id: new URL(url).pathname,
    title: found.title || new URL(url).hostname,
    language: tagOf(page) ?? languageOf(found.textContent ?? ''),
    published,
    authors: bylineOf(found.byline),
    sourceUrl: url,
  };
  const finish = (
    /** @type {Record<string, unknown>} */ article,
    /** @type {unknown[]} */ images,
  ) => finishArticle(article, { page, base, pictures, images });
  return { document: page, root, more, finish };
}

/** @param {string} text @param {string} type */
function parse(text, type) {
  const parser = new DOMParser();
  const markup = trusted(text);
  if (!/xhtml/i.test(type)) return parser.parseFromString(markup, 'text/html');
  const page = parser.parseFromString(markup, 'application/xhtml+xml');
  return page.querySelector('parsererror') ? parser.parseFromString(markup, 'text/html') : page;
}

/** @type {{createHTML(text: string): string} | undefined} */
let policy;

/**
 * A site that requires trusted types is told by name what this is for; once, as some require.
 * @param {string} text
 */
function trusted(text) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  policy ??= trustedTypes?.createPolicy('ykien', {
    createHTML: (/** @type {string} */ markup) => markup,
  });
  return policy?.createHTML(text) ?? text;
}

/**
 * Makes every address one that holds in any document: this one has that of the page around.
 * @param {Document} page
 * @param {string} url
 * @returns {string} what addresses are relative to
 */
function settleAddresses(page, url) {
  const given = page.querySelector('base[href]')?.getAttribute('href') ?? '';
  const base = URL.canParse(given, url) ? new URL(given, url).href : url;
  for (const element of page.querySelectorAll('base')) element.remove();
  for (const name of ['href', 'src', 'data']) {
    for (const element of page.querySelectorAll(`[${name}]`)) {
      const address = element.getAttribute(name) ?? '';
      if (URL.canParse(address, base)) element.setAttribute(name, new URL(address, base).href);
    }
  }
  return base;
}

/** @param {Element} element */
function markInline(element) {
  if (element instanceof HTMLElement) element.style.display = 'inline';
}

/**
 * What stands in XML, or was escaped for HTML, as the JSON that was meant.
 * @param {Document} page
 */
function mendLinkedData(page) {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    script.textContent = (script.textContent ?? '')
      .replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')
      .replaceAll('&quot;', '\\"')
      .replace(/&#0?39;|&#x27;|&apos;/g, "'")
      .replaceAll('&amp;', '&');
  }
}

/** @param {Document} page */
function findBody(page) {
  /** @type {ReturnType<typeof attempt>} */
  let best = null;
  for (const flags of STRICTNESS) {
    const found = attempt(page, flags);
    if ((found?.length ?? 0) > (best?.length ?? 0)) best = found;
    if ((best?.length ?? 0) >= CHARACTERS_ENOUGH) break;
  }
  return best;
}

/** @param {Document} page @param {number} flags */
function attempt(page, flags) {
  const reader = new Readability(/** @type {Document} */ (page.cloneNode(true)), {
    charThreshold: -1, // its own second attempt makes markup of text
    classesToPreserve: CLASSES,
    serializer: (node) => node,
  });
  return Object.assign(reader, { _flags: flags }).parse();
}

/** The language that the page says it is in. @param {Document} page */
function tagOf(page) {
  const said = page.documentElement.lang || (metaOf(page, 'og:locale') ?? '');
  const [tag] = /^[a-z]{2,8}(-[a-z\d]{1,8}){0,3}$/i.exec(said.trim().replace('_', '-')) ?? [];
  return tag;
}

/** @param {Document} page @param {string} name */
function metaOf(page, name) {
  return page.querySelector(`meta[property="${name}" i]`)?.getAttribute('content');
}

/** What stands where a name does, unless it is a date. @param {string | null | undefined} byline */
function bylineOf(byline) {
  const name = byline
    ?.replace(/\s+/g, ' ')
    .replace(/^(by|bởi|por|von|par|di)\s+/i, '')
    .trim();
  return name && !/\d/.test(name) ? [{ name }] : [];
}
