// Reads the records that the module leaves behind: twins and draw lists (docs/abi.md).
//
// Pure functions of bytes; nothing here knows the module's memory. Words are little-endian, as
// every browser's typed arrays are.

/**
 * @typedef {{fontSet: number, family: number, size: number, weight: number, italic: boolean,
 *   rightToLeft: boolean, color: number, letterSpacing: number, wordSpacing: number}} Style
 *   size, spacings: device px; color: 0xAABBGGRR
 * @typedef {{text: string, style: number, flags: number, href: string}} Piece
 * @typedef {{pieces: Piece[], width: number, wordSpacing: number}} Line
 *   wordSpacing: beside the style's own
 * @typedef {{
 *   id: number, kind: number, parent: number, flags: number, x: number, y: number, w: number,
 *   h: number,
 *   hash: number, style: number, lineHeight: number, firstLine: number, lineCount: number,
 *   text: string, label: string, value: number, textX: number, textY: number, ground: number,
 * }} Twin
 * @typedef {{
 *   height: number, background: number, role: number, twins: Twin[], styles: Style[],
 *   linesOf: (twin: Twin) => Line[],
 * }} SectionRecord
 */

const TWINS_VERSION = 2;
const HEADER_WORDS = 10;
const TWIN_WORDS = 19;
const LINE_WORDS = 4;
const PIECE_WORDS = 4;
export const STYLE_WORDS = 8;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A style's words, beginning at word `at`.
 * @param {Uint32Array} words
 * @param {Float32Array} floats the same bytes
 * @param {number} at
 * @returns {Style}
 */
export function readStyle(words, floats, at) {
  return {
    fontSet: words[at],
    family: words[at + 1],
    size: floats[at + 2],
    weight: words[at + 3],
    italic: (words[at + 4] & 1) !== 0,
    rightToLeft: (words[at + 4] & 2) !== 0,
    color: words[at + 5],
    letterSpacing: floats[at + 6],
    wordSpacing: floats[at + 7],
  };
}

/**
 * The record that ykien_twins leaves.
 * @param {Uint8Array} bytes an own copy, starting at a multiple of four
 * @returns {SectionRecord}
 */
export function readSection(bytes) {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  if (words[0] !== TWINS_VERSION) throw new Error(`twins: version ${words[0]}`);
  const [twinCount, lineCount, pieceCount, styleCount, stringCount] = words.subarray(4, 9);
  const lineAt = HEADER_WORDS + twinCount * TWIN_WORDS;
  const pieceAt = lineAt + lineCount * LINE_WORDS;
  const styleAt = pieceAt + pieceCount * PIECE_WORDS;
  const stringAt = styleAt + styleCount * STYLE_WORDS;
  const blob = bytes.subarray((stringAt + stringCount * 2) * 4);

  /** @param {number} index */
  const string = (index) => {
    if (index === 0) return ''; // most have none
    const begin = words[stringAt + index * 2];
    return utf8.decode(blob.subarray(begin, begin + words[stringAt + index * 2 + 1]));
  };
  /** @param {number} index @returns {Piece} */
  const piece = (index) => {
    const at = pieceAt + index * PIECE_WORDS;
    return {
      text: string(words[at]),
      style: words[at + 1],
      flags: words[at + 2],
      href: string(words[at + 3]),
    };
  };
  /** @param {number} index @returns {Line} */
  const line = (index) => {
    const at = lineAt + index * LINE_WORDS;
    return {
      pieces: many(words[at + 1], (i) => piece(words[at] + i)),
      width: floats[at + 2],
      wordSpacing: floats[at + 3],
    };
  };
  return {
    height: floats[1],
    background: words[2],
    role: words[3],
    twins: many(twinCount, (i) => readTwin(words, floats, HEADER_WORDS + i * TWIN_WORDS, string)),
    styles: many(styleCount, (i) => readStyle(words, floats, styleAt + i * STYLE_WORDS)),
    // Read only for twins whose hash is new: most are not.
    linesOf: (twin) => many(twin.lineCount, (i) => line(twin.firstLine + i)),
  };
}

/**
 * @template T
 * @param {number} count
 * @param {(index: number) => T} make
 */
function many(count, make) {
  return Array.from({ length: count }, (_, index) => make(index));
}

/**
 * @param {Uint32Array} words
 * @param {Float32Array} floats
 * @param {number} at
 * @param {(index: number) => string} string
 * @returns {Twin}
 */
function readTwin(words, floats, at, string) {
  return {
    id: words[at],
    kind: words[at + 1],
    parent: words[at + 2],
    flags: words[at + 3],
    x: floats[at + 4],
    y: floats[at + 5],
    w: floats[at + 6],
    h: floats[at + 7],
    hash: words[at + 8],
    style: words[at + 9],
    lineHeight: floats[at + 10],
    firstLine: words[at + 11],
    lineCount: words[at + 12],
    text: string(words[at + 13]),
    label: string(words[at + 14]),
    value: words[at + 15],
    textX: floats[at + 16],
    textY: floats[at + 17],
    ground: words[at + 18],
  };
}

/**
 * @typedef {{texture: number, x: number, y: number, w: number, h: number, first: number,
 *   count: number}} Command
 * @typedef {{width: number, height: number, vertices: Uint8Array, indices: Uint32Array,
 *   commands: Command[]}} Picture
 */

const PICTURE_VERSION = 2;
const PICTURE_HEADER_WORDS = 8;
const COMMAND_WORDS = 7;
export const VERTEX_BYTES = 20;

/**
 * The record that ykien_paint leaves. Its vertices and indices are views: they hold until the next
 * call.
 * @param {Uint8Array} bytes an own copy
 * @param {ArrayBuffer} memory what the record's pointers point into
 * @returns {Picture}
 */
export function readPicture(bytes, memory) {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  const [version, width, height, vertices, vertexCount, indices, indexCount, commandCount] = words;
  if (version !== PICTURE_VERSION) throw new Error(`draw list: version ${version}`);
  return {
    width,
    height,
    vertices: new Uint8Array(memory, vertices, vertexCount * VERTEX_BYTES),
    indices: new Uint32Array(memory, indices, indexCount),
    commands: many(commandCount, (i) =>
      readCommand(words, PICTURE_HEADER_WORDS + i * COMMAND_WORDS),
    ),
  };
}

/** @param {Uint32Array} words @param {number} at @returns {Command} */
function readCommand(words, at) {
  const [texture, x, y, w, h, first, count] = words.subarray(at, at + COMMAND_WORDS);
  return { texture, x: x | 0, y: y | 0, w: w | 0, h: h | 0, first, count };
}
