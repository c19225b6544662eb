// The reading tools: a quiet bar above the article, and what it opens; photos, places. Loaded when
// the article is there.
//
// Nothing here decides how the article is laid out, counts or judges: the module does.

import { SECTIONS } from '../surface.js';
import { articleOf, followReading } from './context.js';
import { make } from './dom.js';
import { Paper } from './paper.js';
import { showPassage } from './passage.js';
import { openPhotos } from './photos.js';
import { keepPlaces, keptPlace } from './places.js';
import { PositionWatcher } from './position.js';
import { offerPlace } from './resume.js';
import { styleTools } from './style.js';
import { Toolset } from './toolset.js';
import { Viewer } from './viewer.js';
import { wordsFor } from './words.js';

/** @typedef {import('./context.js').Context} Context */

export class Tools {
  /** @type {Context} */ #context;
  #live = make('div', { class: 'tool unseen', role: 'status' });
  #position;
  #paper;
  /** @type {Toolset | undefined} */ #toolset;
  /** @type {Viewer | undefined} */ #viewer;
  /** @type {HTMLElement | null | undefined} */ #opener;

  /** @param {import('./context.js').Options} options */
  constructor(options) {
    const { host, articleId, surface } = options;
    const { lang } = surface.sections[SECTIONS.article].tree.container;
    const say = (/** @type {string} */ text) => (this.#live.textContent = text);
    const context = (this.#context = { ...options, lang, words: wordsFor(lang), say });
    this.#position = new PositionWatcher(context);
    styleTools(host);
    followReading(context); // before those who look at what came of it
    this.#paper = new Paper(context);
    host.shadowRoot?.append(this.#live);
    openPhotos(context, (photo) => this.#showPhoto(photo));
    showPassage(context);
    const place = keptPlace(articleId);
    if (place) offerPlace(context, place);
    keepPlaces(context);
  }

  /** @param {HTMLImageElement} photo */
  #showPhoto(photo) {
    this.#viewer ??= new Viewer(this.#context);
    this.#viewer.show(photo);
  }

  toggle() {
    if (this.#toolset?.isOpen) this.#close();
    else this.#open();
  }

  #open() {
    const { host, surface, changed } = this.#context;
    this.#toolset ??= new Toolset(this.#context, this.#position, () => this.#close());
    // Not every browser gives a button the focus that was clicked.
    const { activeElement } = /** @type {Document} */ (host.getRootNode());
    this.#opener = activeElement?.closest('.ykien-twins button');
    this.#opener?.setAttribute('aria-expanded', 'true');
    // Who clicks into the article has its keys.
    articleOf(this.#context).tree.container.tabIndex = -1;
    this.#paper.look();
    surface.root.before(this.#toolset.element);
    this.#toolset.opened();
    changed();
  }

  #close() {
    this.#toolset?.remove();
    this.#opener?.setAttribute('aria-expanded', 'false');
    this.#opener?.focus({ preventScroll: true });
    this.#context.changed();
  }
}
