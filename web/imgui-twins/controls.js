// One DOM control for one item: which element it is, and how it says what the item says.

import { FLAG, KIND } from './records.js';

/** @typedef {import('./records.js').Item} Item */
/**
 * What the page calls what the program left without a name.
 * @typedef {Record<string, string>} Words
 */

const RANGE_STEPS = 1000;
/** @type {Set<number>} */
const MENU_KINDS = new Set([KIND.menu, KIND.menuItem]);

/** @param {Item} item @param {number} bit */
export const has = (item, bit) => (item.flags & bit) !== 0;

/** @param {Item} item */
export const isInMenu = (item) => MENU_KINDS.has(item.kind);

/** @param {Element} element @param {string} name @param {string | null} value null: none */
export function setAttribute(element, name, value) {
  if (value === null) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/** What tells two elements apart: an item whose shape changes gets a new one. @param {Item} item */
export function shapeOf(item) {
  if (item.kind !== KIND.field) return String(item.kind);
  if (has(item, FLAG.multiline)) return 'textarea';
  return has(item, FLAG.password) ? 'password' : 'field';
}

/** @type {Record<number, string>} */
const ROLES = {
  [KIND.checkbox]: 'checkbox',
  [KIND.radio]: 'radio',
  [KIND.link]: 'link',
  [KIND.spin]: 'spinbutton',
  [KIND.combo]: 'combobox',
  [KIND.option]: 'option',
  [KIND.tab]: 'tab',
  [KIND.menu]: 'menuitem',
  [KIND.menuItem]: 'menuitem',
  [KIND.image]: 'img',
  [KIND.progress]: 'progressbar',
};

/**
 * @param {Item} item
 * @param {number} headingLevel
 * @returns {HTMLElement}
 */
export function makeControl(item, headingLevel) {
  /** @type {Record<number, string>} */
  const tags = {
    [KIND.text]: 'p',
    [KIND.heading]: `h${headingLevel}`,
    [KIND.slider]: 'input',
    [KIND.field]: has(item, FLAG.multiline) ? 'textarea' : 'input',
    [KIND.spin]: 'div',
    [KIND.image]: 'div',
    [KIND.progress]: 'div',
  };
  const element = document.createElement(tags[item.kind] ?? 'button');
  if (element instanceof HTMLButtonElement) element.type = 'button';
  if (element instanceof HTMLInputElement) {
    element.type = item.kind === KIND.slider ? 'range' : shapeOf(item).replace('field', 'text');
    if (item.kind === KIND.slider) element.step = 'any';
  }
  element.dataset.imgui = String(item.id);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Item} item
 * @param {Words} words
 * @param {{loose: boolean, checkable: boolean}} place loose: not among its own kind, so that a role
 *   which asks for a certain parent would be wrong; checkable: was seen checked
 */
export function describe(element, item, words, place) {
  const name = item.label || words[kindName(item.kind)] || words.button;
  if (item.kind === KIND.text || item.kind === KIND.heading) {
    if (element.textContent !== item.label) element.textContent = item.label;
    setAttribute(element, 'role', has(item, FLAG.live) ? 'status' : null);
    return;
  }
  setAttribute(element, 'aria-label', name);
  setAttribute(element, 'role', roleOf(item, place));
  setDisabled(element, has(item, FLAG.disabled));
  describeState(element, item, place);
  if (element instanceof HTMLInputElement && item.kind === KIND.slider)
    describeRange(element, item);
  if (item.kind === KIND.spin || item.kind === KIND.progress) describeNumber(element, item);
  if (item.kind === KIND.combo && element.textContent !== item.value)
    element.textContent = item.value;
}

/** @param {number} kind */
const kindName = (kind) =>
  Object.entries(KIND).find(([, number]) => number === kind)?.[0] ?? 'button';

/** @param {Item} item @param {{loose: boolean, checkable: boolean}} place */
function roleOf(item, { loose, checkable }) {
  if (loose) return null;
  if (item.kind === KIND.menuItem && checkable) return 'menuitemcheckbox';
  return ROLES[item.kind] ?? null;
}

/** @param {HTMLElement} element @param {boolean} disabled */
function setDisabled(element, disabled) {
  if ('disabled' in element) {
    if (element.disabled !== disabled) element.disabled = disabled;
  } else if (element.getAttribute('role') === 'spinbutton') {
    setAttribute(element, 'aria-disabled', disabled ? 'true' : null);
    setAttribute(element, 'tabindex', disabled ? null : '0');
  }
}

/**
 * @param {HTMLElement} element
 * @param {Item} item
 * @param {{loose: boolean, checkable: boolean}} place
 */
function describeState(element, item, { loose, checkable }) {
  const { kind } = item;
  const checked = has(item, FLAG.mixed) ? 'mixed' : String(has(item, FLAG.checked));
  const isBox = kind === KIND.checkbox || kind === KIND.radio || (kind === KIND.menuItem && !loose);
  const checks = isBox && (kind !== KIND.menuItem || checkable);
  const selects = !loose && (kind === KIND.option || kind === KIND.tab);
  const presses = kind === KIND.toggle || (loose && (checkable || kind === KIND.option));
  setAttribute(element, 'aria-checked', checks ? checked : null);
  setAttribute(element, 'aria-selected', selects ? checked : null);
  setAttribute(element, 'aria-pressed', presses ? checked : null);
  const opens = has(item, FLAG.openable);
  setAttribute(element, 'aria-expanded', opens ? String(has(item, FLAG.opened)) : null);
  const popup = kind === KIND.menu ? 'menu' : kind === KIND.combo ? 'listbox' : null;
  setAttribute(element, 'aria-haspopup', popup);
  const keys = kind === KIND.menuItem && item.hint.replace(/\bCtrl\b/i, 'Control');
  setAttribute(element, 'aria-keyshortcuts', keys || null);
}

/** @param {HTMLInputElement} element @param {Item} item */
function describeRange(element, item) {
  const own = has(item, FLAG.range);
  setAttribute(element, 'min', own ? String(item.minimum) : '0');
  setAttribute(element, 'max', own ? String(item.maximum) : String(RANGE_STEPS));
  const now = String(own ? item.now : Math.round(item.now * RANGE_STEPS));
  if (element.value !== now) element.value = now;
  setAttribute(element, 'aria-valuetext', item.value || null);
  const upright = item.box.h > item.box.w;
  setAttribute(element, 'aria-orientation', upright ? 'vertical' : null);
}

/** Where a range stands between its ends, 0 to 1. @param {HTMLInputElement} element */
export function fractionOf(element) {
  const [min, max] = [Number(element.min), Number(element.max)];
  return max === min ? 0 : (Number(element.value) - min) / (max - min);
}

/** @param {HTMLElement} element @param {Item} item */
function describeNumber(element, item) {
  const number = Number.parseFloat(item.value.replace(/^[^\d.+-]*/, ''));
  const now = has(item, FLAG.range) ? item.now : number;
  setAttribute(element, 'aria-valuenow', Number.isFinite(now) ? String(now) : null);
  setAttribute(element, 'aria-valuetext', item.value || null);
  const own = has(item, FLAG.range);
  setAttribute(element, 'aria-valuemin', own ? String(item.minimum) : null);
  setAttribute(element, 'aria-valuemax', own ? String(item.maximum) : null);
}

/**
 * A field is the page's own: what a person has begun to type is never rewritten.
 * @param {HTMLInputElement | HTMLTextAreaElement} element
 * @param {Item} item
 * @param {boolean} touched
 */
export function describeField(element, item, touched) {
  setAttribute(element, 'placeholder', item.hint || null);
  const readOnly = has(item, FLAG.readOnly);
  if (element.readOnly !== readOnly) element.readOnly = readOnly;
  const secret = has(item, FLAG.password);
  if (!touched && !secret && element.value !== item.value) element.value = item.value;
}
