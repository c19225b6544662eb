// `src` that is a page: which of its sources counts, in which charset it is, which picture is
// chosen, and what is said of a page that holds no article.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, startBrowser } from '../support/browser.mjs';

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
const BODY = `<p>Đoạn đầu. ${SENTENCE.repeat(5)}</p>`.repeat(3);
const linked = (members) => {
  const text = JSON.stringify({ '@type': 'NewsArticle', ...members });
  return `<script type="application/ld+json">${text}</script>`;
};
const meta = (property, content) => `<meta property="${property}" content="${content}">`;
const item = (name, content) => `<meta itemprop="${name}" content="${content}">`;
const scope = (inside) =>
  `<main itemscope itemtype="https://schema.org/NewsArticle">${inside}${BODY}</main>`;
const article = (inside = '') => `<main><article>${inside}${BODY}</article></main>`;

const OPEN_GRAPH =
  meta('og:title', 'Của OG') +
  meta('article:published_time', '2023-01-01T00:00:00Z') +
  meta('article:section', 'Mục OG') +
  meta('author', 'Người OG');

/** name · head · body · what is expected of the article */
const CASES = [
  [
    'JSON-LD is before microdata',
    linked({ headline: 'Của LD', datePublished: '2021-01-01T00:00:00Z', author: 'Người LD' }) +
      OPEN_GRAPH,
    scope(item('headline', 'Của MD') + item('datePublished', '2022-01-01') + item('author', 'B')),
    { title: 'Của LD', published: '2021-01-01T00:00:00Z', names: ['Người LD', 'Mục OG'] },
  ],
  [
    'microdata is before Open Graph',
    OPEN_GRAPH,
    scope(
      item('headline', 'Của MD') +
        '<p><time itemprop="datePublished" datetime="2022-02-02T08:00+07:00">2 tháng 2</time></p>' +
        '<b itemprop="author" itemscope itemtype="https://schema.org/Person">' +
        '<a itemprop="url" href="/an"><i itemprop="name">Người  MD</i></a></b>' +
        '<p itemprop="articleSection">Đăng ở <a href="/x">Mục MD</a></p>',
    ),
    { title: 'Của MD', published: '2022-02-02T08:00:00+07:00', names: ['Người MD', 'Mục MD'] },
  ],
  [
    'a headline that only stands on the page is after Open Graph',
    OPEN_GRAPH,
    scope('<h1 itemprop="headline">Trên trang</h1>'),
    { title: 'Của OG', published: '2023-01-01T00:00:00Z', names: ['Người OG'] },
  ],
  [
    'an hour apart is summer time: Open Graph knows it better',
    OPEN_GRAPH,
    scope(item('datePublished', '2023-01-01T06:00:00+07:00')),
    { published: '2023-01-01T00:00:00Z' },
  ],
  [
    'the page itself, where it declares nothing',
    '<title>Một tựa dài hơn của trang này - Báo Nọ</title>',
    article('<span class="pub-date">Thứ 3, 11/03/2014 06:01</span>'),
    { title: 'Một tựa dài hơn của trang này', published: '2014-03-11T06:01:00+07:00', lang: 'vi' },
  ],
  [
    'JSON-LD within CDATA, with names of characters',
    linked({ headline: 'A &amp; B &quot;C&quot;' })
      .replace('ld+json">', 'ld+json"><![CDATA[')
      .replace('</script>', ']]></script>'),
    article(),
    { title: 'A & B "C"' },
  ],
  [
    'what is not of the type it should be is nobody’s article',
    linked({
      headline: ['Nhiều', 'tựa'],
      datePublished: '2014-02-30',
      inLanguage: { '@type': 'Language', name: 'Tiếng Việt của tôi' },
      author: [{ '@type': 'Person', name: ['An'] }, null, 7],
      keywords: [null, { name: 'k' }],
      articleSection: 5,
    }) + meta('article:published_time', 'hôm qua'),
    article(),
    { title: 'Nhiều', published: undefined, names: ['An', 'k'] },
  ],
  [
    'of two articles on a page that the data names, the first',
    linked({ '@graph': undefined, headline: 'Một' }) + linked({ headline: 'Hai' }),
    article(),
    { title: 'Một' },
  ],
  [
    'the description, if the page shows it above the text',
    '<title>T</title>' + meta('og:description', 'Điều đáng nói nhất.'),
    `<header><p class="sapo">Điều đáng nói nhất.</p></header>${article()}`,
    { lead: 'Điều đáng nói nhất.' },
  ],
  [
    'share bars, sign-up forms, paths, hidden parts and what a publisher skips are left out',
    '<title>T</title>',
    article(
      '<div class="share-bar">CHIA SẺ <a href="#">Facebook</a></div>' +
        '<section class="newsletter"><p>ĐĂNG KÝ NHẬN TIN</p><form></form></section>' +
        '<p><a href="/">TRANG CHỦ</a> > <a href="/a">MỤC</a> > T</p>' +
        '<p data-ykien="skip">BỎ QUA</p><p hidden>ẨN</p><p style="visibility:hidden">GIẤU</p>' +
        `<div id="vote"><style>${'i { top: 0 } '.repeat(40)}</style><div>BẠN THẤY SAO?</div></div>`,
    ),
    { absent: /CHIA|ĐĂNG|TRANG CHỦ|BỎ QUA|ẨN|GIẤU|SAO/ },
  ],
];

/** name · markup of a picture · the address chosen, from the page's folder */
const PICTURES = [
  ['plain', '<img src="a.jpg">', 'a.jpg'],
  ['of a lazy loader', '<img src="data:image/gif;base64,R0lGOD" data-src="late.jpg">', 'late.jpg'],
  ['behind a grey stand-in', '<img src="/img/blank.gif" data-original="late.jpg">', 'late.jpg'],
  ['in sizes', '<img src="s.jpg" srcset="s.jpg 300w, m.jpg 1300w, l.jpg 3000w">', 'm.jpg'],
  ['in sizes that are all small', '<img srcset="s.jpg 300w, m.jpg 800w">', 'm.jpg'],
  ['in densities', '<img src="a.jpg" srcset="a.jpg 1x, a2.jpg 2x">', 'a2.jpg'],
  [
    'in formats',
    '<picture><source type="image/jxl" srcset="a.jxl 2000w">' +
      '<source type="image/webp" data-srcset="s.webp 400w, m.webp 1280w">' +
      '<img src="a.jpg"></picture>',
    'm.webp',
  ],
  ['for readers without scripts', '<noscript><img src="a.jpg"></noscript>', 'a.jpg'],
  [
    'of a script, and once more without',
    '<img class="lazy" src="data:image/gif;base64,R0lGOD"><noscript><img src="a.jpg"></noscript>',
    'a.jpg',
  ],
  ['that a script would make', '<div data-src="a.jpg" data-alt="Ảnh"></div>', 'a.jpg'],
];

// "中文" and "日本", in what these pages were once written in.
const GBK = [0xd6, 0xd0, 0xce, 0xc4];
const SHIFT_JIS = [0x93, 0xfa, 0x96, 0x7b];

/** A page whose title and text are one word. @param {number[]} word in bytes */
function inBytes(word, head = '') {
  const text = Buffer.concat(Array.from({ length: 300 }, () => Buffer.from([...word, 0x2c, 0x20])));
  const tagged = (name) => [Buffer.from(`<${name}>`), text, Buffer.from(`</${name}>`)];
  const title = [Buffer.from('<title>'), Buffer.from(word), Buffer.from('</title>')];
  return Buffer.concat([Buffer.from(`<html>${head}`), ...title, ...tagged('p'), ...tagged('p')]);
}
const utf8 = [...Buffer.from('中文')];
const CHARSETS = [
  ['as the server says', inBytes(SHIFT_JIS), 'text/html; charset=Shift_JIS', '日本'],
  ['as the page says', inBytes(GBK, '<meta charset="gb2312">'), 'text/html', '中文'],
  [
    'as an old page says',
    inBytes(GBK, '<meta content="text/html; charset=gbk">'),
    'text/html',
    '中文',
  ],
  ['UTF-8 that says otherwise', inBytes(utf8, '<meta charset="gb2312">'), 'text/html', '中文'],
  ['a byte order mark', Buffer.from('\ufeff' + inBytes(utf8)), 'text/html; charset=gbk', '中文'],
  ['a charset that nobody knows', inBytes(utf8), 'text/html; charset=x-nothing', '中文'],
];

/** Runs in the page. */
function shown() {
  const twins = document.querySelector('.ykien-twins[role="article"]');
  const textOf = (css) => twins.querySelector(css)?.textContent.replace(/\s+/g, ' ').trim();
  return {
    title: textOf('h1'),
    published: twins.querySelector('time')?.dateTime,
    lang: twins.lang,
    text: twins.textContent.replace(/\s+/g, ' '),
    caption: textOf('figcaption'),
    pictures: [...twins.querySelectorAll('img')].map((image) => new URL(image.src).pathname),
    links: [...twins.querySelectorAll('a')].map(({ href }) => new URL(href).pathname),
  };
}

test('fetched pages', async (t) => {
  const site = await startBrowser(t);
  const { pages, url } = site;
  const page = await newPage(site);
  await page.addInitScript(() => {
    window.refusals = [];
    document.addEventListener('ykien-error', ({ detail }) => window.refusals.push(detail.code));
  });
  const tag =
    '<ykien-reader src="/news/a.html" gl="any" clock="off"><p>Của tôi.</p></ykien-reader>';
  const read = async (answer, markup = tag) => {
    pages.set('/news/a.html', answer);
    pages.set('/reads', { body: htmlPage({ head: LOADER, body: markup, lang: 'en' }) });
    await page.goto(`${url}reads`);
    await page.waitForFunction(
      () => window.refusals.length > 0 || document.querySelector('ykien-reader')?.state !== 'html',
    );
    assert.deepEqual(await page.evaluate(() => window.refusals), []);
    return page.evaluate(shown);
  };
  const whole = (head, body, lang = 'vi') => ({ body: htmlPage({ head, body, lang }) });

  for (const [name, head, body, { names = [], lead, absent, ...members }] of CASES) {
    await t.test(name, async () => {
      const found = await read(whole(head, body));
      for (const [member, value] of Object.entries(members))
        assert.equal(found[member], value, member);
      for (const one of names) assert.ok(found.text.includes(one), `${one} in ${found.text}`);
      if (lead) assert.equal(found.text.split(lead).length, 2);
      if (absent) assert.doesNotMatch(found.text, absent);
      assert.equal(found.text.split('Đoạn đầu.').length, 4);
    });
  }

  for (const [name, picture, address] of PICTURES) {
    await t.test(`a picture ${name}`, async () => {
      const figure = `${BODY}<figure>${picture}<figcaption>Chú thích.</figcaption></figure>${BODY}`;
      const found = await read(whole('<title>T</title>', `<article>${figure}</article>`));
      assert.deepEqual(found.pictures, [`/news/${address}`]);
    });
  }

  await t.test('a caption that is set as a list of one', async () => {
    const figure = '<figure><img src="a.jpg"></figure><ul><li><p>Chú thích.</p></li></ul>';
    const body = `<article>${BODY}${figure}${BODY}</article>`;
    assert.equal((await read(whole('<title>T</title>', body))).caption, 'Chú thích.');
  });

  await t.test('the picture that the data names, with its caption, above the text', async () => {
    const hero =
      '<figure><img src="/i/anh-12345678-300x200.jpg" alt="">' +
      '<figcaption>Chú thích.</figcaption></figure>';
    const head = '<title>T</title>' + meta('og:image', '/i/anh-12345678-1200x800.jpg');
    const found = await read(whole(head, `<header>${hero}</header>${article()}`));
    assert.deepEqual(found.pictures, ['/i/anh-12345678-300x200.jpg']);
    assert.match(found.text, /Chú thích\. ?Đoạn đầu/);
  });

  await t.test('the picture that the data names, once, and never a sign', async () => {
    const inside = '<figure><img src="/i/anh-12345678.jpg"><figcaption>C.</figcaption></figure>';
    const head = '<title>T</title>' + meta('og:image', '/i/640/anh-12345678.jpg');
    const one = await read(whole(head, `<article>${BODY}${inside}${BODY}</article>`));
    assert.deepEqual(one.pictures, ['/i/anh-12345678.jpg']);
    const sign = await read(whole('<title>T</title>' + meta('og:image', '/i/logo.png'), article()));
    assert.deepEqual(sign.pictures, []);
  });

  await t.test('addresses are relative to the page, and to its base', async () => {
    const link = article('<p>Xem thêm câu chuyện <a href="b.html">ở đây</a>, hôm nay.</p>');
    const plain = await read(whole('<title>T</title>', link));
    assert.deepEqual(plain.links, ['/news/b.html']);
    const based = await read(whole('<base href="/x/y/"><title>T</title>', link));
    assert.deepEqual(based.links, ['/x/y/b.html']);
  });

  for (const [name, body, type, word] of CHARSETS) {
    await t.test(`charset: ${name}`, async () => {
      const found = await read({ body, type });
      assert.equal(found.title, word);
      assert.ok(found.text.includes(`${word}, ${word}`));
    });
  }

  await t.test('XHTML', async () => {
    const markup =
      '<html xmlns="http://www.w3.org/1999/xhtml" lang="vi"><head><title>X</title></head>' +
      `<body>${BODY}</body></html>`;
    assert.equal((await read({ body: markup, type: 'application/xhtml+xml' })).title, 'X');
    // Not well-formed: read as browsers read HTML.
    const wrong = { body: markup.replace('</body>', '<br>'), type: 'application/xhtml+xml' };
    assert.equal((await read(wrong)).title, 'X');
  });

  await t.test('the language of the text, where nothing says it', async () => {
    assert.equal((await read(whole('<title>T</title>', article(), ''))).lang, 'vi');
    const foreign = whole('<title>T</title>', article(), 'pt_BR');
    assert.equal((await read(foreign)).lang, 'pt-BR');
  });

  await t.test('what the tag says is before what the page says', async () => {
    const markup = tag.replace('src=', 'lang="fr" author="Tôi" src=');
    const found = await read(whole(OPEN_GRAPH, article()), markup);
    assert.equal(found.lang, 'fr');
    assert.ok(found.text.includes('Tôi') && !found.text.includes('Người OG'));
  });

  const REFUSED = [
    ['an empty page', { body: '' }, 'no-article'],
    ['a page of links', { body: htmlPage({ body: '<a href="/">a</a>' }) }, 'no-article'],
    ['a page that is not there', { body: BODY, status: 404 }, 'article-unreachable'],
  ];
  for (const [name, answer, code] of REFUSED) {
    await t.test(`${name}: ${code}, and the HTML in the tag stays`, async () => {
      await assert.rejects(read(answer));
      assert.deepEqual(await page.evaluate(() => window.refusals), [code]);
      assert.ok(await page.getByText('Của tôi.').isVisible());
    });
  }
});
