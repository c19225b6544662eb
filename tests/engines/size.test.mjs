// Screens, zoom, narrow columns and spacing of a reader's own: sharp, whole, and within the page.

import assert from 'node:assert/strict';
import { eachEngine, readerPage, showArticle } from './support/engines.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const ARTICLE = `<h1>Nhà bên sông</h1><p>${SENTENCE.repeat(3)}</p><h2>Bến cũ</h2>
<ul><li>${SENTENCE}</li><li>hai tấm lưới</li></ul><p>${SENTENCE.repeat(2)}</p>`;
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`;

/** Runs in the page: what is cut off at the side, or lies over what follows. */
function faults(frame) {
  const inner = frame ? document.querySelector('iframe').contentDocument : document;
  const room = inner.querySelector('ykien-reader').getBoundingClientRect();
  const found = [];
  const parts = '.ykien-twins :is(span, input, textarea, button, img)';
  for (const part of inner.querySelectorAll(parts)) {
    const { left, right, width } = part.getBoundingClientRect();
    if (width > 1 && (left < room.left - 0.5 || right > room.right + 0.5))
      found.push(`at the side: ${part.textContent}`);
  }
  const lines = [...inner.querySelectorAll('.ykien-twins :is(h1, h2, p, li) > span')]
    .filter((one) => one.getClientRects().length > 0 && !one.closest('.yk-unseen'))
    .map((one) => [one.getBoundingClientRect(), one.textContent]);
  for (const [a, text] of lines)
    for (const [b, other] of lines) {
      const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const beside = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (text !== other && over > 8 && beside > 1) found.push(`${text} over ${other}`);
    }
  const { scrollWidth, clientWidth } = inner.documentElement;
  if (scrollWidth > clientWidth) found.push(`${scrollWidth} px wide in ${clientWidth}`);
  return found;
}

eachEngine((behave) => {
  for (const ratio of [1, 1.5, 2, 3]) {
    behave(
      `DPR ${ratio}: a device pixel of the picture for each of the screen`,
      async (scene) => {
        await showArticle(scene, ARTICLE);
        const tiles = await scene.page.evaluate(() => {
          const { shadowRoot } = document.querySelector('ykien-reader');
          return [...shadowRoot.querySelectorAll('.tiles canvas')].map((canvas) => {
            const { left, top, width, height } = canvas.getBoundingClientRect();
            const place = [left, top + scrollY, width, height].map((px) => px * devicePixelRatio);
            return { place, size: [canvas.width, canvas.height], ratio: devicePixelRatio };
          });
        });
        assert.ok(tiles.length > 0);
        for (const tile of tiles) {
          const [left, top, width, height] = tile.place;
          assert.equal(tile.ratio, ratio);
          const off = [left, top].map((px) => Math.abs(px - Math.round(px)));
          assert.ok(Math.max(...off) < 0.05, `${tile.place}`);
          assert.ok(Math.abs(width - tile.size[0]) < 0.1, `${width} for ${tile.size[0]}`);
          assert.ok(Math.abs(height - tile.size[1]) < 0.1, `${height} for ${tile.size[1]}`);
        }
      },
      {
        viewport: { ratio },
        skip: ratio === 1.5 ? { webkit: 'GDK_SCALE takes whole numbers only' } : {},
      },
    );
  }

  behave('a container that becomes narrower and wider', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE);
    const text = () =>
      page.evaluate(() =>
        document.querySelector('[slot="ykien-section-1"]').textContent.replace(/\s+/g, ''),
      );
    const before = await text();
    for (const width of [380, 600, 340]) {
      await page.evaluate((px) => (document.querySelector('main').style.width = `${px}px`), width);
      await page.waitFor((px) => {
        const element = document.querySelector('ykien-reader');
        const tile = element.shadowRoot.querySelector('.tiles canvas');
        return element.state === 'painted' && tile && Math.abs(tile.width - (px - 32)) <= 1;
      }, width);
      assert.deepEqual(await page.evaluate(faults), []);
      assert.equal(await text(), before);
    }
  });

  behave('320 px wide: reflowed, without scrolling sideways', async ({ page, pages, url }) => {
    pages.set('/narrow', { body: readerPage(ARTICLE) });
    const frame = '<iframe src="/narrow" width="320" height="600" style="border:0"></iframe>';
    pages.set('/holder', { body: `<!doctype html><meta charset="utf-8">${frame}` });
    await page.goto(`${url}holder`);
    await page.waitFor(
      () =>
        document.querySelector('iframe').contentDocument.querySelector('ykien-reader')?.state ===
        'painted',
    );
    assert.equal(
      await page.evaluate(() => document.querySelector('iframe').contentWindow.innerWidth),
      320,
    );
    assert.deepEqual(await page.evaluate(faults, true), []);
  });

  behave('spacing of a reader’s own (WCAG 1.4.12): nothing cut off or covered', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE);
    await page.evaluate((css) => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: css }));
    }, SPACING);
    await page.reaches('painted');
    assert.deepEqual(await page.evaluate(faults), []);
  });
});
