// Twins from hand-made records: what each kind becomes, what is kept over an update, and what a
// host page cannot spoil.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, newPage, startBrowser } from '../support/browser.mjs';
import { writeSection } from '../support/records.mjs';

const HOSTILE = `<style>
  * { font: 40px cursive !important; letter-spacing: 9px !important; line-height: 3 !important;
  * margin: 30px !important; }
  p, span { color: red !important; text-transform: uppercase !important }
  p, span { position: static !important; display: none !important }
  p::before { content: 'x' }
</style>`;

/** Runs in the page: makes a tree, or updates the one there is. */
async function show(text) {
  const { readSection } = await import('/src/records.js');
  const { TwinTree } = await import('/src/twins.js');
  const { TextAgent } = await import('/src/text-measure.js');
  const { styleTwins } = await import('/src/styles.js');
  if (!window.tree) {
    const agent = new TextAgent();
    agent.fontSet(
      ['"Noto Serif", serif', '"Noto Sans", sans-serif', 'monospace'],
      devicePixelRatio,
      'vi',
    );
    window.plain = [];
    window.tree = new TwinTree(window.section ?? 1, agent, (...one) => window.plain.push(one));
    window.tree.setArticle('vi', 'Bài');
    document.body.append(window.tree.container);
    styleTwins(document);
  }
  window.tree.update(readSection(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))));
  window.tree.work(Infinity);
}

test('twins', async (t) => {
  const site = await startBrowser(t);
  site.pages.set('/blank', { body: htmlPage({ body: '' }) });
  site.pages.set('/hostile', { body: htmlPage({ head: HOSTILE, body: '<p>Of the page</p>' }) });
  const open = async (path = 'blank', section = 1) => {
    const page = await newPage(site);
    await page.goto(site.url + path);
    await page.evaluate((number) => (window.section = number), section);
    return {
      page,
      update: (record) => page.evaluate(show, writeSection(record).toString('base64')),
    };
  };
  const outline = (page) =>
    page.evaluate(() => {
      const write = (element) =>
        element.localName + (element.firstElementChild ? `(${inside(element)})` : '');
      const inside = (element) => [...element.children].map(write).join(' ');
      return [...window.tree.container.children].map(write).join(' ');
    });

  await t.test('each kind is the element that it should be, in its container', async () => {
    const { page, update } = await open();
    const line = ['x'];
    await update({
      twins: [
        { id: 1, kind: 'heading', value: 1, lines: [line] },
        { id: 2, kind: 'heading', value: 9, lines: [line] },
        { id: 3, kind: 'figure' },
        { id: 4, kind: 'image', parent: 3, text: '/p.png', label: 'Ảnh' },
        { id: 5, kind: 'caption', parent: 3, lines: [line] },
        { id: 6, kind: 'list', value: 1 },
        { id: 7, kind: 'item', parent: 6, lines: [line] },
        { id: 8, kind: 'marker', lines: [line] },
        { id: 9, kind: 'table' },
        { id: 10, kind: 'row', parent: 9 },
        { id: 11, kind: 'cell', parent: 10, value: 1, lines: [line] },
        { id: 12, kind: 'cell', parent: 10, lines: [line] },
        { id: 13, kind: 'rule' },
        { id: 14, kind: 'form', label: 'Ý kiến' },
        { id: 15, kind: 'input', parent: 14, label: 'Tên', text: 'Tên của bạn', value: 1 },
        { id: 16, kind: 'textarea', parent: 14, label: 'Ý kiến', text: 'Viết đi' },
        { id: 17, kind: 'button', parent: 14, label: 'Gửi', flags: 64, lines: [['Gửi']] },
        { id: 18, kind: 'status', lines: [line] },
        { id: 19, kind: 'comment', label: 'An nói' },
        { id: 20, kind: 'paragraph', parent: 19, lines: [line] },
        { id: 21, kind: 'quote' },
        { id: 22, kind: 'paragraph', parent: 21, lines: [line] },
      ],
    });
    assert.equal(
      await outline(page),
      'h1(span) h6(span) figure(img figcaption(span)) ol(li(span)) ' +
        'table(tr(th(span) td(span))) hr form(input textarea button(span)) output(span) ' +
        'article(p(span)) blockquote(p(span))',
    );
    await page.getByRole('img', { name: 'Ảnh' }).waitFor({ state: 'attached' });
    await page.getByRole('columnheader', { name: 'x' }).waitFor();
    await page
      .getByRole('form', { name: 'Ý kiến' })
      .getByRole('textbox', { name: 'Tên' })
      .waitFor();
    await page.getByRole('article', { name: 'An nói' }).waitFor();
    const attributes = await page.evaluate(() => {
      const [input, area, button] = ['input', 'textarea', 'button'].map((tag) =>
        document.querySelector(tag),
      );
      return {
        input: [input.autocomplete, input.placeholder],
        area: [
          area.lang,
          area.spellcheck,
          area.autocapitalize,
          area.enterKeyHint,
          area.dir,
          Number.parseFloat(getComputedStyle(area).fontSize) >= 16,
        ],
        button: button.type,
      };
    });
    assert.deepEqual(attributes, {
      input: ['name', 'Tên của bạn'],
      area: ['vi', true, 'sentences', 'send', 'auto', true],
      button: 'submit',
    });
  });

  await t.test('a status of paragraphs, a list within a list, a captioned table', async () => {
    const { page, update } = await open();
    const line = ['x'];
    await update({
      twins: [
        { id: 1, kind: 'status' },
        { id: 2, kind: 'paragraph', parent: 1, lines: [line] },
        { id: 3, kind: 'list' },
        { id: 4, kind: 'item', parent: 3 },
        { id: 5, kind: 'paragraph', parent: 4, lines: [line] },
        { id: 6, kind: 'list', parent: 4 },
        { id: 7, kind: 'item', parent: 6, lines: [line] },
        { id: 8, kind: 'table' },
        { id: 9, kind: 'tableCaption', parent: 8, lines: [['Số chuyến']] },
      ],
    });
    assert.equal(
      await outline(page),
      'div(p(span)) ul(li(p(span) ul(li(span)))) table(caption(span))',
    );
    await page.getByRole('status').waitFor();
    await page.getByRole('table', { name: 'Số chuyến' }).waitFor();
  });

  await t.test(
    'places: stacked blocks with exact heights, placed ones beside each other',
    async () => {
      const { page, update } = await open();
      await update({
        height: 300,
        twins: [
          { id: 1, kind: 'paragraph', x: 20, y: 10, h: 56, lines: [['a'], ['b']] },
          { id: 2, kind: 'group', x: 20, y: 90, w: 300, h: 50 },
          { id: 3, kind: 'paragraph', parent: 2, flags: 1, x: 20, y: 100, lines: [['c']] },
          { id: 4, kind: 'paragraph', parent: 2, flags: 1, x: 200, y: 95, lines: [['d']] },
          { id: 5, kind: 'paragraph', x: 40, y: 150.5, lines: [['e']], textX: 8, textY: 4 },
        ],
      });
      const places = await page.evaluate(() => {
        const { left, top, height } = window.tree.container.getBoundingClientRect();
        const blocks = [...document.querySelectorAll('p, div > div')].map((block) =>
          block.getBoundingClientRect(),
        );
        return [height, ...blocks.map((box) => [box.left - left, box.top - top, box.height])];
      });
      assert.deepEqual(places, [
        300,
        [20, 10, 56],
        [20, 90, 50],
        [20, 100, 28],
        [200, 95, 28],
        [40, 150.5, 28],
      ]);
    },
  );

  await t.test('pieces: bold, italic, links, times, and looks of their own', async () => {
    const { page, update } = await open();
    await update({
      styles: [{}, { weight: 700 }, { color: 0xff0000ff }],
      twins: [
        {
          id: 1,
          kind: 'paragraph',
          lines: [
            [
              { text: 'một ' },
              { text: 'hai', flags: 1, style: 1 },
              { text: ' ba', flags: 3 },
              { text: ' bốn', flags: 4, href: '/x', style: 2 },
              { text: ' năm', flags: 16, href: '2026-03-14' },
              { text: ' sáu', flags: 4 },
              { text: ' bảy', flags: 4, href: 'javascript:alert(1)' },
            ],
          ],
        },
      ],
    });
    assert.equal(await outline(page), 'p(span(b b(i) a time))');
    assert.equal(await page.locator('p').textContent(), 'một hai ba bốn năm sáu bảy');
    const details = await page.evaluate(() => [
      document.querySelector('a').pathname,
      getComputedStyle(document.querySelector('a')).color,
      document.querySelector('time').dateTime,
    ]);
    assert.deepEqual(details, ['/x', 'rgb(255, 0, 0)', '2026-03-14']);
  });

  await t.test(
    'a link over several lines and looks is one to Tab and to screen readers',
    async () => {
      const { page, update } = await open();
      const link = (text, more) => ({ text, flags: 4, href: '/x', ...more });
      await update({
        styles: [{}, { italic: 1 }],
        twins: [
          {
            id: 1,
            kind: 'paragraph',
            lines: [
              [{ text: 'xem ' }, link('hướng dẫn'), link(' gửi', { style: 1, flags: 6 })],
              [link('bản thảo'), { text: ', hay ' }, link('lần nữa'), link('.', { href: '/y' })],
            ],
          },
        ],
      });
      const names = await page
        .getByRole('link')
        .evaluateAll((links) => links.map((one) => one.ariaLabel ?? one.textContent));
      assert.deepEqual(names, ['hướng dẫn gửi bản thảo', 'lần nữa', '.']);
      for (const seen of ['hướng dẫn', 'lần nữa', '.']) {
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement.textContent), seen);
      }
    },
  );

  await t.test(
    'links in what readers wrote are not recommended, those of the article are',
    async () => {
      for (const [section, rel] of [
        [1, 'noopener'],
        [3, 'nofollow ugc noopener'],
      ]) {
        const { page, update } = await open('blank', section);
        await update({
          twins: [
            {
              id: 1,
              kind: 'paragraph',
              lines: [[{ text: 'x', flags: 4, href: 'https://example.org/' }]],
            },
          ],
        });
        assert.equal(await page.locator('a').getAttribute('rel'), rel);
      }
    },
  );

  await t.test(
    'lines: a space, a cut word, a forced break, and two short lines that must not join',
    async () => {
      const { page, update } = await open();
      const two = (flags, width = 90) => [
        [{ text: 'một', width }],
        [{ text: 'hai', flags, width }],
      ];
      await update({
        twins: [
          { id: 1, kind: 'paragraph', lines: two(0) },
          { id: 2, kind: 'paragraph', lines: two(8) },
          { id: 3, kind: 'paragraph', lines: two(32) },
          {
            id: 4,
            kind: 'paragraph',
            lines: [...two(0, 30), [{ text: 'dài hơn nhiều', width: 200 }]],
          },
        ],
      });
      assert.equal(
        await outline(page),
        'p(span span) p(span wbr span) p(span br span) p(span br span span)',
      );
      assert.deepEqual(await page.locator('p').allTextContents(), [
        'một hai',
        'mộthai',
        'mộthai',
        'mộthai dài hơn nhiều',
      ]);
    },
  );

  await t.test('find crosses lines and blocks stay apart; a copy is clean', async () => {
    const { page, update } = await open();
    await update({
      twins: [
        {
          id: 1,
          kind: 'paragraph',
          h: 84,
          lines: [['Mỗi chiều con'], ['thuyền nhỏ lại'], ['ghé bến cũ']],
        },
        { id: 2, kind: 'paragraph', y: 100, lines: [['Đoạn sau']] },
      ],
    });
    const found = await page.evaluate(() =>
      ['con thuyền nhỏ lại ghé', 'bến cũ Đoạn'].map((text) =>
        window.find(text, false, false, true),
      ),
    );
    assert.deepEqual(found, [true, false]);
    const copied = await page.evaluate(() => {
      const selection = getSelection();
      selection.selectAllChildren(window.tree.container);
      return selection
        .toString()
        .split(/\n+/)
        .map((line) => line.trim())
        .filter(Boolean);
    });
    assert.deepEqual(copied, ['Mỗi chiều con thuyền nhỏ lại ghé bến cũ', 'Đoạn sau']);
  });

  await t.test(
    'an update keeps elements, focus and typed text; only what is new is made',
    async () => {
      const { page, update } = await open();
      const field = { id: 2, kind: 'textarea', y: 40, h: 60, label: 'Ý kiến' };
      await update({ twins: [{ id: 1, kind: 'paragraph', lines: [['trước']] }, field] });
      await page.locator('textarea').fill('đang viết');
      await page.locator('textarea').focus();
      await page.evaluate(() => {
        window.before = [...document.querySelectorAll('p, textarea')];
        window.inner = document.querySelector('p').firstChild;
      });
      await update({
        twins: [
          { id: 9, kind: 'paragraph', lines: [['mới']] },
          { id: 1, kind: 'paragraph', y: 30, lines: [['trước']] },
          { ...field, y: 70, hash: 2, flags: 4 },
        ],
      });
      const kept = await page.evaluate(() => {
        const [, second] = document.querySelectorAll('p');
        const area = document.querySelector('textarea');
        return [
          second === window.before[0],
          second.firstChild === window.inner,
          area === window.before[1],
          document.activeElement === area,
          area.value,
          area.getAttribute('aria-invalid'),
        ];
      });
      assert.deepEqual(kept, [true, true, true, true, 'đang viết', 'true']);
      await update({ twins: [{ ...field, y: 0, hash: 2, flags: 4 }] });
      assert.equal(await outline(page), 'textarea');
    },
  );

  await t.test('comments change places, and move with what is in them', async () => {
    const { page, update } = await open();
    const comment = (id, y, text) => [
      { id, kind: 'comment', y, label: text },
      { id: id + 1, kind: 'paragraph', parent: id, y, lines: [[text]] },
    ];
    await update({ twins: [...comment(1, 0, 'một'), ...comment(5, 30, 'hai')] });
    await update({ twins: [...comment(5, 0, 'hai'), ...comment(1, 30, 'một')] });
    assert.deepEqual(await page.locator('article').allTextContents(), ['hai', 'một']);
  });

  await t.test('a button that cannot be pressed keeps its focus', async () => {
    const { page, update } = await open();
    await update({ twins: [{ id: 1, kind: 'button', label: 'Đổi cỡ chữ', lines: [['aA']] }] });
    await page.getByRole('button', { name: 'Đổi cỡ chữ' }).focus();
    await update({
      twins: [
        { id: 1, kind: 'button', label: 'Đổi cỡ chữ', hash: 2, flags: 2 | 32, lines: [['aA']] },
      ],
    });
    assert.deepEqual(
      await page.evaluate(() => [
        document.activeElement.localName,
        ...['aria-disabled', 'aria-busy'].map((name) => document.activeElement.getAttribute(name)),
      ]),
      ['button', 'true', 'true'],
    );
  });

  await t.test('for screen readers only: there, but without room', async () => {
    const { page, update } = await open();
    await update({
      twins: [
        { id: 1, kind: 'paragraph', label: 'Lượt thích' },
        { id: 2, kind: 'paragraph', flags: 16, lines: [['ẩn']] },
        { id: 3, kind: 'paragraph', y: 0, lines: [['hiện']] },
      ],
    });
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll('p')].map((block) => [
        block.textContent,
        block.getBoundingClientRect().height,
      ]),
    );
    assert.deepEqual(boxes, [
      ['Lượt thích', 1],
      ['ẩn', 1],
      ['hiện', 28],
    ]);
  });

  await t.test(
    'painted blocks are transparent, in print they are not; fields never are',
    async () => {
      const { page, update } = await open();
      await update({
        twins: [
          {
            id: 1,
            kind: 'paragraph',
            lines: [[{ text: 'a ' }, { text: 'b', flags: 4, href: '/b' }]],
          },
          { id: 2, kind: 'paragraph', y: 500, lines: [['c']] },
          { id: 3, kind: 'textarea', y: 30, label: 'Ý kiến' },
        ],
      });
      const tiles = () => ({ version: 1, covers: (top, bottom) => bottom < 100 && top >= 0 });
      await page.evaluate(`window.tree.markPainted((${tiles})())`);
      const colors = () =>
        page.evaluate(() =>
          [...document.querySelectorAll('p, a, textarea')].map(
            (one) => getComputedStyle(one).color === 'rgba(0, 0, 0, 0)',
          ),
        );
      assert.deepEqual(await colors(), [true, true, false, false]);
      await page.emulateMedia({ media: 'print' });
      assert.deepEqual(await colors(), [false, false, false, false]);
      await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
      assert.deepEqual(await colors(), [false, false, false, false]);
    },
  );

  await t.test(
    "the host page's style sheets do not reach the twins, nor ours its own text",
    async () => {
      const { page, update } = await open('hostile');
      const styleOf = (selector) =>
        page.evaluate((css) => {
          const { fontSize, letterSpacing, lineHeight, color, textTransform, display, marginLeft } =
            getComputedStyle(document.querySelector(css));
          return { fontSize, letterSpacing, lineHeight, color, textTransform, display, marginLeft };
        }, selector);
      const own = await styleOf('body > p');
      await update({ twins: [{ id: 1, kind: 'paragraph', lines: [['a']] }] });
      assert.deepEqual(await styleOf('.ykien-twins p'), {
        fontSize: '18px',
        letterSpacing: 'normal',
        lineHeight: '28px',
        color: 'rgb(34, 34, 34)',
        textTransform: 'none',
        display: 'flow-root',
        marginLeft: '0px',
      });
      assert.equal((await styleOf('.ykien-twins span')).display, 'inline');
      assert.deepEqual(await styleOf('body > p'), own);
    },
  );

  await t.test('ten thousand twins are updated without being made again', async () => {
    const { page, update } = await open();
    const twins = Array.from({ length: 10_000 }, (_, i) => ({
      id: i + 1,
      kind: 'paragraph',
      y: i * 28,
      lines: [[`dòng ${i}`]],
    }));
    await update({ twins, height: 280_000 });
    await page.evaluate(() => {
      window.made = 0;
      const { createElement } = Document.prototype;
      Document.prototype.createElement = function (...args) {
        window.made++;
        return createElement.apply(this, args);
      };
    });
    twins[5000] = { ...twins[5000], hash: 2, lines: [['khác']] };
    await update({ twins, height: 280_000 });
    assert.equal(await page.evaluate(() => window.made), 1);
  });
});
