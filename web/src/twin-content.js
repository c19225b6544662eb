// What a twin says, put into its element: text line by line, names, states, looks. Its place is not
// known here.
//
// In a block each visual line is an inline nowrap span with one plain space between: the browser
// then breaks where the module broke, find crosses lines, and a copy is clean.

import { cssColor } from './text-measure.js';

/** @typedef {import('./records.js').Twin} Twin */
/** @typedef {import('./records.js').Line} Line */
/** @typedef {import('./records.js').Piece} Piece */
/** @typedef {import('./records.js').Style} Style */
/** @typedef {import('./records.js').SectionRecord} SectionRecord */
/**
 * @typedef {{cssFont(style: Style, lineHeight: number): string,
 *   cssLength(style: Style, px: number): string,
 *   drawsText(text: string): boolean}} Fonts
 */
/** @typedef {{fonts: Fonts, section: number, lang: string, title: string}} Setting of a section */

export const Kind = {
  heading: 1,
  paragraph: 2,
  image: 3,
  figure: 4,
  quote: 6,
  list: 7,
  cell: 11,
  item: 8,
  table: 9,
  row: 10,
  button: 13,
  input: 14,
  textarea: 15,
  form: 16,
  status: 17,
  group: 18,
  comment: 19,
  marker: 20,
};
export const Flag = {
  placed: 1,
  disabled: 2,
  invalid: 4,
  rightToLeft: 8,
  unseen: 16,
  busy: 32,
  defaultButton: 64,
  plain: 128,
  bidi: 256,
  live: 512,
  toggle: 1024,
  pressed: 2048,
};
const PieceFlag = { bold: 1, italic: 2, link: 4, joined: 8, time: 16, forced: 32 };
const FOREIGN_TEXT = new Set([3, 5]); // the sections whose words readers wrote
/** Before a comment's id: its element's. */
export const ANCHOR = 'y-kien-';
const CONTAINERS = new Set([
  Kind.figure,
  Kind.quote,
  Kind.list,
  Kind.item,
  Kind.table,
  Kind.row,
  Kind.form,
  Kind.status,
  Kind.group,
  Kind.comment,
]);

/** By kind: tag, and the role that a changed `display` could cost it. */
const ELEMENTS = /** @type {Record<number, [string, string?]>} */ ({
  2: ['p'],
  3: ['img'],
  4: ['figure'],
  5: ['figcaption'],
  6: ['blockquote'],
  7: ['ul', 'list'],
  8: ['li', 'listitem'],
  9: ['table', 'table'],
  10: ['tr', 'row'],
  11: ['td', 'cell'],
  12: ['hr'],
  13: ['button'],
  14: ['input'],
  15: ['textarea'],
  16: ['form'],
  17: ['output'],
  18: ['div'],
  19: ['article'],
  21: ['caption'],
});

/** @param {Twin} twin @returns {[string, string?]} */
export function elementFor({ kind, value, lineCount }) {
  if (kind === Kind.heading) return [`h${Math.min(6, Math.max(1, value))}`];
  if (kind === Kind.list && value === 1) return ['ol', 'list'];
  if (kind === Kind.cell && value === 1) return ['th', 'columnheader'];
  // An output holds no blocks.
  if (kind === Kind.status && lineCount === 0) return ['div', 'status'];
  return ELEMENTS[kind] ?? ['div'];
}

/**
 * For screen readers only: because it says so, or because its words are a picture's name.
 * @param {Twin} twin
 */
export function isUnseen({ flags, kind, lineCount, label }) {
  return (
    (flags & Flag.unseen) !== 0 || (kind === Kind.paragraph && lineCount === 0 && label !== '')
  );
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {string | number | undefined} value nothing: without the attribute
 */
export function setAttribute(element, name, value) {
  const text = value ? String(value) : null;
  if (element.getAttribute(name) === text) return;
  if (text === null) element.removeAttribute(name);
  else element.setAttribute(name, text);
}

/**
 * What no style sheet of the page outranks.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {string} value
 */
export function setImportant({ style }, name, value) {
  style.setProperty(name, value, 'important');
}

/** @param {Line} line */
export function textOf({ pieces }) {
  return pieces.map((piece) => piece.text).join('');
}

/**
 * @param {HTMLElement} element
 * @param {Twin} twin
 * @param {SectionRecord} record
 * @param {Line[]} lines
 * @param {Setting} setting
 * @param {boolean} foreign the words that are there stay
 */
export function fillElement(element, twin, record, lines, setting, foreign) {
  const { kind, flags, label } = twin;
  const style = record.styles[twin.style];
  if (style && twin.lineHeight > 0) {
    setStyle(element, style, twin.lineHeight, setting);
    const { fonts } = setting;
    element.style.setProperty('--yk-letter', fonts.cssLength(style, style.letterSpacing));
    element.style.setProperty('--yk-word', fonts.cssLength(style, style.wordSpacing));
  }
  setGround(element, twin.ground);
  setAttribute(element, 'aria-invalid', flags & Flag.invalid && 'true');
  setAttribute(element, 'aria-busy', flags & Flag.busy && 'true');
  element.classList.toggle('yk-unseen', isUnseen(twin));
  if (element instanceof HTMLImageElement) return fillImage(element, twin);
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
    return fillField(element, twin, setting);
  }
  if (kind === Kind.comment) setAttribute(element, 'id', twin.text && ANCHOR + twin.text);
  if (lines.length === 0 && CONTAINERS.has(kind)) {
    element.classList.toggle('yk-plain', (flags & Flag.plain) !== 0);
    if (kind === Kind.group) setAttribute(element, 'role', label && 'group'); // or it has no name
    return setAttribute(element, 'aria-label', label);
  }
  if (lines.length > 0) fillText(element, twin, record, lines, setting, foreign);
  else element.textContent = label;
  if (element instanceof HTMLButtonElement) fillButton(element, twin);
}

/**
 * @param {HTMLElement} element
 * @param {Style} style
 * @param {number} lineHeight CSS px
 * @param {Setting} setting
 */
function setStyle(element, style, lineHeight, { fonts }) {
  setImportant(element, 'font', fonts.cssFont(style, lineHeight));
  element.style.setProperty('--yk-ink', cssColor(style.color));
}

/**
 * @param {HTMLElement} element
 * @param {Twin} twin
 * @param {SectionRecord} record
 * @param {Line[]} lines
 * @param {Setting} setting
 * @param {boolean} foreign
 */
function fillText(element, twin, record, lines, setting, foreign) {
  const plain = (twin.flags & Flag.plain) !== 0;
  const widest = widestOf(lines);
  setAttribute(element, 'dir', twin.flags & Flag.rightToLeft && 'rtl');
  element.classList.toggle('yk-plain', plain);
  element.classList.toggle('yk-live', (twin.flags & Flag.live) !== 0);
  element.classList.toggle('yk-bidi', !plain && (twin.flags & Flag.bidi) !== 0);
  const nodes = () =>
    lines.flatMap((line, i) => {
      const pieces = line.pieces.map((piece) => makePiece(piece, twin, record, setting));
      const made = plain ? pieces : [makeLine(line, pieces, record.styles[twin.style], setting)];
      return i > 0 ? [between(lines[i - 1], line, plain ? 0 : widest), ...made] : made;
    });
  if (!foreign) {
    element.replaceChildren(...nodes());
    joinLinks(element);
  }
  if (plain) setPlainRoom(element, twin, widest);
  else setRoom(element, twin, widest);
}

/**
 * A link that goes on, on the next line or in another style, is one: to Tab, and as it is read.
 * @param {HTMLElement} element
 */
function joinLinks(element) {
  /** @type {HTMLAnchorElement | undefined} */ let first;
  /** @type {HTMLAnchorElement | undefined} */ let last;
  for (const link of element.querySelectorAll('a')) {
    const next = last && (last.nextSibling ?? last.parentElement?.nextSibling);
    const gap = next?.textContent?.trim() ? '' : next?.textContent;
    const after = gap === '' && next?.textContent ? next : next?.nextSibling;
    if (first && last?.href === link.href && (after === link || after?.firstChild === link)) {
      first.ariaLabel = (first.ariaLabel ?? first.textContent) + gap + link.textContent;
      link.ariaHidden = 'true';
      link.tabIndex = -1;
    } else first = link;
    last = link;
  }
}

/** Of the lines, CSS px. @param {Line[]} lines */
export function widestOf(lines) {
  return lines.reduce((widest, { width }) => Math.max(widest, width), 0);
}

/**
 * @param {Line} line
 * @param {Node[]} pieces
 * @param {Style} style of the block
 * @param {Setting} setting
 */
function makeLine({ wordSpacing }, pieces, style, { fonts }) {
  const span = document.createElement('span');
  span.append(...pieces);
  if (wordSpacing !== 0) {
    const own = fonts.cssLength(style, style.wordSpacing);
    span.style.setProperty('--yk-word', `calc(${own} + ${wordSpacing}px)`);
  }
  return span;
}

/**
 * The room of a text that breaks its lines by itself, aligned as the module's lines are.
 * @param {HTMLElement} element
 * @param {Twin} twin
 * @param {number} widest CSS px
 */
function setPlainRoom(element, { w, textX, textY }, widest) {
  const after = Math.max(0, w - textX - widest);
  const padding = Math.min(textX, after);
  const centred = textX - padding < 1 || after - padding >= 1 ? 'start' : 'center';
  setImportant(element, 'text-align', textX - after >= 1 ? 'end' : centred);
  setImportant(element, 'padding', `${textY}px ${padding}px`);
  setImportant(element, 'width', `${w}px`);
}

/**
 * The text's room inside the box: half a pixel wider than its widest line, as sums of widths round
 * differently.
 * @param {HTMLElement} element
 * @param {Twin} twin
 * @param {number} widest CSS px
 */
function setRoom(element, { kind, flags, w, textX, textY }, widest) {
  const isButton = kind === Kind.button;
  const rightToLeft = (flags & Flag.rightToLeft) !== 0;
  const left = rightToLeft ? w - textX - widest - 0.5 : textX;
  const top = isButton ? 0 : textY; // browsers centre a button's text by themselves
  setImportant(element, 'padding', `${top}px ${rightToLeft ? textX : 0}px 0 ${left}px`);
  setImportant(element, 'width', `${isButton || rightToLeft ? w : textX + widest + 0.5}px`);
}

/**
 * @param {Piece} piece
 * @param {Twin} twin
 * @param {SectionRecord} record
 * @param {Setting} setting
 * @returns {Node}
 */
function makePiece({ text, style, flags, href }, twin, record, setting) {
  /** @type {Node} */
  let node = document.createTextNode(text);
  /** @param {HTMLElement} outer */
  const wrap = (outer) => {
    outer.append(node);
    node = outer;
  };
  if (flags & PieceFlag.italic) wrap(document.createElement('i'));
  if (flags & PieceFlag.bold) wrap(document.createElement('b'));
  if (flags & PieceFlag.time)
    wrap(Object.assign(document.createElement('time'), { dateTime: href }));
  if (flags & PieceFlag.link && isSafe(href)) wrap(makeLink(href, setting.section));
  if (style === twin.style) return node;
  if (!(node instanceof HTMLElement)) wrap(document.createElement('span'));
  setStyle(/** @type {HTMLElement} */ (node), record.styles[style], 0, setting);
  return node;
}

/**
 * What stands between two lines: a space; nothing within a cut word; a break where the browser
 * would else join them.
 * @param {Line} before
 * @param {Line} line
 * @param {number} width of the block, CSS px
 */
function between(before, line, width) {
  const flags = line.pieces[0]?.flags ?? 0;
  const joins = before.width + line.width < width;
  if (flags & PieceFlag.forced || joins) return document.createElement('br');
  return flags & PieceFlag.joined ? document.createElement('wbr') : document.createTextNode(' ');
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field its value is the reader's, and never
 *   touched here
 * @param {Twin} twin
 * @param {Setting} setting
 */
function fillField(field, { kind, label, text, flags, value }, { lang }) {
  field.setAttribute('aria-label', label);
  field.placeholder = text;
  field.readOnly = (flags & Flag.disabled) !== 0;
  field.dir = 'auto';
  field.lang = lang;
  field.name = kind === Kind.textarea ? 'comment' : 'name';
  field.autocomplete = kind === Kind.input && value === 1 ? 'name' : 'off';
  if (kind !== Kind.textarea) return;
  field.spellcheck = true;
  field.autocapitalize = 'sentences';
  field.enterKeyHint = 'send';
}

/** @param {HTMLImageElement} image @param {Twin} twin */
function fillImage(image, { text, label }) {
  image.alt = label;
  image.loading = 'lazy';
  image.decoding = 'async';
  if (isSafe(text) && image.getAttribute('src') !== text) image.src = text;
}

/** @param {HTMLButtonElement} button @param {Twin} twin */
function fillButton(button, { label, flags }) {
  button.type = flags & Flag.defaultButton ? 'submit' : 'button';
  const seen = button.textContent ?? '';
  // The name holds what is seen, if it can be said: people who steer by voice say that.
  const holds = !/\p{L}/u.test(seen) || label.toLowerCase().includes(seen.toLowerCase());
  const name = holds ? label : `${label} (${seen})`;
  setAttribute(button, 'aria-label', name === seen ? '' : name);
  const pressed = flags & Flag.pressed ? 'true' : 'false';
  setAttribute(button, 'aria-pressed', flags & Flag.toggle && pressed);
  // Not `disabled`: that would take the focus away from under a reader who has just pressed it.
  setAttribute(button, 'aria-disabled', flags & Flag.disabled && 'true');
}

/** @param {string} href @param {number} section */
function makeLink(href, section) {
  const link = document.createElement('a');
  link.href = href;
  link.rel = FOREIGN_TEXT.has(section) ? 'nofollow ugc noopener' : 'noopener';
  return link;
}

/**
 * Once more what the core has checked: an address that can be followed without running anything.
 * @param {string} url
 */
function isSafe(url) {
  if (!url) return false;
  try {
    return ['http:', 'https:'].includes(new URL(url, document.baseURI).protocol);
  } catch {
    return false;
  }
}

/**
 * What fills the box in the picture, for while there is none.
 * @param {HTMLElement} element
 * @param {number} ground 0xAABBGGRR, 0 = none
 */
function setGround(element, ground) {
  element.classList.toggle('yk-ground', ground !== 0);
  if (ground === 0) element.style.removeProperty('--yk-ground');
  else element.style.setProperty('--yk-ground', cssColor(ground));
}
