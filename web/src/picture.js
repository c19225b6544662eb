// Paints the tiles of one element that a reader may soon see, and hides the words under them.

import { tileHeight } from './tiles.js';

/** @typedef {import('./abi.js').EngineDocument} EngineDocument */
/** @typedef {import('./surface.js').Surface} Surface */
/** @typedef {import('./tiles.js').Tile} Tile */
/** @typedef {import('./view.js').View} View */

// Of one frame, for tiles that are not in sight yet.
const PAINT_BUDGET_MS = 8;
// A text that the browser sets by itself may push another into sight that does not fit either.
const COMPARISONS_MAX = 4;

export class Picture {
  #options;
  paints = 0;

  /**
   * @param {{host: import('./ykien-reader.js').YkienReader, page: import('./page.js').Page,
   *   document: EngineDocument, surface: Surface, changed: () => void}} options
   */
  constructor(options) {
    this.#options = options;
  }

  /**
   * @param {View} view
   * @param {() => void} layOut called when the module is to lay out anew
   */
  paint(view, layOut) {
    const { host, page, surface, changed } = this.#options;
    const painter = view.picture ? page.painter({ any: host.gl === 'any' }) : null;
    surface.snap(view.ratio);
    if (painter) this.#compare(view, layOut);
    if (!view.picture) for (const { tiles } of surface.sections) tiles.blankAll();
    const jobs = this.#staleTiles(view);
    const width = Math.round(view.width * view.ratio);
    if (jobs.length > 0) painter?.reserve(width, tileHeight(width, view.ratio));
    const began = performance.now();
    for (const { section, index, tile, hash, distance } of jobs) {
      const late = distance > 0 && performance.now() - began > PAINT_BUDGET_MS;
      if (late) changed();
      if (late || !painter?.usable) section.tiles.blank([tile]);
      else
        section.tiles.paint(tile, hash, (canvas) => painter.paint(this.#draw(index, tile), canvas));
    }
    for (const { tree, tiles } of surface.sections) tree.markPainted(tiles);
    this.#showState();
  }

  /**
   * Leaves what the picture cannot show as it is to the browser.
   * @param {View} view
   * @param {() => void} layOut
   */
  #compare({ ratio }, layOut) {
    for (let i = 0; i < COMPARISONS_MAX; i++) {
      const fits = this.#options.surface.sections.map(({ box, tiles, tree }) =>
        tiles
          .near(box.getBoundingClientRect().top, sight())
          .map(({ y, height }) => tree.compare(y / ratio, (y + height) / ratio))
          .every(Boolean),
      );
      if (fits.every(Boolean)) return;
      layOut();
    }
  }

  /**
   * What is near and not as it should be, nearest first.
   * @param {View} view
   */
  #staleTiles({ ratio }) {
    const { document: engineDocument, surface } = this.#options;
    return surface.sections
      .flatMap((section, index) => {
        const top = section.box.getBoundingClientRect().top;
        return section.tiles.near(top, sight()).map((tile) => {
          const from = top + tile.y / ratio;
          const distance = Math.max(0, from - innerHeight, -(from + tile.height / ratio));
          const hash = engineDocument.tileHash(index, tile.y, tile.height);
          return { section, index, tile, distance, hash };
        });
      })
      .filter(({ tile, hash }) => tile.hash !== hash)
      .sort((a, b) => a.distance - b.distance);
  }

  /** @param {number} section @param {Tile} tile */
  #draw(section, { y, height }) {
    this.paints++;
    return this.#options.document.paint(section, y, height);
  }

  #showState() {
    const { host, surface } = this.#options;
    const near = surface.sections.map(({ tiles }) => tiles.painted);
    // With nothing near there is nothing to tell.
    if (near.every((painted) => painted === undefined)) return;
    const painted = !near.includes(false);
    if (painted && host.state !== 'painted') performance.mark('ykien-painted');
    host.state = painted ? 'painted' : 'layered';
  }
}

/** How far down a reader can see, CSS px: a frame as high as its content has no end. */
function sight() {
  return Math.min(innerHeight, screen.height);
}
