// The captured page as article JSON: what a publisher's page would have said.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './engine.mjs';

const file = join(root, '../shared/seed/bai-1775.txt');
export const missingSeed = existsSync(file) ? false : `no ${file}`;

const isHeading = (line) => line.length < 80 && !/[.:…]$/.test(line);

/** @returns {string} */
export function seedArticle() {
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = (pattern) => lines.findIndex((line) => pattern.test(line));
  const counted = at(/lượt xem$/);
  const title = lines.slice(0, counted).findLast((line) => line.trim());
  const body = lines
    .slice(counted + 1, at(/Từ khóa/))
    .map((line) => line.trim())
    .filter(Boolean);
  const [lead, ...rest] = body;
  const byline = rest.pop();
  const caption = rest.findIndex((line) => !/[.…]$/.test(line) && line.length > 80);
  const blocks = rest.map((text, i) => {
    if (i === caption)
      return { type: 'image', src: 'anh.jpg', width: 640, height: 427, caption: text };
    return isHeading(text) ? { type: 'heading', text } : { type: 'paragraph', text };
  });
  return JSON.stringify({
    id: '1775',
    language: 'vi',
    numberStyle: 'comma',
    title,
    category: 'Chính trị',
    published: '2014-03-11T06:01:00+07:00',
    authors: [byline],
    views: 2741,
    likes: 1775,
    lead,
    weather: { place: 'Bình Phước', now: 30, low: 27, high: 33 },
    blocks,
  });
}
