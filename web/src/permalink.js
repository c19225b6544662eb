// The comment that the page's address names: shown where it stands, and marked.

import { ANCHOR } from './twin-content.js';

export class Permalink {
  #containers;
  #waits = true; // for its comment
  /** @type {Element | undefined} */ #marked;

  /**
   * @param {HTMLElement[]} containers where comments stand
   * @param {() => void} changed
   * @param {AbortSignal} signal
   */
  constructor(containers, changed, signal) {
    this.#containers = containers;
    const named = () => {
      this.#marked?.classList.remove('yk-target');
      this.#marked = undefined;
      this.#waits = true;
      changed();
    };
    addEventListener('hashchange', named, { signal });
  }

  /** After the twins were updated. */
  show() {
    if (!this.#waits && (this.#marked?.isConnected ?? true)) return;
    const id = location.hash.slice(1);
    if (!id.startsWith(ANCHOR)) return;
    const wanted = `article[id="${CSS.escape(id)}"]`;
    const [comment] = this.#containers.flatMap((one) => one.querySelector(wanted) ?? []);
    if (!comment) return;
    comment.classList.add('yk-target');
    if (this.#waits) comment.scrollIntoView({ block: 'center' });
    this.#waits = false;
    this.#marked = comment;
  }
}
