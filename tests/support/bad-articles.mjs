// Articles as no publisher means to send them; and the paragraphs before and after them.

const SENTENCE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
export const FIRST = '<h1>Bài</h1><p>Đoạn đầu.</p>';
export const LAST = '<p>Đoạn cuối.</p>';
const MARKS = '\u0300\u0301\u0302\u0303\u0304\u0316\u0317\u0318\u0323\u0331'.repeat(10);
export const many = (count, make) => Array.from({ length: count }, (_, i) => make(i)).join('');
const sentences = (bytes) => SENTENCE.repeat(Math.ceil(bytes / Buffer.byteLength(SENTENCE)));

/** name · what stands between the first and the last paragraph */
export const MARKUP = [
  ['a paragraph of 2 MB', `<p>${sentences(2 << 20)}</p>`],
  ['20,000 paragraphs', many(20_000, (i) => `<p>Đoạn ${i}. ${SENTENCE}</p>`)],
  ['a word of 10,000 characters', `<p>${'a'.repeat(10_000)}</p>`],
  ['a word of a million letters', `<p>${'ă'.repeat(1_000_000)}</p>`],
  [
    '20,000 links in one paragraph',
    `<p>${many(20_000, (i) => `<a href="/${i}">mục ${i}</a> `)}</p>`,
  ],
  ['a list of 9,000 items', `<ul>${many(9000, (i) => `<li>Mục ${i}</li>`)}</ul>`],
  [
    'a table of 9,000 cells',
    `<table>${many(1000, (i) => `<tr>${`<td>ô ${i}`.repeat(9)}`)}</table>`,
  ],
  ['a hundred marks on each letter', `<p>${[...'Chữ có quá nhiều dấu'].join(MARKS)}${MARKS}</p>`],
  ['a photo that never comes', `<img src="/never.png" alt="Không đến" width="800" height="600">`],
  ['a photo that is not there', `<img src="/nowhere.png" alt="Không có" width="800" height="600">`],
  ['a photo that says 10,000 million pixels', '<img src="/x.png" width="99999" height="99999">'],
  ['a photo as wide as a street', '<img src="/x.png" width="4000000" height="1" alt="Dài">'],
  ['a photo of 100 million pixels', '<img src="/huge.png" alt="Lớn">'],
  [
    'addresses that are none',
    '<p><a href="http://[x">a</a></p><img src="http://[y"><iframe src="http://["></iframe>',
  ],
];

/** name · runs in the page, before the loader comes: fills #place */
export const SCRIPTED = [
  [
    'inline markup 1,000 deep',
    (place) => {
      const names = ['b', 'i', 'span', 'a', 'em', 'font'];
      for (let i = 0, at = place; i < 1000; i++, at = at.lastElementChild) {
        const inner = document.createElement(names[i % names.length]);
        if (inner.localName === 'a') inner.href = '/x';
        at.append(` từ${i} `, inner);
      }
    },
    ['từ0 từ1 ', 'từ999'],
  ],
  [
    'blocks 1,000 deep',
    (place) => {
      const names = ['div', 'section', 'blockquote', 'article', 'figure', 'center'];
      for (let i = 0, at = place; i < 1000; i++, at = at.lastElementChild)
        at.append(` từ${i} `, document.createElement(names[i % names.length]));
    },
    ['từ0', 'từ999'],
  ],
  [
    'lists 1,000 deep',
    (place) => {
      for (let i = 0, at = place; i < 1000; i++) {
        const item = document.createElement('li');
        item.append(`từ${i}`);
        at.append(document.createElement('ul'));
        at.lastElementChild.append(item);
        at = item;
      }
    },
    ['từ0', 'từ999'],
  ],
  [
    'elements 20,000 deep',
    (place) => {
      // From within: a page that is laid out so deep is past what the browser can do.
      let inner = document.createElement('span');
      inner.append('đáy');
      for (let i = 0; i < 20_000; i++) {
        const outer = document.createElement('span');
        outer.append(inner);
        inner = outer;
      }
      place.hidden = true;
      place.append(inner);
    },
    [],
  ],
  [
    'NUL, lone surrogates, controls and noncharacters',
    (place) => {
      place.append('một\0hai \ud800 ba\udc00bốn \ufffe năm\u0007 sáu\u202e bảy \ud83d');
      place.title = '\ud800';
    },
    ['mộthai', 'bốn', 'sáu', 'bảy'],
  ],
  [
    'a bare text with half a pair, and a photo with it in its words',
    (place) => {
      const image = document.createElement('img');
      Object.assign(image, { src: '/nowhere.png', alt: 'a\ud83db', width: 40, height: 40 });
      place.append('c\udfff\ud800d', image);
    },
    ['c', 'd'],
  ],
];
