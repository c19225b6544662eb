// What surrounds the article's text: which source counts for each member, and whose article a
// page's data speaks of.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, newPage, startBrowser } from '../support/browser.mjs';

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
const script = (type, value) => `<script type="application/${type}">${asText(value)}</script>`;
const linked = (members) => script('ld+json', { '@type': 'NewsArticle', ...members });
const meta = (property, content) => `<meta property="${property}" content="${content}">`;

const WEATHER = { place: 'Huế', now: 1, low: 0, high: 2 };

/** name · head · attributes · inside the tag · the members expected */
const CASES = [
  [
    'attributes',
    '',
    'article="a1" lang="en-GB" category="News" published="2026-03-14" views="1,234" likes="5" ' +
      'utc-offset="+07:00" number-style="comma" keywords="x, y" weather="Huế; 30; -1.4; 33" ' +
      'clock="off" author="An; Bình"',
    '<h1>T</h1>',
    {
      id: 'a1',
      language: 'en-GB',
      category: 'News',
      published: '2026-03-14',
      views: 1234,
      likes: 5,
      utcOffset: '+07:00',
      numberStyle: 'comma',
      keywords: ['x', 'y'],
      weather: { place: 'Huế', now: 30, low: -1, high: 33 },
      clock: false,
      authors: ['An', 'Bình'],
      title: 'T',
    },
  ],
  [
    'a JSON block',
    '',
    '',
    `<h1>T</h1>${script('json', { views: 7, weather: WEATHER, policy: { holdAll: true } })}`,
    { views: 7, weather: WEATHER, policy: { holdAll: true } },
  ],
  [
    'an attribute is before the block, the block before HTML',
    '',
    'views="1"',
    '<h1>HTML</h1><time datetime="2020-01-01"></time>' +
      script('json', { views: 2, title: 'Block' }),
    { views: 1, title: 'Block', published: '2020-01-01' },
  ],
  [
    'HTML is before JSON-LD, JSON-LD before meta',
    linked({ headline: 'LD', datePublished: '2021-01-01T00:00:00Z', articleSection: 'S' }) +
      meta('og:title', 'OG') +
      meta('article:published_time', '2022-01-01') +
      meta('article:tag', 'k1') +
      meta('article:tag', 'k2'),
    '',
    '<h1>HTML</h1>',
    { title: 'HTML', published: '2021-01-01T00:00:00Z', category: 'S', keywords: ['k1', 'k2'] },
  ],
  [
    'JSON-LD: a graph, an array of types, people, counts',
    script('ld+json', [
      {
        '@context': 'x',
        '@graph': [
          { '@type': 'Organization', name: 'O' },
          {
            '@type': ['Thing', 'ReportageNewsArticle'],
            headline: 'LD',
            author: [{ name: 'An', url: 'https://example.org/an' }, 'Bình', {}],
            keywords: 'a, b',
            mainEntityOfPage: { '@id': 'https://example.org/1' },
            interactionStatistic: [
              { interactionType: 'https://schema.org/LikeAction', userInteractionCount: 3 },
              { interactionType: { '@type': 'ReadAction' }, userInteractionCount: '2,000' },
            ],
          },
        ],
      },
    ]),
    '',
    '<p>x</p>',
    {
      title: 'LD',
      authors: [{ name: 'An', url: 'https://example.org/an' }, { name: 'Bình' }],
      keywords: ['a', 'b'],
      sourceUrl: 'https://example.org/1',
      likes: 3,
      views: 2000,
    },
  ],
  [
    'microdata around the tag and in it, before meta, after JSON-LD',
    linked({ articleSection: 'LD' }) +
      meta('article:section', 'OG') +
      meta('article:published_time', '2022-01-01'),
    '',
    '<h1>T</h1><div itemscope itemtype="https://schema.org/NewsArticle">' +
      '<meta itemprop="datePublished" content="2021-01-01T00:00:00Z">' +
      '<meta itemprop="articleSection" content="MD"><meta itemprop="keywords" content="a, b">' +
      '<meta itemprop="datemodified" content="2021-01-02"></div><p>x</p>',
    {
      title: 'T',
      published: '2021-01-01T00:00:00Z',
      category: 'LD',
      keywords: ['a', 'b'],
      updated: undefined,
    },
  ],
  [
    'microdata of something else',
    '',
    '',
    '<h1>T</h1><div itemscope itemtype="https://schema.org/Product">' +
      '<meta itemprop="datePublished" content="2021-01-01"></div>',
    { published: undefined },
  ],
  ["broken JSON-LD is nobody's business", script('ld+json', '{'), '', '<h1>T</h1>', { title: 'T' }],
  [
    'an article body in JSON-LD, where the tag has none',
    linked({ headline: 'LD', articleBody: 'một\n\nhai' }),
    '',
    '',
    {
      blocks: [
        { type: 'paragraph', text: 'một' },
        { type: 'paragraph', text: 'hai' },
      ],
    },
  ],
  [
    'dates that are junk are left out',
    linked({ headline: 'LD', datePublished: 'hôm qua' }),
    '',
    '<p>x</p>',
    { published: undefined },
  ],
  [
    'a first heading is the title, where nothing else is',
    '',
    '',
    '<h2>H</h2><p>x</p>',
    { title: 'H', blocks: [{ type: 'paragraph', spans: [{ text: 'x' }] }] },
  ],
  ['else the document has one', '<title>Doc</title>', '', '<p>x</p>', { title: 'Doc' }],
  [
    'a first paragraph that the description repeats is the lead',
    meta('og:description', 'Một  đoạn dài…'),
    '',
    '<h1>T</h1><p>Một đoạn dài hơn thế.</p><p>x</p>',
    {
      lead: [{ text: 'Một đoạn dài hơn thế.' }],
      blocks: [{ type: 'paragraph', spans: [{ text: 'x' }] }],
      description: undefined,
    },
  ],
  [
    'a description that says something else is not the lead',
    meta('og:description', 'Khác'),
    '',
    '<h1>T</h1><p>Một đoạn.</p>',
    { lead: undefined },
  ],
  [
    'an id of characters that ids do not have',
    '',
    'article="/báo/bài 1?x=2"',
    '<h1>T</h1>',
    { id: 'b-o-b-i-1-x-2' },
  ],
  ['no id: the address of the page', '', '', '<h1>T</h1>', { id: 'case' }],
  ['no language: Vietnamese', '', 'lang=""', '<h1>T</h1>', { language: 'vi' }],
  ['weather that is not understood', '', 'weather="đẹp"', '<h1>T</h1>', { weather: undefined }],
];

async function read() {
  const { readArticle } = await import('/src/article-meta.js');
  const host = document.querySelector('x-reader');
  const { article, policy } = await readArticle(host, (text) => {
    throw new Error(`refused: ${text}`);
  });
  return { ...article, policy };
}

test('article members', async (t) => {
  const site = await startBrowser(t);
  const page = await newPage(site);
  for (const [name, head, attributes, inside, members] of CASES) {
    await t.test(name, async () => {
      site.pages.set('/case', {
        body: htmlPage({ head, body: `<x-reader ${attributes}>${inside}</x-reader>` }),
      });
      await page.goto(`${site.url}case`);
      const article = await page.evaluate(read);
      for (const [member, value] of Object.entries(members))
        assert.deepEqual(article[member], value, member);
    });
  }

  await t.test('with two widgets a page speaks only of the one that it names', async () => {
    const body =
      '<x-reader article="a"><p>một</p></x-reader><x-reader article="b"><p>hai</p></x-reader>';
    const data = linked({ headline: 'Của b', identifier: 'b' });
    const head = `<title>Doc</title>${data}${meta('og:title', 'OG')}`;
    site.pages.set('/two-of', { body: htmlPage({ head, body }) });
    await page.goto(`${site.url}two-of`);
    const titles = await page.evaluate(async () => {
      const { readArticle } = await import('/src/article-meta.js');
      const hosts = [...document.querySelectorAll('x-reader')];
      const read = await Promise.all(hosts.map((host) => readArticle(host, () => {})));
      return read.map(({ article }) => article.title);
    });
    assert.deepEqual(titles, ['Doc', 'Của b']);
  });

  await t.test('with two widgets each has the microdata that it stands in', async () => {
    const one = (day) =>
      `<article itemscope itemtype="https://schema.org/NewsArticle">` +
      `<meta itemprop="datePublished" content="2021-01-0${day}"><x-reader>x</x-reader></article>`;
    site.pages.set('/two-of', { body: htmlPage({ body: one(1) + one(2) }) });
    await page.goto(`${site.url}two-of`);
    const days = await page.evaluate(async () => {
      const { readArticle } = await import('/src/article-meta.js');
      const hosts = [...document.querySelectorAll('x-reader')];
      const read = await Promise.all(hosts.map((host) => readArticle(host, () => {})));
      return read.map(({ article }) => article.published);
    });
    assert.deepEqual(days, ['2021-01-01', '2021-01-02']);
  });

  for (const [name, block] of [
    ['not JSON', '{'],
    ['not an object', '[1]'],
    ['null', 'null'],
  ]) {
    await t.test(`a JSON block that is ${name} is refused`, async () => {
      site.pages.set('/case', {
        body: htmlPage({ body: `<x-reader>${script('json', block)}<h1>T</h1></x-reader>` }),
      });
      await page.goto(`${site.url}case`);
      await assert.rejects(page.evaluate(read), /refused/);
    });
  }
});
