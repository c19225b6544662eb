// The publisher's HTML, read in a real browser: what becomes of each element, and that no text is
// lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, newPage, startBrowser } from '../support/browser.mjs';

const paragraph = (text) => ({ type: 'paragraph', text });

const BLOCKS = [
  ['a paragraph', '<p>Một  hai\n ba</p>', [paragraph('Một hai ba')]],
  ['text without any element', 'Một hai', [paragraph('Một hai')]],
  [
    'unknown elements keep their text, in order',
    'a<x-foo>b</x-foo><section>c<div>d</div>e</section>f',
    ['ab', 'c', 'd', 'e', 'f'].map(paragraph),
  ],
  [
    'headings keep their level, a second h1 becomes h2',
    '<h1>T</h1><h2>a</h2><h6>b</h6><h1>c</h1>',
    [
      ['a', 2],
      ['b', 6],
      ['c', 2],
    ].map(([text, level]) => ({ type: 'heading', level, text })),
  ],
  [
    'scripts, styles, templates and noscript are not text',
    '<p>a</p><script>1</script><style>p{}</style>' +
      '<template><p>t</p></template><noscript>n</noscript><p>b</p>',
    [paragraph('a'), paragraph('b')],
  ],
  [
    'what is hidden is not read',
    '<p hidden>x</p><p style="display:none">y</p><p style="visibility:hidden">z</p><p>a</p>',
    [paragraph('a')],
  ],
  ['a comment is not text', '<p>a<!-- b --></p>', [paragraph('a')]],
  ['br starts a new paragraph', '<p>a<br>b<br><br>c</p>', ['a', 'b', 'c'].map(paragraph)],
  ['br in a heading is a space', '<h2>a<br>b</h2>', [{ type: 'heading', level: 2, text: 'a b' }]],
  [
    'a span styled as a block ends the paragraph',
    '<p>a<span style="display:block">b</span>c</p>',
    ['a', 'b', 'c'].map(paragraph),
  ],
  ['hr', '<p>a</p><hr><p>b</p>', [paragraph('a'), { type: 'separator' }, paragraph('b')]],
  [
    'a list with a nested one',
    '<ul><li>a<ol><li>b</li><li>c</li></ol></li><li><p>d</p></li></ul>',
    [
      {
        type: 'list',
        ordered: false,
        items: [
          [0, 'a'],
          [1, 'b'],
          [1, 'c'],
          [0, 'd'],
        ],
      },
    ],
  ],
  [
    'a list set wrongly, straight in a list',
    '<ol><li>a</li><ol><li>b</li></ol></ol>',
    [
      {
        type: 'list',
        ordered: true,
        items: [
          [0, 'a'],
          [1, 'b'],
        ],
      },
    ],
  ],
  [
    'nine lists deep stops at depth 7',
    '<ul><li>x'.repeat(9) + '</li></ul>'.repeat(9),
    [
      {
        type: 'list',
        ordered: false,
        items: [0, 1, 2, 3, 4, 5, 6, 7, 7].map((depth) => [depth, 'x']),
      },
    ],
  ],
  [
    'a quote with its source',
    '<blockquote><p>a</p><p>b</p><footer>c</footer></blockquote>',
    [{ type: 'quote', paragraphs: ['a', 'b'], citation: 'c' }],
  ],
  [
    'a bare quote',
    '<blockquote>a</blockquote>',
    [{ type: 'quote', paragraphs: ['a'], citation: '' }],
  ],
  [
    'a table with head, caption and colspan',
    '<table><caption>c</caption><thead><tr><th>a<th>b</thead><tr><td colspan=2>d</table>',
    [
      {
        type: 'table',
        caption: 'c',
        rows: [
          [
            ['a', true],
            ['b', true],
          ],
          [
            ['d', false],
            ['', false],
          ],
        ],
      },
    ],
  ],
  [
    'a table of one column around a photo is that photo with its caption',
    '<table><tr><td><img src="/p.png" width=40 height=30 alt="A"></td></tr>' +
      '<tr><td>cap</td></tr></table>',
    [{ type: 'image', src: '/p.png', alt: 'A', width: 40, height: 30, caption: 'cap' }],
  ],
  [
    'a table of one column is text',
    '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>',
    [paragraph('a'), paragraph('b')],
  ],
  [
    'a figure',
    '<figure><img src="/p.png" width=4 height=3 alt="A">' +
      '<figcaption>c <i>d</i></figcaption></figure>',
    [{ type: 'image', src: '/p.png', alt: 'A', width: 4, height: 3, caption: 'c d' }],
  ],
  [
    'two photos in a figure: the caption goes with the last',
    '<figure><img src="/1.png" alt="1" width=9 height=9>' +
      '<img src="/2.png" alt="2" width=9 height=9><figcaption>c</figcaption></figure>',
    [
      { type: 'image', src: '/1.png', alt: '1', width: 9, height: 9 },
      { type: 'image', src: '/2.png', alt: '2', width: 9, height: 9, caption: 'c' },
    ],
  ],
  [
    'a photo within a paragraph splits it',
    '<p>a<img src="/p.png" width=4 height=3 alt="">b</p>',
    [
      paragraph('a'),
      { type: 'image', src: '/p.png', alt: '', width: 4, height: 3 },
      paragraph('b'),
    ],
  ],
  [
    'a photo that waits for a script',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/late.png" ' +
      'width=9 height=9 alt="">',
    [{ type: 'image', src: '/late.png', alt: '', width: 9, height: 9 }],
  ],
  [
    'a counting pixel is no photo',
    '<p>a</p><img src="/pixel.png" width=1 height=1>',
    [paragraph('a')],
  ],
  [
    'a video becomes a link',
    '<iframe src="/video/1" title="Xem video"></iframe>',
    [paragraph('Xem video')],
  ],
  ['description lists', '<dl><dt>a</dt><dd>b</dd></dl>', [paragraph('a'), paragraph('b')]],
  ['data-ykien=skip', '<p>a</p><p data-ykien="skip">b</p>', [paragraph('a')]],
  [
    'data-ykien=text keeps what a class would take away',
    '<p class="author" data-ykien="text">b</p>',
    [paragraph('b')],
  ],
];

const MEMBERS = [
  ['the first h1 is the title', '<h1>A <b>b</b></h1><p>x</p>', { title: 'A b' }],
  ['a lead by class', '<p class="sapo">L</p><p>x</p>', { lead: 'L' }],
  [
    'a time that stands alone',
    '<div><time datetime="2014-03-11T06:01+07:00">11/03</time></div>',
    { published: '2014-03-11T06:01+07:00' },
  ],
  ['a time that is junk is not', '<time datetime="mai">mai</time>', { published: undefined }],
  [
    'authors',
    '<p class="author">T.N</p><a rel="author" href="/b">B</a>',
    { authors: ['T.N ', 'B /b'] },
  ],
  [
    'a long paragraph with class author is text',
    `<p class="author">${'a '.repeat(80)}</p>`,
    { authors: undefined },
  ],
  [
    'keywords in a box',
    '<p class="tags">Từ khóa: <a rel="tag" href="/a">a</a>, <a rel="tag" href="/b">b</a></p>',
    { keywords: ['a /a', 'b /b'] },
  ],
  ['keywords one by one', '<a rel="tag" href="/a">a</a>', { keywords: ['a /a'] }],
  [
    'the category and its page',
    '<a rel="category" href="/cat">Chính trị</a>',
    { category: 'Chính trị /cat' },
  ],
  [
    'views and likes',
    '<span data-ykien="views">3,120 lượt xem</span><b data-ykien="likes">1.284</b>',
    { views: 3120, likes: 1284 },
  ],
];

/** Runs in the page: the article with spans as text, links as "text path". */
async function readShort(markup) {
  const { readHtml, plainText } = await import('/src/article-html.js');
  const host = document.createElement('div');
  host.append(...new DOMParser().parseFromString(markup, 'text/html').body.childNodes);
  document.body.replaceChildren(host);
  const path = (url) => (url ? new URL(url).pathname : '');
  const link = (one) => one && `${one.name ?? one.text} ${path(one.url)}`;
  const inline = (value) => (Array.isArray(value) ? plainText(value) : value);
  const block = ({ spans, ...rest }) => ({
    ...rest,
    ...(spans && { text: inline(spans) }),
    ...(rest.src && { src: path(rest.src) }),
    ...(rest.caption && { caption: inline(rest.caption) }),
    ...(rest.paragraphs && {
      paragraphs: rest.paragraphs.map(inline),
      citation: inline(rest.citation),
    }),
    ...(rest.items && { items: rest.items.map((item) => [item.depth, inline(item.spans)]) }),
    ...(rest.rows && {
      rows: rest.rows.map((row) => row.map((cell) => [inline(cell.spans), cell.header])),
    }),
  });
  const { blocks, ...members } = await readHtml(host);
  return {
    blocks: blocks.map(block),
    ...members,
    lead: inline(members.lead),
    category: link(members.category),
    authors: members.authors?.map(link),
    keywords: members.keywords?.map(link),
  };
}

test('article HTML', async (t) => {
  const site = await startBrowser(t);
  site.pages.set('/blank', { body: htmlPage({ body: '' }) });
  const page = await newPage(site);
  await page.goto(`${site.url}blank`);

  for (const [name, markup, blocks] of BLOCKS) {
    await t.test(name, async () =>
      assert.deepEqual((await page.evaluate(readShort, markup)).blocks, blocks),
    );
  }
  for (const [name, markup, members] of MEMBERS) {
    await t.test(name, async () => {
      const article = await page.evaluate(readShort, markup);
      for (const [member, value] of Object.entries(members))
        assert.deepEqual(article[member], value);
    });
  }

  await t.test('bold, italic and links are kept, alone and together', async () => {
    const spans = await page.evaluate(async () => {
      const { readHtml } = await import('/src/article-html.js');
      const host = document.createElement('div');
      const markup = '<p>a<b>b<i>c</i></b><a href="/x">d<em>e</em></a><a>f</a></p>';
      host.append(...new DOMParser().parseFromString(markup, 'text/html').body.childNodes);
      document.body.replaceChildren(host);
      return (await readHtml(host)).blocks[0].spans;
    });
    const href = `${site.url}x`;
    assert.deepEqual(spans, [
      { text: 'a' },
      { text: 'b', bold: true },
      { text: 'c', bold: true, italic: true },
      { text: 'd', href },
      { text: 'e', href, italic: true },
      { text: 'f' },
    ]);
  });

  await t.test('all the text of a jumble of elements is kept, in order', async () => {
    const [text, expected] = await page.evaluate(async () => {
      const { readHtml, plainText } = await import('/src/article-html.js');
      const host = document.createElement('div');
      const names = [
        'p',
        'div',
        'span',
        'x-y',
        'b',
        'pre',
        'center',
        'font',
        'mark',
        'details',
        'ruby',
        'kbd',
        'address',
        'main',
      ];
      let node = host;
      for (let i = 0; i < 200; i++) {
        const child = document.createElement(names[(i * 7) % names.length]);
        if (child.localName === 'details') child.setAttribute('open', '');
        child.append(` w${i} `);
        node.append(child);
        if (i % 3) node = child;
        if (i % 20 === 0) node = host;
      }
      document.body.replaceChildren(host);
      const { blocks } = await readHtml(host);
      const words = blocks.map((block) => plainText(block.spans)).join(' ');
      return [words, Array.from({ length: 200 }, (_, i) => `w${i}`).join(' ')];
    });
    assert.equal(text, expected);
  });
});
