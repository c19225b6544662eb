// The element as a good citizen of its page: several at once, moved, removed, changed, and idle.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, startBrowser, waitForState } from '../support/browser.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const PARAGRAPH = `<p>${SENTENCE.repeat(6)}</p>`;
const tag = (id, attributes = '', paragraphs = 3) =>
  `<ykien-reader id="${id}" article="${id}" gl="any" clock="off" theme="light" ${attributes}>
<h1>Bài ${id}</h1>${PARAGRAPH.repeat(paragraphs)}</ykien-reader>`;
const stats = (page, selector = 'ykien-reader') =>
  page.evaluate((css) => document.querySelector(css).stats, selector);
const titles = (page) => page.getByRole('heading', { level: 1 }).allTextContents();

test('lifecycle', async (t) => {
  const site = await startBrowser(t);
  const { pages, url } = site;
  pages.set('/one', { body: htmlPage({ head: LOADER, body: tag('a') }) });
  pages.set('/two', { body: htmlPage({ head: LOADER, body: tag('a') + tag('b') }) });
  const open = async (path, options, prepare = async () => {}) => {
    const page = await newPage(site, options);
    await prepare(page);
    await page.goto(url + path);
    await waitForState(page, 'painted');
    return page;
  };

  await t.test('two widgets: one module, one context, each its own article', async () => {
    const page = await open('two', { viewport: { width: 900, height: 2400 } }, (page) =>
      page.addInitScript(() => {
        window.made = { contexts: 0, instances: 0, compiled: 0 };
        const { getContext } = OffscreenCanvas.prototype;
        OffscreenCanvas.prototype.getContext = function (type, ...rest) {
          if (type.startsWith('webgl')) window.made.contexts++;
          return getContext.call(this, type, ...rest);
        };
        for (const [name, count] of [
          ['instantiate', 'instances'],
          ['compileStreaming', 'compiled'],
        ]) {
          const original = WebAssembly[name];
          WebAssembly[name] = (...args) => {
            window.made[count]++;
            return original.apply(WebAssembly, args);
          };
        }
      }),
    );
    await waitForState(page, 'painted', '#b');
    assert.deepEqual(await titles(page), ['Bài a', 'Bài b']);
    assert.deepEqual(await page.evaluate(() => window.made), {
      contexts: 1,
      instances: 1,
      compiled: 1,
    });
    const areas = page.getByRole('textbox', { name: 'Ý kiến của bạn' });
    await areas.nth(1).fill('Chỉ ở bài b');
    await page.getByText('11 / 500 ký tự', { exact: true }).waitFor();
    await page.getByText('0 / 500 ký tự', { exact: true }).waitFor();
    assert.equal(await areas.nth(0).inputValue(), '');
  });

  await t.test(
    'removed: everything is given back; put in again: everything comes again',
    async () => {
      const page = await open('one');
      await page.evaluate(async () => {
        const element = (window.kept = document.querySelector('ykien-reader'));
        element.remove();
        await Promise.resolve();
      });
      assert.equal(
        await page.evaluate(() => window.kept.querySelectorAll('.ykien-twins').length),
        0,
      );
      assert.equal(
        await page.evaluate(() => window.kept.shadowRoot.querySelectorAll('canvas').length),
        0,
      );
      assert.equal(await page.evaluate(() => window.kept.getAttribute('state')), 'html');
      await page.evaluate(() => document.body.append(window.kept));
      await waitForState(page, 'painted');
      assert.deepEqual(await titles(page), ['Bài a']);
      assert.equal(await page.locator('.ykien-twins').count(), 6);
    },
  );

  await t.test('moved within the page, it goes on as it was', async () => {
    const page = await open('one');
    await page.getByRole('textbox', { name: 'Ý kiến của bạn' }).fill('Đang viết dở');
    await page.evaluate(() => {
      const element = document.querySelector('ykien-reader');
      window.area = element.querySelector('textarea');
      const box = document.createElement('section');
      document.body.append(box);
      box.append(element);
    });
    await waitForState(page, 'painted');
    assert.equal(
      await page.evaluate(
        () => window.area === document.querySelector('section textarea') && window.area.value,
      ),
      'Đang viết dở',
    );
  });

  await t.test('moved into a shadow root, its twins are still dressed', async () => {
    const page = await open('one');
    await page.evaluate(() => {
      const box = document.createElement('div');
      document.body.append(box);
      box.attachShadow({ mode: 'open' }).append(document.querySelector('ykien-reader'));
      window.inner = box.shadowRoot.querySelector('ykien-reader');
    });
    await page.waitForFunction(
      () =>
        getComputedStyle(window.inner.querySelector('.ykien-twins h1')).color ===
        'rgba(0, 0, 0, 0)',
    );
  });

  await t.test('the loader twice on a page is harmless', async () => {
    const twice = `${LOADER}<script type="module" src="/ykien/ykien.js?again"></script>`;
    pages.set('/twice', { body: htmlPage({ head: twice, body: tag('a') }) });
    const page = await open('twice');
    assert.deepEqual(page.errors, []);
  });

  await t.test('what was set before the loader came is kept', async () => {
    pages.set('/early', {
      body: htmlPage({
        body: `${tag('a')}<script>
          const element = document.querySelector('ykien-reader');
          const list = async () => ((document.title = 'asked'), '[]');
          element.client = { list, add: async (id, comment) => comment };
          element.theme = 'dark';
        </script>${LOADER}`,
      }),
    });
    const page = await open('early');
    await page.waitForFunction(() => document.title === 'asked');
    assert.equal(
      await page.evaluate(() => document.querySelector('ykien-reader').getAttribute('theme')),
      'dark',
    );
  });

  await t.test(
    'attributes and properties mirror each other, invalid values fall back',
    async () => {
      const page = await open('one');
      const seen = await page.evaluate(() => {
        const element = document.createElement('ykien-reader');
        const before = [
          element.article,
          element.src,
          element.theme,
          element.gl,
          element.state,
          element.stats,
        ];
        Object.assign(element, { article: 'x', src: 'a.json', theme: 'dark', gl: 'any' });
        const after = ['article', 'src', 'theme', 'gl'].map((name) => element.getAttribute(name));
        element.setAttribute('theme', 'PURPLE');
        element.setAttribute('gl', 'ANY');
        return [before, after, [element.theme, element.gl, element.src.endsWith('/a.json')]];
      });
      assert.deepEqual(seen, [
        ['', '', 'auto', '', 'html', null],
        ['x', 'a.json', 'dark', 'any'],
        ['auto', 'any', true],
      ]);
    },
  );

  await t.test('another article in the same element', async () => {
    const page = await open('one');
    await page.evaluate(() => {
      const element = document.querySelector('ykien-reader');
      element.querySelector(':scope > h1').textContent = 'Bài khác';
      element.article = 'khac';
    });
    await page.getByRole('heading', { level: 1, name: 'Bài khác' }).waitFor();
    await waitForState(page, 'painted');
  });

  await t.test('aA: everything is set anew, larger; the choice outlasts the page', async () => {
    const page = await open('one');
    const size = () =>
      page.evaluate(() =>
        Number.parseFloat(
          getComputedStyle(
            document.querySelector(
              '.ykien-twins article p, .ykien-twins[role=article] p:last-of-type',
            ),
          ).fontSize,
        ),
      );
    const height = () =>
      page.evaluate(
        () => document.querySelector('[slot="ykien-section-1"]').getBoundingClientRect().height,
      );
    const [sizeBefore, heightBefore] = [await size(), await height()];
    await page.getByRole('button', { name: 'cỡ chữ' }).click();
    await page.waitForFunction(
      (before) =>
        document.querySelector('[slot="ykien-section-1"]').getBoundingClientRect().height > before,
      heightBefore,
    );
    await waitForState(page, 'painted');
    const sizeAfter = await size();
    assert.ok(sizeAfter > sizeBefore, `${sizeAfter} after ${sizeBefore}`);
    await page.reload();
    await waitForState(page, 'painted');
    assert.equal(await size(), sizeAfter);
  });

  await t.test('a narrower column: the text is set anew and stays within it', async () => {
    const page = await open('one');
    await page.setViewportSize({ width: 360, height: 700 });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.ykien-twins span')].every(
        (span) => span.getBoundingClientRect().right <= 360,
      ),
    );
    await waitForState(page, 'painted');
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  });

  await t.test(
    'dark: by attribute, by the system, and not where the page is light only',
    async () => {
      pages.set('/light', {
        body: htmlPage({
          head: `${LOADER}<style>:root { color-scheme: light }</style>`,
          body: tag('a').replace('theme="light"', ''),
        }),
      });
      pages.set('/auto', {
        body: htmlPage({ head: LOADER, body: tag('a').replace('theme="light"', '') }),
      });
      const background = (page) =>
        page.evaluate(
          () => getComputedStyle(document.querySelector('ykien-reader')).backgroundColor,
        );
      const light = await background(await open('light', { colorScheme: 'dark' }));
      const page = await open('auto', { colorScheme: 'dark' });
      const dark = await background(page);
      assert.notEqual(light, dark);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.waitForFunction(
        (color) =>
          getComputedStyle(document.querySelector('ykien-reader')).backgroundColor === color,
        light,
      );
      await page.evaluate(() => (document.querySelector('ykien-reader').theme = 'dark'));
      await page.waitForFunction(
        (color) =>
          getComputedStyle(document.querySelector('ykien-reader')).backgroundColor === color,
        dark,
      );
    },
  );

  await t.test('an hour of idleness: no frame', async () => {
    const page = await open('one', {}, (page) =>
      page.clock.install({ time: new Date('2026-03-14T06:00:00+07:00') }),
    );
    await page.clock.pauseAt(new Date('2026-03-14T07:00:00+07:00'));
    await page.clock.runFor(2000);
    const before = await stats(page);
    await page.clock.runFor(3_600_000);
    assert.deepEqual(await stats(page), before);
  });

  await t.test(
    'with a clock: one frame a second while it is in sight, none when it is not',
    async () => {
      pages.set('/clock', {
        body: htmlPage({ head: LOADER, body: tag('a', '', 12).replace('clock="off"', '') }),
      });
      const page = await open('clock', {}, (page) =>
        page.clock.install({ time: new Date('2026-03-14T06:00:00+07:00') }),
      );
      await page.clock.pauseAt(new Date('2026-03-14T07:00:00.500+07:00'));
      await page.clock.runFor(2000);
      const text = () => page.locator('[slot="ykien-section-0"] time').textContent();
      const [before, then] = [await stats(page), await text()];
      await page.clock.runFor(60_000);
      const after = await stats(page);
      assert.equal(after.frames - before.frames, 60);
      assert.notEqual(await text(), then);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await page.waitForFunction(() => scrollY > 500);
      // An observer tells of what has left in a real frame, which the stopped clock does not hold
      // back.
      await page.evaluate(
        () =>
          new Promise((done) => {
            const observer = new IntersectionObserver(([entry]) => entry.isIntersecting || done());
            observer.observe(document.querySelector('[slot="ykien-section-0"]'));
          }),
      );
      await page.clock.runFor(5000);
      const gone = await stats(page);
      await page.clock.runFor(600_000);
      assert.equal((await stats(page)).frames, gone.frames);
    },
  );

  await t.test('hidden and shown again: nothing is set anew', async () => {
    const page = await open('one');
    await page.getByRole('heading', { name: 'Ý kiến (0)' }).waitFor();
    const before = await stats(page);
    await page.evaluate(async () => {
      const element = document.querySelector('ykien-reader');
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      element.hidden = true;
      await frame();
      await frame();
      element.hidden = false;
      await frame();
    });
    await waitForState(page, 'painted');
    assert.equal((await stats(page)).layouts, before.layouts);
  });

  for (const width of [1024, 375]) {
    await t.test(
      `who was reading already goes on at the same words, ${width} px wide`,
      async () => {
        const paragraphs = Array.from(
          { length: 30 },
          (_, i) => `<p>Đoạn ${i}. ${SENTENCE.repeat(5)}</p>`,
        );
        const text = `<h1>Bài</h1>${paragraphs.join('')}`;
        const above = '<div style="height:300px"></div>';
        const body = `${above}<ykien-reader gl="any">${text}</ykien-reader>`;
        pages.set('/late', { body: htmlPage({ body }) });
        const page = await newPage(site, { viewport: { width, height: 700 } });
        await page.goto(`${url}late`);
        const place = (css) =>
          page.evaluate((selector) => {
            const blocks = [...document.querySelectorAll(selector)];
            const block = blocks.find((one) => one.textContent.startsWith('Đoạn 17.'));
            return block.getBoundingClientRect().top;
          }, css);
        await page.evaluate(() => {
          const block = [...document.querySelectorAll('p')][17];
          scrollTo(0, block.getBoundingClientRect().top + 10);
        });
        const before = await place('p');
        await page.addScriptTag({ type: 'module', url: '/ykien/ykien.js' });
        await waitForState(page, 'painted');
        const after = await place('.ykien-twins p');
        assert.ok(Math.abs(after - before) <= 1, `${after} after ${before}`);
      },
    );
  }

  await t.test('text that a reader has made larger is not painted over', async () => {
    // Stands for a smallest font size, or fonts of one's own: an earlier layer wins, as a reader's
    // sheet would.
    const head =
      '<style>@layer reader { .ykien-twins span { letter-spacing: 1px !important } }</style>';
    pages.set('/larger', { body: htmlPage({ head: head + LOADER, body: tag('a') }) });
    const page = await newPage(site);
    await page.goto(`${url}larger`);
    await waitForState(page, 'painted');
    const seen = () =>
      page.evaluate(() => {
        const blocks = [...document.querySelectorAll('.ykien-twins :is(h1, p):not(.yk-unseen)')];
        const boxes = blocks.map((block) => block.getBoundingClientRect());
        return {
          hidden: blocks.filter((block) => block.matches('.yk-painted')).length,
          cut: blocks
            .filter((block) => block.scrollHeight > block.clientHeight + 10)
            .map((block) => block.outerHTML),
          over: boxes.filter((box, i) => i > 0 && box.top < boxes[i - 1].bottom - 1).length,
        };
      });
    await page.waitForFunction(() => !document.querySelector('.ykien-twins p.yk-painted'));
    assert.deepEqual(await seen(), { hidden: 0, cut: [], over: 0 });
  });

  await t.test('scrolling paints what comes near and gives back what is far', async () => {
    pages.set('/long', { body: htmlPage({ head: LOADER, body: tag('a', '', 120) }) });
    const page = await open('long');
    const first = await stats(page);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let y = 0; y < height; y += 1500) {
      await page.evaluate((to) => scrollTo(0, to), y);
      await waitForState(page, 'painted');
    }
    await page.evaluate((to) => scrollTo(0, to), height);
    await page.waitForFunction(() => {
      const { shadowRoot } = document.querySelector('ykien-reader');
      const article = shadowRoot.querySelectorAll('.section')[1];
      return !article.querySelector('.tiles > div:first-child > canvas');
    });
    const last = await stats(page);
    assert.ok(last.paints > first.paints);
    assert.ok(last.tilesPainted < last.paints, `${last.tilesPainted} of ${last.paints} held`);
  });
});
