// The module's steps of layout, and the twins that come of them, a frame at a time.

import { holdLine } from './reading-place.js';
import { Setting } from './settings.js';
import { SECTIONS } from './surface.js';

/** @typedef {import('./abi.js').EngineDocument} EngineDocument */
/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./view.js').View} View */

// Of one frame; more for each that did not see the end, since a change begins a layout anew.
const LAYOUT_BUDGET_MS = 30;
const LAYOUT_BUDGET_MAX_MS = 60;
// After as much, or so many frames, the twins come in a frame of their own; or in the next ones,
// where their record took as much to read.
const LONG_MS = 40;
const LONG_FRAMES = 3;
// The bit by which the module tells that it has not laid out all.
const UNFINISHED = 1 << 6;

export class LayoutPass {
  #host;
  #document;
  #surface;
  #changed;
  #dirty = 0; // what was told and is not shown yet
  #budget = LAYOUT_BUDGET_MS;
  #frames = 0; // that did not see the end
  #waited = false;
  layouts = 0;

  /**
   * @param {HTMLElement} host
   * @param {EngineDocument} engineDocument
   * @param {Surface} surface
   * @param {() => void} changed called where another frame is wanted
   */
  constructor(host, engineDocument, surface, changed) {
    this.#host = host;
    this.#document = engineDocument;
    this.#surface = surface;
    this.#changed = changed;
  }

  /** Whether the module has not laid out all. */
  get goesOn() {
    return this.#dirty >= UNFINISHED;
  }

  /** Whether all that the module knows is shown as words. */
  get settled() {
    return this.#dirty === 0 && this.#surface.sections.every(({ tree }) => tree.settled);
  }

  #step() {
    this.#dirty = (this.#dirty & ~UNFINISHED) | this.#document.layout();
  }

  /**
   * As many steps as begin in time, and twins.
   * @param {View} view
   * @param {number} budget for twins, ms
   * @returns {boolean} whether what is shown is what was laid out
   */
  run(view, budget) {
    const began = performance.now();
    do this.#step();
    while (this.goesOn && performance.now() < began + this.#budget);
    const late = began + Math.min(this.#budget, LONG_MS);
    this.#budget = this.goesOn
      ? Math.min(2 * this.#budget, LAYOUT_BUDGET_MAX_MS)
      : LAYOUT_BUDGET_MS;
    if (this.goesOn) {
      this.#frames++;
      this.#changed();
    }
    const news = this.#dirty % UNFINISHED !== 0;
    const waits = budget < Infinity && this.layouts > 0 && !this.#waited;
    const isLong = performance.now() > late || this.#frames > LONG_FRAMES;
    this.#waited = news && waits && isLong;
    if (this.#waited) {
      this.#changed();
      return false;
    }
    const filled = performance.now();
    if (news) this.#fill(view);
    const full = performance.now() - filled > LONG_MS && budget < Infinity;
    const until = full ? 0 : performance.now() + budget;
    // Each has its turn, however short the time is.
    const done = this.#surface.sections.map(({ tree }) => tree.work(until));
    if (done.includes(false)) this.#changed();
    return news || this.#dirty === 0;
  }

  /** @param {View} view */
  #fill({ ratio, width }) {
    const { sections } = this.#surface;
    const dirty = this.#dirty;
    this.#frames = 0;
    this.#dirty &= UNFINISHED;
    this.layouts++;
    const pixels = Math.round(width * ratio);
    const resume = dirty & (1 << SECTIONS.article) ? holdLine(this.#host, sections) : undefined;
    const own = this.#document.reading(Setting.theme) !== 0;
    sections.forEach((section, i) => {
      if (dirty & (1 << i)) this.#surface.fill(section, this.#document.twins(i), own);
      section.tiles.resize(pixels, Math.round(section.height * ratio), ratio);
    });
    resume?.();
  }
}
