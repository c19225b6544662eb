// The DOM twins of one section: every word and control of the picture as a real element, in the same place.
//
// Blocks stand in flow with exact heights and margins. In a block each visual line is an inline nowrap span with one plain
// space between: the browser then breaks where the module broke, find crosses lines, and a copy is clean.
// Elements are kept by id: what did not change is not touched, so focus, selection and typed text stay.

import { cssColor } from './text-measure.js';

/** @typedef {import('./records.js').Twin} Twin */
/** @typedef {import('./records.js').Line} Line */
/** @typedef {import('./records.js').Piece} Piece */
/** @typedef {import('./records.js').Style} Style */
/** @typedef {import('./records.js').SectionRecord} SectionRecord */
/** @typedef {{element: HTMLElement, twin: Twin, painted: boolean}} Entry */
/** @typedef {{cssFont(style: Style, lineHeight: number): string}} Fonts */

export const Kind = { paragraph: 2, image: 3, button: 13, input: 14, textarea: 15, form: 16, marker: 20 };
export const Flag = { placed: 1, disabled: 2, invalid: 4, rightToLeft: 8, unseen: 16, busy: 32, defaultButton: 64 };
const PieceFlag = { bold: 1, italic: 2, link: 4, joined: 8, time: 16, forced: 32 };
const FOREIGN_TEXT = 3;  // the section whose words readers wrote

/** By kind: tag, and the role that a changed `display` could cost it. */
const ELEMENTS = /** @type {Record<number, [string, string?]>} */ ({
  2: ['p'], 3: ['img'], 4: ['figure'], 5: ['figcaption'], 6: ['blockquote'], 7: ['ul', 'list'], 8: ['li', 'listitem'],
  9: ['table', 'table'], 10: ['tr', 'row'], 11: ['td', 'cell'], 12: ['hr'], 13: ['button'], 14: ['input'],
  15: ['textarea'], 16: ['form'], 17: ['output'], 18: ['div'], 19: ['article'],
});

/** @param {Twin} twin @returns {[string, string?]} */
function elementFor({ kind, value }) {
  if (kind === 1) return [`h${Math.min(6, Math.max(1, value))}`];
  if (kind === 7 && value === 1) return ['ol', 'list'];
  if (kind === 11 && value === 1) return ['th', 'columnheader'];
  return ELEMENTS[kind] ?? ['div'];
}

export class TwinTree {
  /** @type {Map<number, Entry>} */ #entries = new Map();
  #container;
  #section;
  #fonts;
  #lang = '';
  /** @type {WeakMap<Element, number>} */ #ids = new WeakMap();

  /**
   * @param {number} section
   * @param {Fonts} fonts
   */
  constructor(section, fonts) {
    this.#section = section;
    this.#fonts = fonts;
    this.#container = document.createElement('div');
    this.#container.className = 'ykien-twins';
    this.#container.slot = `ykien-section-${section}`;
  }

  /** To be put into the host's light DOM: there, selection, find, autofill and translation work. */
  get container() {
    return this.#container;
  }

  /** @param {string} lang */
  setLanguage(lang) {
    this.#lang = this.#container.lang = lang;
  }

  /** The twin of which an element is, or is inside of. @param {EventTarget | null} target @returns {Twin | undefined} */
  twinOf(target) {
    for (let at = target instanceof Element ? target : null; at && at !== this.#container; at = at.parentElement) {
      const id = this.#ids.get(at);
      if (id !== undefined) return this.#entries.get(id)?.twin;
    }
    return undefined;
  }

  /** The first element of a kind. @template {HTMLElement} T @param {number} kind @returns {T | undefined} */
  find(kind) {
    for (const { element, twin } of this.#entries.values()) {
      if (twin.kind === kind) return /** @type {T} */ (element);
    }
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
      place(entry.element, twin, parent?.twin, cursor.bottom);
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
    const heading = twins.find((twin) => twin.kind === 1);
    const name = heading && record.linesOf(heading).map(textOf).join(' ');
    setAttribute(this.#container, 'role', ['', 'article', 'region'][record.role]);
    setAttribute(this.#container, 'aria-label', record.role === 2 ? name : '');
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
    if (!entry) {
      const element = document.createElement(tag);
      setAttribute(element, 'role', role);
      entry = { element, twin, painted: false };
      this.#entries.set(twin.id, entry);
      this.#ids.set(element, twin.id);
    }
    entry.twin = twin;
    if (known !== twin.hash) this.#fill(entry.element, twin, record);
    return entry;
  }

  /**
   * @param {HTMLElement} element
   * @param {Twin} twin
   * @param {SectionRecord} record
   */
  #fill(element, twin, record) {
    const { kind, flags, label } = twin;
    const style = record.styles[twin.style];
    if (style && twin.lineHeight > 0) this.#setStyle(element, style, twin.lineHeight);
    setFilled(element, style, record.background);
    setAttribute(element, 'aria-invalid', flags & Flag.invalid && 'true');
    setAttribute(element, 'aria-busy', flags & Flag.busy && 'true');
    setAttribute(element, 'dir', flags & Flag.rightToLeft && 'rtl');
    element.classList.toggle('yk-unseen', isUnseen(twin));
    if (element instanceof HTMLImageElement) fillImage(element, twin);
    else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) this.#fillField(element, twin);
    else if (twin.lineCount > 0) this.#fillText(element, twin, record);
    else if (!isContainer(kind)) element.textContent = label;
    if (element instanceof HTMLButtonElement) fillButton(element, twin);
    else if (element instanceof HTMLLIElement && twin.value > 0) element.value = twin.value;
    else if (isContainer(kind)) setAttribute(element, 'aria-label', label);
  }

  /**
   * @param {HTMLElement} element
   * @param {Style} style
   * @param {number} lineHeight CSS px
   */
  #setStyle(element, style, lineHeight) {
    element.style.setProperty('font', this.#fonts.cssFont(style, lineHeight), 'important');
    element.style.setProperty('--yk-ink', cssColor(style.color));
  }

  /**
   * @param {HTMLElement} element
   * @param {Twin} twin
   * @param {SectionRecord} record
   */
  #fillText(element, twin, record) {
    const lines = record.linesOf(twin);
    const widest = Math.max(...lines.map((line) => line.width));
    element.replaceChildren(
      ...lines.flatMap((line, i) => {
        const span = document.createElement('span');
        span.append(...line.pieces.map((piece) => this.#piece(piece, twin, record)));
        return i > 0 ? [between(lines[i - 1], line, widest), span] : [span];
      }),
    );
    // Half a pixel more than the widest line: sums of widths round differently.
    const { padding, width } = twin.kind === Kind.button
      ? { padding: `0 0 0 ${twin.textX}px`, width: twin.w }
      : { padding: `${twin.textY}px 0 0 ${twin.textX}px`, width: twin.textX + widest + 0.5 };
    element.style.setProperty('padding', padding, 'important');
    element.style.setProperty('width', `${width}px`, 'important');
  }

  /**
   * @param {Piece} piece
   * @param {Twin} twin
   * @param {SectionRecord} record
   * @returns {Node}
   */
  #piece({ text, style, flags, href }, twin, record) {
    /** @type {Node} */
    let node = document.createTextNode(text);
    /** @param {HTMLElement} outer */
    const wrap = (outer) => {
      outer.append(node);
      node = outer;
    };
    if (flags & PieceFlag.italic) wrap(document.createElement('i'));
    if (flags & PieceFlag.bold) wrap(document.createElement('b'));
    if (flags & PieceFlag.time) wrap(Object.assign(document.createElement('time'), { dateTime: href }));
    if (flags & PieceFlag.link && isSafe(href)) wrap(makeLink(href, this.#section));
    if (style === twin.style) return node;
    if (!(node instanceof HTMLElement)) wrap(document.createElement('span'));
    this.#setStyle(/** @type {HTMLElement} */ (node), record.styles[style], 0);
    return node;
  }

  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} field its value is the reader's, and never touched here
   * @param {Twin} twin
   */
  #fillField(field, { kind, label, text, flags, value }) {
    field.setAttribute('aria-label', label);
    field.placeholder = text;
    field.readOnly = (flags & Flag.disabled) !== 0;
    field.dir = 'auto';
    field.lang = this.#lang;
    field.name = kind === Kind.textarea ? 'comment' : 'name';
    field.autocomplete = kind === Kind.input && value === 1 ? 'name' : 'off';
    if (kind !== Kind.textarea) return;
    field.spellcheck = true;
    field.autocapitalize = 'sentences';
    field.enterKeyHint = 'send';
  }

  /** Hides the text of blocks over painted tiles, and only there. @param {(top: number, bottom: number) => boolean} covers */
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
 * @param {Element} element
 * @param {string} name
 * @param {string | number | undefined} value nothing: without the attribute
 */
function setAttribute(element, name, value) {
  if (value) element.setAttribute(name, String(value));
  else element.removeAttribute(name);
}

/** @param {number} kind */
function isContainer(kind) {
  return [4, 6, 7, 9, 10, 16, 18, 19].includes(kind);
}

/** For screen readers only: because it says so, or because its words are a picture's name. @param {Twin} twin */
function isUnseen({ flags, kind, lineCount, label }) {
  return (flags & Flag.unseen) !== 0 || (kind === Kind.paragraph && lineCount === 0 && label !== '');
}

/** @param {Line} line */
function textOf({ pieces }) {
  return pieces.map((piece) => piece.text).join('');
}

/**
 * What stands between two lines: a space; nothing within a cut word; a break where the browser would else join them.
 * @param {Line} before
 * @param {Line} line
 * @param {number} width of the block, CSS px
 */
function between(before, line, width) {
  const flags = line.pieces[0]?.flags ?? 0;
  if (flags & PieceFlag.forced || before.width + line.width < width) return document.createElement('br');
  return flags & PieceFlag.joined ? document.createElement('wbr') : document.createTextNode(' ');
}

/**
 * @param {HTMLElement} element
 * @param {Twin} twin
 * @param {Twin | undefined} parent
 * @param {number} bottom of what stands above it in flow
 */
function place(element, twin, parent, bottom) {
  if (isUnseen(twin)) return;
  const { x, y, w, h, flags, kind, lineCount } = twin;
  const { style } = element;
  const left = x - (parent?.x ?? 0);
  if (flags & Flag.placed) {
    style.setProperty('position', 'absolute', 'important');
    style.setProperty('list-style', 'none', 'important');  // a chip is no line of a list
    style.setProperty('left', `${left}px`, 'important');
    style.setProperty('top', `${y - (parent?.y ?? 0)}px`, 'important');
  } else {
    style.setProperty('margin', `${y - bottom}px 0 0 ${left}px`, 'important');
  }
  if (lineCount === 0 || kind === Kind.button) style.setProperty('width', `${w}px`, 'important');
  // The text area is as high as its own text: it tells the module, not the other way round.
  if (kind !== Kind.textarea) style.setProperty('height', `${h}px`, 'important');
}

/** @param {HTMLImageElement} image @param {Twin} twin */
function fillImage(image, { text, label }) {
  image.alt = label;
  image.loading = 'lazy';
  image.decoding = 'async';
  if (isSafe(text) && image.getAttribute('src') !== text) image.src = text;
}

/** @param {HTMLButtonElement} button @param {Twin} twin */
function fillButton(button, { label, flags, value }) {
  button.type = flags & Flag.defaultButton ? 'submit' : 'button';
  setAttribute(button, 'aria-label', label === button.textContent ? '' : label);
  // Not `disabled`: that would take the focus away from under a reader who has just pressed it.
  setAttribute(button, 'aria-disabled', flags & Flag.disabled && 'true');
  button.value = String(value);
}

/** @param {string} href @param {number} section */
function makeLink(href, section) {
  const link = document.createElement('a');
  link.href = href;
  link.rel = section === FOREIGN_TEXT ? 'nofollow ugc noopener' : 'noopener';
  return link;
}

/** Once more what the core has checked: an address that can be followed without running anything. @param {string} url */
export function isSafe(url) {
  if (!url) return false;
  try {
    return ['http:', 'https:'].includes(new URL(url, document.baseURI).protocol);
  } catch {
    return false;
  }
}

/**
 * Light text on a light page stands on something that only the picture shows: without the picture it gets a ground.
 * @param {HTMLElement} element
 * @param {Style | undefined} style
 * @param {number} background
 */
function setFilled(element, style, background) {
  const ink = style ? luminance(style.color) : 0;
  const alike = style !== undefined && Math.abs(ink - luminance(background)) < 0.25;
  element.classList.toggle('yk-filled-dark', alike && ink > 0.5);
  element.classList.toggle('yk-filled-light', alike && ink <= 0.5);
}

/** @param {number} abgr */
function luminance(abgr) {
  return (0.299 * (abgr & 255) + 0.587 * ((abgr >>> 8) & 255) + 0.114 * ((abgr >>> 16) & 255)) / 255;
}
