// What a reader sees when something is missing or wrong: less, never nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, startBrowser, waitForState } from '../support/browser.mjs';

const ARTICLE = '<h1>Nhà bên sông</h1><p>Một đoạn văn đủ dài để đọc.</p><p>Đoạn thứ hai.</p>';
const tag = (attributes = '', body = ARTICLE) =>
  `<ykien-reader article="a" gl="any" ${attributes}>${body}</ykien-reader>`;
const plainPage = (attributes, body) => htmlPage({ head: LOADER, body: tag(attributes, body) });

/** Collects ykien-error details from the first moment. */
async function watchErrors(page) {
  await page.addInitScript(() => {
    window.ykienErrors = [];
    document.addEventListener('ykien-error', (event) => window.ykienErrors.push(event.detail));
  });
  return async () => {
    await page.waitForFunction(() => window.ykienErrors.length > 0);
    return page.evaluate(() => window.ykienErrors);
  };
}

async function assertOwnHtml(page) {
  assert.equal(await page.locator('ykien-reader').getAttribute('state'), 'html');
  assert.ok(await page.getByRole('heading', { name: 'Nhà bên sông' }).isVisible());
  assert.ok(await page.getByText('Đoạn thứ hai.').isVisible());
  assert.equal(await page.locator('.ykien-twins').count(), 0);
}

test('states', async (t) => {
  const site = await startBrowser(t);
  const { pages, url } = site;
  pages.set('/plain', { body: plainPage() });
  const open = async (path, prepare = async () => {}) => {
    const page = await newPage(site);
    const errors = await watchErrors(page);
    await prepare(page);
    await page.goto(url + path);
    return { page, errors };
  };

  await t.test('a photo that does not come leaves its words, in sight', async () => {
    const photo = '<img src="/nowhere.png" alt="Bến sông" width="600" height="300">';
    pages.set('/photo', { body: plainPage('', `${ARTICLE}${photo}`) });
    const { page } = await open('photo');
    await waitForState(page, 'painted');
    const image = page.locator('.ykien-twins img.yk-painted');
    await image.waitFor();
    assert.equal(await image.evaluate(({ complete, naturalWidth }) => complete && naturalWidth), 0);
    assert.notEqual(await image.evaluate((one) => getComputedStyle(one).color), 'rgba(0, 0, 0, 0)');
  });

  await t.test('html, layered, painted follow each other', async () => {
    const { page } = await open('plain', (page) =>
      page.addInitScript(() => {
        window.states = [];
        new MutationObserver((records) => {
          for (const { target } of records) window.states.push(target.getAttribute('state'));
        }).observe(document, { subtree: true, attributeFilter: ['state'] });
      }),
    );
    await waitForState(page, 'painted');
    const states = await page.evaluate(() =>
      window.states.filter((state, i, all) => state !== all[i - 1]),
    );
    assert.deepEqual(states, ['html', 'layered', 'painted']);
    // Seen and found once, not twice.
    assert.equal(await page.getByRole('heading', { name: 'Nhà bên sông' }).count(), 1);
  });

  await t.test('without WebGL2: the twins, visible, and a comment can be sent', async () => {
    const { page } = await open('plain', (page) =>
      page.addInitScript(() => {
        const { getContext } = OffscreenCanvas.prototype;
        OffscreenCanvas.prototype.getContext = function (type, ...rest) {
          return type === 'webgl2' ? null : getContext.call(this, type, ...rest);
        };
      }),
    );
    await waitForState(page, 'layered');
    const text = page.getByRole('article').getByText('Đoạn thứ hai.');
    await text.waitFor();
    assert.notEqual(
      await text.evaluate((span) => getComputedStyle(span).color),
      'rgba(0, 0, 0, 0)',
    );
    await page.getByRole('textbox', { name: 'Tên của bạn' }).fill('An');
    await page.getByRole('textbox', { name: 'Ý kiến của bạn' }).fill('Hay quá');
    await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await page.getByRole('article').filter({ hasText: 'An' }).getByText('Hay quá').waitFor();
    assert.equal(
      (await page.evaluate(() => document.querySelector('ykien-reader').stats)).paints,
      0,
    );
  });

  await t.test('a lost context: the pictures stay, new ones come when it is restored', async () => {
    const { page } = await open('plain', (page) =>
      page.addInitScript(() => {
        const { getContext } = OffscreenCanvas.prototype;
        OffscreenCanvas.prototype.getContext = function (type, ...rest) {
          const context = getContext.call(this, type, ...rest);
          if (type === 'webgl2') window.lose = context.getExtension('WEBGL_lose_context');
          return context;
        };
      }),
    );
    await waitForState(page, 'painted');
    const paints = () => page.evaluate(() => document.querySelector('ykien-reader').stats.paints);
    await page.getByRole('heading', { name: 'Ý kiến (0)' }).waitFor();
    await waitForState(page, 'painted');
    await page.evaluate(() => window.lose.loseContext());
    await page.getByRole('button', { name: 'cỡ chữ' }).click();
    await waitForState(page, 'layered');
    const before = await paints();
    await page.evaluate(() => window.lose.restoreContext());
    await waitForState(page, 'painted');
    assert.ok((await paints()) > before);
  });

  const blocked = [
    ['the module cannot be fetched', (page) => page.route('**/*.wasm', (route) => route.abort())],
    [
      'the module is not there',
      (page) => page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'no' })),
    ],
    [
      'the module is another one than was built',
      (page) =>
        page.route('**/*.wasm', (route) =>
          route.fulfill({ contentType: 'application/wasm', body: '\0asm\x01\0\0\0' }),
        ),
    ],
    [
      'the implementation is another one than was built',
      (page) =>
        page.route('**/ykien-reader.*.js', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'export class Reader {}' }),
        ),
    ],
    ['WebAssembly is not there', (page) => page.addInitScript(() => delete window.WebAssembly)],
  ];
  for (const [name, prepare] of blocked) {
    await t.test(`${name}: the publisher's HTML stays, ykien-error says so`, async () => {
      const { page, errors } = await open('plain', prepare);
      assert.deepEqual(
        (await errors()).map(({ code }) => code),
        ['not-loaded'],
      );
      await assertOwnHtml(page);
    });
  }

  await t.test('the policy forbids WebAssembly: the demo page stays readable', async () => {
    const { page, errors } = await open('fallback.html');
    assert.equal((await errors())[0].code, 'not-loaded');
    assert.equal(await page.locator('ykien-reader').getAttribute('state'), 'html');
    assert.ok(await page.getByRole('heading', { level: 1 }).isVisible());
  });

  await t.test('a server that does not know the type of wasm', async () => {
    const { page } = await open('plain', (page) =>
      page.route('**/*.wasm', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { 'content-type': 'application/octet-stream' } });
      }),
    );
    await waitForState(page, 'painted');
  });

  await t.test('a strict content security policy is kept', async () => {
    const { page } = await open('csp.html', (page) =>
      page.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', (event) =>
          window.violations.push(event.violatedDirective),
        );
      }),
    );
    await waitForState(page, 'painted');
    await page
      .getByRole('textbox', { name: 'Ý kiến của bạn' })
      .fill('Một\nhai\nba\nbốn\nnăm\nsáu\nbảy');
    await page
      .getByText(/^\d+ \/ 500 ký tự$/)
      .filter({ hasNotText: /^0 / })
      .waitFor();
    assert.deepEqual(await page.evaluate(() => window.violations), []);
  });

  const truncated = '{"id":"a","title":"T","blocks":[{"type":"paragraph","text":"x"';
  const badFiles = [
    ['cut short', truncated, 'json-syntax', truncated.length],
    ['of the wrong type', '{"id":"a","title":7}', 'wrong-type', 18],
    ['without a title', '{"id":"a"}', 'missing-field', 0],
    ['too deep', `{"title":"T","x":${'['.repeat(40)}${']'.repeat(40)}}`, 'json-too-deep'],
    [
      'not UTF-8',
      Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff]), Buffer.from('"}')]),
      'invalid-utf8',
      10,
    ],
    ['of a later version', '{"version":2,"title":"T"}', 'unsupported-version', 11],
    ['not JSON at all', '<!doctype html>', 'json-syntax', 0],
  ];
  for (const [name, body, code, offset] of badFiles) {
    await t.test(`src that is ${name}: ${code}`, async () => {
      pages.set('/bad.json', { body, type: 'application/json' });
      pages.set('/src', { body: plainPage('src="/bad.json"') });
      const { page, errors } = await open('src');
      const [error] = await errors();
      assert.equal(error.code, code);
      if (offset !== undefined) assert.equal(error.offset, offset);
      await assertOwnHtml(page);
    });
  }

  await t.test('src that is not there', async () => {
    pages.set('/src', { body: plainPage('src="/nowhere.json"') });
    const { page, errors } = await open('src');
    assert.equal((await errors())[0].code, 'article-unreachable');
    await assertOwnHtml(page);
  });

  await t.test('a JSON block that is not JSON: the byte is named', async () => {
    pages.set('/block', {
      body: plainPage('', `<script type="application/json">{"views": 1,}</script>${ARTICLE}`),
    });
    const { page, errors } = await open('block');
    const [error] = await errors();
    assert.equal(error.code, 'json-syntax');
    assert.equal(error.offset, 12);
    await assertOwnHtml(page);
  });

  await t.test('src again, after the file was mended', async () => {
    pages.set('/mended.json', { body: '{', type: 'application/json' });
    pages.set('/src', { body: plainPage('src="/mended.json"') });
    const { page, errors } = await open('src');
    await errors();
    pages.set('/mended.json', { body: '{"id":"m","title":"Đã sửa"}', type: 'application/json' });
    await page.evaluate(() => document.querySelector('ykien-reader').refresh());
    await page.getByRole('heading', { name: 'Đã sửa' }).waitFor();
    await waitForState(page, 'painted');
  });

  await t.test('nothing is fetched before the element is near', async () => {
    pages.set('/far', {
      body: htmlPage({ head: LOADER, body: `<div style="height:5000px"></div>${tag()}` }),
    });
    const { page } = await open('far', async (page) => {
      page.asked = [];
      page.on('request', (request) => page.asked.push(new URL(request.url()).pathname));
    });
    await page.waitForFunction(() => customElements.get('ykien-reader'));
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    assert.deepEqual(
      page.asked.filter((path) => path.startsWith('/ykien/')),
      ['/ykien/ykien.js'],
    );
    await page.evaluate(() => scrollTo(0, 4000));
    await waitForState(page, 'painted');
    assert.ok(page.asked.some((path) => path.endsWith('.wasm')));
  });
});
