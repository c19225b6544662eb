// Sends the article on: through the system's own sheet, or as a link, also to a selected passage.

import { articleOf } from './context.js';
import { make } from './dom.js';
import { fragmentOf, wholeWords, withFragment } from './text-fragment.js';
import { indexText, placeOf } from './text-index.js';

/** @typedef {import('./context.js').Context} Context */

export class Share {
  #context;
  #note = make('p', { role: 'status', hidden: true });
  #link = make('input', { type: 'text', readonly: true, hidden: true });
  /** @type {Range | undefined} as it was before a button took the focus */ #selected;
  element;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    const { words, signal } = context;
    this.#link.setAttribute('aria-label', words.share);
    this.element = make(
      'div',
      { class: 'menu' },
      this.#button(words.copyLink, () =>
        this.#copy(withFragment(location.href, ''), words.linkCopied),
      ),
      this.#button(words.copyPassage, () => this.#copyPassage()),
    );
    if ('share' in navigator)
      this.element.append(this.#button(words.shareWith, () => this.#shareWith()));
    this.element.append(this.#note, this.#link);
    document.addEventListener('selectionchange', () => this.#remember(), { signal });
    this.#remember();
  }

  /** @param {string} label @param {() => void} click */
  #button(label, click) {
    return make('button', { type: 'button', click }, label);
  }

  show() {
    this.#tell('');
  }

  /** @param {string} note @param {string} [link] for a reader to copy */
  #tell(note, link) {
    this.#note.textContent = note;
    this.#note.hidden = note === '';
    this.#link.hidden = link === undefined;
    if (link === undefined) return;
    this.#link.value = link;
    this.#link.focus();
    this.#link.select();
  }

  /** What is selected in the article; what else a reader selects changes nothing. */
  #remember() {
    const selection = getSelection();
    const { container } = articleOf(this.#context).tree;
    if (!selection || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (range.intersectsNode(container)) {
      this.#selected = range.collapsed ? undefined : range.cloneRange();
    }
  }

  async #shareWith() {
    try {
      await navigator.share({ title: document.title, url: withFragment(location.href, '') });
    } catch {
      // Called off by the reader.
    }
  }

  /** @param {string} link @param {string} done */
  async #copy(link, done) {
    try {
      await navigator.clipboard.writeText(link);
      this.#tell(done);
    } catch {
      this.#tell(this.#context.words.copyByHand, link);
    }
  }

  #copyPassage() {
    const { words } = this.#context;
    const fragment = this.#selected && this.#fragment(this.#selected);
    if (fragment) this.#copy(withFragment(location.href, fragment), words.passageCopied);
    else this.#tell(words.selectFirst);
  }

  /** @param {Range} range */
  #fragment(range) {
    const { lang } = this.#context;
    const all = indexText(articleOf(this.#context).tree.container);
    const cuts = all.map((block, i) => {
      const { element, text } = block;
      if (!range.intersectsNode(element)) return { i, text: '', cut: [0, 0] };
      const begin = element.contains(range.startContainer)
        ? placeOf(block, range.startContainer, range.startOffset)
        : 0;
      const end = element.contains(range.endContainer)
        ? placeOf(block, range.endContainer, range.endOffset)
        : text.length;
      return { i, text, cut: wholeWords(text, begin, Math.max(begin, end), lang) };
    });
    const used = cuts.filter(({ text, cut: [begin, end] }) => text.slice(begin, end).trim() !== '');
    const [first, last] = [used[0], used[used.length - 1]];
    if (!first || !last) return '';
    return fragmentOf({
      passages: used.map(({ text, cut: [begin, end] }) => text.slice(begin, end)),
      // Browsers look for each in one block.
      before: first.text.slice(0, first.cut[0]).trim() || (all[first.i - 1]?.text ?? ''),
      after: last.text.slice(last.cut[1]).trim() || (all[last.i + 1]?.text ?? ''),
      page: document.body.innerText,
    });
  }
}
