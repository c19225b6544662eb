// What all elements of a page share: one module instance, one painter, one text agent.

import { ABI_VERSION, Engine } from './abi.js';
import { Painter } from './painter.js';
import { TextAgent } from './text-measure.js';

/**
 * @typedef {{pictureLost(): void, pictureRestored(): void}} Reader what the page tells each element
 */

export class Page {
  /** @type {Set<Reader>} */ readers = new Set();
  text = new TextAgent();
  /** @type {Promise<Engine> | undefined} */ #engine;
  /** @type {Painter | null} */ #painter = null;
  #refused = new Set();

  /**
   * The engine; made by the first who asks, and again after a failure.
   * @param {WebAssembly.Module} module
   */
  engine(module) {
    this.#engine ??= Engine.create(module, this.#services()).catch((error) => {
      this.#engine = undefined;
      throw error;
    });
    return this.#engine;
  }

  /**
   * The painter, or null where the browser has none to give.
   * @param {{any: boolean}} options any: also one that renders in software
   */
  painter({ any }) {
    if (this.#painter || this.#refused.has(any)) return this.#painter;
    this.#painter = Painter.create({ any });
    if (!this.#painter) this.#refused.add(any);
    else this.#watch(this.#painter);
    return this.#painter;
  }

  /** @param {Painter} painter */
  #watch(painter) {
    painter.onLost = () => {
      for (const reader of this.readers) reader.pictureLost();
      // A stopped engine paints no more: it has nothing to forget.
      this.#engine?.then((engine) => engine.texturesLost()).catch(() => {});
    };
    painter.onRestored = () => {
      for (const reader of this.readers) reader.pictureRestored();
    };
  }

  /** @returns {import('./abi.js').Services} */
  #services() {
    return {
      measureRuns: (style, texts) => this.text.measureRuns(style, texts),
      fontMetrics: (style, lineHeight) => this.text.fontMetrics(style, lineHeight),
      findWordEnds: (text) => this.text.findWordEnds(text),
      rasterRuns: (page, box, runs) =>
        this.#painter?.uploadWords(page, box, this.text.drawRuns(box.w, box.h, runs)),
      dropPage: (page) => this.#painter?.dropPage(page),
    };
  }
}

/**
 * The page's own; also when the implementation was loaded twice under two names.
 * @returns {Page}
 */
export function sharedPage() {
  const registry = /** @type {Record<symbol, Page | undefined>} */ (
    /** @type {unknown} */ (globalThis)
  );
  return (registry[Symbol.for(`ykien.page.${ABI_VERSION}`)] ??= new Page());
}
