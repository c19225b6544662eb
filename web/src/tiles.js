// The picture of one section, cut into tiles: canvases that lie in the page and move with it,
// behind the twins.
//
// A tile is painted when it comes near the viewport and shows something else than it should; a far
// one gives its pixels back. Heights and places are whole device px.

const TILE_HEIGHT_CSS = 512;
// As PDF.js caps a canvas on phones: above this, browsers drop pixels or the page.
const TILE_PIXELS_MAX = 5_242_880;

/**
 * @typedef {{
 *   holder: HTMLElement, canvas: HTMLCanvasElement | null, y: number, height: number,
 *   near: boolean | undefined, hash: number | undefined,
 * }} Tile near: undefined = not known; hash: of what the canvas shows; undefined = nothing
 */

/**
 * Of a whole tile, device px.
 * @param {number} width device px
 * @param {number} ratio device px per CSS px
 */
export function tileHeight(width, ratio) {
  const fitting = Math.max(1, Math.floor(TILE_PIXELS_MAX / Math.max(1, width)));
  return Math.min(Math.round(TILE_HEIGHT_CSS * ratio), fitting);
}

export class Tiles {
  /** @type {Tile[]} */ #tiles = [];
  /** @type {Map<Element, Tile>} by holder */ #held = new Map();
  #layer;
  #watcher;
  #size = { width: 0, height: 0, ratio: 1, tile: 0 };
  /** Another one when other tiles are painted. */
  version = 0;

  /**
   * @param {HTMLElement} layer
   * @param {{observe(holder: Element): void, unobserve(holder: Element): void}} watcher tells
   *   seen() about holders
   */
  constructor(layer, watcher) {
    this.#layer = layer;
    this.#watcher = watcher;
  }

  /**
   * Cuts anew when width or ratio changed; else only adds or takes away at the end.
   * @param {number} width device px
   * @param {number} height
   * @param {number} ratio device px per CSS px
   */
  resize(width, height, ratio) {
    const before = this.#size;
    if (before.width !== width || before.ratio !== ratio) this.#truncate(0);
    const tile = tileHeight(width, ratio);
    this.#size = { width, height, ratio, tile };
    const count = width > 0 ? Math.ceil(height / tile) : 0;
    this.#truncate(count);
    for (let i = 0; i < count; i++) this.#shape(i, Math.min(tile, height - i * tile));
  }

  /** @param {number} index @param {number} height */
  #shape(index, height) {
    const { width, ratio, tile: step } = this.#size;
    let tile = this.#tiles[index];
    if (!tile) {
      const holder = document.createElement('div');
      tile = this.#tiles[index] = {
        holder,
        canvas: null,
        y: index * step,
        height: 0,
        near: undefined,
        hash: undefined,
      };
      this.#held.set(holder, tile);
      this.#layer.append(holder);
      this.#watcher.observe(holder);
    }
    if (tile.height === height) return;
    tile.height = height;
    this.#blank(tile); // its canvas got its pixels in a way that depends on the height
    const { style } = tile.holder;
    style.top = `${tile.y / ratio}px`;
    style.width = `${width / ratio}px`;
    style.height = `${height / ratio}px`;
  }

  /** @param {number} count */
  #truncate(count) {
    if (count < this.#tiles.length) this.version++;
    for (const tile of this.#tiles.splice(count)) {
      this.#watcher.unobserve(tile.holder);
      this.#held.delete(tile.holder);
      tile.holder.remove();
    }
  }

  /**
   * Notes what the watcher saw; holders may be other tiles'.
   * @param {Element} holder
   * @param {boolean} near
   */
  seen(holder, near) {
    const tile = this.#held.get(holder);
    if (tile) tile.near = near;
  }

  /** Gives the pixels of a far tile back. @param {Element} holder */
  release(holder) {
    const tile = this.#held.get(holder);
    if (tile) this.#blank(tile);
  }

  /**
   * The tiles that may soon be seen. Of new ones, of which the watcher has not told yet: those in
   * sight.
   * @param {number} top of the section in the viewport, CSS px
   * @param {number} sight how far down a reader can see, CSS px
   */
  near(top, sight) {
    const { ratio } = this.#size;
    for (const tile of this.#tiles) {
      const from = top + tile.y / ratio;
      tile.near ??= from < sight && from + tile.height / ratio > 0;
    }
    return this.#tiles.filter((tile) => tile.near);
  }

  /**
   * Paints one tile; where that fails it shows nothing, and the twins stay visible.
   * @param {Tile} tile
   * @param {number} hash
   * @param {(canvas: HTMLCanvasElement) => boolean} draw
   */
  paint(tile, hash, draw) {
    if (!tile.canvas) {
      tile.canvas = document.createElement('canvas');
      tile.holder.append(tile.canvas);
    }
    if (tile.hash === undefined) this.version++;
    if (draw(tile.canvas)) tile.hash = hash;
    else this.#blank(tile);
  }

  /** Tiles that show what is no longer so. @param {Tile[]} tiles */
  blank(tiles) {
    for (const tile of tiles) this.#blank(tile);
  }

  blankAll() {
    this.blank(this.#tiles);
  }

  /** @param {Tile} tile */
  #blank(tile) {
    tile.canvas?.remove();
    tile.canvas = null;
    tile.hash = undefined;
    this.version++;
  }

  /**
   * Whether every tile between two heights (CSS px) is painted.
   * @param {number} top
   * @param {number} bottom
   */
  covers(top, bottom) {
    const { ratio, tile } = this.#size;
    const first = Math.max(0, Math.floor((top * ratio) / tile));
    const last = Math.min(this.#tiles.length - 1, Math.ceil((bottom * ratio) / tile) - 1);
    for (let i = first; i <= last; i++) if (this.#tiles[i].hash === undefined) return false;
    return first <= last;
  }

  /** Whether all that is near is painted; undefined when nothing is near. */
  get painted() {
    const near = this.#tiles.filter((tile) => tile.near);
    return near.length > 0 ? near.every((tile) => tile.hash !== undefined) : undefined;
  }

  get paintedCount() {
    return this.#tiles.filter((tile) => tile.hash !== undefined).length;
  }
}
