// The DOM twins of one section: every word and control of the picture as a real element, in the
// same place.
//
// Blocks stand in flow with exact heights and margins. Elements are kept by id: what did not change
// is not touched, so focus, selection and typed text stay.

import { fits, PlainHeights, widthsOf } from './plain.js';
import {
  elementFor,
  fillElement,
  Flag,
  isUnseen,
  Kind,
  setAttribute,
  setImportant,
  textOf,
} from './twin-content.js';

/** @typedef {import('./records.js').Twin} Twin */
/** @typedef {import('./records.js').SectionRecord} SectionRecord */
/** @typedef {import('./twin-content.js').Fonts} Fonts */
/**
 * place: where it was put last; widths: of its lines, as the module measured them, CSS px; foreign:
 * its words are not ours any more; checked: whether it was compared with the picture
 * @typedef {{
 *   element: HTMLElement, twin: Twin, painted: boolean, place: string, words: string,
 *   widths: number[] | null, foreign: boolean, checked: boolean,
 * }} Entry
 */
/** @typedef {(twin: number, height: number) => void} SetPlain height: CSS px */

// Of each section in each frame, however long another one takes.
const TWINS_MIN = 4;
// Twins, lines and pieces that one frame makes: what it costs comes later, when they are laid out.
const MADE_MAX = 3000;

export class TwinTree {
  /** @type {Map<number, Entry>} */ #entries = new Map();
  #container;
  #setting;
  #setPlain;
  #heights;
  #watcher;
  /** @type {SectionRecord | undefined} */ #record;
  /** @type {Iterator<void> | undefined} what is left of the last update */ #rest;
  #made = 0;
  /** @type {Set<string>} heights between which all was compared */ #compared = new Set();
  /** Of the tiles under which words were hidden last. */
  #tiles = NaN;
  /** @type {WeakMap<Element, number>} */ #ids = new WeakMap();

  /**
   * @param {number} section
   * @param {Fonts} fonts
   * @param {SetPlain} setPlain called for a text that the browser sets by itself
   */
  constructor(section, fonts, setPlain) {
    this.#setting = { section, fonts, lang: '', title: '' };
    this.#setPlain = setPlain;
    this.#container = document.createElement('div');
    this.#container.className = 'ykien-twins';
    this.#container.slot = `ykien-section-${section}`;
    this.#heights = new PlainHeights((element, height) => {
      const id = this.#ids.get(element);
      if (id !== undefined) setPlain(id, height);
    });
    this.#watcher = new MutationObserver((records) => this.#rewritten(records));
    const rewrites = { childList: true, characterData: true, subtree: true };
    this.#watcher.observe(this.#container, rewrites);
  }

  /** To be put into the host's light DOM: there, selection, find, autofill and translation work. */
  get container() {
    return this.#container;
  }

  /**
   * @param {string} lang
   * @param {string} title of the article: tells its discussion from another one on the page
   */
  setArticle(lang, title) {
    this.#setting.lang = this.#container.lang = lang;
    this.#setting.title = title;
  }

  /**
   * The twin of which an element is, or is inside of.
   * @param {EventTarget | null} target
   * @returns {Twin | undefined}
   */
  twinOf(target) {
    for (
      let at = target instanceof Element ? target : null;
      at && at !== this.#container;
      at = at.parentElement
    ) {
      const id = this.#ids.get(at);
      if (id !== undefined) return this.#entries.get(id)?.twin;
    }
    return undefined;
  }

  /** Whether all is shown that update() was given. */
  get settled() {
    return this.#rest === undefined;
  }

  /** The first element of a kind. @param {number} kind */
  find(kind) {
    for (const { element, twin } of this.#entries.values()) if (twin.kind === kind) return element;
    return undefined;
  }

  /**
   * Begins to show another state; work() goes on with it.
   * @param {SectionRecord} record
   */
  update(record) {
    this.#record = record;
    this.#rest = this.#steps(record);
    setImportant(this.#container, 'height', `${record.height}px`);
  }

  /**
   * Goes on until all is shown, or the time is up, or much was made. Whether all is.
   * @param {number} until as performance.now() tells it; Infinity: all
   */
  work(until) {
    if (!this.#rest) return true;
    const seen = this.#watcher.takeRecords();
    if (seen.length > 0) this.#rewritten(seen);
    let done = false;
    this.#made = 0;
    this.#compared.clear();
    this.#tiles = NaN;
    for (let i = 0; !done; i++) {
      const late = i >= TWINS_MIN && performance.now() > until;
      if (late || (this.#made > MADE_MAX && until < Infinity)) break;
      done = this.#rest.next().done === true;
    }
    if (done) this.#rest = undefined;
    this.#watcher.takeRecords(); // our own
    return done;
  }

  /** @param {SectionRecord} record */
  *#steps(record) {
    const twins = record.twins.filter((twin) => twin.kind !== Kind.marker);
    this.#removeAllBut(new Set(twins.map((twin) => twin.id)));
    this.#describe(record, twins);
    /** @type {Map<number, {next: ChildNode | null, bottom: number}>} */
    const cursors = new Map([[0, { next: this.#container.firstChild, bottom: 0 }]]);
    for (const twin of twins) {
      const entry = this.#entryFor(twin, record);
      const parent = this.#entries.get(twin.parent);
      let cursor = cursors.get(twin.parent);
      if (!cursor) {
        cursor = { next: parent?.element.firstChild ?? null, bottom: parent?.twin.y ?? 0 };
        cursors.set(twin.parent, cursor);
      }
      // What others have put between stays there.
      while (cursor.next && !this.#ids.has(/** @type {Element} */ (cursor.next)))
        cursor.next = cursor.next.nextSibling;
      if (cursor.next === entry.element) cursor.next = entry.element.nextSibling;
      else (parent?.element ?? this.#container).insertBefore(entry.element, cursor.next);
      place(entry, parent?.twin, cursor.bottom);
      if (!(twin.flags & Flag.placed) && !isUnseen(twin)) cursor.bottom = twin.y + twin.h;
      // What announces itself does so once, with all that is in it.
      if (twin.kind !== Kind.status && parent?.twin.kind !== Kind.status) yield;
    }
  }

  /** @param {Set<number>} kept */
  #removeAllBut(kept) {
    for (const [id, { element }] of this.#entries) {
      if (kept.has(id)) continue;
      element.remove();
      this.#heights.remove(element);
      this.#entries.delete(id);
    }
  }

  /** @param {SectionRecord} record @param {Twin[]} twins */
  #describe(record, twins) {
    const name = twins.find((twin) => twin.kind === Kind.heading)?.label;
    setAttribute(this.#container, 'role', ['', 'article', 'region'][record.role]);
    setAttribute(
      this.#container,
      'aria-label',
      record.role === 2 ? `${name}: ${this.#setting.title}` : '',
    );
  }

  /**
   * @param {Twin} twin
   * @param {SectionRecord} record
   */
  #entryFor(twin, record) {
    const [tag, role] = elementFor(twin);
    let entry = this.#entries.get(twin.id);
    if (entry && entry.element.localName !== tag) {
      entry.element.remove();
      this.#heights.remove(entry.element);
      entry = undefined;
    }
    const known = entry?.twin.hash;
    entry ??= this.#makeEntry(twin, tag, role);
    entry.twin = twin;
    if (known === twin.hash) return entry;
    const lines = record.linesOf(twin);
    this.#made += lines.reduce((sum, { pieces }) => sum + 1 + pieces.length, 1);
    const words = lines.map(textOf).join(' ');
    entry.foreign &&= words === entry.words;
    entry.words = words;
    entry.widths = widthsOf(lines);
    entry.place = '';
    entry.checked = false;
    fillElement(entry.element, twin, record, lines, this.#setting, entry.foreign);
    this.#heights[twin.flags & Flag.plain ? 'add' : 'remove'](entry.element);
    return entry;
  }

  /**
   * @param {Twin} twin
   * @param {string} tag
   * @param {string} [role]
   * @returns {Entry}
   */
  #makeEntry(twin, tag, role) {
    const element = document.createElement(tag);
    setAttribute(element, 'role', role);
    /** @type {Entry} */
    const entry = {
      element,
      twin,
      painted: false,
      place: '',
      words: '',
      widths: null,
      foreign: false,
      checked: false,
    };
    this.#entries.set(twin.id, entry);
    this.#ids.set(element, twin.id);
    return entry;
  }

  /**
   * Somebody else has put other words there: a translator, an extension. They stay, and are seen.
   * @param {MutationRecord[]} records
   */
  #rewritten(records) {
    for (const id of new Set(records.map(({ target }) => this.#idOf(target)))) {
      const entry = this.#entries.get(id);
      if (!entry || !entry.widths || entry.foreign) continue;
      entry.foreign = true;
      this.#leaveToBrowser(entry);
    }
  }

  /** @param {Node | null} node */
  #idOf(node) {
    const element = node instanceof Element ? node : node?.parentElement;
    return this.twinOf(element ?? null)?.id ?? 0;
  }

  /** @param {Entry} entry */
  #leaveToBrowser({ twin }) {
    // What stands beside others gives way together with them.
    const id = twin.flags & Flag.placed ? twin.parent : twin.id;
    const { h = 0 } = this.#entries.get(id)?.twin ?? {};
    this.#setPlain(id, h);
  }

  /**
   * Compares texts between two heights (CSS px) with the picture, and leaves those to the browser
   * that would stand elsewhere. Whether all are as they should be.
   * @param {number} top
   * @param {number} bottom
   */
  compare(top, bottom) {
    const { fonts } = this.#setting;
    const key = `${top} ${bottom}`;
    if (this.#compared.has(key)) return true;
    this.#compared.add(key);
    const entries = [...this.#entries.values()].filter(
      ({ checked, twin }) => !checked && twin.y < bottom && twin.y + twin.h > top,
    );
    const misfits = entries.filter((entry) => !fits(entry, fonts));
    for (const entry of entries) entry.checked = true;
    for (const entry of misfits) this.#leaveToBrowser(entry);
    return misfits.length === 0;
  }

  /** After the view has changed: what did not fit may fit now. What is not ours stays as it is. */
  compareAgain() {
    this.#heights.clear();
    this.#compared.clear();
    for (const entry of this.#entries.values()) {
      entry.checked = false;
      if (entry.foreign) this.#leaveToBrowser(entry);
    }
  }

  /**
   * The block at a height (CSS px): the last one that starts above.
   * @param {number} height
   */
  blockAt(height) {
    let found;
    for (const { twin } of this.#entries.values()) if (twin.y <= height) found = twin;
    return found;
  }

  /** As it is to be, also before its turn has come. @param {number} id */
  twin(id) {
    return this.#record?.twins.find((twin) => twin.id === id);
  }

  /**
   * Hides the text of blocks over painted tiles, and only there.
   * @param {import('./tiles.js').Tiles} tiles
   */
  markPainted(tiles) {
    if (tiles.version === this.#tiles) return;
    this.#tiles = tiles.version;
    for (const entry of this.#entries.values()) {
      const { y, h, flags } = entry.twin;
      const painted = !(flags & (Flag.plain | Flag.live)) && tiles.covers(y, y + h);
      if (painted === entry.painted) continue;
      entry.painted = painted;
      entry.element.classList.toggle('yk-painted', painted);
    }
  }

  remove() {
    this.#rest = undefined;
    this.#heights.clear();
    this.#watcher.disconnect();
    this.#container.remove();
    this.#container.replaceChildren();
    this.#entries.clear();
  }
}

/**
 * Puts an element where its twin says, unless it is there already.
 * @param {Entry} entry
 * @param {Twin | undefined} parent
 * @param {number} bottom of what stands above it in flow
 */
function place(entry, parent, bottom) {
  const { element, twin } = entry;
  const { x, y, w, h, flags, kind, lineCount } = twin;
  const wraps = parent !== undefined && (parent.flags & Flag.plain) !== 0;
  const placed = !wraps && (flags & Flag.placed) !== 0;
  const plain = (flags & Flag.plain) !== 0;
  const left = x - (parent?.x ?? 0);
  const top = y - (placed ? (parent?.y ?? 0) : bottom);
  const key = [placed, wraps, plain, left, top, w, h].join();
  if (isUnseen(twin) || entry.place === key) return;
  entry.place = key;
  setImportant(element, 'position', placed ? 'absolute' : 'relative');
  setImportant(element, 'left', placed ? `${left}px` : 'auto');
  setImportant(element, 'top', placed ? `${top}px` : 'auto');
  setImportant(element, 'margin', placed || wraps ? '0' : `${top}px 0 0 ${left}px`);
  // A chip is no line of a list.
  if (flags & Flag.placed) setImportant(element, 'list-style', 'none');
  if (lineCount === 0 || kind === Kind.button) setImportant(element, 'width', `${w}px`);
  // In a row that wraps, only the cells of a table keep their width.
  if (wraps && kind !== Kind.cell) setImportant(element, 'width', 'auto');
  // The text area is as high as its own text: it tells the module, not the other way round.
  if (kind !== Kind.textarea) setImportant(element, 'height', plain ? 'auto' : `${h}px`);
}
