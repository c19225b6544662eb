// One element's life: reads the article, lays it out, keeps twins and tiles as they should be.
//
// All work is done in frames, and a frame is asked for only when something has changed. Whatever
// fails, the element goes back to the publisher's own HTML and says so.

import { normalizeArticle, YkienError } from './abi.js';
import { readArticle } from './article-meta.js';
import { Clock } from './clock.js';
import { LocalCommentsClient } from './comments-client.js';
import { Discussion } from './discussion.js';
import { DraftForm } from './draft-form.js';
import { keptTextSize } from './keepsakes.js';
import { sharedPage } from './page.js';
import { holdReadingPlace } from './reading-place.js';
import { Surface, SECTIONS } from './surface.js';
import { tileHeight } from './tiles.js';
import { Flag, Kind } from './twin-content.js';
import { ViewWatcher } from './view.js';

/** @typedef {import('./abi.js').EngineDocument} EngineDocument */
/** @typedef {import('./tiles.js').Tile} Tile */
/** @typedef {import('./surface.js').Section} Section */
/** @typedef {import('./ykien-reader.js').YkienReader} Host */
/** @typedef {import('./ykien-reader.js').Stats} Stats */

const SRC_TIME_LIMIT_MS = 10_000;
// Of one frame, for tiles that are not in sight yet.
const PAINT_BUDGET_MS = 8;

export class Reader {
  /** What can be done while the module is still on its way. @param {Host} host */
  static prepare(host) {
    // Without the padding that styles.js will give it; a wrong guess costs one more resize.
    const room = host.getBoundingClientRect().width - 32;
    const width = Math.max(1, Math.floor(room * devicePixelRatio));
    const painter = sharedPage().painter({ any: host.gl === 'any' });
    painter?.reserve(width, tileHeight(width, devicePixelRatio));
  }

  #host;
  #page = sharedPage();
  #abort = new AbortController();
  #frame = 0;
  #counts = { frames: 0, layouts: 0, paints: 0 };
  #viewKey = '';
  #dark = false;
  #fits = true;
  #width = 0; // device px
  /** @type {import('./abi.js').Engine | undefined} */ #engine;
  /** @type {EngineDocument | undefined} */ #document;
  /** @type {Surface | undefined} */ #surface;
  /** @type {ViewWatcher | undefined} */ #view;
  /** @type {DraftForm | undefined} */ #form;
  /** @type {Discussion | undefined} */ #discussion;
  /** @type {Clock | undefined} */ #clock;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /**
   * Shows the article, or reports why not; never throws.
   * @param {WebAssembly.Module} module
   */
  async start(module) {
    try {
      await domReady();
      this.#engine = await this.#page.engine(module);
      const { json, policy, id, title } = await this.#readArticle(this.#engine);
      if (this.#abort.signal.aborted) return;
      this.#open(json, policy);
      const resumeReading = holdReadingPlace(this.#host);
      this.#build(id, title);
      this.#page.readers.add(this);
      this.#update();
      resumeReading();
      this.#host.state = 'layered';
      performance.mark('ykien-ready');
      this.#emit('ykien-ready', { id });
      await Promise.resolve(); // observers see each state
      this.#attempt(() => this.#render()); // not a frame later: the first picture is waited for
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Frees everything; the publisher's HTML shows again. */
  stop() {
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
    this.#page.readers.delete(this);
    this.#surface?.remove();
    const engineDocument = this.#document;
    this.#document = undefined;
    try {
      engineDocument?.close();
    } catch {
      // A stopped engine has nothing left to free.
    }
    this.#host.state = 'html';
  }

  /** The element was moved to another place, perhaps under another root. */
  moved() {
    this.#surface?.moved();
    this.changed();
  }

  /** Asks for a frame. */
  changed = () => {
    if (this.#frame === 0 && this.#document) this.#frame = requestAnimationFrame(this.#onFrame);
  };

  pictureLost() {
    this.changed();
  }

  pictureRestored() {
    for (const { tiles } of this.#surface?.sections ?? []) tiles.blankAll();
    this.changed();
  }

  /** For tests and benchmarks. @returns {Stats} */
  get stats() {
    const tiles = this.#surface?.sections.reduce(
      (sum, section) => sum + section.tiles.paintedCount,
      0,
    );
    return {
      ...this.#counts,
      tilesPainted: tiles ?? 0,
      memoryBytes: this.#engine?.bytesOfMemory ?? 0,
    };
  }

  /** @param {import('./abi.js').Engine} engine */
  async #readArticle(engine) {
    const { src } = this.#host;
    if (src) {
      const json = await fetchBytes(src, this.#abort.signal);
      const { id, title } = JSON.parse(normalizeArticle(engine, json));
      return { json, policy: undefined, id: String(id ?? src), title: String(title) };
    }
    const { article, policy } = readArticle(this.#host, (text) => {
      normalizeArticle(engine, text); // knows the byte where it stops being JSON
      throw new YkienError('wrong-type');
    });
    const { id, title } = article;
    return { json: JSON.stringify(article), policy, id: String(id), title: String(title) };
  }

  /** @param {string | Uint8Array} json @param {unknown} policy */
  #open(json, policy) {
    this.#document = this.#engine?.open();
    if (policy) this.#document?.setPolicy(JSON.stringify(policy));
    this.#document?.setArticle(json);
    const size = keptTextSize();
    if (size !== undefined && this.#document) this.#document.textSize = size;
  }

  /** @param {string} articleId @param {string} title */
  #build(articleId, title) {
    const engineDocument = /** @type {EngineDocument} */ (this.#document);
    const { signal } = this.#abort;
    const changed = this.changed;
    const surface = (this.#surface = new Surface(this.#host, this.#page.text, changed));
    surface.setArticle(this.#host.closest('[lang]')?.getAttribute('lang') ?? 'vi', title);
    this.#view = new ViewWatcher({
      host: this.#host,
      root: surface.root,
      text: this.#page.text,
      changed,
      signal,
    });
    const { tree } = surface.sections[SECTIONS.discussion];
    const form = (this.#form = new DraftForm({
      tree,
      document: engineDocument,
      articleId,
      changed,
      signal,
    }));
    this.#discussion = new Discussion({
      document: engineDocument,
      articleId,
      form,
      changed,
      signal,
      client: () => (this.#host.client ??= new LocalCommentsClient()),
      stored: (comment) => this.#emit('ykien-comment', comment),
      failed: (error) => this.#fail(error),
    });
    for (const section of surface.sections) this.#listen(section);
    surface.show(true);
    engineDocument.loadComments();
    const fine = surface.sections[SECTIONS.strip].tree.container;
    const coarse = surface.sections[SECTIONS.thread].tree.container;
    this.#clock = new Clock({
      fine,
      coarse,
      nextTickMs: () => engineDocument.nextTickMs,
      tick: changed,
      signal,
    });
  }

  /** @param {Section} section */
  #listen({ tree }) {
    const { signal } = this.#abort;
    tree.container.addEventListener(
      'click',
      (event) => this.#attempt(() => this.#clicked(tree.twinOf(event.target))),
      { signal },
    );
    for (const type of ['load', 'error']) {
      const settled = (/** @type {Event} */ event) =>
        this.#attempt(() => this.#imageSettled(event.target, tree.twinOf(event.target)));
      tree.container.addEventListener(type, settled, { capture: true, signal });
    }
  }

  /** @param {import('./twins.js').Twin | undefined} twin */
  #clicked(twin) {
    if (twin?.kind !== Kind.button || twin.flags & Flag.disabled) return;
    this.#document?.setNow(Date.now());
    this.#document?.press(twin.id);
    this.changed();
  }

  /** @param {EventTarget | null} image @param {import('./twins.js').Twin | undefined} twin */
  #imageSettled(image, twin) {
    if (!(image instanceof HTMLImageElement) || !twin) return;
    this.#document?.setImageSize(twin.id, image.naturalWidth, image.naturalHeight);
    this.changed();
  }

  #onFrame = () => {
    this.#frame = 0;
    this.#counts.frames++;
    this.#attempt(() => this.#render());
  };

  /** @param {() => void} work */
  #attempt(work) {
    try {
      if (this.#document) work();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Words first: the twins, and what the module asks for. */
  #update() {
    const surface = /** @type {Surface} */ (this.#surface);
    this.#page.text.probe = surface.probe;
    const view = this.#applyView();
    this.#document?.setNow(Date.now());
    this.#layOut(surface, view.ratio, view.width);
    this.#discussion?.run();
    return view;
  }

  #render() {
    const { ratio } = this.#update();
    if (this.#surface) this.#paint(this.#surface, ratio);
    this.#clock?.arm();
  }

  #applyView() {
    const view = /** @type {ViewWatcher} */ (this.#view).read();
    const key = Object.values(view).join();
    if (key !== this.#viewKey) {
      this.#viewKey = key;
      this.#dark = view.dark;
      this.#fits = true;
      this.#document?.setView(view);
    }
    return view;
  }

  /** @param {Surface} surface @param {number} ratio @param {number} width CSS px */
  #layOut(surface, ratio, width) {
    const engineDocument = /** @type {EngineDocument} */ (this.#document);
    const dirty = engineDocument.layout();
    if (dirty === 0) return;
    this.#counts.layouts++;
    this.#width = Math.round(width * ratio);
    surface.sections.forEach((section, i) => {
      if (dirty & (1 << i)) this.#fill(section, i);
      section.tiles.resize(this.#width, Math.round(section.height * ratio), ratio);
    });
    this.#form?.adopt();
  }

  /** @param {Section} section @param {number} index */
  #fill(section, index) {
    const record = /** @type {EngineDocument} */ (this.#document).twins(index);
    this.#surface?.fill(section, record, this.#dark);
    this.#fits &&= section.tree.fits();
  }

  /** None where the reader's own settings set the text otherwise than the picture would. */
  get #painter() {
    return this.#fits ? this.#page.painter({ any: this.#host.gl === 'any' }) : null;
  }

  /** @param {Surface} surface @param {number} ratio */
  #paint(surface, ratio) {
    surface.snap(ratio);
    const jobs = this.#staleTiles(surface, ratio);
    const painter = jobs.length > 0 ? this.#painter : null;
    painter?.reserve(this.#width, tileHeight(this.#width, ratio));
    const began = performance.now();
    for (const { section, index, tile, hash, distance } of jobs) {
      const late = distance > 0 && performance.now() - began > PAINT_BUDGET_MS;
      if (late) this.changed();
      if (late || !painter?.usable) section.tiles.blank([tile]);
      else
        section.tiles.paint(tile, hash, (canvas) => painter.paint(this.#draw(index, tile), canvas));
    }
    for (const { tree, tiles } of surface.sections)
      tree.markPainted((top, bottom) => tiles.covers(top, bottom));
    this.#showState(surface);
  }

  /**
   * What is near and not as it should be, nearest first.
   * @param {Surface} surface
   * @param {number} ratio
   */
  #staleTiles(surface, ratio) {
    const engineDocument = /** @type {EngineDocument} */ (this.#document);
    // A frame that is as high as its content has no end: nobody sees further than a screen.
    const sight = Math.min(innerHeight, screen.height);
    return surface.sections
      .flatMap((section, index) => {
        const top = section.box.getBoundingClientRect().top;
        return section.tiles.near(top, sight).map((tile) => {
          const from = top + tile.y / ratio;
          const distance = Math.max(0, from - innerHeight, -(from + tile.height / ratio));
          return {
            section,
            index,
            tile,
            distance,
            hash: engineDocument.tileHash(index, tile.y, tile.height),
          };
        });
      })
      .filter(({ tile, hash }) => tile.hash !== hash)
      .sort((a, b) => a.distance - b.distance);
  }

  /** @param {number} section @param {Tile} tile */
  #draw(section, { y, height }) {
    this.#counts.paints++;
    return /** @type {EngineDocument} */ (this.#document).paint(section, y, height);
  }

  /** @param {Surface} surface */
  #showState(surface) {
    const near = surface.sections.map(({ tiles }) => tiles.painted);
    // With nothing near there is nothing to tell.
    if (near.every((painted) => painted === undefined)) return;
    const painted = !near.includes(false);
    if (painted && this.#host.state !== 'painted') performance.mark('ykien-painted');
    this.#host.state = painted ? 'painted' : 'layered';
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#abort.signal.aborted) return;
    this.stop();
    const { code, offset, message } =
      error instanceof YkienError ? error : new YkienError('failed', 0, String(error));
    this.#emit('ykien-error', { code, message, offset });
  }

  /** @param {string} type @param {unknown} detail */
  #emit(type, detail) {
    this.#host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function domReady() {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener('DOMContentLoaded', resolve, { once: true }),
  );
}

/** @param {string} url @param {AbortSignal} signal */
async function fetchBytes(url, signal) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(SRC_TIME_LIMIT_MS)]),
    });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new YkienError('article-unreachable', 0, `${url}: ${error}`);
  }
}
