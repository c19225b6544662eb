// What every tool is given.

import { keepReading, keptReading, READING } from '../keepsakes.js';
import { SECTIONS } from '../surface.js';

/**
 * What a reader of the page hands over.
 * @typedef {{
 *   host: HTMLElement, engine: import('../abi.js').Engine, articleId: string,
 *   surface: import('../surface.js').Surface, document: import('../abi.js').EngineDocument,
 *   changed: () => void, signal: AbortSignal,
 * }} Options
 */
/**
 * lang: of the article; say: tells those who hear the page
 * @typedef {Options & {
 *   lang: string, words: import('./words.js').Words, say: (text: string) => void,
 * }} Context
 */

/** The article's section. @param {Context} context */
export function articleOf({ surface }) {
  return surface.sections[SECTIONS.article];
}

/**
 * Sets how the article reads; what the module made of it is kept, and every reader told.
 * @param {Context} context
 * @param {[setting: number, value: number][]} values
 */
export function setReading({ document: engineDocument, changed }, values) {
  for (const [setting, value] of values) engineDocument.setReading(setting, value);
  keepReading(engineDocument);
  changed();
}

/**
 * Calls when settings were kept: by any reader of this page, or of another one of the site.
 * @param {Context} context
 * @param {() => void} changed
 */
export function onReadingKept({ signal }, changed) {
  addEventListener(READING, changed, { signal });
  addEventListener('storage', ({ key }) => key === READING && changed(), { signal });
}

/** All readers of the site read alike. @param {Context} context */
export function followReading(context) {
  onReadingKept(context, () => {
    for (const [setting, value] of keptReading()) context.document.setReading(setting, value);
    context.changed();
  });
}

/**
 * Into sight, where it is not, and clear of the bar.
 * @param {{top: number, bottom: number}} box in the viewport
 * @param {ScrollBehavior} behavior
 */
export function scrollIntoSight({ top, bottom }, behavior) {
  const seen = top >= innerHeight * 0.15 && bottom <= innerHeight * 0.85;
  if (!seen) scrollBy({ top: top - innerHeight * 0.3, behavior });
}
