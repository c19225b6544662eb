// One element's life: reads the article, lays it out, keeps twins and tiles as they should be.
//
// All work is done in frames, and a frame is asked for only when something has changed. Whatever
// fails, the element goes back to the publisher's own HTML and says so.

import { YkienError } from './abi.js';
import { readSource } from './article-source.js';
import { TOOLS } from './assets.js';
import { Clock } from './clock.js';
import { LocalCommentsClient } from './comments-client.js';
import { Discussion } from './discussion.js';
import { DraftForm } from './draft-form.js';
import { HttpCommentsClient } from './http-comments-client.js';
import { keptReading, keptSort } from './keepsakes.js';
import { sharedPage } from './page.js';
import { LayoutPass } from './layout-pass.js';
import { Permalink } from './permalink.js';
import { Picture } from './picture.js';
import { importChecked } from './import-checked.js';
import { holdReadingPlace } from './reading-place.js';
import { Surface, SECTIONS } from './surface.js';
import { Slice, nextTask } from './slice.js';
import { Flag, Kind } from './twin-content.js';
import { holdsHugePhoto, ViewWatcher } from './view.js';

/** @typedef {import('./abi.js').EngineDocument} EngineDocument */
/** @typedef {import('./surface.js').Section} Section */
/** @typedef {import('./article-source.js').Source} Source */
/** @typedef {import('./ykien-reader.js').YkienReader} Host */
/** @typedef {import('./ykien-reader.js').Stats} Stats */
/** @typedef {import('./view.js').View} View */

// Of one frame. What they cost is, for the most part, the browser's own layout of them afterwards.
const TWINS_BUDGET_MS = 24;
// What takes longer has no picture in the same frame.
const LONG_MS = 60;

export class Reader {
  /**
   * What can be done while the module is still on its way. A driver's first answer may take a
   * tenth of a second: what follows is a task of its own.
   * @param {Host} host
   */
  static async prepare(host) {
    if (holdsHugePhoto(host)) return;
    sharedPage()
      .painter({ any: host.gl === 'any' })
      ?.warmUp();
    await nextTask();
  }

  #host;
  #page = sharedPage();
  #abort = new AbortController();
  #frame = 0;
  #frames = 0;
  #viewKey = '';
  #articleId = '';
  /** @type {import('./abi.js').Engine | undefined} */ #engine;
  /** @type {EngineDocument | undefined} */ #document;
  /** @type {Surface | undefined} */ #surface;
  /** @type {LayoutPass | undefined} */ #layout;
  /** @type {Picture | undefined} */ #picture;
  /** @type {ViewWatcher | undefined} */ #view;
  /** @type {DraftForm | undefined} */ #form;
  /** @type {Discussion | undefined} */ #discussion;
  /** @type {Permalink | undefined} */ #permalink;
  /** @type {Clock | undefined} */ #clock;
  /** @type {import('./tools/tools.js').Tools | undefined} */ #tools;

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
      const { signal } = this.#abort;
      const slice = new Slice();
      const source = await readSource(this.#host, this.#engine, signal);
      await slice.next();
      if (signal.aborted) return;
      await this.#open(source, slice);
      if (signal.aborted) return;
      const resumeReading = holdReadingPlace(this.#host);
      this.#build(source);
      this.#page.readers.add(this);
      do this.#update(resumeReading ? Infinity : TWINS_BUDGET_MS);
      while (resumeReading && this.#layout?.goesOn);
      resumeReading?.();
      this.#host.state = 'layered';
      performance.mark('ykien-ready');
      this.#emit('ykien-ready', { id: source.id });
      await slice.next(); // observers see each state
      this.#attempt(() => this.#render()); // not a frame later: the first picture is waited for
      this.#bringTools();
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
    if (this.#frame === 0 && this.#document && this.#layout)
      this.#frame = requestAnimationFrame(this.#onFrame);
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
      frames: this.#frames,
      layouts: this.#layout?.layouts ?? 0,
      paints: this.#picture?.paints ?? 0,
      tilesPainted: tiles ?? 0,
      memoryBytes: this.#engine?.bytesOfMemory ?? 0,
    };
  }

  /** @param {Source} source @param {Slice} slice */
  async #open({ json, blocks, policy }, slice) {
    this.#document = this.#engine?.open();
    if (policy) this.#document?.setPolicy(JSON.stringify(policy));
    this.#document?.setArticle(json);
    for (const part of blocks) {
      await slice.next();
      if (!this.#document) return;
      this.#document.addBlocks(part);
    }
    await slice.next();
    for (const [setting, value] of keptReading()) this.#document?.setReading(setting, value);
  }

  /** @param {Source} source */
  #build({ id: articleId, title, language }) {
    this.#articleId = articleId;
    const engineDocument = /** @type {EngineDocument} */ (this.#document);
    const { signal } = this.#abort;
    const changed = this.changed;
    const surface = (this.#surface = new Surface(
      this.#host,
      this.#page.text,
      changed,
      (twin, height) => {
        this.#document?.setPlain(twin, height);
        changed();
      },
    ));
    this.#picture = new Picture({
      host: this.#host,
      page: this.#page,
      document: engineDocument,
      surface,
      changed,
    });
    this.#layout = new LayoutPass(this.#host, engineDocument, surface, changed);
    // Before anything is measured: what is hidden need not be laid out again.
    surface.show(true);
    surface.setArticle(language, title);
    this.#view = new ViewWatcher({
      host: this.#host,
      root: surface.root,
      text: this.#page.text,
      lang: language,
      changed,
      signal,
    });
    const trees = [SECTIONS.discussion, SECTIONS.answer].map((i) => surface.sections[i].tree);
    const form = (this.#form = new DraftForm({
      trees,
      document: engineDocument,
      articleId,
      changed,
      signal,
    }));
    engineDocument.sort = keptSort();
    this.#discussion = new Discussion({
      document: engineDocument,
      articleId,
      form,
      changed,
      signal,
      client: () => this.#client(),
      stored: (comment) => this.#emit('ykien-comment', comment),
      // Without them one can read as well.
      openTools: () => this.#loadTools().then((tools) => tools?.toggle(), console.warn),
      failed: (error) => this.#fail(error),
    });
    const threads = [SECTIONS.thread, SECTIONS.rest].map((i) => surface.sections[i].tree.container);
    this.#permalink = new Permalink(threads, changed, signal);
    for (const section of surface.sections) this.#listen(section);
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

  #client() {
    const { client, comments } = this.#host;
    return client ?? (comments ? new HttpCommentsClient(comments) : new LocalCommentsClient());
  }

  /** Photos open by the tools, too. */
  #bringTools() {
    // @ts-expect-error -- not in every browser
    if (navigator.connection?.saveData) return;
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    idle(() => this.#loadTools().catch(() => {}));
  }

  async #loadTools() {
    /** @type {typeof import('./tools/tools.js')} */
    const { Tools } = await importChecked(TOOLS);
    const { signal } = this.#abort;
    if (signal.aborted || !this.#engine || !this.#surface || !this.#document) return undefined;
    this.#tools ??= new Tools({
      host: this.#host,
      engine: this.#engine,
      surface: this.#surface,
      document: this.#document,
      articleId: this.#articleId,
      changed: this.changed,
      signal,
    });
    return this.#tools;
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
    this.#frames++;
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

  /**
   * Words first: the twins, and what the module asks for. Undefined while what is shown is of
   * before.
   * @param {number} budget for twins, ms
   */
  #update(budget) {
    const surface = /** @type {Surface} */ (this.#surface);
    this.#page.text.probe = surface.probe;
    const view = this.#applyView(surface);
    this.#document?.setNow(Date.now());
    const shown = this.#layout?.run(view, budget);
    this.#form?.adopt();
    const settled = this.#layout?.settled === true;
    this.#discussion?.run(settled);
    if (settled) this.#permalink?.show();
    return shown ? view : undefined;
  }

  #render() {
    const began = performance.now();
    const view = this.#update(TWINS_BUDGET_MS);
    if (!view) return;
    const words = this.#host.state !== 'painted'; // that are seen, and may come first
    if (words && performance.now() - began > LONG_MS) return this.changed();
    this.#picture?.paint(view, () => this.#layout?.run(view, Infinity));
    this.#clock?.arm();
  }

  /** @param {Surface} surface */
  #applyView(surface) {
    const view = /** @type {ViewWatcher} */ (this.#view).read();
    const key = Object.values(view).join();
    if (key !== this.#viewKey) {
      this.#viewKey = key;
      this.#document?.setView(view);
      this.#document?.forgetPlain();
      for (const { tree } of surface.sections) tree.compareAgain();
    }
    return view;
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
