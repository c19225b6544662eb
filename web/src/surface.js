// What stands in an element: the publisher's own HTML, or six sections of tiles (shadow) and twins
// (light DOM).

import { styleShadow, styleTwins } from './styles.js';
import { cssColor } from './text-measure.js';
import { Tiles } from './tiles.js';
import { TwinTree } from './twins.js';

/**
 * @typedef {{box: HTMLElement, slot: HTMLSlotElement, tiles: Tiles, tree: TwinTree,
 *   height: number}} Section
 */

export const SECTIONS = { strip: 0, article: 1, discussion: 2, thread: 3, answer: 4, rest: 5 };
const SECTION_COUNT = 6;
// A tile is painted before it is seen, when a viewport away; its pixels go when it is further off
// than a reader comes back in one movement.
const NEAR_MARGIN = '100% 0px';
const FAR_MARGIN = '400% 0px';

export class Surface {
  #host;
  #shadow;
  #hostSheet = new CSSStyleSheet();
  #own = document.createElement('slot');
  #near;
  #far;
  #ground = '';
  #shift = { x: 0, y: 0 };
  root = document.createElement('div');
  probe = document.createElement('div');
  /** @type {Section[]} */ sections = [];

  /**
   * @param {HTMLElement} host
   * @param {import('./twin-content.js').Fonts} fonts
   * @param {() => void} changed called when other tiles are near
   * @param {import('./twins.js').SetPlain} setPlain
   */
  constructor(host, fonts, changed, setPlain) {
    this.#host = host;
    this.#shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    styleShadow(this.#shadow);
    this.#shadow.adoptedStyleSheets.push(this.#hostSheet);
    this.root.className = 'root';
    this.probe.className = 'probe';
    this.probe.append('x', document.createElement('span'));
    this.#near = watch(
      NEAR_MARGIN,
      (holder, near) => this.sections.forEach(({ tiles }) => tiles.seen(holder, near)),
      changed,
    );
    this.#far = watch(
      FAR_MARGIN,
      (holder, near) => near || this.sections.forEach(({ tiles }) => tiles.release(holder)),
    );
    this.root.append(this.#own, this.probe);
    for (let i = 0; i < SECTION_COUNT; i++)
      this.sections.push(this.#makeSection(i, fonts, setPlain));
    this.#shadow.replaceChildren(this.root);
    this.moved();
  }

  /**
   * @param {number} index
   * @param {import('./twin-content.js').Fonts} fonts
   * @param {import('./twins.js').SetPlain} setPlain
   * @returns {Section}
   */
  #makeSection(index, fonts, setPlain) {
    const box = document.createElement('div');
    const layer = document.createElement('div');
    const slot = document.createElement('slot');
    box.className = 'section';
    box.hidden = true;
    layer.className = 'tiles';
    layer.setAttribute('aria-hidden', 'true');
    const tree = new TwinTree(index, fonts, setPlain);
    slot.name = tree.container.slot;
    box.append(layer, slot);
    this.root.append(box);
    const watcher = {
      observe: (/** @type {Element} */ holder) =>
        [this.#near, this.#far].forEach((one) => one.observe(holder)),
      unobserve: (/** @type {Element} */ holder) =>
        [this.#near, this.#far].forEach((one) => one.unobserve(holder)),
    };
    return { box, slot, tiles: new Tiles(layer, watcher), tree, height: 0 };
  }

  /** The element stands under another root. */
  moved() {
    const root = this.#host.getRootNode();
    if (root instanceof Document || root instanceof ShadowRoot) styleTwins(root);
  }

  /**
   * Shows the sections, or else the publisher's own HTML, which is then neither seen, found nor
   * read out.
   * @param {boolean} sections
   */
  show(sections) {
    if (sections && !this.#own.hidden)
      this.#host.append(...this.sections.map(({ tree }) => tree.container));
    if (!sections) this.sections.forEach(({ tree }) => tree.container.remove());
    this.#own.hidden = sections;
    for (const { box } of this.sections) box.hidden = !sections;
  }

  /** @param {string} lang @param {string} title */
  setArticle(lang, title) {
    for (const { tree } of this.sections) tree.setArticle(lang, title);
  }

  /**
   * @param {Section} section
   * @param {import('./records.js').SectionRecord} record
   * @param {boolean} own whether the reader has chosen the colours
   */
  fill(section, record, own) {
    section.tree.update(record);
    section.height = record.height;
    section.box.style.height = `${record.height}px`;
    const color = cssColor(record.background);
    const ground = own ? color : `var(--ykien-background, ${color})`;
    if (ground === this.#ground) return;
    this.#ground = ground;
    const scheme = isDark(record.background) ? 'dark' : 'light';
    this.#hostSheet.replaceSync(`:host { color-scheme: ${scheme}; background-color: ${ground}; }`);
  }

  /**
   * Puts the corner on a whole device pixel: else every tile is drawn blurred.
   * @param {number} ratio
   */
  snap(ratio) {
    const { left, top } = this.root.getBoundingClientRect();
    const x = toPixel(left + scrollX - this.#shift.x, ratio);
    const y = toPixel(top + scrollY - this.#shift.y, ratio);
    if (Math.abs(x - this.#shift.x) < 0.01 && Math.abs(y - this.#shift.y) < 0.01) return;
    this.#shift = { x, y };
    this.root.style.left = `${x}px`;
    this.root.style.top = `${y}px`;
  }

  remove() {
    this.#near.disconnect();
    this.#far.disconnect();
    for (const { tree } of this.sections) tree.remove();
    this.#shadow.adoptedStyleSheets = [];
    this.#shadow.replaceChildren(document.createElement('slot'));
  }
}

/** @param {number} abgr */
function isDark(abgr) {
  return (abgr & 255) * 3 + ((abgr >> 8) & 255) * 6 + ((abgr >> 16) & 255) < 5 * 255;
}

/** How far to the nearest device pixel, CSS px. @param {number} place @param {number} ratio */
function toPixel(place, ratio) {
  return Math.round(place * ratio) / ratio - place;
}

/**
 * @param {string} rootMargin
 * @param {(holder: Element, near: boolean) => void} seen
 * @param {() => void} [done]
 */
function watch(rootMargin, seen, done) {
  return new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) seen(target, isIntersecting);
      done?.();
    },
    { rootMargin },
  );
}
