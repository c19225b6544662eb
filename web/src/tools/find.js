// Finds words within the article, and marks them.

import { articleOf, scrollIntoSight } from './context.js';
import { iconButton, make } from './dom.js';
import { findAll } from './fold.js';
import { habits, keepHabits } from './memory.js';
import { styleMarks } from './style.js';
import { highlight, indexText, rangeOf } from './text-index.js';
import { fill } from './words.js';

// More are counted, but not marked.
const MARKS_MAX = 5000;

export class Find {
  #context;
  #field;
  #count;
  #accents;
  /** @type {Range[]} */ #found = [];
  #current = -1;
  #watcher;
  /** @type {import('./text-index.js').IndexedBlock[] | undefined} */ #blocks;
  element;

  /** @param {import('./context.js').Context} context */
  constructor(context) {
    this.#context = context;
    const { words } = context;
    this.#field = make('input', {
      type: 'search',
      'aria-label': words.findLabel,
      placeholder: words.findLabel,
      enterkeyhint: 'search',
      autocomplete: 'off',
      input: () => this.#search(),
      keydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'Enter' || event.isComposing) return;
        event.preventDefault();
        this.step(event.shiftKey ? -1 : 1);
      },
    });
    this.#count = make('output', { 'aria-live': 'polite' });
    this.#accents = make('input', {
      type: 'checkbox',
      change: () => {
        keepHabits({ matchAccents: this.#accents.checked });
        this.#search();
      },
    });
    this.#accents.checked = habits().matchAccents;
    this.element = this.#lay();
    // Lines are made anew when they break elsewhere, and marks with them.
    this.#watcher = new MutationObserver(() => {
      this.#blocks = undefined;
      this.#mark();
    });
    context.signal.addEventListener('abort', () => this.hide());
  }

  #lay() {
    const { words } = this.#context;
    const fields = make(
      'div',
      { class: 'fields' },
      this.#field,
      iconButton('previous', words.previousMatch, () => this.step(-1)),
      iconButton('next', words.nextMatch, () => this.step(1)),
    );
    const check = make('label', { class: 'check' }, this.#accents, words.matchAccents);
    const row = make('div', { class: 'fields spread' }, check, this.#count);
    return make('search', {}, fields, row);
  }

  show() {
    this.#watcher.observe(articleOf(this.#context).tree.container, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    this.#field.focus();
    this.#field.select();
    this.#search();
  }

  hide() {
    this.#watcher.disconnect();
    this.#blocks = undefined;
    this.#found = [];
    this.#unmark();
  }

  #search() {
    this.#current = -1;
    this.#mark();
    if (this.#found.length > 0) this.step(1);
  }

  #mark() {
    this.#unmark();
    const wanted = this.#field.value;
    this.#blocks ??= indexText(articleOf(this.#context).tree.container);
    this.#found = wanted.trim()
      ? this.#blocks.flatMap((block) =>
          findAll(block.text, wanted, this.#accents.checked).map(([begin, end]) =>
            rangeOf(block, begin, end),
          ),
        )
      : [];
    if (this.#found.length > 0) styleMarks(this.#context.host);
    for (const range of this.#found.slice(0, MARKS_MAX)) highlight('ykien-find')?.add(range);
    this.#current = Math.min(this.#current, this.#found.length - 1);
    this.#markCurrent();
  }

  #markCurrent() {
    const { words } = this.#context;
    const range = this.#found[this.#current];
    const marks = highlight('ykien-find-current');
    if (marks) marks.priority = 1;
    if (range) marks?.add(range);
    const numbers = { n: this.#current + 1, of: this.#found.length };
    const none = this.#field.value.trim() ? words.findNone : '';
    this.#count.textContent = range ? fill(words.findCount, numbers) : none;
  }

  #unmark() {
    // Other readers of the page have marks of their own.
    const own = (/** @type {AbstractRange} */ { startContainer }) =>
      !startContainer.isConnected ||
      articleOf(this.#context).tree.container.contains(startContainer);
    for (const name of ['ykien-find', 'ykien-find-current']) {
      const marks = highlight(name);
      for (const range of marks ?? []) if (own(range)) marks?.delete(range);
    }
  }

  /** @param {1 | -1} by */
  step(by) {
    const count = this.#found.length;
    if (count === 0) return;
    const range = this.#found[Math.max(0, this.#current)];
    highlight('ykien-find-current')?.delete(range);
    this.#current = this.#current < 0 ? 0 : (this.#current + by + count) % count;
    this.#markCurrent();
    const found = this.#found[this.#current];
    scrollIntoSight(found.getBoundingClientRect(), 'instant');
    // Where the browser has no marks, its selection shows the place.
    if (!CSS.highlights) getSelection()?.setBaseAndExtent(...endsOf(found));
  }
}

/** @param {Range} range @returns {[Node, number, Node, number]} */
function endsOf({ startContainer, startOffset, endContainer, endOffset }) {
  return [startContainer, startOffset, endContainer, endOffset];
}
