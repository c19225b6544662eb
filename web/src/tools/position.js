// Where a reader is in the article, told without hearing them scroll: an observer sees the strips
// of a ladder beside the article cross the middle of the viewport.

import { articleOf } from './context.js';
import { make } from './dom.js';

/**
 * depth: of the article that is above the middle of the viewport, CSS px; share: 0 at the
 * beginning, 1 when the end is in sight
 * @typedef {{depth: number, share: number}} Position
 */

const STRIP_HEIGHT = 80; // CSS px, about; a percentage, so that the ladder grows with the article
const STRIPS_MIN = 20;
const STRIPS_MAX = 500;

export class PositionWatcher {
  #context;
  #ladder = make('div', { class: 'ladder', 'aria-hidden': 'true' });
  /** @type {IntersectionObserver | undefined} */ #observer;
  /** @type {Set<(position: Position) => void>} */ #listeners = new Set();
  /** @type {Position} */ last = { depth: 0, share: 0 };

  /** @param {import('./context.js').Context} context */
  constructor(context) {
    this.#context = context;
    context.signal.addEventListener('abort', () => this.#stop());
  }

  /**
   * Calls with each position, until the answer is called.
   * @param {(position: Position) => void} listener
   */
  watch(listener) {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#start();
    else listener(this.last);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#stop();
    };
  }

  #start() {
    const { box, height } = articleOf(this.#context);
    const count = Math.min(STRIPS_MAX, Math.max(STRIPS_MIN, Math.round(height / STRIP_HEIGHT)));
    const strips = Array.from({ length: count }, () => make('div'));
    this.#ladder.replaceChildren(...strips);
    box.append(this.#ladder);
    this.#observer = new IntersectionObserver((entries) => this.#crossed(entries), {
      rootMargin: '-50% 0px -50% 0px',
    });
    for (const strip of strips) this.#observer.observe(strip);
  }

  #stop() {
    this.#observer?.disconnect();
    this.#ladder.remove();
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #crossed(entries) {
    const strips = [...this.#ladder.children];
    // Any strip tells where the article is; the last news is the latest.
    const { target, boundingClientRect: strip } = entries[entries.length - 1];
    const height = strip.height * strips.length;
    const top = strip.top - strips.indexOf(target) * strip.height;
    const room = height - innerHeight;
    const share = room > 0 ? Math.min(1, Math.max(0, -top / room)) : Number(top < 0);
    this.last = { depth: innerHeight / 2 - top, share };
    for (const listener of this.#listeners) listener(this.last);
  }
}
