// Windows that change while one reads: size, zoom, another screen. Sharp afterwards, reflowed, and
// at the same words.

import assert from 'node:assert/strict';
import { eachEngine, showArticle } from './support/engines.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const PARAGRAPHS = Array.from(
  { length: 24 },
  (_, i) => `<p>Đoạn ${i + 1}. ${SENTENCE.repeat(4)}</p>`,
);
const ARTICLE = `<h1>Nhà bên sông</h1>${PARAGRAPHS.join('')}`;
const FIXED_RATIO = 'GDK_SCALE is fixed when the browser starts, and its driver has no emulation';

/** Runs in the page: brings a paragraph to the upper edge, as a reader would. */
function readAt(words) {
  const block = [...document.querySelectorAll('.ykien-twins p')].find((one) =>
    one.textContent.startsWith(words),
  );
  scrollBy({ top: block.getBoundingClientRect().top + 10, behavior: 'instant' });
}

/** Runs in the page: the paragraph at the upper edge. */
function wordsAtTop() {
  const blocks = [...document.querySelectorAll('.ykien-twins p')];
  const first = blocks.find((one) => one.getBoundingClientRect().bottom > 2);
  return first.textContent.slice(0, 8);
}

/** Runs in the page: painted for the screen as it is, within its width, a pixel for a pixel. */
function isSharp(ratio) {
  const element = document.querySelector('ykien-reader');
  const tiles = [...element.shadowRoot.querySelectorAll('.tiles canvas')];
  const room = document.documentElement.clientWidth;
  return (
    devicePixelRatio === ratio &&
    element.state === 'painted' &&
    document.documentElement.scrollWidth <= room &&
    Math.abs(element.getBoundingClientRect().width - room) < 1 &&
    tiles.length > 0 &&
    tiles.every((one) => {
      const { width } = one.getBoundingClientRect();
      return Math.abs(width * devicePixelRatio - one.width) < 0.2 && width > room - 34;
    })
  );
}

eachEngine((behave) => {
  behave(
    'a window that becomes narrow and wide again keeps the reading position',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE);
      await page.evaluate(readAt, 'Đoạn 12.');
      await page.waitFor(isSharp, 1);
      for (const width of [480, 800]) {
        await page.resize({ width, height: 700, ratio: 1 });
        await page.waitFor(isSharp, 1);
        assert.equal(await page.evaluate(wordsAtTop), 'Đoạn 12.');
      }
    },
  );

  behave(
    'zoomed to 400 %: reflowed at 320 px, sharp, at the same words',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE);
      await page.evaluate(readAt, 'Đoạn 12.');
      // What zooming does to a page: fewer CSS px, each of more device px.
      await page.rescale({ width: 320, height: 256, ratio: 4 });
      await page.waitFor(isSharp, 4);
      assert.equal(await page.evaluate(wordsAtTop), 'Đoạn 12.');
      await page.rescale({ width: 800, height: 700, ratio: 1 });
      await page.waitFor(isSharp, 1);
      assert.equal(await page.evaluate(wordsAtTop), 'Đoạn 12.');
    },
    { viewport: { width: 1280, height: 1024 }, skip: { webkit: FIXED_RATIO } },
  );

  behave(
    'moved to a screen with another DPR: sharp there, at the same words',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE);
      await page.evaluate(readAt, 'Đoạn 12.');
      for (const ratio of [2, 1.5, 1]) {
        await page.rescale({ width: 800, height: 700, ratio });
        await page.waitFor(isSharp, ratio);
        assert.equal(await page.evaluate(wordsAtTop), 'Đoạn 12.');
      }
    },
    { skip: { webkit: FIXED_RATIO } },
  );

  behave(
    'magnified by two fingers: the twins, which stay sharp; the picture afterwards',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE);
      const protocol = await page.protocol();
      await protocol.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
      await page.waitFor(() => visualViewport.scale === 2);
      await page.reaches('layered');
      await protocol.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
      await page.reaches('painted');
    },
    {
      skip: {
        firefox: 'two touches of WebDriver BiDi that move apart magnify nothing',
        webkit: 'two touches of WebKitWebDriver that move apart magnify nothing',
      },
    },
  );
});
