// The bar: a button per tool, each opening a panel below it, one at a time.

import { icon, iconButton, make } from './dom.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {import('./dom.js').IconName} IconName */
/**
 * shown, hidden: called when the panel has opened, has closed
 * @typedef {{name: IconName, label: string, content: HTMLElement, stays?: boolean,
 *   shown?: () => void, hidden?: () => void}} Tool stays: also while the article is clicked
 */
/** @typedef {Tool & {button: HTMLButtonElement, panel: HTMLElement}} Slot */

export class Toolbar {
  #context;
  #close;
  /** @type {Map<string, Slot>} */ #slots = new Map();
  /** @type {Slot | undefined} */ #open;
  element;

  /**
   * @param {Context} context
   * @param {Tool[]} tools
   * @param {HTMLElement[]} extras
   * @param {() => void} close
   */
  constructor(context, tools, extras, close) {
    this.#context = context;
    this.#close = close;
    const { words, host, signal } = context;
    const slots = tools.map((tool) => this.#makeSlot(tool));
    const parts = slots.flatMap(({ button, panel }) => [button, panel]);
    const closeButton = iconButton('close', words.close, close);
    this.element = make(
      'section',
      { class: 'tool bar', 'aria-label': words.tools },
      make('div', { class: 'row' }, ...parts, ...extras, closeButton),
    );
    host.addEventListener('pointerdown', (event) => this.#pressed(event), { signal });
    host.addEventListener('keydown', (event) => this.#key(event), { signal });
  }

  /** @param {Tool} tool @returns {Slot} */
  #makeSlot(tool) {
    const { name, label, content } = tool;
    const id = `yk-${name}`;
    const panel = make('div', { class: 'panel', id, role: 'group', hidden: true }, content);
    panel.setAttribute('aria-label', label);
    const button = make(
      'button',
      {
        type: 'button',
        'aria-expanded': 'false',
        'aria-controls': id,
        title: label,
        click: () => this.toggle(name),
      },
      icon(name),
      make('span', {}, label),
    );
    button.setAttribute('aria-label', label);
    const slot = { ...tool, button, panel };
    this.#slots.set(name, slot);
    return slot;
  }

  /** @param {string} name */
  toggle(name) {
    if (this.#open?.name === name) this.closePanel();
    else this.show(name);
  }

  /** @param {string} name */
  show(name) {
    if (this.#open?.name === name) return this.#open.shown?.();
    this.#hide();
    const slot = this.#slots.get(name);
    if (!slot) return;
    this.#open = slot;
    slot.panel.hidden = false;
    slot.panel.style.setProperty('--at', `${slot.button.offsetLeft}px`);
    slot.button.setAttribute('aria-expanded', 'true');
    slot.shown?.();
  }

  /** The focus goes back to the button, if it was in the panel. */
  closePanel() {
    const slot = this.#open;
    if (!slot) return;
    const inside = slot.panel.contains(this.#context.host.shadowRoot?.activeElement ?? null);
    this.#hide();
    if (inside) slot.button.focus();
  }

  #hide() {
    const slot = this.#open;
    if (!slot) return;
    this.#open = undefined;
    slot.panel.hidden = true;
    slot.button.setAttribute('aria-expanded', 'false');
    slot.hidden?.();
  }

  focus() {
    this.element.querySelector('button')?.focus();
  }

  /**
   * Escape puts away what is open, wherever in the reader; the bar itself only from within.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    const path = event.composedPath();
    const inside = path.includes(this.element);
    if (path.some((one) => one instanceof HTMLDialogElement) || !(this.#open || inside)) return;
    event.preventDefault();
    if (this.#open) this.closePanel();
    else this.#close();
  }

  /** A press on the article puts away what lies over it. @param {Event} event */
  #pressed(event) {
    if (!this.#open || this.#open.stays || event.composedPath().includes(this.element)) return;
    this.#hide();
  }
}
