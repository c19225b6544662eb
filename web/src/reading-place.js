// Keeps the words that a reader is at where they are, while the publisher's HTML gives way to the
// twins.

const BLOCKS = ':is(p, h1, h2, h3, h4, h5, h6, li, figcaption, th, td)';
// Enough to tell one paragraph from another.
const WORDS_COMPARED = 8;

/** @param {Element} block */
function opening(block) {
  return (block.textContent ?? '').trim().split(/\s+/, WORDS_COMPARED).join(' ');
}

/**
 * Notes the first block in sight; the answer, called after the change, scrolls by as much as it has
 * moved.
 * @param {HTMLElement} host
 */
export function holdReadingPlace(host) {
  // What begins below the upper edge pushes nothing out of place.
  const blocks = host.getBoundingClientRect().top < 0 ? [...host.querySelectorAll(BLOCKS)] : [];
  const first = blocks.find((block) => block.getBoundingClientRect().bottom > 0 && opening(block));
  if (!first) return () => {};
  const words = opening(first);
  const { top } = first.getBoundingClientRect();
  return () => {
    const twins = [...host.querySelectorAll(`.ykien-twins ${BLOCKS}`)];
    const twin = twins.find((block) => opening(block) === words);
    if (twin) scrollBy({ top: twin.getBoundingClientRect().top - top, behavior: 'instant' });
  };
}
