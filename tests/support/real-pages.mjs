// Ten pages of newspapers as they were served, and what a reader should find in each.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './browser.mjs';

export const DATA = join(project, '../shared/data/pages');
export const skip = existsSync(DATA) ? false : 'the real pages are not beside the project';

/**
 * text: selects the paragraphs of the main text, in the page as it was served. image: part of the
 * lead picture's address. The rest is asked for where metadata.json says nothing or is wrong: its
 * maker knows no microdata and takes no date from what readers see.
 *
 * Where a page contradicts itself, what metadata.json says decides between the sources:
 * - citylab and guardian have one title in Open Graph and another one in an h1 that is marked as
 *   the microdata's headline. A headline in `content` is declared, and counts before Open Graph;
 *   one that is only what readers see counts after it.
 * - wordpress says its time twice, an hour apart: once by microdata with summer time's offset on a
 *   day before it began. Less than two hours apart are one time, and Open Graph's is taken.
 * - rtl-1 is from right to left by attribute, with Latin text: its paragraphs run as their letters
 *   do, as they would in any page with dir=auto.
 */
export const PAGES = {
  'bbc-1': {
    // A list of one link leads elsewhere, as the lines below an article do.
    text: '.story-body__inner > p, .story-body__unordered-list li:not(:only-child)',
    image: '84455751_84455749',
  },
  'citylab-1': {
    text: '.l-article p:not(footer p, .c-author-article p, aside p, figure p)',
    image: 'citylab/2019/04/mr1/',
    published: '2019-04-30T13:39:00-04:00', // by microdata
  },
  folha: { text: '.c-news__body > p', image: '15454034955c1cfc67131dc' },
  'guardian-1': {
    text: '.content__article-body > p',
    image: 'df84b519a877d652e950ecd4248320eec985934e',
  },
  hukumusume: { text: 'td[width="619"] > p:not([align])' },
  'lemonde-1': {
    text: '#articleBody > p',
    image: '4628128_3_47fc',
    published: '2015-05-04T13:36:31+02:00', // by microdata
  },
  qq: {
    text: '#Cnt-Main-Article-QQ > p[style*="TEXT-INDENT"]:not(:has(script, iframe))',
    image: '139214868.jpg',
    published: '2016-10-14T07:17:00Z', // as readers see it; no offset is said
  },
  'rtl-1': { text: 'article p' },
  'seattletimes-1': {
    text: '#article-content > p',
    image: '120028',
    byline: 'Benjamin Romano', // by microdata; metadata.json has the line with the dates
  },
  wordpress: {
    text: '.entry-content > p, .entry-content > blockquote p',
    image: 'stack-overflow.png',
    byline: 'Sarah Gooding', // by microdata
  },
};
export const AROUND =
  '[class*="share" i], [class*="related" i], [class*="newsletter" i], [class*="promo" i], ' +
  '[class*="breadcrumb" i], nav, footer';

/** Runs in the page: what a selector selects in the page as served, as text. */
export async function textsOf([address, selector]) {
  const text = await (await fetch(address)).text();
  const served = new DOMParser().parseFromString(text, 'text/html');
  for (const hidden of served.querySelectorAll('script, style, noscript')) hidden.remove();
  return [...served.querySelectorAll(selector)]
    .map((one) =>
      one.textContent
        .normalize('NFC')
        .replace(/[ \t\r\n\f]+/g, ' ')
        .trim(),
    )
    .filter(Boolean);
}

/** Runs in the page: the article as its twins show it. */
export function shownArticle() {
  const twins = document.querySelector('.ykien-twins[role="article"]');
  const textOf = (element) => element?.textContent.replace(/[ \t\r\n\f]+/g, ' ').trim();
  const blocks = [...twins.querySelectorAll('p, h1, h2, h3, h4, li, figcaption, td, blockquote')];
  return {
    title: textOf(twins.querySelector('h1')),
    published: twins.querySelector('time')?.dateTime,
    lang: twins.lang,
    text: blocks.map(textOf).join('\n'),
    images: [...twins.querySelectorAll('img')].map(({ src, alt, offsetWidth, offsetHeight }) => ({
      src,
      alt,
      isFramed: offsetWidth > 40 && offsetHeight > 40,
    })),
  };
}

/** Each of `paragraphs` stands in `text`, after the one before. */
export function assertInOrder(text, paragraphs) {
  let from = 0;
  for (const paragraph of paragraphs) {
    const at = text.indexOf(paragraph, from);
    assert.ok(at >= 0, `missing, or not in its place: ${paragraph}`);
    from = at + paragraph.length;
  }
}
