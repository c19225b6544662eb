// What each engine tells assistive technology: roles and names, as its own accessibility tree has
// them.

import assert from 'node:assert/strict';
import { eachEngine, showArticle, WITHOUT_WEBGL } from './support/engines.mjs';

const ARTICLE = `<h1>Nhà bên sông</h1><p>Xem <a href="/bai-khac">bài khác</a> về con đò.</p>
<h2>Bến cũ</h2><ul><li>một mái chèo</li><li>hai tấm lưới</li></ul>
<table><tr><th>Ngày</th><th>Chuyến</th></tr><tr><td>thứ hai</td><td>4</td></tr></table>
<figure><img src="/ferry.svg" width="640" height="360" alt="Con đò"></figure>`;

const TWINS = '.ykien-twins';
const SECTION = '[slot="ykien-section-1"]';
/** selector, role, name; a role that engines call by two names has both */
const EXPECTED = [
  [`${TWINS} h1`, 'heading', 'Nhà bên sông'],
  [`${SECTION} h2`, 'heading', 'Bến cũ'],
  [`${SECTION} a[href]`, 'link', 'bài khác'],
  [`${SECTION} img`, 'img image', 'Con đò'],
  [`${SECTION} th`, 'columnheader', 'Ngày'],
  [`${SECTION} td`, 'cell gridcell', 'thứ hai'],
  ['[slot="ykien-section-2"]', 'region', 'Ý kiến: Nhà bên sông'],
  [`${TWINS} input`, 'textbox', 'Tên của bạn'],
  [`${TWINS} textarea`, 'textbox', 'Ý kiến của bạn'],
  [`${TWINS} button[type="submit"]`, 'button', 'Gửi ý kiến'],
];

/** The nodes of a tree as they are read out. */
function inOrder(nodes) {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (node) => [node, ...node.childIds.flatMap((id) => walk(byId.get(id)))];
  return walk(nodes[0]);
}

eachEngine((behave) => {
  for (const [state, head] of [
    ['painted', ''],
    ['layered', WITHOUT_WEBGL],
  ]) {
    behave(`accessibility tree: words and controls have role and name, ${state}`, async (scene) => {
      await showArticle(scene, ARTICLE, { head, state });
      // One that has not come yet is no picture to anybody.
      await scene.page.placeOf(`${SECTION} img`);
      await scene.page.waitFor(
        (css) => document.querySelector(css).naturalWidth > 0,
        `${SECTION} img`,
      );
      for (const [selector, roles, name] of EXPECTED) {
        const [role, other] = roles.split(' ');
        const said =
          (await scene.page.accessible(selector, { role, name })) ??
          (other && (await scene.page.accessible(selector, { role: other, name })));
        assert.ok(said, `${selector}: no ${roles} ${name}`);
        // WebKitWebDriver tells an image's name, and no role.
        const untold = scene.engine === 'webkit' && selector.endsWith('img') && said.role === '';
        const right = untold || roles.split(' ').includes(said.role);
        assert.ok(right, `${selector} is a ${said.role}`);
        // Nor what is in a table's cell: that is read, not a name.
        const cell = scene.engine === 'webkit' && /\bt[hd]$/.test(selector) && said.name === '';
        const text = (css) => document.querySelector(css).textContent;
        assert.equal(cell ? await scene.page.evaluate(text, selector) : said.name, name, selector);
      }
    });
  }

  behave('a refusal is told: the field is invalid, and a live region says why', async (scene) => {
    const { page } = scene;
    await showArticle(scene, ARTICLE);
    await page.clickOn(`${TWINS} textarea`);
    await page.evaluate((css) => {
      const field = document.querySelector(css);
      field.setRangeText('a'.repeat(501), 0, 0, 'end');
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, `${TWINS} textarea`);
    await page.waitFor((css) => {
      const field = document.querySelector(css);
      const live = [...document.querySelectorAll('.ykien-twins [role="status"]')];
      const says = live.some(
        ({ textContent }) => /500/.test(textContent) && !/\//.test(textContent),
      );
      return field.getAttribute('aria-invalid') === 'true' && says;
    }, `${TWINS} textarea`);
  });

  behave(
    'accessibility tree, whole: every word once, in the order seen, and no canvas',
    async (scene) => {
      await showArticle(scene, ARTICLE);
      const protocol = await scene.page.protocol();
      const { nodes } = await protocol.send('Accessibility.getFullAXTree');
      const told = inOrder(nodes).filter(({ ignored }) => !ignored);
      const texts = told
        .filter(({ role }) => role.value === 'StaticText')
        .map(({ name }) => name.value.trim());
      const words = ['Nhà bên sông', 'bài khác', 'Bến cũ', 'một mái chèo', 'Ngày', 'thứ hai'];
      const places = words.map((one) => texts.indexOf(one));
      assert.ok(!places.includes(-1), texts.join(' | '));
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
      for (const word of words) assert.equal(texts.filter((one) => one === word).length, 1, word);
      assert.deepEqual(
        told.filter(({ role }) => /canvas/i.test(role.value)),
        [],
      );
    },
    {
      skip: {
        firefox: 'WebDriver BiDi finds by role and name; it has no command for a whole tree',
        webkit: 'WebKitWebDriver tells role and name of an element; it has no whole tree',
      },
    },
  );
});
