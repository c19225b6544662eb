// One photo that can be brought nearer and moved, by wheel, pointer or call.

import { make } from './dom.js';

const NEAREST = 8;
const DOUBLE_CLICK = 2.5;

export class PhotoStage {
  #image = make('img', { draggable: 'false' });
  #zoom = 1;
  #x = 0;
  #y = 0;
  /** @type {Map<number, {x: number, y: number}>} */ #pointers = new Map();
  element = make('div', { class: 'stage' }, this.#image);

  constructor() {
    const { element } = this;
    element.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    element.addEventListener('dblclick', (event) => {
      if (this.isZoomed) this.reset();
      else this.zoomBy(DOUBLE_CLICK, event);
    });
    element.addEventListener('pointerdown', (event) => this.#down(event));
    element.addEventListener('pointermove', (event) => this.#move(event));
    for (const type of /** @type {const} */ (['pointerup', 'pointercancel']))
      element.addEventListener(type, ({ pointerId }) => this.#up(pointerId));
  }

  get isZoomed() {
    return this.#zoom > 1;
  }

  /** @param {HTMLImageElement} photo */
  show({ src, alt }) {
    this.#image.src = src;
    this.#image.alt = alt;
    this.reset();
  }

  reset() {
    this.#zoom = 1;
    this.pan(-this.#x, -this.#y);
  }

  /**
   * @param {number} factor
   * @param {{clientX: number, clientY: number}} [at] what stays where it is; else the middle
   */
  zoomBy(factor, at) {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    const zoom = Math.min(NEAREST, Math.max(1, this.#zoom * factor));
    const grown = zoom / this.#zoom;
    const x = at ? at.clientX - left - width / 2 : 0;
    const y = at ? at.clientY - top - height / 2 : 0;
    this.#zoom = zoom;
    this.pan((x - this.#x) * (1 - grown), (y - this.#y) * (1 - grown));
  }

  /** Never further than the photo's edge. @param {number} dx @param {number} dy CSS px */
  pan(dx, dy) {
    const { clientWidth, clientHeight } = this.element;
    const limit = (/** @type {number} */ at, /** @type {number} */ size) => {
      const most = (size * (this.#zoom - 1)) / 2;
      return Math.min(most, Math.max(-most, at));
    };
    this.#x = limit(this.#x + dx, clientWidth);
    this.#y = limit(this.#y + dy, clientHeight);
    this.#image.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#zoom})`;
    this.element.classList.toggle('zoomed', this.isZoomed);
  }

  /**
   * With Ctrl, as a pinch on a touchpad sends it; else it moves what is near.
   * @param {WheelEvent} event
   */
  #wheel(event) {
    if (event.ctrlKey) this.zoomBy(Math.exp(-event.deltaY / 200), event);
    else if (this.isZoomed) this.pan(-event.deltaX, -event.deltaY);
    else return;
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.element.classList.add('moving');
  }

  /** One finger moves, two bring nearer. @param {PointerEvent} event */
  #move({ pointerId, clientX, clientY }) {
    const before = this.#pointers.get(pointerId);
    if (!before) return;
    const other = [...this.#pointers].find(([id]) => id !== pointerId)?.[1];
    if (other) {
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(clientX - other.x, clientY - other.y);
      const middle = { clientX: (clientX + other.x) / 2, clientY: (clientY + other.y) / 2 };
      if (was > 0) this.zoomBy(is / was, middle);
    } else if (this.isZoomed) this.pan(clientX - before.x, clientY - before.y);
    this.#pointers.set(pointerId, { x: clientX, y: clientY });
  }

  /** @param {number} pointer */
  #up(pointer) {
    this.#pointers.delete(pointer);
    if (this.#pointers.size === 0) this.element.classList.remove('moving');
  }
}
