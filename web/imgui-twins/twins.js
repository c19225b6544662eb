// Keeps DOM controls over the picture of a Dear ImGui program: one for each item that it shows, in
// the same place and order, with role, name and state. Manual: docs/imgui-twins.md.
//
// Depends on nothing: give it an element that covers the canvas and a program to talk to, and call
// update() with each frame's records.

import {
  describe,
  describeField,
  fractionOf,
  has,
  isInMenu,
  makeControl,
  setAttribute,
  shapeOf,
} from './controls.js';
import { FLAG, KIND } from './records.js';
import { useSheet } from './sheet.js';

/** @typedef {import('./records.js').Item} Item */
/** @typedef {import('./records.js').Screen} Screen */
/**
 * What twins do to the program; each call asks for frames until it is no longer busy.
 * @typedef {{
 *   activate(id: number): void, adjust(id: number, steps: number): void, edit(id: number): void,
 *   focus(id: number): void, press(key: string): void, release(id: number): void,
 *   setFraction(id: number, fraction: number): void, setText(id: number, text: string): void,
 * }} Program
 */
/** @typedef {{element: HTMLElement, shape: string, touched: boolean}} Twin */

const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
/** @type {Record<string, number>} */
const STEPS = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};
const WORDS = { button: 'Button', field: 'Text', slider: 'Slider', popup: 'Popup', list: 'List' };

/** @param {number} color 0xAABBGGRR */
const css = (color) => `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;

export class ImGuiTwins {
  #root;
  #program;
  #words;
  #headingLevel;
  /** @type {Map<number, Twin>} */ #twins = new Map();
  /** @type {Map<string, HTMLElement>} */ #boxes = new Map();
  /** @type {Set<number>} */ #checkable = new Set();
  #navId = 0;
  #following = false;
  #stop = new AbortController();

  /**
   * @param {HTMLElement} root empty, over the canvas and as large
   * @param {Program} program
   * @param {{words?: Record<string, string>, headingLevel?: number}} [options] words: names for
   *   what has none
   */
  constructor(root, program, { words = {}, headingLevel = 2 } = {}) {
    this.#root = root;
    this.#program = program;
    this.#words = { ...WORDS, ...words };
    this.#headingLevel = headingLevel;
    root.classList.add('imgui-twins');
    useSheet(root);
    const { signal } = this.#stop;
    root.addEventListener('click', (event) => this.#click(event), { signal });
    root.addEventListener('focusin', (event) => this.#focus(event), { signal });
    root.addEventListener('focusout', (event) => this.#leave(event), { signal });
    root.addEventListener('input', (event) => this.#input(event), { signal });
    root.addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  /** Takes the controls away. */
  remove() {
    this.#stop.abort();
    this.#root.replaceChildren();
    this.#root.classList.remove('imgui-twins');
  }

  /** The control of an item, if it is shown. @param {number} id */
  element(id) {
    return this.#twins.get(id)?.element;
  }

  /** Shows what the last frame told. @param {Screen} screen */
  update(screen) {
    const active = this.#root.getRootNode();
    const focused = /** @type {Document | ShadowRoot} */ (active).activeElement;
    const hadFocus = focused !== null && this.#root.contains(focused);
    const { style } = this.#root;
    style.setProperty('--imgui-ground', css(screen.ground));
    style.setProperty('--imgui-ink', css(screen.ink));
    style.setProperty('--imgui-padding', `${screen.padding}px`);
    style.fontSize = `${screen.fontSize}px`;

    this.#forget(screen.items);
    const windows = screen.items.filter(({ kind }) => kind === KIND.window);
    /** @type {Map<number, Item[]>} */
    const content = new Map(windows.map(({ id }) => [id, []]));
    for (const item of screen.items)
      if (item.kind !== KIND.window) content.get(item.window)?.push(item);
    const used = new Set();
    windows.forEach((window, index) => {
      const items = content.get(window.id) ?? [];
      const section = this.#section(window, items, used);
      place(this.#root, section, index);
      this.#fill(section, window, items, used);
    });
    for (const [key, box] of this.#boxes)
      if (!used.has(key)) {
        box.remove();
        this.#boxes.delete(key);
      }
    this.#follow(screen, hadFocus);
  }

  /** @param {Item[]} items */
  #forget(items) {
    const shown = new Map(items.map((item) => [item.id, item]));
    for (const [id, twin] of this.#twins) {
      const item = shown.get(id);
      if (item && shapeOf(item) === twin.shape) continue;
      if (!item) this.#checkable.delete(id);
      twin.element.remove();
      this.#twins.delete(id);
    }
  }

  /** @param {string} key @param {string} tag @param {Set<string>} used */
  #box(key, tag, used) {
    used.add(key);
    let box = this.#boxes.get(key);
    if (!box) this.#boxes.set(key, (box = document.createElement(tag)));
    return box;
  }

  /** @param {Item} window @param {Item[]} items @param {Set<string>} used */
  #section(window, items, used) {
    const section = this.#box(String(window.id), 'div', used);
    section.id ||= `imgui-${window.id}`;
    const role = windowRole(window, items);
    setAttribute(section, 'role', role);
    setAttribute(section, 'aria-modal', has(window, FLAG.modal) ? 'true' : null);
    setAttribute(section, 'aria-label', window.label || this.#words.popup);
    section.inert = has(window, FLAG.blocked);
    section.style.zIndex = String(window.level);
    setBox(section, window.box, { x: 0, y: 0 });
    return section;
  }

  /**
   * @param {HTMLElement} section
   * @param {Item} window
   * @param {Item[]} items
   * @param {Set<string>} used
   */
  #fill(section, window, items, used) {
    const windowIs = windowRole(window, items);
    /** @type {Map<HTMLElement, number>} */
    const counts = new Map();
    let last = '';
    let run = 0;
    for (const item of items) {
      const path = pathOf(item, windowIs);
      const first = path[0]?.key ?? '';
      if (first !== last) run += 1;
      last = first;
      let parent = section;
      let key = `${window.id}/${run}`;
      for (const step of path) {
        key += `/${step.key}`;
        const box = this.#box(key, 'div', used);
        setAttribute(box, 'role', step.role);
        if (step.role === 'listbox') setAttribute(box, 'aria-label', this.#words.list);
        parent = nextPlace(parent, box, counts);
      }
      const loose = isLoose(item, windowIs, path);
      nextPlace(parent, this.#control(item, window, loose), counts);
    }
    // What is left behind has gone, or stands elsewhere now.
    for (const [parent, count] of counts)
      while (parent.children.length > count) parent.lastElementChild?.remove();
    if (items.length === 0) section.replaceChildren();
  }

  /** @param {Item} item @param {Item} window @param {boolean} loose */
  #control(item, window, loose) {
    let twin = this.#twins.get(item.id);
    if (!twin) {
      const element = makeControl(item, this.#headingLevel);
      twin = { element, shape: shapeOf(item), touched: false };
      this.#twins.set(item.id, twin);
    }
    if (item.kind === KIND.menuItem && has(item, FLAG.checked)) this.#checkable.add(item.id);
    const { element } = twin;
    describe(element, item, this.#words, { loose, checkable: this.#checkable.has(item.id) });
    if (isField(element)) describeField(element, item, twin.touched);
    if (item.kind === KIND.combo) this.#connect(element, item);
    setBox(element, item.box, window.box);
    setClip(element, item);
    return element;
  }

  /** A combo names its open list. @param {HTMLElement} element @param {Item} item */
  #connect(element, item) {
    const list = has(item, FLAG.opened) && this.#root.querySelector('[role="listbox"][id]');
    setAttribute(element, 'aria-controls', list ? list.id : null);
  }

  /** Focus goes where Dear ImGui's own has gone. @param {Screen} screen @param {boolean} had */
  #follow(screen, had) {
    const moved = screen.navId !== this.#navId;
    this.#navId = screen.navId;
    const element = this.element(screen.navId);
    const active = /** @type {Document | ShadowRoot} */ (this.#root.getRootNode()).activeElement;
    const lost = had && !this.#root.contains(active);
    if (!element || element === active || !had || !(moved || lost)) return;
    this.#following = true;
    element.focus({ preventScroll: true });
    this.#following = false;
  }

  /** @param {Event} event */
  #twinOf({ target }) {
    const element =
      target instanceof Element
        ? /** @type {HTMLElement | null} */ (target.closest('[data-imgui]'))
        : null;
    const id = Number(element?.dataset.imgui ?? 0);
    const twin = this.#twins.get(id);
    return twin ? { ...twin, id, twin } : undefined;
  }

  /**
   * The mouse is the canvas's: a click here is a key's or an assistive tool's.
   * @param {Event} event
   */
  #click(event) {
    const at = this.#twinOf(event);
    if (at && at.element instanceof HTMLButtonElement) this.#program.activate(at.id);
  }

  /** @param {FocusEvent} event */
  #focus(event) {
    const at = this.#twinOf(event);
    if (!at) return;
    at.twin.touched = false;
    if (this.#following || at.id === this.#navId) return;
    this.#navId = at.id;
    this.#program.focus(at.id);
  }

  /** @param {FocusEvent} event */
  #leave(event) {
    const at = this.#twinOf(event);
    if (!at || !isField(at.element)) return;
    at.twin.touched = false;
    this.#program.release(at.id);
  }

  /** @param {Event} event */
  #input(event) {
    const at = this.#twinOf(event);
    if (!at) return;
    if (isField(at.element)) {
      at.twin.touched = true;
      this.#program.setText(at.id, at.element.value);
    } else if (at.element instanceof HTMLInputElement) {
      this.#program.setFraction(at.id, fractionOf(at.element));
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = this.#twinOf(event);
    const typing = event.isComposing || event.keyCode === 229;
    if (!at || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.#program.press('Escape');
    else if (isField(at.element)) this.#fieldKey(event, at.element);
    else if (isNumber(at.element)) this.#numberKey(event, at.id);
    else if (ARROWS.includes(event.key)) this.#program.press(event.key);
    else return;
    if (!isField(at.element) && !event.defaultPrevented && event.key !== 'Tab')
      event.preventDefault();
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} element */
  #fieldKey(event, element) {
    if (event.key === 'Enter' && element instanceof HTMLInputElement) {
      this.#program.press('Enter');
      event.preventDefault();
    }
  }

  /** @param {KeyboardEvent} event @param {number} id */
  #numberKey({ key }, id) {
    if (key in STEPS) this.#program.adjust(id, STEPS[key]);
    else if (key === 'Home' || key === 'End') this.#program.setFraction(id, key === 'Home' ? 0 : 1);
    else if (key === 'Enter') this.#program.edit(id);
  }
}

/** @param {Element} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
const isField = (element) =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && element.type !== 'range');

/** @param {Element} element */
const isNumber = (element) =>
  element instanceof HTMLInputElement || element.getAttribute('role') === 'spinbutton';

/** A menu or a list may hold nothing else. @param {Item} window @param {Item[]} items */
function windowRole(window, items) {
  if (has(window, FLAG.tooltip)) return 'tooltip';
  if (has(window, FLAG.menuWindow) && items.length > 0 && items.every(isInMenu)) return 'menu';
  const isList = items.length > 0 && items.every(({ kind }) => kind === KIND.option);
  if (has(window, FLAG.listWindow) && isList) return 'listbox';
  return has(window, FLAG.popup) ? 'dialog' : 'region';
}

/**
 * The boxes between a window and an item.
 * @param {Item} item
 * @param {string} windowIs
 * @returns {{key: string, role: string}[]}
 */
function pathOf(item, windowIs) {
  const { kind, group, row, column } = item;
  if (kind === KIND.tab) return [{ key: `tabs${group}`, role: 'tablist' }];
  if (has(item, FLAG.menuBar) && isInMenu(item)) return [{ key: 'bar', role: 'menubar' }];
  if (kind === KIND.option && windowIs !== 'listbox')
    return [{ key: `list${group}`, role: 'listbox' }];
  if (!has(item, FLAG.table)) return [];
  return [
    { key: `table${group}`, role: 'table' },
    { key: `row${row}`, role: 'row' },
    { key: `cell${column}`, role: kind === KIND.column ? 'columnheader' : 'cell' },
  ];
}

/** @param {Item} item @param {string} windowIs @param {{role: string}[]} path */
function isLoose(item, windowIs, path) {
  return isInMenu(item) && windowIs !== 'menu' && path[0]?.role !== 'menubar';
}

/**
 * Puts `node` at `index` of `parent`, unless it is there.
 * @param {Element} parent
 * @param {Element} node
 * @param {number} index
 */
function place(parent, node, index) {
  const there = parent.children[index];
  if (there !== node) parent.insertBefore(node, there ?? null);
}

/**
 * Puts `node` behind what this round has put there; gives it back.
 * @param {HTMLElement} parent
 * @param {HTMLElement} node
 * @param {Map<HTMLElement, number>} counts
 */
function nextPlace(parent, node, counts) {
  if (counts.has(node)) return node;
  const index = counts.get(parent) ?? 0;
  place(parent, node, index);
  counts.set(parent, index + 1);
  if (!('imgui' in node.dataset)) counts.set(node, 0);
  return node;
}

/**
 * @param {HTMLElement} element
 * @param {import('./records.js').Box} box
 * @param {{x: number, y: number}} origin
 */
function setBox({ style }, box, origin) {
  /** @type {[string, number][]} */
  const sides = [
    ['left', box.x - origin.x],
    ['top', box.y - origin.y],
    ['width', box.w],
    ['height', box.h],
  ];
  for (const [side, value] of sides) {
    const text = `${Math.round(value * 1000) / 1000}px`;
    if (style.getPropertyValue(side) !== text) style.setProperty(side, text);
  }
}

/**
 * What a scrolled child window hides of an item.
 * @param {HTMLElement} element
 * @param {Item} item
 */
function setClip({ style }, item) {
  const { box, seen } = item;
  const sides = [
    seen.y - box.y,
    box.x + box.w - seen.x - seen.w,
    box.y + box.h - seen.y - seen.h,
    seen.x - box.x,
  ];
  const whole = sides.every((side) => side < 0.5) || has(item, FLAG.outOfSight);
  const clip = whole ? '' : `inset(${sides.map((side) => `${Math.max(0, side)}px`).join(' ')})`;
  if (style.clipPath !== clip) style.clipPath = clip;
}
