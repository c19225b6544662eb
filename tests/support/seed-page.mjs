// The page that a newspaper would have served for the seed capture, which lies beside the project
// and not in it.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlPage, LOADER, project } from './browser.mjs';
import { makePng } from './png.mjs';

const CAPTURE = join(project, '../shared/seed/bai-1775.txt');

/** A reason to skip, where there is no capture. */
export const noSeed = existsSync(CAPTURE) ? false : 'the seed capture is not beside the project';

/**
 * What the capture says, part by part.
 * @returns {{
 *   clock: string, weather: string, textSize: string, category: string, publishTime: string,
 *   title: string,
 *   longTime: string, views: string, lead: string, blocks: {kind: 'heading' | 'caption' |
 *   'paragraph', text: string}[],
 *   byline: string, keywords: string, likes: string, comments: string, counter: string,
 *   loading: string,
 * }}
 */
export function readSeed() {
  const lines = readFileSync(CAPTURE, 'utf8')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
  // The photo left two blank lines before its caption.
  const captionAt = lines.findIndex((line, i) => i > 8 && line && !lines[i - 1] && !lines[i - 2]);
  const caption = lines[captionAt];
  const [clock, weather, textSize, section, title, dated, lead, ...rest] = lines.filter(Boolean);
  const [loading, counter, comments, likes, keywords, byline] = rest.splice(-6).reverse();
  const [, category, publishTime] = /^(.*?) (\d\d:\d\d, .*)$/.exec(section);
  const [, longTime, views] = /^(.*? \| [\d:]+) (.*)$/.exec(dated);
  const kindOf = (text) =>
    text === caption ? 'caption' : /[.…:]$/.test(text) ? 'paragraph' : 'heading';
  const blocks = rest.map((text) => ({ kind: kindOf(text), text }));
  return {
    clock,
    weather,
    textSize,
    category,
    publishTime,
    title,
    longTime,
    views,
    lead,
    blocks,
    byline,
    keywords,
    likes,
    comments,
    counter,
    loading,
  };
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** "Đà Lạt, 18°C/14°C - 23°C" */
function weatherMembers(text) {
  const [, place, now, low, high] = /^(.*), (\d+)°C\/(\d+)°C - (\d+)°C$/.exec(text);
  return { place, now: Number(now), low: Number(low), high: Number(high) };
}

/** The photo's stand-in: light from one corner. */
export const seedPhoto = makePng(640, 400, (x, y) => [
  90 + (x >> 3),
  110 + (y >> 3),
  150 - ((x + y) >> 4),
]);

const PHOTO = '<img src="/photo.png" width="640" height="400" alt="Ảnh của bài">';

/** @param {ReturnType<typeof readSeed>} seed */
export function seedPage(seed, { attributes = '', head = '' } = {}) {
  const block = {
    weather: weatherMembers(seed.weather),
    views: Number(seed.views.replace(/\D/g, '')),
    likes: Number(seed.likes),
    utcOffset: '+07:00',
    numberStyle: 'comma',
  };
  const linkedData = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: seed.title,
    datePublished: '2014-03-11T06:01:00+07:00',
    articleSection: seed.category,
    author: { '@type': 'Person', name: seed.byline },
  };
  const json = (type, value) =>
    `<script type="${type}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
  const markup = { heading: 'h2', paragraph: 'p' };
  const body = seed.blocks.map(({ kind, text }) =>
    kind === 'caption'
      ? `<figure>${PHOTO}<figcaption>${escape(text)}</figcaption></figure>`
      : `<${markup[kind]}>${escape(text)}</${markup[kind]}>`,
  );
  return htmlPage({
    head: `<title>${escape(seed.title)}</title>
<meta name="description" content="${escape(seed.lead)}">
${json('application/ld+json', linkedData)}${LOADER}
<style>body { margin: 0; background: #fff; }</style>${head}`,
    body: `<ykien-reader article="1775" lang="vi" gl="any" theme="light" ${attributes}>
${json('application/json', block)}
<h1>${escape(seed.title)}</h1><p class="sapo">${escape(seed.lead)}</p>
${body.join('\n')}
</ykien-reader>`,
  });
}

/** Puts the page and its photo on the server. */
export function serveSeed(pages, seed, options) {
  pages.set('/photo.png', { body: seedPhoto, type: 'image/png' });
  pages.set('/seed', { body: seedPage(seed, options) });
}
