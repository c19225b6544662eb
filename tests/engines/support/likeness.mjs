// Is the picture of a page's words what the browser itself makes of them? Line by line.

import assert from 'node:assert/strict';
import { lineAreas } from '../../support/ink.mjs';
import { compareLikeness } from '../../support/ssim.mjs';

const LEAST_SSIM = 0.98;
const ARTICLE = '.ykien-twins[role="article"]';
const INK_MIN = 10;

/** Runs in the page: takes the picture away, and shows the twins. */
function showTwins() {
  const { shadowRoot } = document.querySelector('ykien-reader');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.tiles { visibility: hidden }');
  shadowRoot.adoptedStyleSheets.push(sheet);
  for (const one of document.querySelectorAll('.yk-painted')) one.classList.remove('yk-painted');
  // A screenshot may be of the frame before.
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** Painted, and as the browser sets it; with the line areas of the article's words. */
async function takePictures(page, within, of) {
  const { height, ratio } = await page.evaluate(() => ({
    height: innerHeight,
    ratio: devicePixelRatio,
  }));
  const all = await page.evaluate(lineAreas, within);
  const lines = all.filter(
    ({ w, y, h, text }) => w > 1 && y + h < height && (!of || of.includes(text.trim())),
  );
  const painted = await page.screenshot();
  await page.evaluate(showTwins);
  const set = await page.screenshot();
  const areas = lines.map(({ x, y, w, h }) => ({
    x: Math.max(0, Math.floor(x * ratio) - 2),
    y: Math.floor(y * ratio),
    w: Math.ceil(w * ratio) + 4,
    h: Math.ceil(h * ratio),
  }));
  return { lines, pictures: [painted, set], areas };
}

const isOff = ({ dx, dy, ssim, ink }, least) =>
  Math.abs(dx) > 1 || Math.abs(dy) > 1 || ssim < least || ink < INK_MIN;
const tell = ({ dx, dy, ssim, ink }, { text }) =>
  `${text}: ${dx}, ${dy} px off, likeness ${ssim.toFixed(4)}, ${ink} px of ink`;

/**
 * @param {import('./engine-page.mjs').EnginePage} page whose element is painted
 * @param {{within?: string, of?: string, least?: number}} [options] within: a selector of twins;
 *   of: the text whose lines count; least: ssim
 */
export async function assertLikeness(page, { within = ARTICLE, of, least = LEAST_SSIM } = {}) {
  const { lines, pictures, areas } = await takePictures(page, within, of);
  assert.ok(lines.length > 0, 'no line is painted');
  const found = await compareLikeness(page, pictures, areas);
  const wrong = found.map((one, i) => isOff(one, least) && tell(one, lines[i])).filter(Boolean);
  assert.deepEqual(wrong, []);
}
