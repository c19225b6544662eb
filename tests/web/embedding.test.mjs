// Pages as they are found: with a strict policy, with hashes, with many widgets, within frames and
// shadow roots, and with scripts that spoil the language itself. What lifecycle.test.mjs and
// states.test.mjs show is not repeated.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  htmlPage,
  LOADER,
  newPage,
  project,
  startBrowser,
  waitForState,
} from '../support/browser.mjs';

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";
const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const ARTICLE = `<h1>Nhà bên sông</h1><p>${SENTENCE.repeat(4)}</p><p>Đoạn thứ hai.</p>`;
const tag = (attributes = '') =>
  `<ykien-reader article="a" gl="any" clock="off" ${attributes}>${ARTICLE}</ykien-reader>`;
const FETCHED = htmlPage({
  head: '<title>Trang khác</title>',
  body: `<article><h1>Trang khác</h1>${`<p>${SENTENCE.repeat(4)}</p>`.repeat(4)}</article>`,
});

const dist = process.env.YKIEN_DIST ?? join(project, 'dist');
const { files } = JSON.parse(readFileSync(join(dist, 'manifest.json')));

/** Gives the test what the page reports. */
async function watch(page) {
  await page.addInitScript(() => {
    window.violations = [];
    window.refusals = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
    document.addEventListener('ykien-error', ({ detail }) => window.refusals.push(detail.code));
  });
}

/** What a reader has in any case: the article, drawn, as twins, or as the publisher sent it. */
async function assertReadable(page) {
  await page.waitForFunction(() => {
    const element = document.querySelector('ykien-reader');
    return element.getAttribute('state') === 'painted' || window.refusals.length > 0;
  });
  const state = await page.locator('ykien-reader').getAttribute('state');
  const text = page.getByText('Đoạn thứ hai.');
  assert.equal(await text.filter({ visible: true }).count(), 1);
  return state;
}

test('embedding', async (t) => {
  const site = await startBrowser(t);
  const { pages, url } = site;
  pages.set('/other.html', { body: FETCHED, type: 'text/html; charset=utf-8' });
  const open = async (body, { head = LOADER, headers, prepare = async () => {} } = {}) => {
    pages.set('/page', { body: htmlPage({ head, body }), headers });
    const page = await newPage(site);
    await watch(page);
    await prepare(page);
    await page.goto(`${url}page`);
    return page;
  };

  await t.test('the strict policy: read, written, resized, without a violation', async () => {
    const headers = { 'Content-Security-Policy': POLICY };
    const page = await open(tag(), { headers });
    await waitForState(page, 'painted');
    await page.getByRole('textbox', { name: 'Tên của bạn' }).fill('An');
    await page.getByRole('textbox', { name: 'Ý kiến của bạn' }).fill('Hay quá\nthật');
    await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await page.getByRole('article').filter({ hasText: 'An' }).getByText('Hay quá').waitFor();
    await page.getByRole('button', { name: /cỡ chữ/ }).click();
    await page.setViewportSize({ width: 480, height: 700 });
    await page.waitForFunction(() => document.documentElement.scrollWidth === 480);
    await waitForState(page, 'painted');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    assert.deepEqual(page.errors, []);
  });

  await t.test('the strict policy: an article in another page', async () => {
    const headers = { 'Content-Security-Policy': POLICY };
    const page = await open(tag('src="/other.html"'), { headers });
    await page.getByRole('heading', { level: 1, name: 'Trang khác' }).waitFor();
    await waitForState(page, 'painted');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  await t.test('a policy that names the one policy for trusted types', async () => {
    const headers = { 'Content-Security-Policy': `${POLICY}; trusted-types ykien` };
    const page = await open(tag('src="/other.html"'), { headers });
    await waitForState(page, 'painted');
    await page.evaluate(() => document.querySelector('ykien-reader').refresh());
    await page.getByRole('heading', { level: 1, name: 'Trang khác' }).waitFor();
    await waitForState(page, 'painted');
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  await t.test(
    'a policy that allows no trusted types at all: the HTML in the tag stays',
    async () => {
      const headers = { 'Content-Security-Policy': `${POLICY}; trusted-types 'none'` };
      const page = await open(tag('src="/other.html"'), { headers });
      assert.equal(await assertReadable(page), 'html');
    },
  );

  const loader = files[0];
  const pinned = (integrity) =>
    `<script type="module" src="/ykien/ykien.js" integrity="${integrity}"></script>`;
  await t.test('a pinned loader', async () => {
    const page = await open(tag(), { head: pinned(loader.integrity) });
    await waitForState(page, 'painted');
  });

  await t.test('a pinned loader that is another one: the HTML in the tag stays', async () => {
    const page = await open(tag(), {
      head: pinned(loader.integrity),
      prepare: (page) =>
        page.route('**/ykien.js', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `${await response.text()}\n` });
        }),
    });
    await page.waitForLoadState();
    assert.equal(await page.evaluate(() => customElements.get('ykien-reader')), undefined);
    assert.ok(await page.getByText('Đoạn thứ hai.').isVisible());
  });

  // Each would run as it is: only its hash is another.
  const CHANGED = [
    ['the reader', '**/ykien-reader.*.js', Buffer.from('\n'), ''],
    ['the module', '**/ykien.*.wasm', Buffer.from([0, 2, 1, 120]), ''],
    ['the part for pages', '**/ykien-extract.*.js', Buffer.from('\n'), 'src="/other.html"'],
  ];
  for (const [name, pattern, added, attributes] of CHANGED) {
    await t.test(`${name}, changed by a byte, is refused: the HTML in the tag stays`, async () => {
      const page = await open(tag(attributes), {
        prepare: (page) =>
          page.route(pattern, async (route) => {
            const response = await route.fetch();
            const body = Buffer.concat([await response.body(), added]);
            await route.fulfill({ response, body });
          }),
      });
      assert.equal(await assertReadable(page), 'html');
      assert.deepEqual(await page.evaluate(() => window.refusals), ['not-loaded']);
    });
  }

  await t.test('ten widgets: one context', async () => {
    const page = await open(tag().repeat(10), {
      prepare: (page) =>
        page.addInitScript(() => {
          window.contexts = 0;
          for (const { prototype } of [OffscreenCanvas, HTMLCanvasElement]) {
            const { getContext } = prototype;
            prototype.getContext = function (type, ...rest) {
              const before = getContext.call(this, type, ...rest);
              if (type.startsWith('webgl')) window.contexts++;
              return before;
            };
          }
        }),
    });
    for (let i = 0; i < 10; i++) {
      await page.locator('ykien-reader').nth(i).scrollIntoViewIfNeeded();
      await page.waitForFunction(
        (at) => document.querySelectorAll('ykien-reader')[at].state === 'painted',
        i,
      );
    }
    assert.equal(await page.evaluate(() => window.contexts), 1);
    assert.deepEqual(page.errors, []);
  });

  await t.test('born in a shadow root, beside one that is not', async () => {
    const page = await open(tag(), {
      prepare: (page) =>
        page.addInitScript((markup) => {
          document.addEventListener('DOMContentLoaded', () => {
            const host = document.createElement('section');
            host.id = 'host';
            document.body.append(host);
            const inner = new DOMParser().parseFromString(markup, 'text/html').body.firstChild;
            host.attachShadow({ mode: 'open' }).append(inner);
          });
        }, tag()),
    });
    await waitForState(page, 'painted');
    await page.waitForFunction(() => {
      const inner = document.querySelector('#host').shadowRoot.querySelector('ykien-reader');
      if (inner.state !== 'painted') inner.scrollIntoView();
      const title = inner.querySelector('.ykien-twins h1');
      return inner.state === 'painted' && getComputedStyle(title).color === 'rgba(0, 0, 0, 0)';
    });
    assert.deepEqual(page.errors, []);
  });

  await t.test('in a frame, also one of another origin', async () => {
    pages.set('/framed', { body: htmlPage({ head: LOADER, body: tag() }) });
    const other = `${url.replace('127.0.0.1', 'localhost')}framed`;
    const frame = (src) => `<iframe src="${src}" width="700" height="500"></iframe>`;
    const page = await open(`${frame('/framed')}${frame(other)}`);
    for (const [i] of ['same', 'other'].entries()) {
      const inner = page.frameLocator('iframe').nth(i).locator('ykien-reader');
      await inner.and(page.frameLocator('iframe').nth(i).locator('[state="painted"]')).waitFor();
      assert.ok(await inner.getByText('Đoạn thứ hai.').filter({ visible: true }).count());
    }
    assert.deepEqual(page.errors, []);
  });

  await t.test('in a frame that may run scripts and nothing else', async () => {
    pages.set('/framed', { body: htmlPage({ head: LOADER, body: tag() }) });
    const page = await open(
      '<iframe src="/framed" sandbox="allow-scripts" width="700" height="500"></iframe>',
    );
    // Modules need CORS there, which dist/ is served without here: the publisher's HTML stays.
    const inner = page.frameLocator('iframe').getByText('Đoạn thứ hai.').filter({ visible: true });
    await inner.waitFor();
    assert.equal(await inner.count(), 1);
  });

  /** name · runs in the page before everything else · whether it is still drawn */
  const HOSTILE = [
    [
      'arrays whose own functions are the page’s',
      () => {
        for (const name of ['map', 'filter', 'forEach', 'find', 'some', 'flatMap', 'includes']) {
          const original = Array.prototype[name];
          Array.prototype[name] = function (...rest) {
            return original.apply(this, rest);
          };
        }
      },
    ],
    [
      'enumerable members on every array and object',
      () => {
        Array.prototype.extra = () => 'extra';
        Array.prototype.last = function () {
          return this[this.length - 1];
        };
        Object.prototype.extend = () => ({});
        Object.prototype.junk = { blocks: [{ type: 'paragraph', text: 'rác' }], url: 'x' };
        String.prototype.contains = () => true;
      },
    ],
    [
      'an old library’s Element.append, remove and closest',
      () => {
        const { append, remove } = Element.prototype;
        Element.prototype.append = function (...nodes) {
          append.apply(this, nodes);
          return this;
        };
        Element.prototype.remove = function () {
          remove.call(this);
          return this;
        };
      },
    ],
    [
      'JSON, promises and text that are listened to',
      () => {
        const { parse, stringify } = JSON;
        JSON.parse = (...rest) => parse(...rest);
        JSON.stringify = (...rest) => stringify(...rest);
        const { then } = Promise.prototype;
        Promise.prototype.then = function (...rest) {
          return then.apply(this, rest);
        };
        const { trim } = String.prototype;
        String.prototype.trim = function () {
          return trim.call(this).replace(/\u200b/g, '');
        };
      },
    ],
    [
      'Array.prototype.toJSON of a library of 2007',
      () => {
        Array.prototype.toJSON = function () {
          return JSON.stringify([...this]);
        };
      },
      'any',
    ],
    [
      'four frames a second',
      () => {
        window.requestAnimationFrame = (callback) =>
          setTimeout(() => callback(performance.now()), 250);
        window.cancelAnimationFrame = clearTimeout;
      },
    ],
    [
      'no frames at all',
      () => {
        window.requestAnimationFrame = () => 1;
      },
      'any',
    ],
    [
      'fetch that adds what the page wants',
      () => {
        const { fetch } = window;
        window.fetch = (input, options) => fetch(input, { ...options, cache: 'no-store' });
      },
    ],
    [
      'arrays that forget to answer',
      () => {
        for (const name of ['map', 'filter', 'forEach', 'flatMap', 'find'])
          Array.prototype[name] = () => undefined;
      },
      'any',
    ],
    [
      'text that is never trimmed, elements that cannot be added',
      () => {
        String.prototype.trim = () => '';
        Element.prototype.append = () => {
          throw new Error('not here');
        };
      },
      'any',
    ],
  ];
  for (const [name, spoil, fate = 'painted'] of HOSTILE) {
    await t.test(`a page with ${name}: ${fate === 'any' ? 'readable' : 'drawn'}`, async () => {
      const page = await open(tag(), { head: '' });
      await page.evaluate(spoil);
      // By hand: playwright's own script is spoilt too.
      await page.evaluate((address) => {
        const script = document.createElement('script');
        Object.assign(script, { type: 'module', src: address });
        document.head.appendChild(script);
      }, '/ykien/ykien.js');
      await page.waitForFunction(
        (wanted) => {
          const element = document.querySelector('ykien-reader');
          const state = element.getAttribute('state');
          return (
            state === 'painted' ||
            (wanted === 'any' && (window.refusals.length || state === 'layered'))
          );
        },
        fate,
        { polling: 100 },
      ); // not by frames: there may be none
      const shown = await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        let seen = 0;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const range = document.createRange();
          range.selectNode(node);
          if (node.data === 'Đoạn thứ hai.' && range.getClientRects().length > 0) seen++;
        }
        return seen;
      });
      assert.equal(shown, 1);
    });
  }
});
