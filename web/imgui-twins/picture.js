// Draws Dear ImGui's draw lists with WebGL2.

const VERTEX = `#version 300 es
uniform vec2 size;
in vec2 place;
in vec2 at;
in vec4 color;
out vec2 texel;
out vec4 tint;
void main() {
  texel = at;
  tint = color;
  gl_Position = vec4(place / size * vec2(2, -2) + vec2(-1, 1), 0, 1);
}`;
const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 texel;
in vec4 tint;
out vec4 pixel;
void main() {
  vec4 color = tint * texture(atlas, texel);
  pixel = vec4(color.rgb * color.a, color.a);
}`;
const VERTEX_BYTES = 20;

/** @typedef {{id: number, pixels: Uint8Array | null, width: number, height: number}} Texture */
/**
 * @typedef {{vertices: Uint8Array, indices: Uint8Array, commands: {texture: number, clip:
 *   number[], first: number, count: number}[]}} List
 */

export class Picture {
  #gl;
  #size;
  /** @type {Map<number, WebGLTexture>} */ #textures = new Map();

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    const gl = canvas.getContext('webgl2', { antialias: false });
    if (!gl) throw new Error('no WebGL2');
    this.#gl = gl;
    const program = link(gl);
    gl.useProgram(program);
    this.#size = gl.getUniformLocation(program, 'size');
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, VERTEX_BYTES, 0);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, VERTEX_BYTES, 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, VERTEX_BYTES, 16);
    for (const attribute of [0, 1, 2]) gl.enableVertexAttribArray(attribute);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.enable(gl.SCISSOR_TEST);
  }

  /** Makes, renews or (without pixels) drops a texture. @param {Texture} texture */
  setTexture({ id, pixels, width, height }) {
    const gl = this.#gl;
    const known = this.#textures.get(id);
    if (!pixels) {
      if (known) gl.deleteTexture(known);
      this.#textures.delete(id);
      return;
    }
    const texture = known ?? gl.createTexture();
    this.#textures.set(id, texture);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    const [format, type] = [gl.RGBA, gl.UNSIGNED_BYTE];
    gl.texImage2D(gl.TEXTURE_2D, 0, format, width, height, 0, format, type, pixels);
  }

  /**
   * @param {List[]} lists
   * @param {number} width CSS px
   * @param {number} height
   * @param {number} ratio
   */
  draw(lists, width, height, ratio) {
    const gl = this.#gl;
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.scissor(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform2f(this.#size, width, height);
    for (const { vertices, indices, commands } of lists) {
      gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
      for (const { texture, clip, first, count } of commands) {
        const [left, top, right, bottom] = clip.map((edge) => Math.round(edge * ratio));
        if (count === 0 || right <= left || bottom <= top) continue;
        gl.scissor(left, gl.drawingBufferHeight - bottom, right - left, bottom - top);
        gl.bindTexture(gl.TEXTURE_2D, this.#textures.get(texture) ?? null);
        gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4);
      }
    }
  }
}

/** @param {WebGL2RenderingContext} gl */
function link(gl) {
  const program = gl.createProgram();
  /** @type {[number, string][]} */
  const shaders = [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ];
  for (const [type, source] of shaders) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(type));
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  ['place', 'at', 'color'].forEach((name, index) => gl.bindAttribLocation(program, index, name));
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(gl.getProgramInfoLog(program) ?? 'shader');
  return program;
}
