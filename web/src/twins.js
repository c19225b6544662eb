// The DOM twins of one section: every word and control of the picture as a real element, in the
// same place.
//
// Blocks stand in flow with exact heights and margins. Elements are kept by id: what did not change
// is not touched, so focus, selection and typed text stay.

import {
  elementFor,
  fillElement,
  Flag,
  isUnseen,
  Kind,
  setAttribute,
  textOf,
} from './twin-content.js';

/** @typedef {import('./records.js').Twin} Twin */
/** @typedef {import('./records.js').SectionRecord} SectionRecord */
/** @typedef {import('./twin-content.js').Fonts} Fonts */
/**
 * place: where it was put last; widest: of its lines, as the module measured it, CSS px
 * @typedef {{
 *   element: HTMLElement, twin: Twin, painted: boolean, place: string, widest: number,
 * }} Entry
 */

// How many blocks are looked at to see whether text is as wide here as in the picture.
const SAMPLE_BLOCKS = 200;

export class TwinTree {
  /** @type {Map<number, Entry>} */ #entries = new Map();
  #container;
  #setting;
  /** @type {WeakMap<Element, number>} */ #ids = new WeakMap();

  /**
   * @param {number} section
   * @param {Fonts} fonts
   */
  constructor(section, fonts) {
    this.#setting = { section, fonts, lang: '', title: '' };
    this.#container = document.createElement('div');
    this.#container.className = 'ykien-twins';
    this.#container.slot = `ykien-section-${section}`;
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

  /** The first element of a kind. @param {number} kind */
  find(kind) {
    for (const { element, twin } of this.#entries.values()) if (twin.kind === kind) return element;
    return undefined;
  }

  /** @param {SectionRecord} record */
  update(record) {
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
      if (cursor.next === entry.element) cursor.next = entry.element.nextSibling;
      else (parent?.element ?? this.#container).insertBefore(entry.element, cursor.next);
      place(entry, parent?.twin, cursor.bottom);
      if (!(twin.flags & Flag.placed) && !isUnseen(twin)) cursor.bottom = twin.y + twin.h;
    }
    this.#container.style.setProperty('height', `${record.height}px`, 'important');
  }

  /** @param {Set<number>} kept */
  #removeAllBut(kept) {
    for (const [id, { element }] of this.#entries) {
      if (kept.has(id)) continue;
      element.remove();
      this.#entries.delete(id);
    }
  }

  /** @param {SectionRecord} record @param {Twin[]} twins */
  #describe(record, twins) {
    const heading = twins.find((twin) => twin.kind === Kind.heading);
    const name = heading ? record.linesOf(heading).map(textOf).join(' ') : '';
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
      entry = undefined;
    }
    const known = entry?.twin.hash;
    entry ??= this.#makeEntry(twin, tag, role);
    entry.twin = twin;
    if (known === twin.hash) return entry;
    const lines = record.linesOf(twin);
    entry.widest = Math.max(0, ...lines.map((line) => line.width));
    entry.place = '';
    fillElement(entry.element, twin, record, lines, this.#setting);
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
    const entry = { element, twin, painted: false, place: '', widest: 0 };
    this.#entries.set(twin.id, entry);
    this.#ids.set(element, twin.id);
    return entry;
  }

  /**
   * Whether text is as wide here as the module thinks, to a pixel. It is not where a reader has set
   * a smallest font size
   * or fonts of their own: then the picture would show something else than is selected.
   */
  fits() {
    const blocks = [...this.#entries.values()]
      .filter(({ widest }) => widest > 0)
      .slice(0, SAMPLE_BLOCKS);
    return blocks.every(({ element, widest }) => {
      const widths = Array.from(
        element.querySelectorAll(':scope > span'),
        (span) => span.getBoundingClientRect().width,
      );
      const width = Math.max(...widths);
      return width === 0 || Math.abs(width - widest) <= 1; // 0: not shown at all
    });
  }

  /**
   * Hides the text of blocks over painted tiles, and only there.
   * @param {(top: number, bottom: number) => boolean} covers
   */
  markPainted(covers) {
    for (const entry of this.#entries.values()) {
      const { y, h } = entry.twin;
      const painted = covers(y, y + h);
      if (painted === entry.painted) continue;
      entry.painted = painted;
      entry.element.classList.toggle('yk-painted', painted);
    }
  }

  remove() {
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
  const placed = (flags & Flag.placed) !== 0;
  const left = x - (parent?.x ?? 0);
  const top = y - (placed ? (parent?.y ?? 0) : bottom);
  const key = [placed, left, top, w, h].join();
  if (isUnseen(twin) || entry.place === key) return;
  entry.place = key;
  /** @param {string} name @param {string} value */
  const set = (name, value) => element.style.setProperty(name, value, 'important');
  if (placed) {
    set('position', 'absolute');
    set('left', `${left}px`);
    set('top', `${top}px`);
    set('list-style', 'none'); // a chip is no line of a list
  } else {
    set('margin', `${top}px 0 0 ${left}px`);
  }
  if (lineCount === 0 || kind === Kind.button) set('width', `${w}px`);
  // The text area is as high as its own text: it tells the module, not the other way round.
  if (kind !== Kind.textarea) set('height', `${h}px`);
}
