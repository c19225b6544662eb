// Pages as they are found, in each engine: pinned files, many widgets, moves, shadow roots, frames,
// spoiled prototypes. tests/web/embedding.test.mjs goes through more of them in Chromium.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlPage, LOADER, project } from '../support/browser.mjs';
import { eachEngine, readerPage, showArticle } from './support/engines.mjs';

const TITLE = 'Nhà bên sông';
const ARTICLE = `<h1>${TITLE}</h1><p>Mỗi chiều, con thuyền nhỏ lại ghé bến.</p>`;
const TAG = `<ykien-reader article="bai" gl="any" clock="off">${ARTICLE}</ykien-reader>`;
const WIDGETS = 10;
const COUNT_CONTEXTS = `<script>
window.contexts = 0;
for (const { prototype } of [OffscreenCanvas, HTMLCanvasElement]) {
  const { getContext } = prototype;
  prototype.getContext = function (type, ...rest) {
    if (type.startsWith('webgl')) window.contexts++;
    return getContext.call(this, type, ...rest);
  };
}
</script>`;
const SPOILERS = `<script>
Array.prototype.extra = () => 'extra';
Object.prototype.junk = { blocks: [{ type: 'paragraph', text: 'rác' }], url: 'x' };
for (const name of ['map', 'filter', 'find', 'some', 'flatMap']) {
  const original = Array.prototype[name];
  Array.prototype[name] = function (...rest) { return original.apply(this, rest); };
}
const { then } = Promise.prototype;
Promise.prototype.then = function (...rest) { return then.apply(this, rest); };
</script>`;

const dist = process.env.YKIEN_DIST ?? join(project, 'dist');

/** Runs in the page: the title of an element that is painted; else nothing. */
function paintedTitle(path) {
  const element = path.reduce(
    (at, css) => (at.shadowRoot ?? at.contentDocument ?? at).querySelector(css),
    document,
  );
  const block = element.querySelector('.ykien-twins h1.yk-painted > span');
  return element.state === 'painted' && block?.textContent;
}

/** Puts a page there and opens it. */
async function open({ page, pages, url }, { head = LOADER, body }) {
  pages.set('/page', { body: htmlPage({ head, body }) });
  await page.goto(`${url}page`);
}

eachEngine((behave) => {
  behave('a pinned loader, and hashes for all that it loads', async (scene) => {
    const { files } = JSON.parse(readFileSync(join(dist, 'manifest.json')));
    const { integrity } = files[0];
    const head = `<script type="module" src="/ykien/ykien.js" integrity="${integrity}"></script>`;
    await open(scene, { head, body: TAG });
    await scene.page.waitFor(paintedTitle, ['ykien-reader']);
  });

  behave('a pinned loader that is another one: the HTML in the tag stays', async (scene) => {
    const integrity = `sha384-${'A'.repeat(64)}`;
    const head = `<script type="module" src="/ykien/ykien.js" integrity="${integrity}"
      onerror="window.refused = true"></script>`;
    await open(scene, { head, body: TAG });
    await scene.page.waitFor(() => window.refused);
    const height = await scene.page.evaluate(
      () => document.querySelector('ykien-reader > p').getBoundingClientRect().height,
    );
    assert.ok(height > 0);
  });

  behave('ten widgets, loaded twice: one context', async (scene) => {
    const { page } = scene;
    const head = `${COUNT_CONTEXTS}${LOADER}${LOADER.replace('ykien.js', 'ykien.js?again')}`;
    await open(scene, { head, body: TAG.repeat(WIDGETS) });
    for (let i = 0; i < WIDGETS; i++) {
      await page.waitFor((at) => {
        const element = document.querySelectorAll('ykien-reader')[at];
        element.scrollIntoView(); // again: others above it grow
        return element.state === 'painted';
      }, i);
    }
    assert.equal(await page.evaluate(() => window.contexts), 1);
  });

  behave('moved, removed, and put back', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE, { after: '<section></section>' });
    await page.evaluate(() =>
      document.querySelector('section').append(document.querySelector('ykien-reader')),
    );
    assert.equal(await page.waitFor(paintedTitle, ['ykien-reader']), TITLE);
    await page.evaluate(() => {
      window.kept = document.querySelector('ykien-reader');
      window.kept.remove();
    });
    await page.waitFor(
      () => window.kept.state === 'html' && !window.kept.querySelector('.ykien-twins'),
    );
    await page.evaluate(() => document.querySelector('main').append(window.kept));
    assert.equal(await page.waitFor(paintedTitle, ['ykien-reader']), TITLE);
  });

  behave('in a shadow root', async (scene) => {
    await open(scene, { body: `<section></section><template>${TAG}</template>` });
    await scene.page.evaluate(() => {
      const { content } = document.querySelector('template');
      const root = document.querySelector('section').attachShadow({ mode: 'open' });
      root.append(document.importNode(content, true));
    });
    assert.equal(await scene.page.waitFor(paintedTitle, ['section', 'ykien-reader']), TITLE);
  });

  behave('in a frame', async (scene) => {
    scene.pages.set('/framed', { body: readerPage(ARTICLE) });
    await open(scene, { body: '<iframe src="/framed" width="700" height="500"></iframe>' });
    await scene.page.waitFor(() =>
      Boolean(document.querySelector('iframe').contentDocument?.querySelector('ykien-reader')),
    );
    assert.equal(await scene.page.waitFor(paintedTitle, ['iframe', 'ykien-reader']), TITLE);
  });

  behave('a page whose scripts have spoiled the language', async (scene) => {
    await showArticle(scene, ARTICLE, { head: SPOILERS });
    assert.equal(await scene.page.evaluate(paintedTitle, ['ykien-reader']), TITLE);
  });
});
