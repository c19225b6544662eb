// What readers do with a page, in each engine: find, select, copy, follow links, hear its outline.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../support/browser.mjs';
import { eachEngine, showArticle, WITHOUT_WEBGL } from './support/engines.mjs';

const AXE = readFileSync(join(project, 'node_modules/axe-core/axe.min.js'), 'utf8');
const FIRST =
  'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ; trẻ nhỏ chạy ra bờ nghe ' +
  'kể về những ngả đường xa, nơi gió lộng và trời rộng.';
const SECOND = 'Người lái đò già đếm từng chuyến, và chẳng bao giờ nói mình mệt.';
const ARTICLE = `<h1>Nhà bên sông</h1><p>${FIRST}</p><p>${SECOND}</p>
<h2>Bến cũ</h2><p>Xem <a href="/bai-khac">bài khác</a> về con đò.</p>
<ul><li>một mái chèo</li><li>hai tấm lưới</li></ul>
<table><tr><th>Ngày</th><th>Chuyến</th></tr><tr><td>thứ hai</td><td>4</td></tr></table>
<figure><img src="/ferry.svg" width="640" height="360" alt="Con đò"><figcaption>Con đò
lúc chiều</figcaption></figure>`;
const NARROW = { head: '<style>main { width: 420px }</style>' };
const ELSEWHERE = '<textarea id="elsewhere" aria-label="Elsewhere"></textarea>';

/** Runs in the page: a range over words, wherever their lines are cut. */
function selectWords([from, to]) {
  const walker = document.createTreeWalker(
    document.querySelector('[slot="ykien-section-1"]'),
    NodeFilter.SHOW_TEXT,
  );
  const place = (words, end) => {
    for (walker.currentNode = walker.root; walker.nextNode();) {
      const at = walker.currentNode.data.indexOf(words);
      if (at >= 0) return [walker.currentNode, at + (end ? words.length : 0)];
    }
    throw new Error(`no ${words}`);
  };
  getSelection().setBaseAndExtent(...place(from, false), ...place(to, true));
}

const selected = (page) => page.evaluate(() => getSelection().toString());
const paragraphs = (text) =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean);

/** What a real copy leaves on the clipboard: pasted into a field of the page's own. */
async function copied(page) {
  await page.press('Control+c');
  await page.evaluate(() => {
    const field = document.querySelector('#elsewhere');
    field.value = '';
    field.focus();
  });
  await page.press('Control+v');
  return page.waitFor(() => document.querySelector('#elsewhere').value);
}

eachEngine((behave) => {
  behave('find crosses lines, and knows accents', async (scene) => {
    await showArticle(scene, ARTICLE, NARROW);
    const lines = await scene.page.evaluate(
      () => document.querySelectorAll('.ykien-twins p')[1].querySelectorAll('span').length,
    );
    assert.ok(lines > 2, `${lines} lines`);
    const find = (words) =>
      scene.page.evaluate((text) => {
        getSelection().removeAllRanges();
        return window.find(text, false, false, true) && getSelection().toString();
      }, words);
    const inner = FIRST.slice(0, 80);
    assert.equal(await find(inner), inner);
    assert.equal(await find('ngả đường xa'), 'ngả đường xa');
    assert.equal(await find('trời rộng. Người'), false, 'blocks stay apart');
  });

  behave('a selection over lines and paragraphs copies clean', async (scene) => {
    await showArticle(scene, ARTICLE, { ...NARROW, after: ELSEWHERE });
    await scene.page.evaluate(selectWords, ['chở', 'nghe']);
    const within = FIRST.slice(FIRST.indexOf('chở'), FIRST.indexOf('nghe') + 4);
    assert.equal(await selected(scene.page), within);
    assert.equal(await copied(scene.page), within);
    await scene.page.evaluate(selectWords, ['Mỗi', 'mệt.']);
    assert.deepEqual(paragraphs(await selected(scene.page)), [FIRST, SECOND]);
  });

  behave('dragging over the picture selects what lies under it', async (scene) => {
    await showArticle(scene, ARTICLE);
    const [from, to] = await scene.page.evaluate(() => {
      const [span] = document.querySelectorAll('.ykien-twins p.yk-painted > span:first-child');
      const text = [...document.querySelectorAll('.ykien-twins p')].find((one) =>
        one.textContent.startsWith('Mỗi'),
      );
      const [first, , third = first] = text.querySelectorAll('span');
      const [a, b] = [first, third].map((one) => one.getBoundingClientRect());
      const y = (box) => box.top + box.height / 2;
      return (
        span && [
          { x: a.left + 1, y: y(a) },
          { x: b.right - 1, y: y(b) },
        ]
      );
    });
    await scene.page.drag(from, to);
    const text = await selected(scene.page);
    assert.ok(text.length > 20 && FIRST.startsWith(text.slice(0, 30)), text);
  });

  behave('selection rectangles lie over the drawn lines', async (scene) => {
    await showArticle(scene, ARTICLE);
    await scene.page.evaluate(selectWords, ['Mỗi', 'rộng.']);
    const [rects, lines] = await scene.page.evaluate(() => {
      const text = [...document.querySelectorAll('.ykien-twins p')].find((one) =>
        one.textContent.startsWith('Mỗi'),
      );
      const tell = ({ left, top, width, height }) => ({ left, top, width, height });
      const wide = ({ width }) => width > 12;
      return [
        [...getSelection().getRangeAt(0).getClientRects()].filter(wide).map(tell),
        [...text.querySelectorAll('span')].map((one) => tell(one.getBoundingClientRect())),
      ];
    });
    for (const line of lines) {
      const over = rects.find(
        ({ top, height }) => top <= line.top + line.height / 2 && top + height > line.top,
      );
      assert.ok(over, `nothing over the line at ${line.top}`);
      assert.ok(Math.abs(over.left - line.left) <= 1, `${over.left} for ${line.left}`);
      assert.ok(Math.abs(over.width - line.width) <= 2, `${over.width} for ${line.width}`);
    }
  });

  behave('a link is a link: Enter, middle click, modifier click, context menu', async (scene) => {
    const { page, url } = scene;
    await showArticle(scene, ARTICLE);
    const link = '.ykien-twins a[href]';
    assert.equal(
      await page.evaluate((css) => document.querySelector(css).href, link),
      `${url}bai-khac`,
    );
    await page.evaluate((css) => {
      window.seen = [];
      const note = (event) => {
        const kind = event.type + (event.ctrlKey ? '+ctrl' : '') + (event.button || '');
        window.seen.push(`${kind} ${event.defaultPrevented ? 'prevented' : 'free'}`);
        event.preventDefault(); // so that the test stays here
      };
      for (const type of ['click', 'auxclick', 'contextmenu', 'mousedown'])
        addEventListener(type, note);
      document.querySelector(css).focus();
    }, link);
    await page.press('Enter');
    await page.clickOn(link);
    await page.clickOn(link, { modifier: 'Control' });
    await page.clickOn(link, { button: 'middle' });
    await page.clickOn(link, { button: 'right' });
    const seen = await page.waitFor(
      () => window.seen.some((one) => one.startsWith('contextmenu')) && window.seen,
    );
    const wanted = ['click', 'click+ctrl', 'mousedown', 'mousedown1', 'mousedown2', 'contextmenu2'];
    for (const kind of wanted) assert.ok(seen.includes(`${kind} free`), `${kind}: ${seen}`);
    assert.deepEqual(
      seen.filter((one) => !one.endsWith('free')),
      [],
    );
  });

  behave('headings, figure, lists, table, landmarks and language are real', async (scene) => {
    await showArticle(scene, ARTICLE);
    const outline = await scene.page.evaluate(() => {
      const all = (css) =>
        [...document.querySelectorAll(`.ykien-twins ${css}`)].map((one) =>
          one.textContent.replace(/\s+/g, ' ').trim(),
        );
      const article = document.querySelector('.ykien-twins[role="article"]');
      const region = document.querySelector('.ykien-twins[role="region"]');
      return {
        titles: all('h1'),
        headings: all('h2').slice(0, 1),
        items: all('ul:first-of-type > li'),
        cells: [all('th'), all('td')],
        figure: [all('figure > figcaption'), document.querySelector('figure > img').alt],
        lang: article.lang,
        region: region.getAttribute('aria-label').startsWith('Ý kiến'),
        form: document.querySelector('.ykien-twins form').getAttribute('aria-label') !== '',
      };
    });
    assert.deepEqual(outline, {
      titles: ['Nhà bên sông'],
      headings: ['Bến cũ'],
      items: ['một mái chèo', 'hai tấm lưới'],
      cells: [
        ['Ngày', 'Chuyến'],
        ['thứ hai', '4'],
      ],
      figure: [['Con đò lúc chiều'], 'Con đò'],
      lang: 'vi',
      region: true,
      form: true,
    });
  });

  for (const state of ['painted', 'layered']) {
    behave(`axe finds no violation: ${state}`, async (scene) => {
      const head = state === 'layered' ? WITHOUT_WEBGL : '';
      await showArticle(scene, ARTICLE, { attributes: 'theme="light"', head, state });
      await scene.page.run(AXE);
      const found = await scene.page.evaluate(async () => {
        const { violations } = await window.axe.run(document);
        return violations.flatMap((one) => one.nodes.map(({ html }) => `${one.id}: ${html}`));
      });
      assert.deepEqual(found, []);
    });
  }
});
