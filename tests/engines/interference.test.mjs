// What stands between the page and its reader: strict policies, translators, extensions, a wish to
// spare data.

import assert from 'node:assert/strict';
import { htmlPage, LOADER } from '../support/browser.mjs';
import { eachEngine, readerPage, showArticle } from './support/engines.mjs';

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";
const WORDS = 'Mỗi chiều, con thuyền nhỏ lại ghé bến.';
const ARTICLE = `<h1>Nhà bên sông</h1><p>${WORDS}</p><p>Đoạn thứ hai.</p>`;
const WATCHER = `window.errors = [];
window.violations = [];
addEventListener('ykien-error', ({ detail }) => errors.push(detail.code));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  violations.push(violatedDirective + ' ' + blockedURI));`;

/** Opens a page under a policy; its scripts are files. */
async function openUnder({ page, pages, url }, policy) {
  pages.set('/watcher.js', { body: WATCHER, type: 'text/javascript' });
  const tag = `<ykien-reader article="bai" gl="any" clock="off">${ARTICLE}</ykien-reader>`;
  const head = `<script src="/watcher.js"></script>${LOADER}`;
  const headers = { 'Content-Security-Policy': policy };
  pages.set('/strict', { body: htmlPage({ head, body: tag }), headers });
  await page.goto(`${url}strict`);
}

/** Runs in the page: whether the words of a block are to be seen in it, and not in the picture. */
function isSeen(words) {
  const block = [...document.querySelectorAll('.ykien-twins :is(h1, p)')].find((one) =>
    one.textContent.includes(words),
  );
  const inner = block?.querySelector('span, font') ?? block;
  return Boolean(block) && getComputedStyle(inner).color !== 'rgba(0, 0, 0, 0)';
}

function underPolicies(behave) {
  behave('the strict policy: painted and written in, without a violation', async (scene) => {
    const { page } = scene;
    await openUnder(scene, POLICY);
    await page.reaches('painted');
    await page.clickOn('.ykien-twins textarea');
    await page.type('Hay qua');
    await page.waitFor(() => /7 \/ 500/.test(document.body.textContent));
    await page.reaches('painted');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  behave(
    'a policy without WebAssembly: the publisher’s own words',
    async (scene) => {
      const { page } = scene;
      await openUnder(scene, POLICY.replace(" 'wasm-unsafe-eval'", ''));
      assert.deepEqual(await page.waitFor(() => window.errors.length > 0 && window.errors), [
        'not-loaded',
      ]);
      const own = await page.evaluate(
        () => document.querySelector('ykien-reader > p').getBoundingClientRect().height,
      );
      assert.ok(own > 0);
    },
    { errors: true },
  );
}

function betweenPageAndReader(behave) {
  behave('a translator’s words stay, and are seen', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE);
    assert.equal(await page.evaluate(isSeen, WORDS), false, 'painted at first');
    await page.evaluate((words) => {
      const block = [...document.querySelectorAll('.ykien-twins p')].find((one) =>
        one.textContent.includes(words),
      );
      // As browsers' translators do it: each text node gives way to an element with other words.
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        const font = document.createElement('font');
        font.textContent = 'Every evening the small boat comes back, and its tales with it.';
        text.replaceWith(font);
      }
      document.documentElement.classList.add('translated-ltr');
    }, WORDS);
    await page.waitFor(isSeen, 'Every evening');
    await page.reaches('painted');
    assert.equal(await page.evaluate(isSeen, 'Đoạn thứ hai.'), false, 'the others are painted');
    assert.equal(await page.evaluate(isSeen, 'Every evening'), true);
  });

  behave('an extension that turns pages dark: the twins, in its colours', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE);
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'html { filter: invert(1) hue-rotate(180deg) }';
      document.head.append(style);
      document.documentElement.setAttribute('data-darkreader-mode', 'filter');
    });
    await page.reaches('layered');
    assert.equal(await page.evaluate(isSeen, WORDS), true);
    await page.evaluate(() => document.documentElement.removeAttribute('data-darkreader-mode'));
    await page.reaches('painted');
  });

  behave(
    'Save-Data: the twins, without a picture',
    async ({ page, pages, url }) => {
      const protocol = await page.protocol();
      await protocol.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
      pages.set('/spare', { body: readerPage(ARTICLE) });
      await page.goto(`${url}spare`);
      assert.equal(await page.evaluate(() => navigator.connection.saveData), true);
      await page.reaches('layered');
      await page.waitFor(isSeen, WORDS);
      const { paints } = await page.evaluate(() => document.querySelector('ykien-reader').stats);
      assert.equal(paints, 0);
    },
    {
      skip: {
        firefox: 'Firefox has no Save-Data: navigator.connection is missing',
        webkit: 'WebKitGTK has no Save-Data: navigator.connection is missing',
      },
    },
  );
}

eachEngine((behave) => {
  underPolicies(behave);
  betweenPageAndReader(behave);
});
