// The demo's wasm module: the only file here that knows its memory and exports.

import { readScreen, VERSION } from './records.js';

const KEYS = ['Escape', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const encoder = new TextEncoder();

export class WasmProgram {
  #exports;
  /** Called when something was done that frames must answer. */
  onchange = () => {};

  /** @param {string | URL} url */
  static async load(url) {
    const module = await WebAssembly.compileStreaming(fetch(url));
    const instance = await WebAssembly.instantiate(module, stubsFor(module));
    return new WasmProgram(instance);
  }

  /** @param {WebAssembly.Instance} instance */
  constructor({ exports }) {
    this.#exports = /** @type {Record<string, (...args: number[]) => number>} */ (
      /** @type {unknown} */ (exports)
    );
    this.#exports._initialize?.();
    const version = this.#exports.imgui_twins_version();
    if (version !== VERSION) throw new Error(`twins of version ${version}, not ${VERSION}`);
    this.#exports.imgui_demo_start();
  }

  get #memory() {
    return /** @type {WebAssembly.Memory} */ (/** @type {unknown} */ (this.#exports.memory)).buffer;
  }

  get busy() {
    return this.#exports.imgui_twins_busy() !== 0;
  }

  /**
   * @param {{width: number, height: number, ratio: number, seconds: number}} view CSS px
   * @returns {boolean} the picture differs from the one before
   */
  frame({ width, height, ratio, seconds }) {
    return this.#exports.imgui_demo_frame(width, height, ratio, seconds) !== 0;
  }

  screen() {
    const at = this.#exports.imgui_twins_screen();
    return readScreen(new Uint32Array(this.#memory, at, this.#exports.imgui_twins_screen_words()));
  }

  /** What an export has left. @param {string} name @returns {Uint32Array<ArrayBuffer>} */
  #words(name) {
    const at = this.#exports[name]();
    return new Uint32Array(this.#memory, at, this.#exports.imgui_demo_words());
  }

  /**
   * The last frame's, until the next call. Textures are handed over first.
   * @param {(texture: import('./picture.js').Texture) => void} setTexture
   */
  picture(setTexture) {
    const words = this.#words('imgui_demo_textures').slice();
    for (let i = 0; i < words.length; i += 4) {
      const [id, at, width, height] = words.subarray(i, i + 4);
      const pixels = at ? new Uint8Array(this.#memory, at, width * height * 4) : null;
      setTexture({ id, pixels, width, height });
      this.#exports.imgui_demo_texture_done(id, at ? 1 : 0);
    }
    return readLists(this.#words('imgui_demo_picture'), this.#memory);
  }

  /** @param {string} name @param {...number} args */
  #do(name, ...args) {
    this.#exports[`imgui_${name}`](...args);
    this.onchange();
  }

  /** @param {number} x @param {number} y */
  moveMouse(x, y) {
    this.#do('demo_mouse', x, y);
  }
  /** @param {number} button @param {boolean} down */
  pressMouse(button, down) {
    this.#do('demo_mouse_button', button, down ? 1 : 0);
  }
  /** @param {number} x @param {number} y notches */
  turnWheel(x, y) {
    this.#do('demo_wheel', x, y);
  }

  // What twins ask for.

  /** @param {number} id */
  activate(id) {
    this.#do('twins_activate', id);
  }
  /** @param {number} id @param {number} steps */
  adjust(id, steps) {
    this.#do('twins_adjust', id, steps);
  }
  /** @param {number} id */
  edit(id) {
    this.#do('twins_edit', id);
  }
  /** @param {number} id */
  focus(id) {
    this.#do('twins_focus', id);
  }
  /** @param {string} key */
  press(key) {
    this.#do('twins_press', KEYS.indexOf(key));
  }
  /** @param {number} id */
  release(id) {
    this.#do('twins_release', id);
  }
  /** @param {number} id @param {number} fraction */
  setFraction(id, fraction) {
    this.#do('twins_set_fraction', id, fraction);
  }
  /** @param {number} id @param {string} text */
  setText(id, text) {
    const bytes = encoder.encode(text);
    const at = this.#exports.imgui_demo_alloc(bytes.length + 1);
    new Uint8Array(this.#memory, at, bytes.length).set(bytes);
    this.#do('twins_set_text', id, at, bytes.length);
    this.#exports.imgui_demo_free(at);
  }
}

/**
 * @param {Uint32Array} words
 * @param {ArrayBuffer} memory
 */
function readLists(words, memory) {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  /** @type {import('./picture.js').List[]} */
  const lists = [];
  for (let at = 0; at < words.length;) {
    const [vertices, vertexCount, indices, indexCount, commandCount] = words.subarray(at, at + 5);
    at += 5;
    lists.push({
      vertices: new Uint8Array(memory, vertices, vertexCount * 20),
      indices: new Uint8Array(memory, indices, indexCount * 4),
      commands: Array.from({ length: commandCount }, (_, i) => {
        const from = at + i * 7;
        const clip = [...floats.subarray(from + 1, from + 5)];
        return { texture: words[from], clip, first: words[from + 5], count: words[from + 6] };
      }),
    });
    at += commandCount * 7;
  }
  return lists;
}

/**
 * The toolchain asks for an output, which is closed, and tells of growth.
 * @param {WebAssembly.Module} module
 */
function stubsFor(module) {
  /** @type {Record<string, Record<string, Function>>} */
  const imports = {};
  for (const { module: room, name } of WebAssembly.Module.imports(module)) {
    imports[room] ??= {};
    imports[room][name] = () => {
      if (name === 'emscripten_notify_memory_growth') return 0;
      if (name.startsWith('fd_')) return 8;
      throw new Error(name);
    };
  }
  return /** @type {WebAssembly.Imports} */ (imports);
}
