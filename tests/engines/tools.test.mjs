// The reading tools by keyboard: opened, used, closed.

import assert from 'node:assert/strict';
import { ARTICLE, PHOTO } from '../support/tools-page.mjs';
import { eachEngine, showArticle } from './support/engines.mjs';

/** Runs in the page. */
function isBarOpen() {
  const { shadowRoot } = document.querySelector('ykien-reader');
  const bar = shadowRoot.querySelector('.bar');
  return bar?.isConnected === true;
}

/** Runs in the page: the button of the strip takes the focus. */
function focusOpener() {
  const buttons = [...document.querySelectorAll('.ykien-twins button')];
  buttons.find((one) => /Công cụ đọc/.test(one.getAttribute('aria-label') ?? '')).focus();
}

async function openTools(scene) {
  scene.pages.set('/photo.png', PHOTO);
  await showArticle(scene, ARTICLE);
  await scene.page.evaluate(focusOpener);
  await scene.page.press('Enter');
  await scene.page.waitFor(() => {
    const { shadowRoot } = document.querySelector('ykien-reader');
    return shadowRoot.querySelector('.bar')?.contains(shadowRoot.activeElement);
  });
}

/** Runs in the page: how large and how dark the text is. */
function look() {
  const paragraph = document.querySelector('.ykien-twins[role="article"] p:not(.lead)');
  return {
    size: parseFloat(getComputedStyle(paragraph).fontSize),
    ground: getComputedStyle(document.querySelector('ykien-reader')).backgroundColor,
  };
}

eachEngine((behave) => {
  behave('the tools open and close by keyboard', async (scene) => {
    const { page } = scene;
    await openTools(scene);
    await page.press('Escape');
    await page.waitFor(
      () => !document.querySelector('ykien-reader').shadowRoot.querySelector('.bar'),
    );
    assert.equal(await page.evaluate(isBarOpen), false);
    assert.match(
      await page.evaluate(() => document.activeElement.getAttribute('aria-label')),
      /Công cụ đọc/,
    );
  });

  behave('keys make the text larger and change the theme', async (scene) => {
    const { page } = scene;
    await openTools(scene);
    const before = await page.evaluate(look);
    await page.press('=');
    await page.press('t');
    await page.press('t');
    await page.waitFor(
      ([size, ground]) => {
        const paragraph = document.querySelector('.ykien-twins[role="article"] p:not(.lead)');
        const { backgroundColor } = getComputedStyle(document.querySelector('ykien-reader'));
        return (
          parseFloat(getComputedStyle(paragraph).fontSize) > size && backgroundColor !== ground
        );
      },
      [before.size, before.ground],
    );
    await page.reaches('painted');
  });

  behave('the contents lead to a heading', async (scene) => {
    const { page } = scene;
    await openTools(scene);
    await page.press('c');
    await page.waitFor(() => {
      const { shadowRoot } = document.querySelector('ykien-reader');
      const links = [...shadowRoot.querySelectorAll('nav a')];
      const link = links.find(({ textContent }) => textContent === 'Mùa lũ năm ấy');
      link?.click();
      return Boolean(link);
    });
    await page.waitFor(() => {
      const headings = [...document.querySelectorAll('.ykien-twins h2')];
      const heading = headings.find(({ textContent }) => textContent === 'Mùa lũ năm ấy');
      const { top } = heading.getBoundingClientRect();
      return document.activeElement === heading && top >= 0 && top < innerHeight / 2;
    });
  });

  behave('find counts words, with accents or without', async (scene) => {
    const { page } = scene;
    await openTools(scene);
    await page.press('f');
    await page.waitFor(() => {
      const { shadowRoot } = document.querySelector('ykien-reader');
      return shadowRoot.activeElement?.type === 'search';
    });
    await page.type('mua lu');
    const counted = await page.waitFor(() => {
      const { shadowRoot } = document.querySelector('ykien-reader');
      return shadowRoot.querySelector('search output')?.textContent;
    });
    assert.match(counted, /^1\D+1\b/);
  });
});
