// The main job on real input: the captured page, every part of it, drawn where its twins are, and a
// comment that lasts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, newPage, startBrowser, waitForState } from '../support/browser.mjs';
import { compareInk, lineAreas } from '../support/ink.mjs';
import { noSeed, readSeed, serveSeed } from '../support/seed-page.mjs';

const CLOCK = new Date('2024-04-19T16:02:21+07:00');
const LIMIT = 500;

/** One text that people type: emoji of several code points, and letters taken apart (NFD). */
const SAMPLE = [
  ...new Intl.Segmenter('vi').segment('Thiệt là hay quá 👨‍👩‍👧‍👦 🇻🇳 👍🏽! '.normalize('NFD')),
].map(({ segment }) => segment);
const graphemes = (count) =>
  Array.from({ length: count - 1 }, (_, i) => SAMPLE[i % SAMPLE.length]).join('') + '.';

async function openSeed(site, options) {
  const page = await newPage(site, options);
  await page.clock.setFixedTime(CLOCK);
  await page.goto(`${site.url}seed`);
  await waitForState(page, 'painted');
  return page;
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
const textsOf = async (locator) => (await locator.allTextContents()).map(oneLine);

test('the seed page', { skip: noSeed }, async (t) => {
  const site = await startBrowser(t);
  const seed = readSeed();
  serveSeed(site.pages, seed);
  site.pages.set('/blank', { body: htmlPage({ body: '' }) });

  await t.test('every part is among the twins, by role and text', async () => {
    const page = await openSeed(site);
    const strip = page.locator('[slot="ykien-section-0"]');
    const article = page.getByRole('article').first();
    const discussion = page.getByRole('region', { name: 'Ý kiến' });

    assert.deepEqual(await textsOf(strip.locator('time')), [seed.clock]);
    await strip.getByText(seed.weather, { exact: true }).waitFor();
    assert.match(await strip.getByRole('button').first().innerText(), new RegExp(seed.textSize));

    await article.getByText(seed.category).first().waitFor();
    assert.ok((await textsOf(article.locator('time'))).includes(seed.publishTime));
    await page.getByRole('heading', { level: 1, name: seed.title, exact: true }).waitFor();
    assert.ok((await textsOf(article.locator('time'))).includes(seed.longTime));
    assert.ok((await textsOf(article.locator('p'))).some((text) => text.includes(seed.views)));
    const paragraphs = await textsOf(article.locator('p'));
    assert.ok(paragraphs.includes(seed.lead), 'the lead');
    for (const { kind, text } of seed.blocks) {
      if (kind === 'heading')
        await page.getByRole('heading', { level: 2, name: text, exact: true }).waitFor();
      else if (kind === 'paragraph') assert.ok(paragraphs.includes(text), text.slice(0, 40));
      else assert.deepEqual(await textsOf(page.getByRole('figure').locator('figcaption')), [text]);
    }
    await page.getByRole('figure').getByRole('img', { name: 'Ảnh của bài' }).waitFor();
    await article.getByText(seed.byline, { exact: true }).waitFor();
    const all = oneLine(await article.innerText());
    assert.ok(
      all.includes(seed.keywords) || all.includes(seed.keywords.replace(/^\W+/u, '')),
      'keywords',
    );
    await article.getByText(seed.likes, { exact: true }).waitFor();

    await discussion.getByRole('heading', { name: seed.comments.replace('()', '(0)') }).waitFor();
    await discussion.getByRole('textbox', { name: 'Ý kiến của bạn' }).waitFor();
    await discussion.getByText(seed.counter, { exact: true }).waitFor();
    assert.deepEqual(page.errors, []);
  });

  await t.test('the words stand in the order of the capture', async () => {
    const page = await openSeed(site);
    const text = oneLine(
      await page.locator('[slot="ykien-section-1"]').evaluate((box) => box.textContent),
    );
    const parts = [
      seed.category,
      seed.title,
      seed.lead,
      ...seed.blocks.map((block) => block.text),
      seed.byline,
    ];
    let at = -1;
    for (const part of parts) {
      const next = text.indexOf(part, at + 1);
      assert.ok(next > at, `${part.slice(0, 40)} after ${at}`);
      at = next;
    }
  });

  await t.test('loading shows, and leaves', async () => {
    const page = await newPage(site);
    await page.clock.setFixedTime(CLOCK);
    await page.addInitScript(() => {
      customElements.whenDefined('ykien-reader').then(() => {
        const element = document.querySelector('ykien-reader');
        element.client = {
          list: () => new Promise((resolve) => (window.answer = resolve)),
          add: async () => '',
        };
      });
    });
    await page.goto(`${site.url}seed`);
    await page.getByRole('status').filter({ hasText: seed.loading }).waitFor();
    await page.evaluate(() => window.answer('[]'));
    await page.getByText(seed.loading).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: seed.comments.replace('()', '(0)') }).waitFor();
  });

  for (const [width, deviceScaleFactor] of [
    [360, 1],
    [360, 2],
    [1280, 1],
  ]) {
    await t.test(
      `words are drawn where their twins are: ${width} px wide, DPR ${deviceScaleFactor}`,
      async () => {
        await comparePictures(site, { deviceScaleFactor, viewport: { width, height: 900 } });
      },
    );
  }

  await t.test('the comparison sees a picture that is two pixels off', async () => {
    const page = await openSeed(site);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.tiles { top: 2px }');
      document.querySelector('ykien-reader').shadowRoot.adoptedStyleSheets.push(sheet);
    });
    const blank = await page.context().newPage();
    await blank.goto(`${site.url}blank`);
    await assert.rejects(compareWindow(page, blank, 0, 1), /out of place/);
  });

  await t.test(
    `a comment of exactly ${LIMIT} graphemes is counted, sent, and there after a reload`,
    async () => {
      const page = await openSeed(site, { viewport: { width: 800, height: 900 } });
      const field = page.getByRole('textbox', { name: 'Ý kiến của bạn' });
      const text = graphemes(LIMIT);
      await page.getByRole('textbox', { name: 'Tên của bạn' }).fill('Bạn đọc');
      await field.focus();
      for (const letter of ['H', 'a', 'y']) await page.keyboard.press(letter);
      await page.getByText('3 / 500 ký tự', { exact: true }).waitFor();
      await field.fill('');
      await page.getByText('0 / 500 ký tự', { exact: true }).waitFor();
      await page.keyboard.insertText(text);
      await page.getByText('500 / 500 ký tự', { exact: true }).waitFor();
      assert.equal(await field.inputValue(), text, 'what is typed is not touched');

      const stored = page.evaluate(
        () =>
          new Promise((resolve) =>
            document.addEventListener('ykien-comment', (event) => resolve(event.detail)),
          ),
      );
      await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
      const comment = await stored;
      assert.equal(comment.text, text.normalize('NFC'));
      assert.equal(await field.inputValue(), '');
      const expected = oneLine(text.normalize('NFC'));
      const shown = page
        .getByRole('article')
        .filter({ hasText: 'Bạn đọc' })
        .locator('p')
        .filter({ hasText: expected });
      await shown.waitFor();

      await page.reload();
      await waitForState(page, 'layered').catch(() => {});
      await shown.waitFor();
      assert.equal(oneLine(await shown.textContent()), expected);
      await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
      assert.equal(await field.inputValue(), '', 'the draft is gone');
      assert.deepEqual(page.errors, []);
    },
  );

  await t.test(
    `${LIMIT + 1} graphemes are refused with the reason, and kept, also over a reload`,
    async () => {
      const page = await openSeed(site);
      const field = page.getByRole('textbox', { name: 'Ý kiến của bạn' });
      const text = graphemes(LIMIT + 1);
      await page.getByRole('textbox', { name: 'Tên của bạn' }).fill('Bạn đọc');
      await field.fill(text);
      await page.getByText('501 / 500 ký tự', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
      await page.getByRole('status').filter({ hasText: '501' }).waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      assert.equal(await field.inputValue(), text);
      await page.getByRole('heading', { name: 'Ý kiến (0)' }).waitFor();
      await page.reload();
      await page.getByText('501 / 500 ký tự', { exact: true }).waitFor();
      assert.equal(await field.inputValue(), text);
    },
  );
});

const WINDOW = 2400; // CSS px high: what one screenshot holds also at DPR 2

/** Takes pictures of the tiles and of the twins, and compares each line's ink. */
async function comparePictures(site, options) {
  const page = await openSeed(site, options);
  await page.setViewportSize({ width: options.viewport.width, height: WINDOW });
  const blank = await page.context().newPage();
  await blank.goto(`${site.url}blank`);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  let compared = 0;
  // What stands on an edge is whole in the next.
  for (let top = 0; top < height; top += WINDOW * 0.9)
    compared += await compareWindow(page, blank, top, options.deviceScaleFactor);
  assert.ok(compared > 40, `${compared} lines`);
  await page.context().close();
}

/** Runs in the page: whether every block of words in sight is painted. */
const allPainted = () =>
  [
    ...document.querySelectorAll(
      '.ykien-twins :is(p, h1, h2, li, figcaption):not(.yk-painted, .yk-unseen, .yk-live)',
    ),
  ].every((block) => {
    const { top, bottom } = block.getBoundingClientRect();
    return bottom < 0 || top > innerHeight;
  });

async function compareWindow(page, blank, top, ratio) {
  await page.evaluate((y) => scrollTo(0, y), top);
  await page.waitForFunction(allPainted);
  const lines = (await page.evaluate(lineAreas)).filter(({ y, h }) => y > 4 && y + h < WINDOW - 4);
  const painted = await page.screenshot();
  await page.emulateMedia({ media: 'print' });
  const set = await page.screenshot();
  await page.emulateMedia({ media: null });
  const areas = lines.map(({ x, y, w, h }) => ({
    x: Math.floor(x * ratio) - 2,
    y: Math.floor(y * ratio),
    w: Math.ceil(w * ratio) + 4,
    h: Math.ceil(h * ratio),
  }));
  (await compareInk(blank, [painted, set], areas)).forEach(([drawn, twin], i) => {
    const { text } = lines[i];
    assert.ok(
      drawn.ink > 10 && twin.ink > 10,
      `${drawn.ink} and ${twin.ink} pixels of ink: ${text}`,
    );
    assert.deepEqual([drawn.missing, twin.missing], [0, 0], `ink out of place: ${text}`);
  });
  return lines.length;
}
