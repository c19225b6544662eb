// What a test may do with a page, whichever engine shows it. The drivers say how.

const PATIENCE_MS = 45_000; // a busy machine takes its time; nothing is asserted about it
const PAUSE_MS = 30;

/**
 * @typedef {{x: number, y: number}} Place in the viewport, CSS px
 * @typedef {{width: number, height: number, ratio: number}} Viewport width, height: CSS px
 * @typedef {{dark?: boolean, lessMotion?: boolean, moreContrast?: boolean,
 *   forcedColors?: boolean}} Wishes of a reader, as the system tells them
 * @typedef {{button?: 'left' | 'middle' | 'right', modifier?: string}} ClickOptions
 */

/** @abstract */
export class EnginePage {
  /** @param {string} _url */
  async goto(_url) {}

  /**
   * Runs a function in the page, which knows nothing from around it but its argument; a promise is
   * waited for.
   * @abstract
   * @template T, A
   * @param {(arg: A) => T | Promise<T>} _fn
   * @param {A} [_arg]
   * @returns {Promise<T>}
   */
  async evaluate(_fn, _arg) {
    throw new Error('not implemented');
  }

  /**
   * Asks until the answer is one that counts.
   * @template T, A
   * @param {(arg: A) => T | Promise<T>} fn
   * @param {A} [arg]
   * @returns {Promise<T>}
   */
  async waitFor(fn, arg) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.evaluate(fn, arg);
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for ${fn}: ${await this.#situation()}`);
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }

  /**
   * What assistive technology is told of an element that should be so: role and name; or null.
   * @abstract
   * @param {string} _selector
   * @param {{role: string, name: string}} _wanted
   * @returns {Promise<{role: string, name: string} | null>}
   */
  async accessible(_selector, _wanted) {
    throw new Error('not implemented');
  }

  /** Runs a whole script. @param {string} text */
  async run(text) {
    await this.evaluate((source) => {
      const script = document.createElement('script');
      script.textContent = source;
      document.head.append(script);
      script.remove();
    }, text);
  }

  #situation() {
    return this.evaluate(() => {
      const element = document.querySelector('ykien-reader');
      const { activeElement: at } = document;
      return JSON.stringify({
        state: element?.getAttribute('state'),
        stats: element?.stats,
        focus: at?.outerHTML.slice(0, 150),
        errors: window.errors,
      });
    });
  }

  /** The element's own word for what it shows: html, layered, painted. @param {string} state */
  reaches(state, selector = 'ykien-reader') {
    return this.waitFor(
      ([css, wanted]) => document.querySelector(css)?.getAttribute('state') === wanted,
      [selector, state],
    );
  }

  /** The middle of an element, brought into view. @param {string} selector @returns Place */
  placeOf(selector) {
    return this.evaluate((css) => {
      const element = document.querySelector(css);
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    }, selector);
  }

  /** @param {string} selector @param {ClickOptions} [options] */
  async clickOn(selector, options) {
    await this.click(await this.placeOf(selector), options);
  }
}
