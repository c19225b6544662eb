// Whatever the host page's style sheets say: the words are drawn where they are, or shown as text.

import assert from 'node:assert/strict';
import { eachEngine, showArticle } from './support/engines.mjs';
import { assertLikeness } from './support/likeness.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const ARTICLE = `<h1>Nhà bên sông</h1><p>${SENTENCE.repeat(3)}</p><p>Xem <a href="/x">bài
khác</a>, <b>đậm</b> và <i>nghiêng</i>.</p>`;
const CASES = {
  'letters set apart': '* { letter-spacing: 2px !important }',
  'words set apart': 'body { word-spacing: 9px } * { word-spacing: 4px !important }',
  'paragraphs that float': 'p { float: left } p { width: 50% !important }',
  'a reset': '*, *::before { all: unset } * { margin: 0; padding: 0; box-sizing: border-box }',
  'a size for everything': '* { font-size: 13px !important; line-height: 3 !important }',
  'a font for everything': '* { font-family: monospace !important; font-weight: 900 !important }',
  'everything hidden and moved': 'p, span { display: none; position: fixed; transform: scale(2) }',
  'capitals and columns': 'body { columns: 2 } * { text-transform: uppercase !important }',
  'our layer, by its name':
    '@layer a, ykien; @layer ykien { * { letter-spacing: 3px !important } }',
  'a layer before ours': '@layer a { * { letter-spacing: 3px !important } }',
};

// Of an important rule in an earlier layer no later one takes anything back.
const STRONGER = 'a layer before ours';

/** Runs in the page: which words of the article neither the picture nor the twins show. */
function hiddenWords() {
  return [...document.querySelectorAll('.ykien-twins :is(h1, p):not(.yk-unseen, .yk-painted)')]
    .filter((block) => {
      const { display, color, visibility } = getComputedStyle(block.querySelector('span') ?? block);
      return display === 'none' || visibility !== 'visible' || color === 'rgba(0, 0, 0, 0)';
    })
    .map((block) => block.textContent);
}

eachEngine((behave) => {
  for (const [name, css] of Object.entries(CASES)) {
    behave(`${name}: the words are shown right`, async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE, { head: `<style>${css}</style>` });
      assert.deepEqual(await page.evaluate(hiddenWords), []);
      const left = await page.evaluate(
        () => document.querySelectorAll('.ykien-twins p.yk-plain').length,
      );
      assert.equal(left > 0, name === STRONGER, `${left} paragraphs left to the browser`);
      if (left === 0) await assertLikeness(page);
    });
  }

  behave('zoomed by its host: the words are shown right', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE, { head: '<style>main { zoom: 1.5 }</style>' });
    assert.deepEqual(await page.evaluate(hiddenWords), []);
    // An engine that does not tell how much it zooms has its own letters seen.
    const tells = await page.evaluate(() => document.body.currentCSSZoom !== undefined);
    if (tells) await assertLikeness(page);
  });
});
