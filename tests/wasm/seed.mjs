// The captured page as article JSON: what a publisher would have served at `src`.
import { noSeed, readSeed } from '../support/seed-page.mjs';

export const missingSeed = noSeed;

/** @returns {string} */
export function seedArticle() {
  const seed = readSeed();
  const blocks = seed.blocks.map(({ kind, text }) =>
    kind === 'caption'
      ? { type: 'image', src: 'photo.png', width: 640, height: 400, caption: text }
      : { type: kind, text },
  );
  return JSON.stringify({
    id: '1775',
    language: 'vi',
    numberStyle: 'comma',
    title: seed.title,
    category: seed.category,
    published: '2014-03-11T06:01:00+07:00',
    authors: [seed.byline],
    views: 2741,
    likes: Number(seed.likes),
    keywords: ['học tập', 'làm theo gương Bác'],
    lead: seed.lead,
    weather: { place: 'Bình Phước', now: 30, low: 27, high: 33 },
    blocks,
  });
}
