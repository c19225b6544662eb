// Keys and their sheet, ruler and focus mode.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBar, openPanel, startTools } from '../support/tools-page.mjs';

const inShadow = (page, selector) => page.locator(`ykien-reader ${selector}`);
const stepOf = (page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('ykien.reading') ?? '[[0,1]]')[0][1]);

test('shortcuts', async (t) => {
  const { show } = await startTools(t);

  await t.test('letters do what the sheet says while the reader has the focus', async () => {
    const page = await show();
    await openBar(page);
    await page.keyboard.press('+');
    assert.equal(await stepOf(page), 2);
    await page.keyboard.press('-');
    assert.equal(await stepOf(page), 1);
    await page.keyboard.press('c');
    await page.getByRole('group', { name: 'Mục lục' }).waitFor();
    await page.keyboard.press('/');
    assert.equal(await page.getByRole('searchbox').evaluate((one) => one.value), '');
    await page.keyboard.type('trc?');
    assert.equal(await page.getByRole('searchbox').inputValue(), 'trc?', 'a field takes letters');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    await page.waitForFunction(
      () =>
        document.querySelector('ykien-reader').shadowRoot.querySelector('[role=status].unseen')
          .textContent === 'Màu nền: Sáng',
    );
  });

  await t.test('a comment is typed as ever; nothing happens with the focus elsewhere', async () => {
    const page = await show();
    await openBar(page);
    const field = page.getByRole('textbox', { name: 'Ý kiến của bạn' });
    await field.click();
    await page.keyboard.type('+trcdl?-');
    assert.equal(await field.inputValue(), '+trcdl?-');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('+');
    await page.keyboard.press('r');
    assert.equal(await stepOf(page), 1);
    assert.equal(await inShadow(page, '.ruler').count(), 0);
    assert.equal(await inShadow(page, '.panel:not([hidden])').count(), 0);
  });

  await t.test('not with the bar put away, not with Ctrl, not once switched off', async () => {
    const page = await show();
    await page.getByRole('button', { name: 'Công cụ đọc' }).focus();
    await page.keyboard.press('+');
    assert.equal(await stepOf(page), 1);
    await openBar(page);
    await page.keyboard.press('Control+c');
    assert.equal(await inShadow(page, '.panel:not([hidden])').count(), 0);
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Phím tắt' });
    assert.ok((await dialog.getByRole('row').count()) > 12);
    await dialog.getByRole('checkbox').uncheck();
    await dialog.getByRole('button', { name: 'Đóng' }).click();
    await page.keyboard.press('+');
    await page.keyboard.press('c');
    assert.equal(await stepOf(page), 1);
    assert.equal(await inShadow(page, '.panel:not([hidden])').count(), 0);
  });
});

test('helps for the eye', async (t) => {
  const { show } = await startTools(t);
  /** Waits until the middle of the band is at a height, CSS px. */
  const bandIsAt = (page, height) =>
    page.waitForFunction((wanted) => {
      const band = document.querySelector('ykien-reader').shadowRoot.querySelector('.ruler');
      const { top, bottom } = band.getBoundingClientRect();
      return Math.abs((top + bottom) / 2 - wanted) <= 2;
    }, height);

  /** The middles of the article's lines, CSS px in the viewport, from above to below. */
  const middlesOfLines = (page) =>
    page.evaluate(() => {
      const lines = document.querySelectorAll('.ykien-twins[role="article"] :is(p, h2) > span');
      const middles = [...lines].map((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return (top + bottom) / 2;
      });
      return middles.sort((a, b) => a - b);
    });
  const nearest = (middles, y) =>
    middles.reduce(
      (best, one, i) => (Math.abs(one - y) < Math.abs(middles[best] - y) ? i : best),
      0,
    );

  await t.test(
    'the ruler stands on a line, of the pointer, the keys, or after a scroll',
    async () => {
      const page = await show();
      await openPanel(page, 'Thêm');
      const button = page.getByRole('button', { name: 'Thước đọc' });
      await button.click();
      assert.equal(await button.getAttribute('aria-pressed'), 'true');
      const middles = await middlesOfLines(page);
      const first = nearest(middles, 300);
      await page.mouse.move(300, middles[first] + 4);
      await bandIsAt(page, middles[first]);
      for (let i = 1; i <= 8; i++) {
        await page.keyboard.press('.');
        await bandIsAt(page, middles[first + i]); // over the gap between two paragraphs, too
      }
      await page.keyboard.press(',');
      await bandIsAt(page, middles[first + 7]);
      await page.mouse.wheel(0, 45);
      await page.waitForFunction(() => scrollY === 45);
      const moved = await middlesOfLines(page);
      await bandIsAt(page, moved[nearest(moved, middles[first + 7])]);
      const before = await page.evaluate(() => scrollY);
      for (let i = 0; i < 20; i++) await page.keyboard.press('.');
      await page.waitForFunction((top) => scrollY > top, before); // at the edge the page moves
      await page.emulateMedia({ media: 'print' });
      assert.equal(await inShadow(page, '.ruler').isVisible(), false);
      await page.emulateMedia({ media: 'screen' });
      await button.focus(); // what was hidden has lost it
      await page.keyboard.press('r');
      await inShadow(page, '.ruler').waitFor({ state: 'detached' });
    },
  );

  await t.test('focus mode leaves the paragraph clear that one is at', async () => {
    const page = await show();
    await openPanel(page, 'Thêm');
    await page.getByRole('button', { name: 'Chỉ hiện đoạn đang đọc' }).click();
    await page.keyboard.press('Escape');
    const covers = (index) =>
      page.waitForFunction((i) => {
        const block = document.querySelectorAll('.ykien-twins[role=article] > p')[i];
        const hole = document.querySelector('ykien-reader').shadowRoot.querySelector('.dim > div');
        const [inner, outer] = [block, hole].map((one) => one.getBoundingClientRect());
        return (
          outer.top <= inner.top && outer.bottom >= inner.bottom && outer.height < inner.height + 20
        );
      }, index);
    await page
      .locator('.ykien-twins[role=article] > p')
      .nth(4)
      .click({ position: { x: 4, y: 4 } });
    await covers(4);
    await page.evaluate(() => {
      const block = document.querySelectorAll('.ykien-twins[role=article] > p')[8];
      const { top, height } = block.getBoundingClientRect();
      scrollBy(0, top + height / 2 - innerHeight / 2);
    });
    await covers(8);
    await page.getByRole('region', { name: 'Công cụ đọc' }).getByLabel('Đóng').click();
    assert.equal(await inShadow(page, '.dim').count(), 0, 'it goes with the bar');
  });
});
