// The module's only caller: memory, pointers and ykien_* exports are known here and nowhere else
// (docs/abi.md).
//
// The heap may grow, and so move, in any call: views on it are made anew after each. Bad data
// throws a YkienError and harms nothing; a trap stops the engine for good, and every later call
// throws.

import { readPicture, readSection, readStyle, STYLE_WORDS } from './records.js';

/** @typedef {import('./records.js').Style} Style */
/**
 * @typedef {{style: Style, text: string, x: number, y: number}} PlacedRun x, y: device px, of the
 *   pen on the baseline
 */
/**
 * What the page supplies to the module.
 * @typedef {{
 *   measureRuns(style: Style, texts: string[]): Float32Array,
 *   fontMetrics(style: Style, lineHeight: number): Float32Array,
 *   findWordEnds(text: string): number[],
 *   rasterRuns(page: number, box: {x: number, y: number, w: number, h: number}, runs: PlacedRun[]):
 *   void,
 *   dropPage(page: number): void,
 * }} Services
 */
/** @typedef {Record<string, (...args: number[]) => number>} Functions */

export const ABI_VERSION = 2;
const RUN_WORDS = STYLE_WORDS + 4;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Bad data, or a module that failed. `code` is a stable wire name; `offset` counts bytes. */
export class YkienError extends Error {
  /**
   * @param {string} code
   * @param {number} [offset]
   * @param {string} [detail] for logs
   */
  constructor(code, offset = 0, detail = '') {
    super(detail || code);
    this.name = 'YkienError';
    this.code = code;
    this.offset = offset;
  }
}

/** One instance of the module; all documents of a page live in it. */
export class Engine {
  /** @type {Functions} */ #functions = {};
  /** @type {WebAssembly.Memory} */ #memory;
  /** @type {YkienError | undefined} */ #stopped;

  /**
   * @param {WebAssembly.Module} module
   * @param {Services} services
   */
  static async create(module, services) {
    /** @type {{engine?: Engine}} */
    const box = {};
    const instance = await WebAssembly.instantiate(
      module,
      makeImports(module, services, () => /** @type {Engine} */ (box.engine)),
    );
    box.engine = new Engine(instance);
    return box.engine;
  }

  /** @param {WebAssembly.Instance} instance */
  constructor({ exports }) {
    this.#functions = /** @type {Functions} */ (/** @type {unknown} */ (exports));
    this.#memory = /** @type {WebAssembly.Memory} */ (exports.memory);
    if (exports._initialize) this.call('_initialize');
    const version = this.call('ykien_abi_version');
    if (version !== ABI_VERSION)
      throw new YkienError('abi-version', 0, `module speaks ${version}, page ${ABI_VERSION}`);
  }

  get bytesOfMemory() {
    return this.#memory.buffer.byteLength;
  }

  /**
   * @param {string} name
   * @param {...number} args
   */
  call(name, ...args) {
    if (this.#stopped) throw this.#stopped;
    try {
      return this.#functions[name](...args);
    } catch (error) {
      this.#stopped = new YkienError('engine-stopped', 0, `${name}: ${error}`);
      throw this.#stopped;
    }
  }

  /**
   * Calls with each text as (pointer, bytes); a negative status becomes a YkienError.
   * @param {string} name
   * @param {number[]} before
   * @param {(string | Uint8Array)[]} texts
   * @param {...number} after
   */
  callWithText(name, before, texts, ...after) {
    /** @type {number[]} */
    const pointers = [];
    try {
      const args = texts.flatMap((text) => {
        const bytes = typeof text === 'string' ? encoder.encode(text) : text;
        const pointer = this.call('ykien_alloc', Math.max(1, bytes.length));
        if (pointer === 0) throw new YkienError('out-of-memory');
        pointers.push(pointer);
        this.heap().set(bytes, pointer);
        return [pointer, bytes.length];
      });
      return this.#checked(this.call(name, ...before, ...args, ...after));
    } finally {
      if (!this.#stopped) for (const pointer of pointers) this.call('ykien_free', pointer);
    }
  }

  /** @param {number | undefined} status */
  #checked(status = 0) {
    if (status >= 0) return status;
    const offset = this.call('ykien_error_offset');
    this.call('ykien_error_name', status);
    throw new YkienError(this.resultText(), offset);
  }

  /** The whole heap as bytes, until the next call. */
  heap() {
    return new Uint8Array(this.#memory.buffer);
  }

  /** A copy of what the last call left. */
  result() {
    const begin = this.call('ykien_result');
    const bytes = this.call('ykien_result_bytes');
    return this.heap().slice(begin, begin + bytes);
  }

  resultText() {
    return decoder.decode(this.result());
  }

  open() {
    return new EngineDocument(this, this.call('ykien_open'));
  }

  texturesLost() {
    this.call('ykien_textures_lost');
  }
}

/** What one element shows. */
export class EngineDocument {
  #engine;
  #handle;

  /**
   * @param {Engine} engine
   * @param {number} handle
   */
  constructor(engine, handle) {
    this.#engine = engine;
    this.#handle = handle;
  }

  close() {
    this.#engine.call('ykien_close', this.#handle);
  }

  /** @param {string | Uint8Array} json */
  setArticle(json) {
    this.#engine.callWithText('ykien_set_article', [this.#handle], [json]);
  }

  /** More, behind those of the article. @param {string} json an array */
  addBlocks(json) {
    this.#engine.callWithText('ykien_add_blocks', [this.#handle], [json]);
  }

  /** @param {string} json */
  setPolicy(json) {
    this.#engine.callWithText('ykien_set_policy', [this.#handle], [json]);
  }

  /** @param {import('./view.js').View} view */
  setView({ width, ratio, dark, contrast, fontSet }) {
    const theme = Number(dark) + 2 * Number(contrast);
    this.#engine.call('ykien_set_view', this.#handle, width, ratio, theme, fontSet);
  }

  /** @param {number} unixMs */
  setNow(unixMs) {
    this.#engine.call('ykien_set_now', this.#handle, unixMs);
  }

  get nextTickMs() {
    return this.#engine.call('ykien_next_tick_ms', this.#handle);
  }

  /** @param {number} setting see docs/abi.md */
  reading(setting) {
    return this.#engine.call('ykien_reading', this.#handle, setting) >>> 0;
  }

  /** @param {number} setting @param {number} value the nearest possible is taken */
  setReading(setting, value) {
    this.#engine.call('ykien_set_reading', this.#handle, setting, value);
  }

  /** How long the article takes a fast and a slow reader. @returns {[number, number]} */
  get readingMinutes() {
    const both = this.#engine.call('ykien_reading_minutes', this.#handle);
    return [both & 0xffff, both >>> 16];
  }

  /**
   * @param {number} twin
   * @param {number} height CSS px
   */
  setFieldHeight(twin, height) {
    this.#engine.call('ykien_set_field_height', this.#handle, twin, height);
  }

  /**
   * @param {number} twin
   * @param {number} width CSS px, as the photo was made; 0, 0: it failed to load
   * @param {number} height
   */
  setImageSize(twin, width, height) {
    this.#engine.call('ykien_set_image_size', this.#handle, twin, width, height);
  }

  /**
   * @param {number} twin whose text the browser sets by itself
   * @param {number} height that it became, CSS px
   */
  setPlain(twin, height) {
    this.#engine.call('ykien_set_plain', this.#handle, twin, height);
  }

  forgetPlain() {
    this.#engine.call('ykien_forget_plain', this.#handle);
  }

  /** @param {{text: string, name: string}} draft */
  setDraft({ text, name }) {
    this.#engine.callWithText('ykien_set_draft', [this.#handle], [text, name]);
  }

  /** @param {number} twin */
  press(twin) {
    this.#engine.call('ykien_press', this.#handle, twin);
  }

  /** Shows that they are on their way, and asks for them. */
  loadComments() {
    this.#engine.call('ykien_load_comments', this.#handle);
  }

  /** What the page must do next, and its detail. @returns {[number, string]} */
  nextEffect() {
    const effect = this.#engine.call('ykien_next_effect', this.#handle);
    return [effect, effect === 0 ? '' : this.#engine.resultText()];
  }

  /** See docs/abi.md. */
  get sort() {
    return this.#engine.call('ykien_sort', this.#handle);
  }

  set sort(sort) {
    this.#engine.call('ykien_set_sort', this.#handle, sort);
  }

  /**
   * @param {number} abilities of who keeps comments
   * @param {string} json what the reader has said
   */
  setOwn(abilities, json) {
    this.#engine.callWithText('ykien_set_own', [this.#handle, abilities], [json]);
  }

  /** A comment was not removed, or not brought back. @param {string} id */
  changeFailed(id) {
    this.#engine.callWithText('ykien_change_failed', [this.#handle], [id]);
  }

  /** @param {string} id of the comment @param {string} json its sums */
  voteStored(id, json) {
    this.#engine.callWithText('ykien_vote_stored', [this.#handle], [id, json]);
  }

  /** What was there before shows again. @param {string} id of the comment */
  voteFailed(id) {
    this.#engine.callWithText('ykien_vote_failed', [this.#handle], [id]);
  }

  /** @param {string | Uint8Array} json */
  setComments(json) {
    this.#engine.callWithText('ykien_set_comments', [this.#handle], [json]);
  }

  /** @param {number} reason */
  commentsFailed(reason) {
    this.#engine.call('ykien_comments_failed', this.#handle, reason);
  }

  /**
   * The comment's JSON.
   * @param {string} id
   */
  prepareComment(id) {
    this.#engine.callWithText('ykien_prepare_comment', [this.#handle], [id]);
    return this.#engine.resultText();
  }

  /** @param {string} json */
  commentStored(json) {
    this.#engine.callWithText('ykien_comment_stored', [this.#handle], [json]);
  }

  /** The text stays. */
  commentFailed() {
    this.#engine.call('ykien_comment_failed', this.#handle);
  }

  /** The text stays, and is told what is wrong with it. @param {string} json "{"checked": …}" */
  commentRefused(json) {
    this.#engine.callWithText('ykien_comment_refused', [this.#handle], [json]);
  }

  /** A bit per section whose twins changed. */
  layout() {
    return this.#engine.call('ykien_layout', this.#handle);
  }

  /** @param {number} section */
  twins(section) {
    this.#engine.call('ykien_twins', this.#handle, section);
    return readSection(this.#engine.result());
  }

  /**
   * @param {number} section
   * @param {number} y device px
   * @param {number} height
   */
  tileHash(section, y, height) {
    return this.#engine.call('ykien_tile_hash', this.#handle, section, y, height) >>> 0;
  }

  /**
   * The picture holds until the next call.
   * @param {number} section
   * @param {number} y device px
   * @param {number} height
   */
  paint(section, y, height) {
    this.#engine.call('ykien_paint', this.#handle, section, y, height);
    const record = this.#engine.result();
    return readPicture(record, /** @type {ArrayBuffer} */ (this.#engine.heap().buffer));
  }
}

// The core alone: for tests, and for a client without the widget.

/** @param {Engine} engine @param {string | Uint8Array} text */
export const countGraphemes = (engine, text) =>
  engine.callWithText('ykien_count_graphemes', [], [text]);

/**
 * The number of bytes that the first `graphemes` take.
 * @param {Engine} engine
 * @param {string | Uint8Array} text
 * @param {number} graphemes
 */
export const cutGraphemes = (engine, text, graphemes) =>
  engine.callWithText('ykien_cut_graphemes', [], [text], graphemes);

/** @param {string} name */
const transform =
  (name) =>
  (/** @type {Engine} */ engine, /** @type {(string | Uint8Array)[]} */ ...texts) => {
    engine.callWithText(name, [], texts);
    return engine.resultText();
  };
export const toNfc = transform('ykien_to_nfc');
export const toNfd = transform('ykien_to_nfd');
/** Takes a policy's and a draft's JSON. */
export const checkDraft = transform('ykien_check_draft');
export const normalizeArticle = transform('ykien_normalize_article');

/**
 * @param {WebAssembly.Module} module
 * @param {Services} services
 * @param {() => Engine} engine
 * @returns {WebAssembly.Imports}
 */
function makeImports(module, services, engine) {
  /** @type {Record<string, Record<string, Function>>} */
  const imports = { ykien: makeServices(services, engine) };
  for (const { module: room, name } of WebAssembly.Module.imports(module)) {
    imports[room] ??= {};
    // What the toolchain asks for is an exit or a way to complain; only growth, and a closed
    // output, may return.
    imports[room][name] ??= () => {
      if (name === 'emscripten_notify_memory_growth') return 0;
      if (name.startsWith('fd_')) return 8;
      throw new Error(name);
    };
  }
  return /** @type {WebAssembly.Imports} */ (imports);
}

/**
 * @param {Services} services
 * @param {() => Engine} engine
 */
function makeServices(services, engine) {
  const words = () => new Uint32Array(engine().heap().buffer);
  const floats = () => new Float32Array(engine().heap().buffer);
  /** @param {number} pointer */
  const style = (pointer) => readStyle(words(), floats(), pointer >>> 2);
  /** @param {number} begin @param {number} end */
  const text = (begin, end) => decoder.decode(engine().heap().subarray(begin, end));
  return {
    /**
     * @param {number} at
     * @param {number} texts
     * @param {number} ends
     * @param {number} count
     * @param {number} out
     */
    measure_runs(at, texts, ends, count, out) {
      const runs = [...words().subarray(ends >>> 2, (ends >>> 2) + count)].map((end, i, all) =>
        text(texts + (i ? all[i - 1] : 0), texts + end),
      );
      floats().set(services.measureRuns(style(at), runs), out >>> 2);
    },
    /** @param {number} at @param {number} lineHeight @param {number} out */
    font_metrics(at, lineHeight, out) {
      floats().set(services.fontMetrics(style(at), lineHeight), out >>> 2);
    },
    /** @param {number} at @param {number} bytes @param {number} out */
    find_word_ends(at, bytes, out) {
      const ends = services.findWordEnds(text(at, at + bytes));
      words().set(ends, out >>> 2);
      return ends.length;
    },
    /**
     * @param {number} page @param {number} x @param {number} y @param {number} w @param {number} h
     * @param {number} runs @param {number} count @param {number} texts
     */
    raster_runs(page, x, y, w, h, runs, count, texts) {
      const placed = Array.from({ length: count }, (_, i) => {
        const at = (runs >>> 2) + i * RUN_WORDS;
        const [begin, end, , baseline] = words().subarray(at + STYLE_WORDS, at + RUN_WORDS);
        const penX = floats()[at + STYLE_WORDS + 2];
        return {
          style: style(at * 4),
          text: text(texts + begin, texts + end),
          x: penX,
          y: baseline | 0,
        };
      });
      services.rasterRuns(page, { x, y, w, h }, placed);
    },
    drop_page: services.dropPage,
  };
}
