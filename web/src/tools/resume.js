// Offers to go on where the last visit ended; never goes there by itself.

import { articleOf } from './context.js';
import { takeFocusTo } from './contents.js';
import { make } from './dom.js';
import { fill } from './words.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('./places.js').Place} Place */

// Below the upper edge, so that a reader sees the words before, too; CSS px.
const ROOM_ABOVE = 72;

/** Where it is in the viewport. @param {Context} context @param {Place} place */
function topOf(context, [block, share]) {
  const { box, tree } = articleOf(context);
  const twin = tree.twin(block);
  return twin && box.getBoundingClientRect().top + twin.y + share * twin.h;
}

/**
 * Stays until it is taken, dismissed, or the reader has begun to read from the start.
 * @param {Context} context
 * @param {Place} place
 */
export function offerPlace(context, place) {
  const { host, words, signal } = context;
  const root = host.shadowRoot;
  // A browser that came back by itself, or a link to a passage, was first.
  if (!root || !((topOf(context, place) ?? 0) > innerHeight)) return;
  const take = () => {
    leave();
    resume(context, place);
  };
  const leave = () => {
    watcher.disconnect();
    card.remove();
  };
  const card = make(
    'div',
    { class: 'resume tool', role: 'region', 'aria-label': words.resumeName },
    make(
      'div',
      { class: 'card', keydown: ({ key }) => key === 'Escape' && leave() },
      make('p', { role: 'status' }, fill(words.leftAt, { n: place[2] })),
      make('button', { type: 'button', class: 'primary', click: take }, words.resume),
      make('button', { type: 'button', class: 'plain', click: leave }, words.dismiss),
    ),
  );
  const first = articleOf(context).tree.container.querySelector('h1, p');
  const watcher = new IntersectionObserver(([entry], self) => {
    if (entry.isIntersecting || entry.boundingClientRect.top > 0) return;
    self.disconnect();
    card.remove();
  });
  root.append(card);
  if (first) watcher.observe(first);
  signal.addEventListener('abort', leave);
}

/** @param {Context} context @param {Place} place */
function resume(context, place) {
  const { tree } = articleOf(context);
  const [block] = place;
  const elements = [...tree.container.querySelectorAll(/** @type {'p'} */ ('*'))];
  const element = elements.find((one) => tree.twinOf(one)?.id === block);
  if (element) takeFocusTo(element);
  scrollBy({ top: (topOf(context, place) ?? 0) - ROOM_ABOVE, behavior: 'instant' });
}
