// Goes through the publisher's nodes, one after the other, in slices: a page must stay alive,
// whatever it holds.

import { Slice } from './slice.js';

/** @typedef {{bold?: true, italic?: true, href?: string}} Look */
/**
 * Takes what walk() comes across.
 * @typedef {{
 *   text(text: string, look: Look): void,
 *   boundary(): void,
 *   take(element: HTMLElement, look: Look): boolean,
 * }} Sink
 */

const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'button',
  'input',
  'select',
  'textarea',
  'canvas',
  'svg',
  'math',
  'dialog',
]);

/** @param {Element} root @param {Sink} sink */
export async function walkInSlices(root, sink) {
  const slice = new Slice();
  for (const reading = steps(root, {}, sink); !reading.next().done;)
    if (slice.isOver) await slice.next();
}

/** @param {Node} node @param {Look} look @param {Sink} sink */
export function walk(node, look, sink) {
  const reading = steps(node, look, sink);
  while (!reading.next().done);
}

/**
 * One node after the other. Without recursion: markup may be nested deeper than calls.
 * @param {Node} root @param {Look} rootLook @param {Sink} sink
 */
function* steps(root, rootLook, sink) {
  const open = [{ nodes: [...root.childNodes], at: 0, look: rootLook, isBlock: false }];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    const child = last.nodes[last.at++];
    if (child) {
      const inner = enter(child, last.look, sink);
      if (inner) open.push(inner);
      yield;
    } else {
      open.pop();
      if (last.isBlock) sink.boundary();
    }
  }
}

/**
 * What is to be read within a node, if anything.
 * @param {Node} node @param {Look} look @param {Sink} sink
 */
function enter(node, look, sink) {
  if (node instanceof Text) sink.text(node.data, look);
  if (!(node instanceof HTMLElement) || isTwin(node) || SKIPPED.has(node.localName)) return null;
  const display = displayOf(node);
  if (display === 'none' || sink.take(node, look)) return null;
  const isBlock = !/^(inline|contents|ruby)/.test(display);
  if (isBlock) sink.boundary();
  return { nodes: [...node.childNodes], at: 0, look: lookOf(node, look), isBlock };
}

/** @param {HTMLElement} element */
const isTwin = ({ slot }) => slot.startsWith('ykien-');

/** @param {HTMLElement} element 'none' also for what is hidden otherwise */
function displayOf(element) {
  const { display, visibility } = getComputedStyle(element);
  if (visibility === 'hidden') return 'none';
  // No style sheet reaches a page that was fetched: extract.js has said what is inline.
  return display || element.style.display;
}

/** @param {HTMLElement} element @param {Look} look @returns {Look} */
export function lookOf(element, look) {
  if (element.matches('b, strong, dt')) return { ...look, bold: true };
  if (element.matches('i, em, cite, dfn, var')) return { ...look, italic: true };
  if (element instanceof HTMLAnchorElement && element.href) return { ...look, href: element.href };
  return look;
}
