// The reader's text while it is being written. The field owns it: its value is set once, when the
// field is made, and after a comment was stored; never while someone types (Vietnamese input tools
// send Backspace and letters of their own).

import { dropDraft, keepDraft, keptDraft } from './keepsakes.js';
import { Kind } from './twin-content.js';
import { makeUuid } from './uuid.js';

/** @typedef {import('./keepsakes.js').Draft} Draft */
/** @typedef {import('./twins.js').TwinTree} TwinTree */
/** @typedef {import('./abi.js').EngineDocument} EngineDocument */

const TYPING_PAUSE_MS = 400;
const GROWS_BY_ITSELF = CSS.supports('field-sizing', 'content');

export class DraftForm {
  #trees;
  /** @type {TwinTree} where the form stands */ #tree;
  #document;
  #articleId;
  #parentId = ''; // of the comment that is answered
  #editing = ''; // or whose words are changed
  #changed;
  /** @type {Draft} */ #draft;
  /** @type {HTMLTextAreaElement | undefined} */ #area;
  /** @type {HTMLInputElement | undefined} */ #name;
  #pause = 0;
  /** @type {import('./twins.js').Twin | undefined} of the text area, as it was laid out last */
  #twin;
  // Asked for its height after a layout, not before: to ask is to lay the page out at once.
  #sizes = new ResizeObserver(() => {
    // What grows by hand may not do so while its size is being told.
    if (GROWS_BY_ITSELF) this.#reportHeight();
    else requestAnimationFrame(() => this.#reportHeight());
  });

  /**
   * @param {{trees: TwinTree[], document: EngineDocument, articleId: string,
   *   changed: () => void, signal: AbortSignal}} options trees: where the form may stand
   */
  constructor({ trees, document: engineDocument, articleId, changed, signal }) {
    this.#trees = trees;
    this.#tree = trees[0];
    this.#document = engineDocument;
    this.#articleId = articleId;
    this.#changed = changed;
    this.#draft = keptDraft(articleId);
    engineDocument.setDraft(this.#draft);
    for (const { container } of trees) {
      container.addEventListener('input', () => this.#typed(), { signal });
      container.addEventListener('submit', (event) => event.preventDefault(), { signal });
      container.addEventListener('keydown', (event) => this.#keyed(event), { signal });
    }
    addEventListener('pagehide', () => this.#keep(), { signal });
    document.addEventListener('visibilitychange', () => this.#keep(), { signal });
    signal.addEventListener('abort', () => {
      this.#sizes.disconnect();
      this.#keep();
    });
  }

  /**
   * Another comment is answered from now on, or none: what was written stays with what it answers.
   * @param {string} parentId
   */
  answer(parentId) {
    this.#take(parentId, '');
  }

  /** @param {string} detail of the effect: a comment's id, a line end, its words */
  edit(detail) {
    const [id] = detail.split('\n', 1);
    this.#take('', id);
    if (this.#draft.text) return; // what was begun before
    this.#draft.text = detail.slice(id.length + 1);
    this.#show();
  }

  /** @param {string} parentId @param {string} editing */
  #take(parentId, editing) {
    this.#keep();
    const { name } = this.#draft;
    this.#parentId = parentId;
    this.#editing = editing;
    this.#draft = keptDraft(this.#key);
    this.#draft.name ||= name;
    this.#show();
  }

  #show() {
    this.#document.setDraft(this.#draft);
    this.#area = this.#name = undefined; // other words go into them
    this.adopt();
    this.#changed();
  }

  /** What is answered is gone: the words go behind those that were written below the heading. */
  move() {
    const { text, name } = this.#draft;
    this.answer('');
    this.#draft = { text: [this.#draft.text, text].filter(Boolean).join('\n\n'), name };
    keepDraft(this.#key, this.#draft);
    this.#show();
  }

  get #key() {
    if (this.#editing) return `${this.#articleId}/${this.#editing}/edit`;
    return this.#parentId ? `${this.#articleId}/${this.#parentId}` : this.#articleId;
  }

  /** The comment whose words are changed, or "". */
  get editing() {
    return this.#editing;
  }

  /** After the twins were updated: finds the fields. */
  adopt() {
    this.#tree = this.#trees.find((tree) => tree.find(Kind.textarea)) ?? this.#trees[0];
    const area = /** @type {HTMLTextAreaElement | undefined} */ (this.#tree.find(Kind.textarea));
    const name = /** @type {HTMLInputElement | undefined} */ (this.#tree.find(Kind.input));
    if (name && name !== this.#name) name.value = this.#draft.name;
    if (area && area !== this.#area) this.#adoptArea(area);
    this.#area = area;
    this.#name = name;
    this.#describe();
    const twin = area && this.#tree.twinOf(area);
    if (area && twin !== this.#twin) this.#watch(area);
    this.#twin = twin;
  }

  /** @param {HTMLTextAreaElement} area */
  #adoptArea(area) {
    area.value = this.#draft.text;
    // What the module gives an empty field is the least.
    const least = this.#tree.twinOf(area)?.h ?? 0;
    area.style.setProperty('min-height', `${least}px`, 'important');
  }

  /** From the beginning: its height is told once more. @param {HTMLTextAreaElement} area */
  #watch(area) {
    this.#sizes.disconnect();
    this.#sizes.observe(area);
  }

  /** The count, and what is wrong, are read out with the fields. */
  #describe() {
    const { container } = this.#tree;
    const [counter, status] = container.querySelectorAll('form div:not([role]) > p, form > [role]');
    if (!status || counter.id) return;
    for (const one of [counter, status]) one.id = `ykien-${makeUuid(Date.now())}`;
    counter.ariaHidden = 'true'; // or it would be read once more after the field
    this.#area?.setAttribute('aria-describedby', `${counter.id} ${status.id}`);
    this.#name?.setAttribute('aria-describedby', status.id);
  }

  get text() {
    return this.#draft.text;
  }

  /** Where something is wrong, or else the text. */
  focus() {
    const wrong = this.#tree.container.querySelector('[aria-invalid]');
    (wrong instanceof HTMLElement ? wrong : this.#area)?.focus();
  }

  /**
   * The comment with this text was stored: what was written since then stays.
   * @param {string} sent
   */
  stored(sent) {
    if (this.#area?.value === sent) this.#area.value = '';
    this.#typed();
    this.#keep();
  }

  #typed() {
    this.#draft = { text: this.#area?.value ?? '', name: this.#name?.value ?? '' };
    this.#document.setDraft(this.#draft);
    this.#reportHeight();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#keep(), TYPING_PAUSE_MS);
    this.#changed();
  }

  #keep() {
    clearTimeout(this.#pause);
    if (!this.#area) return;
    // A name alone is kept once.
    if (this.#key !== this.#articleId && !this.#draft.text) dropDraft(this.#key);
    else keepDraft(this.#key, this.#draft);
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!sends || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    const button = this.#tree.container.querySelector('button[type="submit"]');
    if (button instanceof HTMLButtonElement) button.click();
  }

  #reportHeight() {
    const area = this.#area;
    const twin = area && this.#tree.twinOf(area);
    if (!twin) return;
    if (!GROWS_BY_ITSELF) growByHand(area);
    const { height } = area.getBoundingClientRect();
    if (height === 0 || Math.abs(height - twin.h) < 0.5) return;
    this.#document.setFieldHeight(twin.id, height);
    this.#changed();
  }
}

/** @param {HTMLTextAreaElement} area */
function growByHand(area) {
  area.style.setProperty('height', '0', 'important');
  const border = area.offsetHeight - area.clientHeight;
  area.style.setProperty('height', `${area.scrollHeight + border}px`, 'important');
}
