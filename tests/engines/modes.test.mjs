// What a reader sees when something is missing, lost, or wished otherwise: always the words.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { eachEngine, readerPage, showArticle, WITHOUT_WEBGL } from './support/engines.mjs';

const WORDS = 'Mỗi chiều, con thuyền nhỏ lại ghé bến.';
const ARTICLE = `<h1>Nhà bên sông</h1><p>${WORDS}</p><p>Đoạn thứ hai.</p>`;
const CATCH_CONTEXT = `<script>
for (const { prototype } of [OffscreenCanvas, HTMLCanvasElement]) {
  const { getContext } = prototype;
  prototype.getContext = function (type, ...rest) {
    const context = getContext.call(this, type, ...rest);
    if (type === 'webgl2') window.gl = context;
    return context;
  };
}
</script>`;

/** Runs in the page: which words neither the picture nor the twins show. */
function unseen() {
  const element = document.querySelector('ykien-reader');
  const canvases = [...element.shadowRoot.querySelectorAll('.tiles canvas')].map((one) =>
    one.getBoundingClientRect(),
  );
  const blocks = document.querySelectorAll('.ykien-twins :is(h1, p):not(.yk-unseen)');
  return [...blocks]
    .filter((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      const hidden = getComputedStyle(block.querySelector('span')).color === 'rgba(0, 0, 0, 0)';
      const held = canvases.some((tile) => tile.top <= bottom && tile.bottom >= top);
      return hidden && !held;
    })
    .map((block) => block.textContent);
}

/** Runs in the page: loses the context and has it restored, so many times. */
async function loseAndRestore(times) {
  const element = document.querySelector('ykien-reader');
  const loser = window.gl.getExtension('WEBGL_lose_context');
  const { canvas } = window.gl;
  const told = (type) => new Promise((done) => canvas.addEventListener(type, done, { once: true }));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let i = 0; i < times; i++) {
    const { paints } = element.stats;
    const lost = told('webglcontextlost');
    loser.loseContext();
    await lost;
    await frame();
    if (window.unseenWords().length > 0) return `${i}: ${window.unseenWords()}`;
    const restored = told('webglcontextrestored');
    setTimeout(() => loser.restoreContext());
    await restored;
    while (element.stats.paints === paints || element.state !== 'painted') await frame();
    if (window.unseenWords().length > 0) return `${i}, restored: ${window.unseenWords()}`;
  }
  return 'every time';
}

const colorsOf = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('ykien-reader');
    const block = document.querySelector('.ykien-twins p');
    const ink = getComputedStyle(block).getPropertyValue('--yk-ink');
    const probe = document.createElement('i');
    probe.style.color = ink;
    document.body.append(probe);
    const numbers = (color) =>
      color
        .match(/[\d.]+/g)
        .slice(0, 3)
        .map(Number);
    const found = [getComputedStyle(probe).color, getComputedStyle(element).backgroundColor];
    probe.remove();
    return found.map(numbers);
  });

/** As WCAG 2 has it. */
function contrast(pair) {
  const linear = (value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const [dark, bright] = pair.map(light).sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const isSeen = (page, words = WORDS) =>
  page.evaluate((text) => {
    const block = [...document.querySelectorAll('.ykien-twins p')].find(
      (one) => one.textContent === text,
    );
    const { color } = getComputedStyle(block.querySelector('span'));
    return color !== 'rgba(0, 0, 0, 0)' && block.getBoundingClientRect().height > 0;
  }, words);

eachEngine((behave) => {
  behave('a context lost and restored, again and again', async (scene) => {
    await showArticle(scene, ARTICLE, { head: CATCH_CONTEXT });
    await scene.page.run(`window.unseenWords = ${unseen}`);
    const times = scene.engine === 'chromium' ? 100 : 10;
    assert.equal(await scene.page.evaluate(loseAndRestore, times), 'every time');
  });

  behave('a context that never comes back: words are there, and can be written', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE, { head: CATCH_CONTEXT });
    await page.evaluate(() => window.gl.getExtension('WEBGL_lose_context').loseContext());
    await page.clickOn('.ykien-twins button'); // other sizes: nothing painted is right any more
    await page.reaches('layered');
    assert.ok(await isSeen(page));
    await page.clickOn('.ykien-twins textarea');
    await page.type('Hay');
    await page.waitFor(() => /3 \/ 500/.test(document.body.textContent));
  });

  behave('idle, no frame is drawn and nothing is painted', async (scene) => {
    await showArticle(scene, ARTICLE);
    const [before, after] = await scene.page.evaluate(async () => {
      const element = document.querySelector('ykien-reader');
      const frames = async (count) => {
        for (let i = 0; i < count; i++) await new Promise((done) => requestAnimationFrame(done));
      };
      await frames(10);
      const first = element.stats;
      await frames(120);
      return [first, element.stats];
    });
    assert.deepEqual(after, before);
  });

  behave(
    'without WebAssembly: the publisher’s own words',
    async ({ page, pages, url }) => {
      const head = '<script>delete window.WebAssembly</script>';
      pages.set('/bare', { body: readerPage(ARTICLE, { head }) });
      await page.goto(`${url}bare`);
      const [{ code }] = await page.waitFor(() => window.errors.length > 0 && window.errors);
      assert.equal(code, 'not-loaded');
      const own = await page.evaluate(() => {
        const { height } = document.querySelector('ykien-reader > p').getBoundingClientRect();
        return { height: height > 0, twins: document.querySelectorAll('.ykien-twins').length };
      });
      assert.deepEqual(own, { height: true, twins: 0 });
    },
    { errors: true },
  );

  behave('without WebGL: the twins, visible', async (scene) => {
    await showArticle(scene, ARTICLE, { head: WITHOUT_WEBGL, state: 'layered' });
    assert.ok(await isSeen(scene.page));
    const { paints } = await scene.page.evaluate(
      () => document.querySelector('ykien-reader').stats,
    );
    assert.equal(paints, 0);
  });

  behave('without JavaScript: the publisher’s own words', async ({ page, pages, url }) => {
    pages.set('/scriptless', { body: readerPage(ARTICLE) });
    const frame = '<iframe sandbox="allow-same-origin" src="/scriptless"></iframe>';
    pages.set('/around', { body: `<!doctype html><meta charset="utf-8">${frame}` });
    await page.goto(`${url}around`);
    const seen = await page.waitFor(() => {
      const inner = document.querySelector('iframe').contentDocument;
      const block = inner?.querySelector('ykien-reader > p');
      return (
        inner?.readyState === 'complete' &&
        block && {
          words: block.innerText,
          height: block.getBoundingClientRect().height > 0,
          scripts: 'errors' in document.querySelector('iframe').contentWindow,
        }
      );
    });
    assert.deepEqual(seen, { words: WORDS, height: true, scripts: false });
  });

  behave(
    'printed, text is text',
    async (scene) => {
      await showArticle(scene, ARTICLE);
      const input = await scene.page.pdf();
      const text = execFileSync('pdftotext', ['-', '-'], { input, encoding: 'utf8' });
      const flat = text.normalize('NFC').replace(/\s+/g, ' ');
      for (const words of ['Nhà bên sông', WORDS, 'Đoạn thứ hai.'])
        assert.equal(flat.split(words).length - 1, 1, `${words} in ${flat}`);
    },
    { skip: { webkit: 'WebKitWebDriver has no command that prints' } },
  );

  behave(
    'a dark system: a dark ground, light ink, painted',
    async (scene) => {
      await showArticle(scene, ARTICLE);
      const [ink, ground] = await colorsOf(scene.page);
      assert.ok(Math.max(...ground) < 80 && Math.min(...ink) > 150, `${ink} on ${ground}`);
    },
    { wishes: { dark: true } },
  );

  behave(
    'less motion: nothing moves',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE);
      assert.ok(await page.evaluate(() => matchMedia('(prefers-reduced-motion)').matches));
      await page.clickOn('.ykien-twins button');
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    },
    { wishes: { lessMotion: true } },
  );

  behave(
    'more contrast: at least seven to one',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE);
      assert.ok(await page.evaluate(() => matchMedia('(prefers-contrast: more)').matches));
      const found = contrast(await colorsOf(page));
      assert.ok(found >= 7, `${found}`);
    },
    { wishes: { moreContrast: true } },
  );

  behave(
    'forced colours: the twins in them, and no picture',
    async (scene) => {
      const { page } = scene;
      await showArticle(scene, ARTICLE, { state: 'layered' });
      assert.ok(await page.evaluate(() => matchMedia('(forced-colors: active)').matches));
      assert.ok(await isSeen(page));
      const { paints } = await page.evaluate(() => document.querySelector('ykien-reader').stats);
      assert.equal(paints, 0);
      const shown = await page.evaluate(() => {
        const { shadowRoot } = document.querySelector('ykien-reader');
        return getComputedStyle(shadowRoot.querySelector('.tiles')).display;
      });
      assert.equal(shown, 'none');
    },
    {
      wishes: { forcedColors: true },
      skip: { webkit: 'of forced-colors WebKitGTK knows none only' },
    },
  );
});
