// Keeps the words that a reader is at where they are, while what stands above them changes.

/** @typedef {import('./surface.js').Section} Section */

const BLOCKS = ':is(p, h1, h2, h3, h4, h5, h6, li, figcaption, th, td)';
// Enough to tell one paragraph from another.
const WORDS_COMPARED = 8;

/** @param {Element} block */
function opening(block) {
  return (block.textContent ?? '').trim().split(/\s+/, WORDS_COMPARED).join(' ');
}

/** @param {number} top */
function scrollDown(top) {
  if (Math.abs(top) >= 1) scrollBy({ top, behavior: 'instant' });
}

/**
 * While the publisher's HTML gives way to the twins: notes the first block in sight; the answer,
 * called after the change, scrolls by as much as it has moved. Undefined where nothing can move.
 * @param {HTMLElement} host
 */
export function holdReadingPlace(host) {
  // What begins below the upper edge pushes nothing out of place.
  const blocks = host.getBoundingClientRect().top < 0 ? [...host.querySelectorAll(BLOCKS)] : [];
  const first = blocks.find((block) => block.getBoundingClientRect().bottom > 0 && opening(block));
  if (!first) return undefined;
  const words = opening(first);
  const { top } = first.getBoundingClientRect();
  return () => {
    const twins = [...host.querySelectorAll(`.ykien-twins ${BLOCKS}`)];
    const twin = twins.find((block) => opening(block) === words);
    if (twin) scrollDown(twin.getBoundingClientRect().top - top);
  };
}

/**
 * While the twins are laid out anew: the same, to the line of a long paragraph. Browsers anchor
 * scrolling by themselves, but not all of them, and not to a share of a block.
 * @param {HTMLElement} host
 * @param {Section[]} sections
 */
export function holdLine(host, sections) {
  const tops = sections.map(({ box }) => box.getBoundingClientRect().top);
  // The last section that starts above the upper edge.
  const index = tops.findLastIndex((top, i) => top < 0 && sections[i].height > 0);
  const twin = index > 0 ? sections[index].tree.blockAt(-tops[index]) : undefined;
  if (!twin) return () => {};
  const { id, y, h } = twin;
  const share = h > 0 ? Math.min(1, (-tops[index] - y) / h) : 0;
  const seen = tops[index] + y + share * h;
  host.style.setProperty('overflow-anchor', 'none');
  return () => {
    const now = sections[index].tree.twin(id);
    const { top } = sections[index].box.getBoundingClientRect();
    if (now) scrollDown(top + now.y + share * now.h - seen);
    requestAnimationFrame(() => host.style.removeProperty('overflow-anchor'));
  };
}
