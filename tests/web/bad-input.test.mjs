// What no publisher means to send. It is drawn, or shown as twins; the first words and the last are
// there; nothing is ever blank.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST, LAST, many, MARKUP, SCRIPTED } from '../support/bad-articles.mjs';
import { htmlPage, newPage, startBrowser } from '../support/browser.mjs';
import { makeBlackPng } from '../support/png.mjs';

/** Runs in the page: how much of a screenshot is not as its upper left corner. */
async function inkIn(png) {
  const bitmap = await createImageBitmap(await (await fetch(png)).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  let ink = 0;
  for (let i = 4; i < data.length; i += 4) if (Math.abs(data[i] - data[0]) > 90) ink++;
  return ink;
}

async function assertInk(page, blank) {
  const png = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`;
  assert.ok((await blank.evaluate(inkIn, png)) > 100, 'blank');
}

// To look through 20,000 paragraphs is work, too, which a page at its limits is to be spared; and
// frames do not come while the browser draws a photo of 100 million pixels.
const RARELY = { polling: 500, timeout: 40_000 };
const isShown = () =>
  ['layered', 'painted'].includes(document.querySelector('ykien-reader').state ?? '');
/** Runs in the page: the last paragraph, when it is there, is scrolled to. */
const showLast = () => {
  const paragraphs = document.querySelectorAll('.ykien-twins[role="article"] p');
  const last = [...paragraphs].findLast(({ textContent }) => textContent === 'Đoạn cuối.');
  last?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return Boolean(last);
};

test('bad input', async (t) => {
  const site = await startBrowser(t);
  const { pages, url } = site;
  pages.set('/huge.png', { body: makeBlackPng(10_000, 10_000), type: 'image/png' });
  pages.set('/blank', { body: htmlPage({ body: '' }) });
  const blank = await newPage(site);
  await blank.goto(`${url}blank`);

  const open = async (between, fill) => {
    const tag = `<ykien-reader gl="any" clock="off">${FIRST}${between}${LAST}</ykien-reader>`;
    pages.set('/bad', { body: htmlPage({ body: tag }) });
    const page = await newPage(site);
    await page.route('**/never.png', () => {});
    await page.goto(`${url}bad`, { waitUntil: 'domcontentloaded' });
    if (fill) await page.locator('#place').evaluate(fill);
    await page.evaluate(() => {
      window.refusals = [];
      document.addEventListener('ykien-error', ({ detail }) => window.refusals.push(detail.code));
    });
    await page.addScriptTag({ type: 'module', url: '/ykien/ykien.js' });
    await page.waitForFunction(
      () => window.refusals.length > 0 || document.querySelector('ykien-reader')?.state !== 'html',
      null,
      RARELY,
    );
    assert.deepEqual(await page.evaluate(() => window.refusals), []);
    return page;
  };

  /** The first words, then the last, seen where they are. */
  const assertReadable = async (page) => {
    await assertInk(page, blank);
    await page.waitForFunction(showLast, null, RARELY);
    await page.waitForFunction(isShown, null, RARELY);
    await assertInk(page, blank);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  };

  for (const [name, markup] of MARKUP)
    await t.test(name, async () => assertReadable(await open(markup)));

  await t.test('beside a photo of 100 million pixels there is no picture', async () => {
    const page = await open('<img src="/huge.png" alt="Lớn">');
    const isComplete = () => document.querySelector('.ykien-twins img')?.complete;
    await page.waitForFunction(isComplete, null, RARELY);
    await page.waitForTimeout(500);
    const { state, tiles } = await page.evaluate(() => {
      const { state, stats } = document.querySelector('ykien-reader');
      return { state, tiles: stats.tilesPainted };
    });
    assert.deepEqual({ state, tiles }, { state: 'layered', tiles: 0 });
    await page.context().close();
  });

  for (const [name, fill, words] of SCRIPTED) {
    await t.test(name, async () => {
      const page = await open('<div id="place"></div>', fill);
      await page.waitForFunction(showLast, null, RARELY);
      const text = await page.locator('.ykien-twins[role="article"]').textContent();
      for (const word of words) assert.ok(text.includes(word), word);
      assert.ok(text.isWellFormed?.() ?? true);
      await assertReadable(page);
    });
  }

  await t.test('a huge paragraph loses no word', async () => {
    const page = await open(`<p>${many(40_000, (i) => `từ${i} `)}</p>`);
    await page.waitForFunction(showLast, null, RARELY);
    const text = await page.locator('.ykien-twins[role="article"]').innerText();
    const numbers = [...text.matchAll(/từ(\d+)/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i),
    );
    assert.equal(numbers.length, 40_000);
    await page.context().close();
  });

  await t.test('a theme that changes while a long article is read', async () => {
    const paragraphs = many(20_000, (i) => `<p>Đoạn ${i}. Một câu.</p>`);
    const page = await open(`${paragraphs}<i id="place"></i>`, () => {
      const own = document.querySelector('ykien-reader');
      // Between two slices of the work there are frames, as on a slow machine.
      const { postMessage } = MessagePort.prototype;
      MessagePort.prototype.postMessage = function (...args) {
        requestAnimationFrame(() => requestAnimationFrame(() => postMessage.apply(this, args)));
      };
      const change = () => {
        own.theme = own.theme === 'dark' ? 'light' : 'dark';
        if (own.state === 'html' || own.state === undefined) requestAnimationFrame(change);
      };
      change();
    });
    await assertReadable(page);
  });

  await t.test('a page that goes on changing while it is read', async () => {
    const page = await open(
      `${many(3000, (i) => `<p>Đoạn ${i}.</p>`)}<div id="place"></div>`,
      () => {
        const own = document.querySelector('ykien-reader');
        let count = 0;
        const timer = setInterval(() => {
          own.querySelector('p:nth-of-type(2)')?.remove();
          if (++count > 300) clearInterval(timer);
        });
      },
    );
    await assertReadable(page);
  });
});
