// Finding within the article, and its contents.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findAll } from '../../web/src/tools/fold.js';
import { openBar, openPanel, standsBelowBar, startTools } from '../support/tools-page.mjs';

const FOUND = [
  ['capitals', 'Đò và đò', 'ĐÒ', false, ['Đò', 'đò']],
  ['no accents typed', 'Đường về, đuôi', 'duong', false, ['Đường']],
  ['accents typed, none wanted', 'sach sách sạch', 'sách', false, ['sach', 'sách', 'sạch']],
  ['accents wanted', 'sach sách sạch SÁCH', 'sách', true, ['sách', 'SÁCH']],
  ['đ wanted', 'đo do', 'đo', true, ['đo']],
  ['typed in parts (NFD)', 'sách', 'sa\u0301ch', true, ['sách']],
  ['found in parts (NFD)', 'sa\u0301ch vo\u0309', 'sach vo', false, ['sa\u0301ch vo\u0309']],
  ['over a no-break space', '30\u00A0phút', '30 phut', false, ['30\u00A0phút']],
  ['a letter that folds into two', 'İstanbul xa', 'i\u0307stanbul', true, ['İstanbul']],
  ['none over another', 'aaaa', 'aa', false, ['aa', 'aa']],
  ['blanks alone', 'a b', '  ', false, []],
  ['nothing', 'chữ', '', false, []],
  ['not there', 'chữ', 'nghĩa', false, []],
];

test('what is found', async (t) => {
  for (const [name, text, wanted, accents, expected] of FOUND) {
    await t.test(name, () => {
      const found = findAll(text, wanted, accents).map(([begin, end]) => text.slice(begin, end));
      assert.deepEqual(found, expected);
    });
  }
});

/** Runs in the page: the words that are marked, and which of them is the current one. */
function marks() {
  const words = (name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString());
  return { all: words('ykien-find'), current: words('ykien-find-current') };
}

/** Whether the current mark is in sight, below the bar. */
function currentInSight() {
  const [range] = CSS.highlights.get('ykien-find-current') ?? [];
  const { top, bottom } = range.getBoundingClientRect();
  return top > 48 && bottom < innerHeight;
}

test('find', async (t) => {
  const { show } = await startTools(t);

  await t.test('counts, marks, and steps round, by keys and by buttons', async () => {
    const page = await show();
    await openPanel(page, 'Tìm');
    await page.keyboard.type('chu thich');
    const count = page.getByRole('search').getByRole('status');
    await page.getByText('1 trên 2', { exact: true }).waitFor();
    assert.deepEqual(await page.evaluate(marks), {
      all: ['Chú thích', 'Chú thích'],
      current: ['Chú thích'],
    });
    await page.keyboard.press('Enter');
    await page.getByText('2 trên 2', { exact: true }).waitFor();
    await page.waitForFunction(currentInSight);
    await page.keyboard.press('Shift+Enter');
    await page.getByText('1 trên 2', { exact: true }).waitFor();
    await page.keyboard.press('Shift+Enter');
    await page.getByText('2 trên 2', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Chỗ sau' }).click();
    await page.getByText('1 trên 2', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('không có chữ này');
    await page.getByText('Không thấy').waitFor();
    assert.deepEqual(await page.evaluate(marks), { all: [], current: [] });
    assert.equal(await count.textContent(), 'Không thấy');
  });

  await t.test('with accents or without; kept for the next time', async () => {
    const page = await show();
    await openPanel(page, 'Tìm');
    await page.getByRole('searchbox').fill('mua lu');
    await page.getByText('1 trên 1').waitFor();
    await page.getByRole('checkbox', { name: 'Phân biệt dấu' }).check();
    await page.getByText('Không thấy').waitFor();
    await page.getByRole('searchbox').fill('mùa lũ');
    await page.getByText('1 trên 1').waitFor();
    await page.reload();
    await openPanel(page, 'Tìm');
    assert.equal(await page.getByRole('checkbox', { name: 'Phân biệt dấu' }).isChecked(), true);
  });

  await t.test('over lines; marks follow a new layout, and go with the panel', async () => {
    const page = await show();
    await openPanel(page, 'Tìm');
    const words = 'ghé bến, chở theo vài câu chuyện cũ. Mỗi chiều, con thuyền nhỏ lại ghé bến';
    await page.getByRole('searchbox').fill(words);
    const all = (await page.evaluate(marks)).all;
    assert.ok(all.length > 10);
    assert.ok(all.every((text) => text === words));
    await page.setViewportSize({ width: 420, height: 700 });
    await page.waitForFunction(() => {
      const ranges = [...CSS.highlights.get('ykien-find')];
      return (
        ranges.every(({ startContainer }) => startContainer.isConnected) &&
        ranges.every((range) => range.getBoundingClientRect().right <= 420)
      );
    });
    assert.deepEqual((await page.evaluate(marks)).all, all);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => CSS.highlights.get('ykien-find').size === 0);
  });
});

test('contents', async (t) => {
  const { show } = await startTools(t);

  await t.test('the headings, level in level; each leads there, the focus with it', async () => {
    const page = await show();
    const panel = await openPanel(page, 'Mục lục');
    const items = await panel.getByRole('link').allTextContents();
    assert.deepEqual(items, [
      'Nhà bên sông',
      'Bến nước',
      'Con đò',
      'Mùa lũ năm ấy',
      'Chuyện bây giờ',
    ]);
    const inner = panel.getByRole('listitem').filter({ hasText: 'Bến nước' });
    assert.equal(await inner.getByRole('listitem').textContent(), 'Con đò');
    await panel.getByRole('link', { name: 'Mùa lũ năm ấy' }).click();
    await standsBelowBar(page, 'Mùa lũ năm ấy');
    assert.equal(await panel.isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Mùa lũ năm ấy');
  });

  await t.test('the section that is read is named, and how far it is', async () => {
    const page = await show();
    const bar = await openBar(page);
    const progress = bar.getByRole('status', { name: 'Đã đọc' });
    await progress.getByText(/^0% · còn khoảng \d+ phút$/).waitFor();
    await page.evaluate(() => {
      const heading = [...document.querySelectorAll('.ykien-twins h2')].find(
        (one) => one.textContent === 'Mùa lũ năm ấy',
      );
      scrollTo(0, heading.getBoundingClientRect().top + scrollY - innerHeight / 2 + 200);
    });
    await progress.getByText(/^[3-8]\d% · còn khoảng \d+ phút$/).waitFor();
    await bar.getByRole('button', { name: 'Mục lục' }).click();
    const current = page.locator('[aria-current=true]');
    await page.waitForFunction(
      () =>
        document.querySelector('ykien-reader').shadowRoot.querySelector('[aria-current=true]')
          ?.textContent === 'Mùa lũ năm ấy',
    );
    assert.equal(await current.count(), 1);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await progress.getByText('100% · đã đọc hết').waitFor();
  });

  await t.test('n and p: from heading to heading', async () => {
    const page = await show();
    await openBar(page);
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await standsBelowBar(page, 'Bến nước');
    await page.keyboard.press('n');
    await standsBelowBar(page, 'Con đò');
    await page.keyboard.press('p');
    await standsBelowBar(page, 'Bến nước');
  });
});
