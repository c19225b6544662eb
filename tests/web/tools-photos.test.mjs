// Photos opened large, and the article read aloud.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentencesOf } from '../../web/src/tools/speech.js';
import { openPanel, startTools } from '../support/tools-page.mjs';

/** Runs in the page: how large the photo is shown, and where. */
function shown() {
  const { shadowRoot } = document.querySelector('ykien-reader');
  const { width, left, top } = shadowRoot.querySelector('.stage img').getBoundingClientRect();
  return { width: Math.round(width), left: Math.round(left), top: Math.round(top) };
}

test('photos', async (t) => {
  const { show } = await startTools(t);
  const viewer = (page) => page.getByRole('dialog', { name: 'Ảnh' });
  const still = { reducedMotion: 'reduce' };

  await t.test('by click: large, with its caption; Escape closes', async () => {
    const page = await show(still);
    await page.locator('.yk-enlarge').first().waitFor({ state: 'attached' });
    await page.getByRole('img', { name: 'Con đò số 1' }).click();
    await viewer(page).getByText('Chú thích của ảnh 1.').waitFor();
    await viewer(page).getByText('Ảnh 1 trên 2').waitFor();
    const { width } = await page.evaluate(shown);
    assert.equal(width, 1024, 'as wide as the window');
    await page.keyboard.press('Escape');
    await viewer(page).waitFor({ state: 'hidden' });
  });

  await t.test('by keyboard: its button, nearer, moved, the next one, and back', async () => {
    const page = await show(still);
    const button = page.getByRole('button', { name: 'Xem ảnh lớn' }).first();
    await button.focus();
    await page.waitForFunction(() => getComputedStyle(document.activeElement).opacity === '1');
    await page.keyboard.press('Enter');
    await viewer(page).waitFor();
    const before = await page.evaluate(shown);
    await page.keyboard.press('+');
    const near = await page.evaluate(shown);
    assert.equal(near.width, before.width * 1.5);
    await page.keyboard.press('ArrowRight');
    assert.equal((await page.evaluate(shown)).left, near.left - 80);
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    const { left, width } = await page.evaluate(shown);
    assert.equal(left + width, 1024, 'never past its edge');
    await page.keyboard.press('0');
    assert.deepEqual(await page.evaluate(shown), before);
    await page.keyboard.press('ArrowRight');
    await viewer(page).getByText('Ảnh 2 trên 2').waitFor();
    await viewer(page).getByText('Chú thích của ảnh 2.').waitFor();
    await page.keyboard.press('Escape');
    await viewer(page).waitFor({ state: 'hidden' });
    await page.waitForFunction(
      () => document.activeElement.closest('figure')?.querySelector('img').alt === 'Con đò số 2',
    );
    assert.deepEqual(page.errors, []);
  });

  await t.test('by mouse: buttons, wheel with Ctrl, double click, dragging', async () => {
    const page = await show(still);
    await page.locator('.yk-enlarge').first().waitFor({ state: 'attached' });
    await page.getByRole('img', { name: 'Con đò số 2' }).click();
    const before = await page.evaluate(shown);
    await viewer(page).getByRole('button', { name: 'Phóng to' }).click();
    assert.equal((await page.evaluate(shown)).width, before.width * 1.5);
    await viewer(page).getByRole('button', { name: 'Vừa màn hình' }).click();
    assert.deepEqual(await page.evaluate(shown), before);
    await page.mouse.move(512, 400);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -200);
    await page.keyboard.up('Control');
    await page.waitForFunction(
      ([read, width]) => new Function(`return (${read})()`)().width > width,
      [shown.toString(), before.width],
    );
    await page.mouse.dblclick(512, 400);
    assert.deepEqual(await page.evaluate(shown), before);
    await page.mouse.dblclick(300, 300);
    const near = await page.evaluate(shown);
    assert.equal(near.width, before.width * 2.5);
    await page.mouse.move(500, 400);
    await page.mouse.down();
    await page.mouse.move(540, 430);
    await page.mouse.up();
    const moved = await page.evaluate(shown);
    assert.deepEqual([moved.left, moved.top], [near.left + 40, near.top + 30]);
    await viewer(page).getByRole('button', { name: 'Đóng' }).click();
    await viewer(page).waitFor({ state: 'hidden' });
  });
});

const SENTENCES = [
  ['Một. Hai! Ba?', ['Một.', 'Hai!', 'Ba?']],
  ['Ở TP. Cần Thơ, ông nói. Rồi đi.', ['Ở TP. Cần Thơ, ông nói.', 'Rồi đi.']],
  ['Giá 12.741 đồng. Hết', ['Giá 12.741 đồng.', 'Hết']],
  ['  Một câu  ', ['Một câu']],
  ['Hội nghị ở TP. ', ['Hội nghị ở TP.']],
  ['', []],
];

test('sentences', async (t) => {
  for (const [text, expected] of SENTENCES) {
    await t.test(text || 'nothing', () => {
      const found = sentencesOf([{ text }], 'vi');
      assert.deepEqual(
        found.map((one) => one.text),
        expected,
      );
      for (const { begin, end, text: words } of found) assert.equal(text.slice(begin, end), words);
    });
  }
});

/**
 * Runs in the page before its own scripts: two voices, that say nothing. Headless Chromium has
 * none; what is ours, the sentences, their marks and controls, is real. `finish` ends what is
 * spoken.
 */
function giveVoices() {
  const voices = ['Một', 'Hai'].map((name) => ({ name, voiceURI: name, lang: 'vi-VN' }));
  const spoken = (window.spoken = []);
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) {
      super();
      this.text = text;
    }
  };
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (said) => spoken.push(said),
    cancel: () => (window.cancelled = (window.cancelled ?? 0) + 1),
  });
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
  window.finish = () => spoken.at(-1).dispatchEvent(new Event('end'));
}

/** Runs in the page: the sentence that is marked. */
function marked() {
  return [...(CSS.highlights.get('ykien-sentence') ?? [])].map((range) => range.toString());
}

test('reading aloud', async (t) => {
  const { show } = await startTools(t);
  const spoken = (page) => page.evaluate(() => window.spoken.map((one) => one.text));
  const finish = (page) => page.evaluate(() => window.finish());

  await t.test('without a voice of the language it says so', async () => {
    const page = await show();
    const panel = await openPanel(page, 'Nghe');
    await panel.getByText('Trình duyệt này không có giọng đọc tiếng Việt.').waitFor();
    assert.equal(await panel.getByRole('button').count(), 0);
  });

  await t.test('sentence after sentence, each marked; paused, stepped, ended', async () => {
    const page = await show({ prepare: (one) => one.addInitScript(giveVoices) });
    const panel = await openPanel(page, 'Nghe');
    await panel.getByRole('button', { name: 'Đọc', exact: true }).click();
    await page.waitForFunction(() => window.spoken.length === 1);
    const [first] = await spoken(page);
    assert.deepEqual(await page.evaluate(marked), [first]);
    await finish(page);
    await finish(page);
    const three = await spoken(page);
    assert.equal(three.length, 3);
    assert.deepEqual(await page.evaluate(marked), [three[2]]);
    await panel.getByRole('button', { name: 'Tạm dừng' }).click();
    assert.deepEqual(await page.evaluate(marked), []);
    await panel.getByRole('button', { name: 'Đọc', exact: true }).click();
    assert.equal((await spoken(page)).at(-1), three[2], 'it goes on where it stopped');
    await panel.getByRole('button', { name: 'Câu trước' }).click();
    assert.equal((await spoken(page)).at(-1), three[1]);
    await panel.getByRole('button', { name: 'Câu sau' }).click();
    await page.setViewportSize({ width: 500, height: 700 });
    await page.waitForFunction(() => {
      const [range] = CSS.highlights.get('ykien-sentence');
      return range.startContainer.isConnected && range.getBoundingClientRect().right <= 500;
    });
    assert.deepEqual(await page.evaluate(marked), [three[2]], 'the mark follows a new layout');
    await panel.getByRole('combobox', { name: 'Tốc độ' }).selectOption('1.5');
    await panel.getByRole('combobox', { name: 'Giọng đọc' }).selectOption('Hai');
    const last = await page.evaluate(() => {
      const { text, rate, voice } = window.spoken.at(-1);
      return { text, rate, voice: voice.name };
    });
    assert.deepEqual(last, { text: three[2], rate: 1.5, voice: 'Hai' });
    await page.reload();
    const again = await openPanel(page, 'Nghe');
    assert.equal(await again.getByRole('combobox', { name: 'Giọng đọc' }).inputValue(), 'Hai');
    assert.equal(await again.getByRole('combobox', { name: 'Tốc độ' }).inputValue(), '1.5');
    assert.deepEqual(page.errors, []);
  });

  await t.test('it follows into sight, and stops when the bar is put away', async () => {
    const page = await show({
      prepare: (one) => one.addInitScript(giveVoices),
      reducedMotion: 'reduce',
    });
    await openPanel(page, 'Nghe');
    await page.keyboard.press('l');
    for (let i = 0; i < 25; i++) await finish(page);
    await page.waitForFunction(() => {
      const [range] = CSS.highlights.get('ykien-sentence');
      const { top, bottom } = range.getBoundingClientRect();
      return scrollY > 100 && top > 0 && bottom < innerHeight;
    });
    const before = await page.evaluate(() => window.cancelled);
    await page.getByRole('region', { name: 'Công cụ đọc' }).getByLabel('Đóng').click();
    assert.deepEqual(await page.evaluate(marked), []);
    assert.equal(await page.evaluate(() => window.cancelled), before + 1);
  });
});
