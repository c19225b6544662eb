// `src` that is a page of a newspaper, as it was served: what the page's own data says is found,
// the whole text in order, nothing of what stands around, and it is painted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, startBrowser, waitForState } from '../support/browser.mjs';
import {
  AROUND,
  assertInOrder,
  DATA,
  PAGES,
  shownArticle,
  skip,
  textsOf,
} from '../support/real-pages.mjs';

/** Nothing is wider than the window. @param {number} width */
const isWithin = (width) =>
  document.documentElement.scrollWidth === width &&
  [...document.querySelectorAll('.ykien-twins span, .ykien-twins img')].every(
    (element) => element.getBoundingClientRect().right <= width,
  );

test('real pages', { skip }, async (t) => {
  const site = await startBrowser(t);
  const { pages, url } = site;

  const open = async (name) => {
    const served = readFileSync(join(DATA, `${name}.html`));
    pages.set(`/news/${name}.html`, { body: served, type: 'text/html' });
    const tag = `<ykien-reader src="/news/${name}.html" gl="any" clock="off"></ykien-reader>`;
    pages.set(`/read/${name}`, { body: htmlPage({ head: LOADER, body: tag }) });
    const page = await newPage(site);
    // Pictures are elsewhere, and elsewhere is not there.
    await page.route(
      (address) => !address.href.startsWith(url),
      (route) => route.fulfill({ status: 404, body: '' }),
    );
    await page.goto(`${url}read/${name}`);
    await waitForState(page, 'painted');
    return page;
  };

  for (const [name, { text, image, ...corrections }] of Object.entries(PAGES)) {
    await t.test(name, async () => {
      const metadata = JSON.parse(readFileSync(join(DATA, `${name}.metadata.json`), 'utf8'));
      const { title, byline, publishedTime, published, lang } = { ...metadata, ...corrections };
      const page = await open(name);
      const article = await page.evaluate(shownArticle);
      assert.equal(article.title, title);
      const expectedTime = published ?? publishedTime;
      if (expectedTime) {
        const withZone = /[T ].*(Z|[+-]\d\d:?\d\d)$/.test(expectedTime);
        assert.equal(
          Date.parse(article.published),
          Date.parse(expectedTime + (withZone ? '' : 'Z')),
        );
      }
      if (byline) assert.ok(article.text.includes(byline), `${byline} is not named`);
      if (lang) assert.equal(article.lang.split('-')[0], lang.split('-')[0]);
      if (image) assert.ok(article.images[0].src.includes(image), article.images[0].src);
      assert.ok(article.images.every(({ isFramed }) => isFramed));

      const served = `/news/${name}.html`;
      const paragraphs = await page.evaluate(textsOf, [served, text]);
      assert.ok(paragraphs.length > 0);
      assertInOrder(article.text, paragraphs);
      const around = await page.evaluate(textsOf, [served, AROUND]);
      const intruders = around.filter((one) => one.length > 8 && article.text.includes(one));
      assert.deepEqual(intruders, []);

      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.waitForFunction(isWithin, width);
        await waitForState(page, 'painted');
      }
      assert.deepEqual(page.errors, []);
      await page.context().close();
    });
  }
});
