// What no publisher means to send. It is drawn, or shown as twins; the first words and the last are
// there; nothing is ever blank.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, newPage, startBrowser } from '../support/browser.mjs';
import { makeBlackPng } from '../support/png.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const FIRST = '<h1>Bài</h1><p>Đoạn đầu.</p>';
const LAST = '<p>Đoạn cuối.</p>';
const MARKS = '\u0300\u0301\u0302\u0303\u0304\u0316\u0317\u0318\u0323\u0331'.repeat(10);
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i)).join('');
const sentences = (bytes) => SENTENCE.repeat(Math.ceil(bytes / Buffer.byteLength(SENTENCE)));

/** name · what stands between the first and the last paragraph */
const MARKUP = [
  ['a paragraph of 2 MB', `<p>${sentences(2 << 20)}</p>`],
  ['20,000 paragraphs', many(20_000, (i) => `<p>Đoạn ${i}. ${SENTENCE}</p>`)],
  ['a word of 10,000 characters', `<p>${'a'.repeat(10_000)}</p>`],
  ['a word of a million letters', `<p>${'ă'.repeat(1_000_000)}</p>`],
  [
    '20,000 links in one paragraph',
    `<p>${many(20_000, (i) => `<a href="/${i}">mục ${i}</a> `)}</p>`,
  ],
  ['a list of 9,000 items', `<ul>${many(9000, (i) => `<li>Mục ${i}</li>`)}</ul>`],
  [
    'a table of 9,000 cells',
    `<table>${many(1000, (i) => `<tr>${`<td>ô ${i}`.repeat(9)}`)}</table>`,
  ],
  ['a hundred marks on each letter', `<p>${[...'Chữ có quá nhiều dấu'].join(MARKS)}${MARKS}</p>`],
  ['a photo that never comes', `<img src="/never.png" alt="Không đến" width="800" height="600">`],
  ['a photo that is not there', `<img src="/nowhere.png" alt="Không có" width="800" height="600">`],
  ['a photo that says 10,000 million pixels', '<img src="/x.png" width="99999" height="99999">'],
  ['a photo as wide as a street', '<img src="/x.png" width="4000000" height="1" alt="Dài">'],
  ['a photo of 100 million pixels', '<img src="/huge.png" alt="Lớn">'],
  [
    'addresses that are none',
    '<p><a href="http://[x">a</a></p><img src="http://[y"><iframe src="http://["></iframe>',
  ],
];

/** name · runs in the page, before the loader comes: fills #place */
const SCRIPTED = [
  [
    'inline markup 1,000 deep',
    (place) => {
      const names = ['b', 'i', 'span', 'a', 'em', 'font'];
      for (let i = 0, at = place; i < 1000; i++, at = at.lastElementChild) {
        const inner = document.createElement(names[i % names.length]);
        if (inner.localName === 'a') inner.href = '/x';
        at.append(` từ${i} `, inner);
      }
    },
    ['từ0 từ1 ', 'từ999'],
  ],
  [
    'blocks 1,000 deep',
    (place) => {
      const names = ['div', 'section', 'blockquote', 'article', 'figure', 'center'];
      for (let i = 0, at = place; i < 1000; i++, at = at.lastElementChild)
        at.append(` từ${i} `, document.createElement(names[i % names.length]));
    },
    ['từ0', 'từ999'],
  ],
  [
    'lists 1,000 deep',
    (place) => {
      for (let i = 0, at = place; i < 1000; i++) {
        const item = document.createElement('li');
        item.append(`từ${i}`);
        at.append(document.createElement('ul'));
        at.lastElementChild.append(item);
        at = item;
      }
    },
    ['từ0', 'từ999'],
  ],
  [
    'elements 20,000 deep',
    (place) => {
      // From within: a page that is laid out so deep is past what the browser can do.
      let inner = document.createElement('span');
      inner.append('đáy');
      for (let i = 0; i < 20_000; i++) {
        const outer = document.createElement('span');
        outer.append(inner);
        inner = outer;
      }
      place.hidden = true;
      place.append(inner);
    },
    [],
  ],
  [
    'NUL, lone surrogates, controls and noncharacters',
    (place) => {
      place.append('một\0hai \ud800 ba\udc00bốn \ufffe năm\u0007 sáu\u202e bảy \ud83d');
      place.title = '\ud800';
    },
    ['mộthai', 'bốn', 'sáu', 'bảy'],
  ],
  [
    'a bare text with half a pair, and a photo with it in its words',
    (place) => {
      const image = document.createElement('img');
      Object.assign(image, { src: '/nowhere.png', alt: 'a\ud83db', width: 40, height: 40 });
      place.append('c\udfff\ud800d', image);
    },
    ['c', 'd'],
  ],
];

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

const isShown = () =>
  ['layered', 'painted'].includes(document.querySelector('ykien-reader').state ?? '');
/** Runs in the page: the last paragraph, when it is there, is scrolled to. */
const showLast = () => {
  const last = [...document.querySelectorAll('.ykien-twins[role="article"] p')].at(-1);
  if (last?.textContent !== 'Đoạn cuối.') return false;
  last.scrollIntoView({ block: 'center', behavior: 'instant' });
  return true;
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
    );
    assert.deepEqual(await page.evaluate(() => window.refusals), []);
    return page;
  };

  /** The first words, then the last, seen where they are. */
  const assertReadable = async (page) => {
    await assertInk(page, blank);
    await page.waitForFunction(showLast);
    await page.waitForFunction(isShown);
    await assertInk(page, blank);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  };

  for (const [name, markup] of MARKUP)
    await t.test(name, async () => assertReadable(await open(markup)));

  for (const [name, fill, words] of SCRIPTED) {
    await t.test(name, async () => {
      const page = await open('<div id="place"></div>', fill);
      await page.waitForFunction(showLast);
      const text = await page.locator('.ykien-twins[role="article"]').textContent();
      for (const word of words) assert.ok(text.includes(word), word);
      assert.ok(text.isWellFormed?.() ?? true);
      await assertReadable(page);
    });
  }

  await t.test('a huge paragraph loses no word', async () => {
    const page = await open(`<p>${many(40_000, (i) => `từ${i} `)}</p>`);
    await page.waitForFunction(showLast);
    const text = await page.locator('.ykien-twins[role="article"]').innerText();
    const numbers = [...text.matchAll(/từ(\d+)/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => i),
    );
    assert.equal(numbers.length, 40_000);
    await page.context().close();
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
