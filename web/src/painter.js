// The page's one WebGL2 context, and the renderer of a draw list (docs/abi.md).
//
// It draws out of sight and hands each picture to a tile's own canvas: pixels then outlive idleness
// and a lost context, and ten widgets hold one context. Nothing is asked of GL while rendering.

import { VERTEX_BYTES } from './records.js';
import { makeCanvas } from './text-measure.js';

/** @typedef {import('./records.js').Picture} Picture */

const WHITE = 1; // the texture of what has no words: one pixel
const PAGE_WIDTH = 2048;
const PAGE_HEIGHT = 512;
const ATTRIBUTES = { position: 0, uv: 1, color: 2 };
// An attribute that is the same for all: to ask a program for its uniforms is to wait for it.
const SCALE = 3;

const VERTEX_SHADER = `#version 300 es
in vec2 scale;
in vec2 position;
in vec2 uv;
in vec4 color;
out vec2 texel;
out vec4 tint;
void main() {
  texel = uv;
  tint = vec4(color.rgb * color.a, color.a);
  gl_Position = vec4(position * scale + vec2(-1.0, 1.0), 0.0, 1.0);
}`;
const FRAGMENT_SHADER = `#version 300 es
precision mediump float;
uniform sampler2D page;
in highp vec2 texel;
in vec4 tint;
out vec4 pixel;
void main() {
  pixel = texture(page, texel) * tint;
}`;

export class Painter {
  /** @type {WebGL2RenderingContext} */ #gl;
  /** @type {Map<number, WebGLTexture>} */ #textures = new Map();
  #lost = false;
  #warm = false;

  /** Called when the context has gone, and when it is back. */
  onLost = () => {};
  onRestored = () => {};

  /**
   * Software rendering is slower than the DOM: refused, unless the page asks for any.
   * @param {{any: boolean}} options
   * @returns {Painter | null}
   */
  static create({ any }) {
    const gl = makeCanvas(1, 1).getContext('webgl2', {
      alpha: true,
      antialias: false,
      depth: false,
      powerPreference: 'low-power',
      failIfMajorPerformanceCaveat: !any,
    });
    return gl && new Painter(/** @type {WebGL2RenderingContext} */ (gl));
  }

  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.#gl = gl;
    // The painter lives as long as the page: its listeners need no signal.
    gl.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault(); // else it is never restored
      this.#lost = true;
      this.#warm = false;
      this.#textures.clear();
      this.onLost();
    });
    gl.canvas.addEventListener('webglcontextrestored', () => {
      this.#lost = false;
      this.onRestored();
    });
  }

  get usable() {
    return !this.#lost;
  }

  /** Begins to make the program before it is needed: drivers take their time, of their own. */
  warmUp() {
    if (this.#warm || this.#lost) return;
    this.#warm = true;
    const gl = this.#gl;
    gl.useProgram(link(gl));
    gl.bindVertexArray(gl.createVertexArray());
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    for (const slot of Object.values(ATTRIBUTES)) gl.enableVertexAttribArray(slot);
    gl.vertexAttribPointer(ATTRIBUTES.position, 2, gl.FLOAT, false, VERTEX_BYTES, 0);
    gl.vertexAttribPointer(ATTRIBUTES.uv, 2, gl.FLOAT, false, VERTEX_BYTES, 8);
    gl.vertexAttribPointer(ATTRIBUTES.color, 4, gl.UNSIGNED_BYTE, true, VERTEX_BYTES, 16);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    this.#makeTexture(WHITE, 1, 1);
    gl.texSubImage2D(
      gl.TEXTURE_2D,
      0,
      0,
      0,
      1,
      1,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      new Uint8Array([255, 255, 255, 255]),
    );
    // Nothing to see: drivers build their pipeline at the first draw.
    gl.bufferData(gl.ARRAY_BUFFER, 3 * VERTEX_BYTES, gl.STREAM_DRAW);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.flush();
  }

  /**
   * @param {number} id
   * @param {number} width
   * @param {number} height
   */
  #makeTexture(id, width, height) {
    const gl = this.#gl;
    this.dropPage(id);
    const texture = gl.createTexture();
    this.#textures.set(id, texture);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, width, height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  /**
   * Copies the scratch's top left to a page of words; a new page is made.
   * @param {number} id
   * @param {{x: number, y: number, w: number, h: number}} box
   * @param {TexImageSource} scratch
   */
  uploadWords(id, { x, y, w, h }, scratch) {
    if (this.#lost) return;
    this.warmUp();
    const gl = this.#gl;
    const texture = this.#textures.get(id);
    if (texture) gl.bindTexture(gl.TEXTURE_2D, texture);
    else this.#makeTexture(id, PAGE_WIDTH, PAGE_HEIGHT);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, w, h, gl.RGBA, gl.UNSIGNED_BYTE, scratch);
  }

  /** @param {number} id */
  dropPage(id) {
    this.#gl.deleteTexture(this.#textures.get(id) ?? null);
    this.#textures.delete(id);
  }

  /**
   * Makes room for pictures of this size. To resize is to wait for the driver: smaller ones are
   * drawn in a corner.
   * @param {number} width device px
   * @param {number} height
   */
  reserve(width, height) {
    const { canvas } = this.#gl;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  }

  /**
   * Draws a picture and gives it to the tile's canvas. False when there is no context to draw with.
   * @param {Picture} picture
   * @param {HTMLCanvasElement} target
   */
  paint(picture, target) {
    const { width, height } = picture;
    const gl = this.#gl;
    if (this.#lost || gl.isContextLost()) return false;
    this.warmUp();
    const { canvas } = gl;
    if (canvas.width < width || canvas.height < height) this.reserve(width, height);
    // A browser short of memory gives fewer pixels than asked for.
    if (gl.drawingBufferWidth < width || gl.drawingBufferHeight < height) return false;
    const top = gl.drawingBufferHeight; // GL counts from the bottom
    gl.viewport(0, top - height, width, height);
    gl.vertexAttrib2f(SCALE, 2 / width, -2 / height);
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.SCISSOR_TEST);
    this.#draw(picture, top);
    return handOver(canvas, target, width, height);
  }

  /** @param {Picture} picture @param {number} top */
  #draw({ vertices, indices, commands }, top) {
    const gl = this.#gl;
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
    for (const { texture, x, y, w, h, first, count } of commands) {
      if (w <= 0 || h <= 0) continue;
      gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null);
      gl.scissor(x, top - y - h, w, h);
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4);
    }
  }
}

/** @param {WebGL2RenderingContext} gl */
function link(gl) {
  const program = /** @type {WebGLProgram} */ (gl.createProgram());
  for (const [type, source] of /** @type {const} */ ([
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(type));
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  for (const [name, slot] of Object.entries({ ...ATTRIBUTES, scale: SCALE }))
    gl.bindAttribLocation(program, slot, name);
  gl.linkProgram(program);
  return program;
}

/**
 * @param {HTMLCanvasElement | OffscreenCanvas} source
 * @param {HTMLCanvasElement} target
 * @param {number} width
 * @param {number} height
 */
function handOver(source, target, width, height) {
  if (target.width !== width) target.width = width;
  if (target.height !== height) target.height = height;
  const whole = source.width === width && source.height === height;
  const bitmaps = whole && 'transferToImageBitmap' in source && target.getContext('bitmaprenderer');
  if (bitmaps) {
    bitmaps.transferFromImageBitmap(source.transferToImageBitmap());
    return true;
  }
  const context = target.getContext('2d');
  context?.clearRect(0, 0, width, height);
  context?.drawImage(source, 0, 0);
  return context !== null;
}
