// The colour that the tools stand on: what is behind the article, which they must cover.

import { onReadingKept } from './context.js';

/** @param {string} color */
const isClear = (color) => /^rgba\(.*, ?0(\.\d+)?\)$|\/ ?0(\.\d+)?\)$/.test(color);

/** The first opaque background around an element. @param {Element} element */
function backgroundOf(element) {
  for (let at = /** @type {Element | null} */ (element); at;) {
    const { backgroundColor } = getComputedStyle(at);
    if (!isClear(backgroundColor)) return backgroundColor;
    const root = at.getRootNode();
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return 'Canvas';
}

export class Paper {
  #host;
  #sheet = new CSSStyleSheet();

  /** @param {import('./context.js').Context} context */
  constructor(context) {
    this.#host = context.host;
    context.host.shadowRoot?.adoptedStyleSheets.push(this.#sheet);
    // The colours change with the next frame, which has been asked for before.
    const later = () => requestAnimationFrame(() => this.look());
    onReadingKept(context, later);
    const { signal } = context;
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', later, { signal });
    this.look();
  }

  // Of the tools alone: what the host says, every word in it would inherit.
  look() {
    this.#sheet.replaceSync(`.tool, .dim { --yk-paper: ${backgroundOf(this.#host)}; }`);
  }
}
