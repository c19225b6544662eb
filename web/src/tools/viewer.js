// A photo as large as the window, with its caption; nearer by buttons, wheel, fingers, keys.

import { iconButton, make } from './dom.js';
import { PhotoStage } from './photo-stage.js';
import { buttonOf, photosOf } from './photos.js';
import { fill } from './words.js';

/** @typedef {import('./context.js').Context} Context */

const PAN = 80; // CSS px

export class Viewer {
  #context;
  #stage = new PhotoStage();
  #count = make('output', { 'aria-live': 'polite' });
  #caption = make('p', { class: 'caption' });
  #dialog;
  #steps;
  /** @type {HTMLImageElement[]} */ #photos = [];
  #at = 0;
  /** @type {HTMLImageElement | undefined} */ #first;

  /** @param {Context} context */
  constructor(context) {
    this.#context = context;
    const { words, host, signal } = context;
    this.#steps = [
      iconButton('previous', words.previousPhoto, () => this.#step(-1)),
      iconButton('next', words.nextPhoto, () => this.#step(1)),
    ];
    this.#dialog = make('dialog', {
      class: 'viewer',
      'aria-label': words.photo,
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      close: () => this.#closed(),
    });
    this.#dialog.append(
      make(
        'header',
        {},
        this.#count,
        ...this.#steps,
        iconButton('minus', words.zoomOut, () => this.#stage.zoomBy(1 / 1.5)),
        iconButton('plus', words.zoomIn, () => this.#stage.zoomBy(1.5)),
        iconButton('fit', words.wholePhoto, () => this.#stage.reset()),
        iconButton('close', words.close, () => this.#dialog.close()),
      ),
      this.#stage.element,
      this.#caption,
    );
    host.shadowRoot?.append(make('div', { class: 'tool' }, this.#dialog));
    signal.addEventListener('abort', () => this.#dialog.close());
  }

  /** @param {HTMLImageElement} photo */
  show(photo) {
    this.#photos = photosOf(this.#context);
    this.#at = Math.max(0, this.#photos.indexOf(photo));
    this.#first = photo;
    for (const button of this.#steps) button.hidden = this.#photos.length < 2;
    this.#fill();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #fill() {
    const { words } = this.#context;
    const photo = this.#photos[this.#at];
    this.#stage.show(photo);
    const caption = photo.closest('figure')?.querySelector('figcaption')?.textContent ?? '';
    this.#caption.textContent = caption;
    this.#caption.hidden = caption === '';
    const numbers = { n: this.#at + 1, of: this.#photos.length };
    this.#count.textContent = numbers.of > 1 ? fill(words.photoOf, numbers) : '';
  }

  /** @param {1 | -1} by */
  #step(by) {
    const count = this.#photos.length;
    this.#at = (this.#at + by + count) % count;
    this.#fill();
  }

  /** Back to the button of the photo that was seen last. */
  #closed() {
    const photo = this.#photos[this.#at];
    buttonOf(photo)?.focus({ preventScroll: photo === this.#first });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const stage = this.#stage;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') stage.zoomBy(1.5);
    else if (event.key === '-') stage.zoomBy(1 / 1.5);
    else if (event.key === '0') stage.reset();
    else if (side && stage.isZoomed) stage.pan(-side * PAN, 0);
    else if (down && stage.isZoomed) stage.pan(0, -down * PAN);
    else if (side) this.#step(side < 0 ? -1 : 1);
    else return;
    event.preventDefault();
  }
}
