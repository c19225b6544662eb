// What a screen reader says of a page: a virtual one, running in the browser that shows the page.
//
// It tells every node of the accessibility tree. What no screen reader says is left out here, and
// the lines of a paragraph, which are text side by side, are put together as screen readers do.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from './browser.mjs';

const SCRIPT = 'node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js';

/** @param {Map<string, {body: Buffer, type: string}>} pages */
export async function serveScreenReader(pages) {
  const body = await readFile(join(project, SCRIPT));
  pages.set('/screen-reader.js', { body, type: 'text/javascript' });
}

/**
 * From top to bottom through elements, one after the other.
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 * @returns {Promise<string[]>} what is heard, indented by what it is within
 */
export async function readThrough(page, selector) {
  return tell(await page.evaluate(walk, selector));
}

/**
 * Stays in an element, and hears what gets the focus and what announces itself.
 * @param {import('playwright-core').Page} page
 * @param {string} selector
 * @returns {Promise<(last: RegExp) => Promise<string[]>>} what is heard until something like `last`
 */
export async function listen(page, selector) {
  await page.evaluate(async (css) => {
    const { virtual } = await import('/screen-reader.js');
    await virtual.start({ container: document.querySelector(css) });
    window.screenReader = virtual;
  }, selector);
  /** @type {string[]} */
  const all = [];
  let told = 0;
  const hear = async () => {
    const log = await page.evaluate(() => window.screenReader.spokenPhraseLog());
    all.splice(0, all.length, ...log.map(spaced).filter(isNews));
    return all.slice(told);
  };
  await hear();
  told = all.length;
  return async (last) => {
    let heard = await hear();
    while (!heard.some((phrase) => last.test(phrase))) heard = await hear();
    told = all.length;
    return heard;
  };
}

/** The paragraphs of what announces itself come without a space between. @param {string} phrase */
const spaced = (phrase) => phrase.replace(/\.(?=\p{Lu})/gu, '. ');

/**
 * What announces itself comes once for each change of the document; it is said once.
 * @param {string} phrase @param {number} i @param {string[]} log
 */
function isNews(phrase, i, log) {
  if (!phrase.startsWith('polite: ')) return true;
  return phrase !== 'polite: ' && phrase !== log.slice(0, i).findLast((one) => /^polite/.test(one));
}

/**
 * Runs in the page. between: what stands between this and what was heard before in the same line;
 * isRepeated: it is the name of what was told already
 * @param {string} selector
 * @returns {Promise<{phrase: string, isRepeated: boolean, between?: string}[]>}
 */
async function walk(selector) {
  const { virtual } = await import('/screen-reader.js');
  const NAMED_BY_TEXT = 'h1, h2, h3, h4, h5, h6, button, td, th, a, caption';
  const blockOf = (node) => node.parentElement.closest(':not(a, b, i, span, time)');
  const textBetween = (last, node) => {
    const range = document.createRange();
    range.setStartAfter(last);
    range.setEndBefore(node);
    return range.cloneContents().querySelector('br') ? ' ' : range.toString();
  };
  let last = null;
  const describe = (node, phrase) => {
    if (node.localName === 'caption') return { phrase, isRepeated: true }; // of a table, its name
    if (!(node instanceof Text || phrase.startsWith('link'))) return { phrase, isRepeated: false };
    const isText = node instanceof Text;
    if (isText && node.parentElement.closest(NAMED_BY_TEXT)) return { phrase, isRepeated: true };
    const goesOn = last && blockOf(last) === blockOf(node);
    const between = goesOn ? textBetween(last, node) : undefined;
    last = node;
    return { phrase: isText ? node.data : phrase, isRepeated: false, between };
  };
  const items = [];
  for (const container of document.querySelectorAll(selector)) {
    await virtual.start({ container });
    const first = virtual.activeNode;
    const opening = await virtual.lastSpokenPhrase();
    let phrase = opening;
    do {
      items.push(describe(virtual.activeNode, phrase));
      await virtual.next();
      phrase = await virtual.lastSpokenPhrase();
    } while (virtual.activeNode !== first || phrase !== opening);
    await virtual.stop();
  }
  return items;
}

// Where one of these begins, screen readers go on with its text, and where one ends, with the next.
const UNSAID = new RegExp(
  '^(paragraph|time|status)$|^end of (paragraph|time|status|heading|button|link|cell|column|row|' +
    'caption|listitem)',
);
const OPENS = /^(article|region|form|group|list|table|figure|blockquote)\b(?!item)/;

/** @param {Awaited<ReturnType<typeof walk>>} items */
function tell(items) {
  /** @type {string[]} */
  const lines = [];
  let depth = 0;
  for (const { phrase, isRepeated, between } of items) {
    if (isRepeated || UNSAID.test(phrase)) continue;
    const last = lines.at(-1) ?? '';
    if (phrase.startsWith('end of ')) depth--;
    const words = sayShortly(phrase);
    const goesOn = between !== undefined || (last.endsWith(': ') && !OPENS.test(phrase));
    if (goesOn) lines[lines.length - 1] = last + (between ?? '') + words;
    else lines.push('  '.repeat(depth) + words);
    if (OPENS.test(phrase)) depth++;
  }
  return lines.map((line) => line.trimEnd());
}

/** What screen readers put in fewer words. @param {string} phrase */
function sayShortly(phrase) {
  const [, position, size] = /^listitem, .*position (\d+), set size (\d+)/.exec(phrase) ?? [];
  if (position) return `${position} of ${size}: `;
  if (/^(caption$|status,)/.test(phrase)) return `${phrase}: `;
  return phrase.replace(/^(row|separator|end of \w+), .*/, '$1');
}
