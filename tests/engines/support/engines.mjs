// One list of behaviours, tried in Chromium, Firefox and WebKitGTK: one browser of each for a file,
// a fresh page for each behaviour.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { htmlPage, LOADER, startSite } from '../../support/browser.mjs';
import { chromium } from './chromium.mjs';
import { firefox } from './firefox.mjs';
import { webkit } from './webkit.mjs';

/** @typedef {import('./engine-page.mjs').EnginePage} EnginePage */
/**
 * @typedef {{page: EnginePage, engine: 'chromium' | 'firefox' | 'webkit', url: string,
 *   pages: Map<string, {body: string | Buffer, type?: string}>}} Scene
 * @typedef {{
 *   skip?: Partial<Record<'chromium' | 'firefox' | 'webkit', string>>,
 *   viewport?: Partial<import('./engine-page.mjs').Viewport>,
 *   wishes?: import('./engine-page.mjs').Wishes, errors?: boolean,
 * }} Terms skip: by engine, the reason; errors: whether the page may fail
 * @typedef {(name: string, body: (scene: Scene) => Promise<void>, terms?: Terms) => void} Behave
 */

const ONLY = process.env.YKIEN_ENGINE;
const ENGINES = [chromium, firefox, webkit].filter(({ name }) => !ONLY || name === ONLY);
const VIEWPORT = { width: 800, height: 700, ratio: 1 };

/** @param {(behave: Behave) => void} list names each behaviour */
export function eachEngine(list) {
  /** @type {Parameters<Behave>[]} */
  const behaviours = [];
  list((...behaviour) => behaviours.push(behaviour));
  for (const engine of ENGINES) test(engine.name, (t) => tryAll(t, engine, behaviours));
}

async function tryAll(t, engine, behaviours) {
  const missing = engine.programs.find((path) => !existsSync(path));
  const absent = missing && `${missing} is not installed`;
  const site = await startSite(t);
  const browser = absent ? null : await engine.launch();
  t.after(() => browser?.close());
  for (const [name, body, terms = {}] of behaviours) {
    const skip = absent ?? terms.skip?.[engine.name] ?? false;
    await t.test(name, { skip }, () => tryOne(browser, engine.name, site, body, terms));
  }
}

async function tryOne(browser, engine, site, body, { viewport, wishes, errors }) {
  const page = await browser.newPage({ ...VIEWPORT, ...viewport }, wishes);
  try {
    await body({ page, engine, ...site });
    if (!errors) assert.deepEqual(await page.evaluate(() => window.errors ?? []), []);
  } finally {
    await page.close();
  }
}

const WATCH_ERRORS = `<script>
window.errors = [];
addEventListener('ykien-error', ({ detail }) => errors.push(detail));
addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
</script>`;

/** For the head of a page: no WebGL is to be had. */
export const WITHOUT_WEBGL = `<script>
for (const { prototype } of [OffscreenCanvas, HTMLCanvasElement]) {
  const { getContext } = prototype;
  prototype.getContext = function (type, ...rest) {
    return type.startsWith('webgl') ? null : getContext.call(this, type, ...rest);
  };
}
</script>`;

/**
 * A page with one element.
 * @param {string} article markup in the tag
 * @param {{attributes?: string, head?: string, before?: string, after?: string, lang?: string}}
 *   [options] head: before the loader; before, after: the element, in the body
 */
export function readerPage(article, options = {}) {
  const { attributes = '', head = '', before = '', after = '', lang = 'vi' } = options;
  const element = `<ykien-reader article="bai" gl="any" clock="off" ${attributes}>
${article}</ykien-reader>`;
  const style = '<style>body { margin: 0; background: #fff; }</style>';
  const title = '<title>Nhà bên sông</title>';
  return htmlPage({
    lang,
    head: title + style + WATCH_ERRORS + head + LOADER,
    body: `${before}<main>${element}</main>${after}`,
  });
}

/**
 * Opens a page with one element, and waits for its picture and its (no) comments.
 * @param {Scene} scene
 * @param {string} article
 * @param {Parameters<typeof readerPage>[1] & {state?: string}} [options]
 */
export async function showArticle({ page, pages, url }, article, options = {}) {
  pages.set('/article', { body: readerPage(article, options) });
  await page.goto(`${url}article`);
  await page.reaches(options.state ?? 'painted');
  await page.waitFor(() => {
    const all = (css) => [...document.querySelectorAll(`.ykien-twins ${css}`)];
    // On a busy machine comments may take longer than a reader would wait.
    all('button')
      .find(({ textContent }) => /^(Thử lại|Try again)$/.test(textContent))
      ?.click();
    return all('h2').some(({ textContent }) => /\(0\)/.test(textContent));
  });
  await page.reaches(options.state ?? 'painted');
}
