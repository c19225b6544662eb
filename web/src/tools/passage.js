// A link to a passage, when the page was opened by one: browsers looked for it in the publisher's
// HTML, which has given way since.

import { articleOf, scrollIntoSight } from './context.js';
import { findAll } from './fold.js';
import { parseFragment } from './text-fragment.js';
import { styleMarks } from './style.js';
import { highlight, indexText, rangeOf } from './text-index.js';

/** @typedef {import('./text-index.js').IndexedBlock} IndexedBlock */

/** Whether what stands there is what is wanted. @param {string} text @param {string} wanted */
const begins = (text, wanted) => findAll(text, wanted, true)[0]?.[0] === 0;
/** @param {string} text @param {string} wanted */
const ends = (text, wanted) => findAll(text, wanted, true).pop()?.[1] === text.length;

/**
 * @param {IndexedBlock[]} blocks
 * @param {NonNullable<ReturnType<typeof parseFragment>>} terms
 */
function findPassage(blocks, { prefix, start, end, suffix }) {
  for (const [i, block] of blocks.entries()) {
    for (const [from, until] of findAll(block.text, start, true)) {
      const before = block.text.slice(0, from).trim() || (blocks[i - 1]?.text ?? '');
      if (prefix && !ends(before, prefix)) continue;
      const range = rangeOf(block, from, until);
      if (!end) {
        const after = block.text.slice(until).trim() || (blocks[i + 1]?.text ?? '');
        if (suffix && !begins(after, suffix)) continue;
        return range;
      }
      const last = blocks.findIndex(
        ({ text }, at) => at >= i && findAll(text.slice(at === i ? until : 0), end, true).length,
      );
      if (last < 0) continue;
      const skipped = last === i ? until : 0;
      const [place] = findAll(blocks[last].text.slice(skipped), end, true);
      const tail = rangeOf(blocks[last], skipped + place[0], skipped + place[1]);
      range.setEnd(tail.endContainer, tail.endOffset);
      return range;
    }
  }
  return undefined;
}

/**
 * Marks the passage, until the reader does something, and goes there.
 * @param {import('./context.js').Context} context
 */
export function showPassage(context) {
  const [visit] = performance.getEntriesByType('navigation');
  const terms = visit && parseFragment(visit.name);
  if (!terms) return;
  const { tree } = articleOf(context);
  const range = findPassage(indexText(tree.container), terms);
  if (!range) return;
  styleMarks(context.host);
  highlight('ykien-find')?.add(range);
  scrollIntoSight(range.getBoundingClientRect(), 'instant');
  const forget = () => highlight('ykien-find')?.delete(range);
  addEventListener('pointerdown', forget, { once: true, signal: context.signal });
}
