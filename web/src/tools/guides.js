// Two helps for the eye: a ruler that stays with the line, and a veil over all but one paragraph.

import { articleOf } from './context.js';
import { make } from './dom.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('./position.js').PositionWatcher} PositionWatcher */
/** @typedef {import('../records.js').Twin} Twin */

const LINES_IN_BAND = 1.3;
const LINE_HEIGHT = 30; // CSS px, where no paragraph tells another
const ROOM = 6;
// By half a line at a time, the next line is found across any gap between paragraphs.
const HALF_LINES_MAX = 12;

/** A band across the page, on one line of text, that follows pointer, focus, keys and scrolling. */
export class Ruler {
  #context;
  #band = make('div', { class: 'ruler', 'aria-hidden': 'true' });
  #middle = innerHeight / 2;
  /** @type {AbortController | undefined} */ #life;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    context.signal.addEventListener('abort', () => this.toggle(false));
  }

  get isOn() {
    return this.#life !== undefined;
  }

  /** @param {boolean} on */
  toggle(on) {
    if (on === this.isOn) return;
    this.#life?.abort();
    this.#life = on ? new AbortController() : undefined;
    if (!this.#life) return this.#band.remove();
    const { host } = this.#context;
    const { signal } = this.#life;
    host.shadowRoot?.append(this.#band);
    addEventListener('pointermove', ({ clientY }) => this.#place(clientY), { signal });
    addEventListener('scrollend', () => this.#place(this.#middle), { signal });
    host.addEventListener('focusin', ({ target }) => this.#follow(target), { signal });
    this.#place(innerHeight / 2);
  }

  /** @param {EventTarget | null} target */
  #follow(target) {
    if (!(target instanceof Element) || !target.closest('.ykien-twins')) return;
    const { top, height } = target.getBoundingClientRect();
    if (height < innerHeight / 2) this.#place(top + height / 2);
  }

  /** By a line; at the edge of the page, that moves instead. @param {1 | -1} by */
  step(by) {
    const { height } = this.#lineAt(this.#middle);
    let next = this.#middle;
    for (let i = 1; i <= HALF_LINES_MAX && Math.abs(next - this.#middle) < height * 0.75; i++)
      next = this.#lineAt(this.#middle + (by * i * height) / 2).middle;
    const moves = next < innerHeight * 0.15 || next > innerHeight * 0.85;
    if (moves) scrollBy({ top: next - this.#middle, behavior: 'instant' });
    else this.#place(next);
  }

  /**
   * The line nearest to a height in the viewport, of the block there.
   * @param {number} y
   */
  #lineAt(y) {
    const { box, tree, height: whole } = articleOf(this.#context);
    const { top } = box.getBoundingClientRect();
    const twin = y - top < whole ? tree.blockAt(y - top) : undefined;
    if (!twin?.lineCount) return { middle: y, height: LINE_HEIGHT };
    const height = twin.lineHeight;
    const first = top + twin.y + twin.textY;
    const line = Math.max(0, Math.min(twin.lineCount - 1, Math.floor((y - first) / height)));
    return { middle: first + (line + 0.5) * height, height };
  }

  /** @param {number} y in the viewport */
  #place(y) {
    const { middle, height: line } = this.#lineAt(y);
    this.#middle = middle;
    const height = Math.round(line * LINES_IN_BAND);
    this.#band.style.setProperty('--band', `${height}px`);
    this.#band.style.setProperty('translate', `0 ${Math.round(middle - height / 2)}px`);
  }
}

/** A veil over the article with a hole where the paragraph is that a reader is at. */
export class FocusMode {
  #context;
  #position;
  #hole = make('div');
  #veil = make('div', { class: 'dim', 'aria-hidden': 'true' }, this.#hole);
  #depth = 0;
  /** @type {(() => void) | undefined} */ #stop;

  /** @param {Context} context @param {PositionWatcher} position */
  constructor(context, position) {
    this.#context = context;
    this.#position = position;
    context.signal.addEventListener('abort', () => this.toggle(false));
  }

  get isOn() {
    return this.#stop !== undefined;
  }

  /** @param {boolean} on */
  toggle(on) {
    if (on === this.isOn) return;
    this.#stop?.();
    this.#stop = undefined;
    this.#veil.remove();
    if (!on) return;
    const { box, tree } = articleOf(this.#context);
    const life = new AbortController();
    const at = (/** @type {Event} */ { target }) => this.#show(tree.twinOf(target));
    for (const type of ['focusin', 'click'])
      tree.container.addEventListener(type, at, { signal: life.signal });
    // A new layout moves the paragraphs.
    const sizes = new ResizeObserver(() => this.#show(this.#at(this.#depth)));
    sizes.observe(box);
    const forget = this.#position.watch(({ depth }) => {
      this.#depth = depth;
      this.#show(this.#at(depth));
    });
    this.#stop = () => {
      life.abort();
      sizes.disconnect();
      forget();
    };
    box.append(this.#veil);
  }

  /** @param {number} depth */
  #at(depth) {
    return articleOf(this.#context).tree.blockAt(depth);
  }

  /** @param {Twin | undefined} twin */
  #show(twin) {
    const { tree } = articleOf(this.#context);
    const parent = twin && tree.twin(twin.parent);
    // A photo goes with its caption, a table with its rows; a list has its items.
    const whole = parent?.kind === LIST ? twin : outermost(tree, twin);
    if (!whole) return;
    this.#hole.style.setProperty('top', `${whole.y - ROOM}px`);
    this.#hole.style.setProperty('height', `${whole.h + 2 * ROOM}px`);
  }
}

const LIST = 7;

/**
 * @param {import('../twins.js').TwinTree} tree
 * @param {Twin | undefined} twin
 * @returns {Twin | undefined}
 */
function outermost(tree, twin) {
  const parent = twin && tree.twin(twin.parent);
  return parent ? outermost(tree, parent) : twin;
}
