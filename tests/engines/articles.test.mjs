// Articles as newspapers serve them, and as nobody means to send them: found, whole, and shown.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST, LAST, MARKUP, SCRIPTED } from '../support/bad-articles.mjs';
import {
  assertInOrder,
  DATA,
  PAGES,
  shownArticle,
  skip as absent,
  textsOf,
} from '../support/real-pages.mjs';
import { eachEngine, readerPage } from './support/engines.mjs';

const skip = absent ? { chromium: absent, firefox: absent, webkit: absent } : {};
// What takes long is tried in Chromium, by tests/web/bad-input.test.mjs.
const LONG = /2 MB|20,000|million|9,000|never/;
// WebKit shows its words without a picture, as tests/engines/parity.test.mjs tells.
const IN_KANA = 'hukumusume';

/** Runs in the page: the words of the article, once all are there and in sight or painted. */
function readWhole() {
  const element = document.querySelector('ykien-reader');
  const words = document.querySelector('.ykien-twins[role="article"]')?.textContent ?? '';
  const shown = ['layered', 'painted'].includes(element.state ?? '');
  return shown && words.includes('Đoạn cuối.') && words;
}

eachEngine((behave) => {
  for (const [name, { text }] of Object.entries(PAGES)) {
    behave(
      `a real page: ${name}`,
      async ({ page, engine, pages, url }) => {
        const served = `/news/${name}.html`;
        const { title } = JSON.parse(readFileSync(join(DATA, `${name}.metadata.json`), 'utf8'));
        pages.set(served, { body: readFileSync(join(DATA, `${name}.html`)), type: 'text/html' });
        pages.set('/read', { body: readerPage('', { attributes: `src="${served}"` }) });
        await page.goto(`${url}read`);
        await page.reaches(name === IN_KANA && engine === 'webkit' ? 'layered' : 'painted');
        const article = await page.evaluate(shownArticle);
        assert.equal(article.title, title);
        assertInOrder(article.text, await page.evaluate(textsOf, [served, text]));
      },
      { skip },
    );
  }

  for (const [name, markup] of MARKUP.filter(([one]) => !LONG.test(one))) {
    behave(`bad input: ${name}`, async ({ page, pages, url }) => {
      pages.set('/bad', { body: readerPage(FIRST + markup + LAST) });
      await page.goto(`${url}bad`);
      assert.ok((await page.waitFor(readWhole)).includes('Đoạn đầu.'));
    });
  }

  for (const [name, fill, words] of SCRIPTED.filter(([one]) => !LONG.test(one))) {
    behave(`bad input: ${name}`, async ({ page, pages, url }) => {
      const after = `<script>(${fill})(document.querySelector('#place'))</script>`;
      const article = `${FIRST}<div id="place"></div>${LAST}`;
      pages.set('/bad', { body: readerPage(article, { after }) });
      await page.goto(`${url}bad`);
      const text = await page.waitFor(readWhole);
      for (const word of words) assert.ok(text.includes(word.trim()), word);
    });
  }
});
