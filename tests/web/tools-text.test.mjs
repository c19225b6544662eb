// How an article looks, as its reader wants it: each setting does what it says, and is kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitForState } from '../support/browser.mjs';
import { ARTICLE, isThere, openPanel, readerTag, startTools } from '../support/tools-page.mjs';

/** Runs in the page: what can be seen of the settings at a paragraph and its reader. */
function looks(selector = 'ykien-reader') {
  const host = document.querySelector(selector);
  const paragraph = host.querySelectorAll('.ykien-twins p')[3];
  const { fontSize, fontFamily, fontWeight, lineHeight, letterSpacing, wordSpacing } =
    getComputedStyle(paragraph);
  const { backgroundColor, colorScheme } = getComputedStyle(host);
  const [first, second] = [...host.querySelectorAll('.ykien-twins p')].slice(4);
  const line = paragraph.querySelector('span').getBoundingClientRect();
  return {
    size: Number.parseFloat(fontSize),
    fontFamily,
    weight: Number(fontWeight),
    lineHeight: Number.parseFloat(lineHeight),
    letter: Number.parseFloat(letterSpacing) || 0,
    word: Number.parseFloat(wordSpacing) || 0,
    backgroundColor,
    colorScheme,
    ink: getComputedStyle(paragraph).getPropertyValue('--yk-ink'),
    gap: second.getBoundingClientRect().top - first.getBoundingClientRect().bottom,
    width: Math.round(paragraph.getBoundingClientRect().width),
    line: Math.round(line.width),
    lines: paragraph.querySelectorAll('span').length,
  };
}

/** Waits until the looks are as wanted: a function of them, run in the page. */
const become = (page, wanted, selector) =>
  page.waitForFunction(
    ([read, test, css]) => {
      const now = new Function(`return (${read})(${JSON.stringify(css)})`)();
      return new Function('now', `return (${test})(now)`)(now);
    },
    [looks.toString(), wanted.toString(), selector ?? 'ykien-reader'],
  );

const THEMES = [
  ['Sáng', 'rgb(255, 255, 255)', 'light'],
  ['Ngà', 'rgb(246, 238, 221)', 'light'],
  ['Tối', 'rgb(21, 23, 26)', 'dark'],
  ['Đen', 'rgb(0, 0, 0)', 'dark'],
];

const RANGES = [
  ['Giãn dòng', 300, (now) => now.lineHeight === now.size * 3],
  ['Bề rộng cột', 18, (now) => now.width <= 18 * now.size + 1],
  ['Độ đậm', 800, (now) => now.weight === 800],
  ['Giãn chữ', 30, (now) => Math.abs(now.letter - 0.3 * now.size) < 0.1],
  ['Giãn từ', 60, (now) => Math.abs(now.word - 0.6 * now.size) < 0.1],
  ['Giãn đoạn', 300, (now) => now.gap > 1.5 * now.size],
];

/** As a reader's hand does, or one who steers by arrow keys. */
const slide = (panel, name, value) =>
  panel.getByRole('slider', { name }).evaluate((input, number) => {
    input.value = number;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, value);

test('text and colours', async (t) => {
  const { open, show } = await startTools(t);

  await t.test('text size: by buttons, from the smallest to the largest', async () => {
    const page = await show();
    const panel = await openPanel(page, 'Chữ và màu');
    const sizes = [];
    const { size } = await page.evaluate(looks);
    const smaller = panel.getByRole('button', { name: 'Chữ nhỏ hơn' });
    await smaller.click();
    await panel.getByText('1 trên 7').waitFor();
    assert.equal(await smaller.getAttribute('aria-disabled'), 'true');
    await smaller.click({ force: true }); // which takes nothing away
    await panel.getByText('1 trên 7').waitFor();
    await become(page, `(now) => now.size < ${size}`);
    for (let n = 1; n <= 7; n++) {
      await panel.getByText(`${n} trên 7`).waitFor();
      sizes.push((await page.evaluate(looks)).size);
      await panel.getByRole('button', { name: 'Chữ to hơn' }).click({ force: true });
      if (n < 7) await become(page, `(now) => now.size > ${sizes.at(-1)}`);
    }
    assert.deepEqual(
      sizes,
      [...new Set(sizes)].sort((a, b) => a - b),
      'each larger',
    );
    assert.ok(sizes[6] >= 1.5 * sizes[0]);
  });

  await t.test('typeface: three, by arrow keys', async () => {
    const page = await show();
    const panel = await openPanel(page, 'Chữ và màu');
    await panel.getByRole('radio', { name: 'Có chân' }).focus();
    await page.keyboard.press('ArrowRight');
    await become(page, (now) => /system-ui/.test(now.fontFamily));
    await page.keyboard.press('ArrowRight');
    await become(page, (now) => /mono/i.test(now.fontFamily));
  });

  await t.test('each theme: its paper, its ink, its scheme; auto again', async () => {
    const page = await show({ colorScheme: 'dark', attributes: 'gl="any"' });
    const before = await page.evaluate(looks);
    const panel = await openPanel(page, 'Chữ và màu');
    const inks = new Set();
    for (const [name, paper, scheme] of THEMES) {
      await panel.getByRole('radio', { name, exact: true }).check({ force: true });
      const taken = JSON.stringify([...inks]);
      await become(
        page,
        `(now) => now.backgroundColor === '${paper}' && !${taken}.includes(now.ink)`,
      );
      const now = await page.evaluate(looks);
      assert.equal(now.colorScheme, scheme, name);
      inks.add(now.ink);
      await waitForState(page, 'painted');
    }
    assert.equal(inks.size, THEMES.length);
    await panel.getByRole('radio', { name: 'Tương phản' }).check({ force: true });
    await become(page, (now) => /rgb\((0, 0, 0|255, 255, 255)\)/.test(now.backgroundColor));
    await panel.getByRole('radio', { name: 'Tự động' }).check({ force: true });
    await become(page, `(now) => now.backgroundColor === '${before.backgroundColor}'`);
  });

  await t.test('colours of one’s own, and a word where they cannot be read', async () => {
    const page = await show();
    const panel = await openPanel(page, 'Chữ và màu');
    assert.equal(await panel.getByLabel('Màu chữ').isVisible(), false);
    await panel.getByRole('radio', { name: 'Tự chọn' }).check({ force: true });
    await panel.locator('input[type=color]').nth(0).fill('#203040');
    await become(page, (now) => now.backgroundColor === 'rgb(32, 48, 64)');
    await panel.getByText(/^Chữ khó đọc trên nền này: tương phản 1,\d/).waitFor();
    await panel.locator('input[type=color]').nth(1).fill('#f0f0f0');
    await panel.getByText(/^Liên kết khó đọc/).waitFor();
    await panel.locator('input[type=color]').nth(2).fill('#a0d0ff');
    await page.waitForFunction(
      () =>
        document.querySelector('ykien-reader').shadowRoot.querySelector('.warning').textContent ===
        '',
    );
    await become(page, (now) => now.colorScheme === 'dark');
  });

  await t.test('each space: as far as it goes', async () => {
    const page = await show();
    const panel = await openPanel(page, 'Chữ và màu');
    await panel.getByText('Khoảng cách và căn lề').click();
    for (const [name, value, reached] of RANGES) {
      await slide(panel, name, value);
      await become(page, reached);
    }
    const slider = panel.getByRole('slider', { name: 'Giãn dòng' });
    assert.equal(await slider.getAttribute('aria-valuetext'), '3');
    await slider.focus();
    await page.keyboard.press('Home');
    await become(page, (now) => now.lineHeight === now.size);
  });

  await t.test('justified: lines but the last are as wide as the column', async () => {
    const page = await show({ attributes: 'gl="any"' });
    const panel = await openPanel(page, 'Chữ và màu');
    await panel.getByText('Khoảng cách và căn lề').click();
    await panel.getByRole('radio', { name: 'Đều hai bên' }).check({ force: true });
    await page.waitForFunction(() => {
      const paragraph = document.querySelectorAll('.ykien-twins p')[3];
      const lines = [...paragraph.querySelectorAll('span')].map(
        (line) => line.getBoundingClientRect().right,
      );
      const full = lines.slice(0, -1);
      return lines.length > 2 && Math.max(...full) - Math.min(...full) < 2;
    });
    await waitForState(page, 'painted');
  });

  await t.test('kept over a reload; reset brings back what was designed', async () => {
    const page = await show();
    const before = await page.evaluate(looks);
    let panel = await openPanel(page, 'Chữ và màu');
    await panel.getByRole('button', { name: 'Chữ to hơn' }).click();
    await panel.getByRole('radio', { name: 'Ngà' }).check({ force: true });
    await become(page, (now) => now.backgroundColor === 'rgb(246, 238, 221)');
    await page.reload();
    await waitForState(page, 'layered');
    const after = await page.evaluate(looks);
    assert.equal(after.backgroundColor, 'rgb(246, 238, 221)');
    assert.ok(after.size > before.size);
    panel = await openPanel(page, 'Chữ và màu');
    assert.equal(await panel.getByRole('radio', { name: 'Ngà' }).isChecked(), true);
    await panel.getByRole('button', { name: 'Đặt lại như ban đầu' }).click();
    await become(page, `(now) => now.size === ${before.size}`);
    assert.deepEqual(await page.evaluate(looks), before);
    assert.equal(await panel.getByRole('radio', { name: 'Tự động' }).isChecked(), true);
  });

  await t.test('shared: two readers of a page, and another page of the site', async () => {
    const tags = ['một', 'hai'].map((id) => readerTag(ARTICLE, `id="${id}" article="${id}"`));
    const page = await open(tags.join(''), { viewport: { width: 900, height: 9000 } });
    await isThere(page, '#hai');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await isThere(other);
    const panel = await openPanel(page, 'Chữ và màu');
    await panel.getByRole('radio', { name: 'Đen' }).check({ force: true });
    const black = (now) => now.backgroundColor === 'rgb(0, 0, 0)';
    await become(page, black, '#một');
    await become(page, black, '#hai');
    await become(other, black, '#một');
  });
});
