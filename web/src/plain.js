// Texts that the browser sets by itself, because the picture cannot have them as they are: a reader
// has fonts or a smallest size of their own, a translator has put other words there, letters run
// both ways in several styles.
//
// Such a block is a plain paragraph of its own height. It is visible, and the picture leaves it
// out.

import { Flag, widestOf } from './twin-content.js';

/** @typedef {import('./records.js').Line} Line */
/** @typedef {import('./twins.js').Entry} Entry */

// In CSS px: what differs by more is seen when text is selected.
const TOLERANCE = 1;
// Where a line's letters stand: browsers round ascent and descent each for itself.
const HEIGHT_TOLERANCE = 2;

/**
 * How wide each line is as the module measured it; null for what has no lines to compare.
 * @param {Line[]} lines
 */
export function widthsOf(lines) {
  return widestOf(lines) > 0 ? lines.map(({ width }) => width) : null;
}

/**
 * Whether the text stands here as the module thinks. Lays out: to be asked of many in a row.
 * @param {Entry} entry
 * @param {import('./twin-content.js').Fonts} fonts
 */
export function fits({ element, twin, widths, words }, fonts) {
  if (!widths || twin.flags & Flag.plain) return true;
  if (!fonts.drawsText(words)) return false;
  const spans = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(':scope > span'));
  if (spans.length !== widths.length) return false;
  const boxes = Array.from(spans, (span) => span.getBoundingClientRect());
  if (boxes[0].height === 0) return true; // not shown at all
  const scale = element.currentCSSZoom ?? 1;
  const block = element.getBoundingClientRect();
  const { flags, textX, textY, lineHeight } = twin;
  const start = flags & Flag.rightToLeft ? block.right - textX * scale : block.left + textX * scale;
  return boxes.every((box, i) => {
    const edge = flags & Flag.rightToLeft ? box.right : box.left;
    const middle = block.top + (textY + (i + 0.5) * lineHeight) * scale;
    return (
      Math.abs(box.width - widths[i] * scale) <= TOLERANCE * scale &&
      Math.abs(edge - start) <= TOLERANCE * scale &&
      Math.abs(box.top + box.height / 2 - middle) <= HEIGHT_TOLERANCE * scale
    );
  });
}

/** Tells how high plain texts are, whenever one becomes higher or lower. */
export class PlainHeights {
  /** @type {Map<Element, number>} */ #heights = new Map();
  #observer;

  /** @param {(element: Element, height: number) => void} changed height: CSS px */
  constructor(changed) {
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) {
        const height = borderBoxSize[0].blockSize;
        if (height === 0 || Math.abs((this.#heights.get(target) ?? 0) - height) < 0.5) continue;
        this.#heights.set(target, height);
        changed(target, height);
      }
    });
  }

  /** @param {Element} element */
  add(element) {
    if (this.#heights.has(element)) return;
    this.#heights.set(element, 0);
    this.#observer.observe(element);
  }

  /** @param {Element} element */
  remove(element) {
    if (this.#heights.delete(element)) this.#observer.unobserve(element);
  }

  clear() {
    this.#heights.clear();
    this.#observer.disconnect();
  }
}
