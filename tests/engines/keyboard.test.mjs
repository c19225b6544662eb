// The whole widget by keyboard alone: where Tab goes, what is seen of it, what keys do.

import assert from 'node:assert/strict';
import { eachEngine, showArticle } from './support/engines.mjs';

const ARTICLE = `<h1>Nhà bên sông</h1><p>Xem <a href="/bai-khac">bài khác</a> về con đò, và
<a href="/bai-nua">bài nữa</a>.</p>`;
const ELSEWHERE = '<button id="before">Trước</button>';
const AFTER = '<button id="after">Sau</button>';

/** Runs in the page: what has the focus, in a word or two. */
function focusName() {
  const at = document.activeElement;
  return at.id || at.getAttribute('aria-label') || at.textContent.trim();
}

const name = (page) => page.evaluate(focusName);

/** Runs in the page: every element of the widget that Tab should come to, in order. */
function stops() {
  const all = document.querySelectorAll('.ykien-twins :is(a[href], button, input, textarea)');
  return [...all].map((at) => at.getAttribute('aria-label') || at.textContent.trim());
}

const show = (scene) => showArticle(scene, ARTICLE, { before: ELSEWHERE, after: AFTER });

async function fillDraft(page, text) {
  await page.clickOn('.ykien-twins input');
  await page.type('An');
  await page.clickOn('.ykien-twins textarea');
  await page.type(text);
  await page.waitFor(
    (count) =>
      [...document.querySelectorAll('.ykien-twins *')].some((one) =>
        one.textContent.startsWith(`${count} / 500`),
      ),
    text.length,
  );
}

const thanked = (page, text) =>
  page.waitFor(
    (words) =>
      [...document.querySelectorAll('.ykien-twins article')].some((one) =>
        one.textContent.includes(words),
      ),
    text,
  );

eachEngine((behave) => {
  behave('Tab comes to everything, in the order seen, and leaves', async (scene) => {
    const { page } = scene;
    await show(scene);
    const expected = await page.evaluate(stops);
    assert.ok(expected.length >= 5, expected.join());
    await page.evaluate(() => document.querySelector('#before').focus());
    const seen = [];
    for (let i = 0; i <= expected.length; i++) {
      await page.press('Tab');
      seen.push(await name(page));
    }
    assert.deepEqual(seen, [...expected, 'after']);
    await page.press('Shift+Tab');
    assert.equal(await name(page), expected.at(-1), 'back again');
  });

  behave('a ring is drawn around what has the focus', async (scene) => {
    const { page } = scene;
    await show(scene);
    const count = (await page.evaluate(stops)).length;
    await page.evaluate(() => document.querySelector('#before').focus());
    for (let i = 0; i < count; i++) {
      await page.press('Tab');
      const ring = await page.evaluate(() => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(
          document.activeElement,
        );
        return { outlineStyle, outlineWidth, clear: /, 0\)$/.test(outlineColor) };
      });
      assert.deepEqual(
        ring,
        { outlineStyle: 'solid', outlineWidth: '2px', clear: false },
        await name(page),
      );
    }
  });

  for (const key of ['Enter', ' ']) {
    behave(`${key === ' ' ? 'Space' : key} presses a button once`, async (scene) => {
      const { page } = scene;
      await show(scene);
      await page.evaluate(() => {
        const button = document.querySelector('.ykien-twins button');
        window.before = getComputedStyle(document.querySelector('.ykien-twins h1')).fontSize;
        window.clicks = 0;
        button.addEventListener('click', () => window.clicks++);
        button.focus();
      });
      await page.press(key);
      await page.waitFor(
        () =>
          getComputedStyle(document.querySelector('.ykien-twins h1')).fontSize !== window.before,
      );
      assert.equal(await page.evaluate(() => window.clicks), 1);
      assert.equal(await page.evaluate(() => document.activeElement.localName), 'button');
    });
  }

  behave('Control and Enter sends what was written', async (scene) => {
    await show(scene);
    await fillDraft(scene.page, 'Hay qua');
    await scene.page.press('Control+Enter');
    await thanked(scene.page, 'Hay qua');
    assert.equal(
      await scene.page.evaluate(() => document.querySelector('.ykien-twins textarea').value),
      '',
    );
  });

  behave('Escape takes nothing away and holds nothing', async (scene) => {
    const { page } = scene;
    await show(scene);
    await fillDraft(page, 'dang viet');
    await page.press('Escape');
    assert.equal(
      await page.evaluate(() => document.querySelector('.ykien-twins textarea').value),
      'dang viet',
    );
    await page.evaluate(() => document.querySelector('.ykien-twins textarea').focus());
    await page.press('Tab');
    assert.notEqual(await page.evaluate(() => document.activeElement.localName), 'textarea');
  });
});
