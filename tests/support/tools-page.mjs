// Pages for the tests of the reading tools: an article long enough to scroll, its bar, its panels.

import { htmlPage, LOADER, newPage, startBrowser, waitForState } from './browser.mjs';
import { makePng } from './png.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const paragraphs = (count) => `<p>${SENTENCE.repeat(5)}</p>`.repeat(count);
const photo = (number) => `<figure>
<img src="/photo.png" width="640" height="400" alt="Con đò số ${number}">
<figcaption>Chú thích của ảnh ${number}.</figcaption></figure>`;

/** Four headings under the title, two photos, some twenty paragraphs. */
export const ARTICLE = `<h1>Nhà bên sông</h1><p class="lead">Chuyện của một bến đò.</p>
${paragraphs(3)}<h2>Bến nước</h2>${photo(1)}${paragraphs(4)}<h3>Con đò</h3>${paragraphs(4)}
<h2>Mùa lũ năm ấy</h2>${photo(2)}${paragraphs(4)}
<p>Ông Ba Đò nói: “Nước lên thì thuyền lên.” Bà Tư cười. TP. Cần Thơ ở phía bên kia sông.</p>
<h2>Chuyện bây giờ</h2>${paragraphs(4)}`;

export const PHOTO = {
  type: 'image/png',
  body: makePng(640, 400, (x, y) => [90 + (x >> 3), 110 + (y >> 3), 150]),
};

/**
 * Without a picture, unless the attributes ask for one: the tools stand beside it.
 * @param {string} article markup
 */
export const readerTag = (article, attributes = '') =>
  `<main><ykien-reader clock="off" ${attributes}>${article}</ykien-reader></main>`;

/** Runs in the page before its own scripts. */
function withoutWebGl() {
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (type, ...rest) {
    return type === 'webgl2' ? null : getContext.call(this, type, ...rest);
  };
}

/**
 * A browser whose pages hold one reader each.
 * @param {import('node:test').TestContext} t
 */
export async function startTools(t) {
  const site = await startBrowser(t);
  const { pages, url } = site;
  pages.set('/photo.png', PHOTO);
  const style = '<style>body { margin: 0; background: #fff; }</style>';
  /**
   * @param {string} body
   * @param {{lang?: string, headers?: Record<string, string>,
   *   prepare?: (page: import('playwright-core').Page) => Promise<unknown>} &
   *   import('playwright-core').BrowserContextOptions} [options] prepare: before the page is there
   */
  const open = async (body, { lang, headers, prepare, ...options } = {}) => {
    const head = `<title>Nhà bên sông</title>${headers ? '' : style}${LOADER}`;
    pages.set('/article', { body: htmlPage({ head, body, lang }), headers });
    const page = await newPage(site, options);
    await prepare?.(page);
    const drawn = body.includes('gl="any"');
    if (!drawn) await page.addInitScript(withoutWebGl);
    await page.goto(`${url}article`);
    await waitForState(page, drawn ? 'painted' : 'layered');
    return page;
  };
  const show = ({ attributes = '', ...options } = {}) =>
    open(readerTag(ARTICLE, `article="bai" ${attributes}`), options);
  return { ...site, open, show };
}

/** Waits until a reader shows its article, drawn or not. */
export function isThere(page, selector = 'ykien-reader') {
  return page.waitForFunction(
    (css) => /layered|painted/.test(document.querySelector(css)?.getAttribute('state')),
    selector,
  );
}

/** The bar of the page's first reader, opened. @param {import('playwright-core').Page} page */
export async function openBar(page) {
  await page
    .getByRole('button', { name: /^(Công cụ đọc|Reading tools)$/ })
    .first()
    .click();
  const bar = page.getByRole('region', { name: /^(Công cụ đọc|Reading tools)$/ }).first();
  await bar.waitFor();
  return bar;
}

/**
 * A panel of the bar, opened.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
export async function openPanel(page, name) {
  const bar = await openBar(page);
  await bar.getByRole('button', { name, exact: true }).click();
  const panel = page.getByRole('group', { name, exact: true });
  await panel.waitFor();
  return panel;
}

/** Waits until a heading stands right below the bar. */
export function standsBelowBar(page, name) {
  return page.waitForFunction((text) => {
    const headings = [...document.querySelectorAll('.ykien-twins :is(h1, h2, h3)')];
    const heading = headings.find((one) => one.textContent === text);
    const { bottom } = document
      .querySelector('ykien-reader')
      .shadowRoot.querySelector('.bar')
      .getBoundingClientRect();
    const gap = heading.getBoundingClientRect().top - bottom;
    return gap >= 0 && gap < 40;
  }, name);
}
