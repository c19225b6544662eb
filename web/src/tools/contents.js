// The article's headings as a list of links, and how much of it is read.

import { articleOf } from './context.js';
import { make, prefersStillness } from './dom.js';
import { fill } from './words.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('./position.js').Position} Position */
/** @typedef {import('./position.js').PositionWatcher} PositionWatcher */

const HEADINGS = ':is(h1, h2, h3, h4, h5, h6)';

/** @param {Context} context @returns {HTMLElement[]} */
export function headingsOf(context) {
  return [...articleOf(context).tree.container.querySelectorAll(/** @type {'h1'} */ (HEADINGS))];
}

/** Who reads on by keyboard or by ear starts from there. @param {HTMLElement} block */
export function takeFocusTo(block) {
  if (!block.hasAttribute('tabindex')) {
    block.tabIndex = -1;
    block.addEventListener('blur', () => block.removeAttribute('tabindex'), { once: true });
  }
  block.focus({ preventScroll: true });
}

/**
 * Scrolls there, and takes the focus along.
 * @param {HTMLElement} block
 * @param {ScrollBehavior} [behavior]
 */
export function goTo(block, behavior = prefersStillness() ? 'instant' : 'smooth') {
  takeFocusTo(block);
  block.scrollIntoView({ block: 'start', behavior });
}

/**
 * The heading that a depth of the article is under.
 * @param {Context} context
 * @param {number} depth CSS px
 */
export function headingAt(context, depth) {
  const { tree } = articleOf(context);
  return headingsOf(context).findLastIndex((heading) => (tree.twinOf(heading)?.y ?? 0) <= depth);
}

export class Contents {
  #context;
  #close;
  /** @type {HTMLAnchorElement[]} */ #links = [];
  #list = make('div');
  element = make('nav', { class: 'contents' });

  /** @param {Context} context @param {() => void} close called when a reader goes somewhere */
  constructor(context, close) {
    this.#context = context;
    this.#close = close;
    this.element.setAttribute('aria-label', context.words.contents);
    this.element.append(this.#list);
  }

  /** Reads the headings anew: they may have been translated. */
  refresh() {
    const headings = headingsOf(this.#context);
    this.#links = headings.map((heading) => this.#link(heading));
    const empty = make('p', {}, this.#context.words.contentsEmpty);
    this.#list.replaceChildren(headings.length > 1 ? this.#nest(headings) : empty);
  }

  /** @param {Position} position */
  show({ depth }) {
    const current = headingAt(this.#context, depth);
    this.#links.forEach((link, i) => {
      if (i === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  }

  /** @param {HTMLElement} heading */
  #link(heading) {
    const click = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.#close();
      goTo(heading);
    };
    return make('a', { href: '#', click }, heading.textContent ?? '');
  }

  /** A list in a list for each deeper level. @param {HTMLElement[]} headings */
  #nest(headings) {
    const root = make('ol');
    const open = [{ level: 1, list: root }];
    headings.forEach((heading, i) => {
      const level = Number(heading.localName.slice(1));
      while (open.length > 1 && open[open.length - 1].level >= level) open.pop();
      const { list } = open[open.length - 1];
      const item = make('li', {}, this.#links[i]);
      list.append(item);
      // The title stands above all: its sections are not set in under it.
      if (level === 1) return;
      const inner = make('ol');
      open.push({ level, list: inner });
      item.append(inner);
    });
    for (const list of root.querySelectorAll('ol:empty')) list.remove();
    return root;
  }
}

/** A thin bar, and words for it. */
export class Progress {
  #context;
  #bar = make('div', { class: 'progress', 'aria-hidden': 'true' }, make('div'));
  #words = make('output', { class: 'progress-words', 'aria-live': 'off' });

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    this.#words.setAttribute('aria-label', context.words.progressName);
    // Where style sheets can follow scrolling, the bar is theirs.
    const { box } = articleOf(context);
    box.classList.add('measured');
  }

  get elements() {
    return [this.#words, this.#bar];
  }

  /** @param {Position} position */
  show({ share }) {
    const { words } = this.#context;
    const percent = fill(words.progress, { n: Math.round(share * 100) });
    this.#words.textContent = `${percent} · ${this.#left(share)}`;
    this.#bar.style.setProperty('--share', String(share));
  }

  /** @param {number} share that is read */
  #left(share) {
    const { words, document: engineDocument } = this.#context;
    if (share >= 1) return words.done;
    const [fast, slow] = engineDocument.readingMinutes;
    const minutes = Math.round(((fast + slow) / 2) * (1 - share));
    return minutes < 1 ? words.minuteLeft : fill(words.minutesLeft, { n: minutes });
  }
}
