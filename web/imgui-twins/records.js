// Reads the records that imgui_twins/wire.cpp writes: docs/imgui-twins.md.

export const VERSION = 1;
const HEADER_WORDS = 12;
const ITEM_WORDS = 24;

export const KIND = Object.freeze({
  window: 1,
  text: 2,
  heading: 3,
  button: 4,
  checkbox: 5,
  radio: 6,
  link: 7,
  slider: 8,
  spin: 9,
  field: 10,
  combo: 11,
  option: 12,
  toggle: 13,
  tab: 14,
  tree: 15,
  menu: 16,
  menuItem: 17,
  column: 18,
  image: 19,
  progress: 20,
});

export const FLAG = Object.freeze({
  disabled: 1,
  checked: 2,
  mixed: 4,
  openable: 8,
  opened: 16,
  outOfSight: 32,
  modal: 64,
  popup: 128,
  menuWindow: 256,
  listWindow: 512,
  tooltip: 1024,
  blocked: 2048,
  password: 4096,
  multiline: 8192,
  readOnly: 16384,
  live: 32768,
  menuBar: 65536,
  range: 131072,
  table: 262144,
});

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/**
 * @typedef {{
 *   id: number, kind: number, flags: number, window: number, group: number, box: Box, seen: Box,
 *   label: string, value: string, hint: string, level: number, row: number, column: number,
 *   minimum: number, maximum: number, now: number,
 * }} Item
 */
/**
 * @typedef {{
 *   width: number, height: number, navId: number, activeId: number, busy: boolean,
 *   truncated: boolean, ground: number, ink: number, fontSize: number, padding: number,
 *   items: Item[],
 * }} Screen
 */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * @param {Uint32Array} words
 * @returns {Screen}
 */
export function readScreen(words) {
  if (words[0] !== VERSION) throw new Error(`records of version ${words[0]}, not ${VERSION}`);
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length);
  const count = words[3];
  const blobBegin = words.byteOffset + (HEADER_WORDS + count * ITEM_WORDS) * 4;
  const blob = new Uint8Array(words.buffer, blobBegin, words[4]);
  return {
    width: floats[1],
    height: floats[2],
    navId: words[5],
    activeId: words[6],
    busy: (words[7] & 1) !== 0,
    truncated: (words[7] & 2) !== 0,
    ground: words[8],
    ink: words[9],
    fontSize: floats[10],
    padding: floats[11],
    items: Array.from({ length: count }, (_, i) =>
      readItem(words, floats, blob, HEADER_WORDS + i * ITEM_WORDS),
    ),
  };
}

/**
 * @param {Uint32Array} words
 * @param {Float32Array} floats
 * @param {Uint8Array} blob
 * @param {number} at
 * @returns {Item}
 */
function readItem(words, floats, blob, at) {
  /** @param {number} i */
  const box = (i) => ({ x: floats[i], y: floats[i + 1], w: floats[i + 2], h: floats[i + 3] });
  /** @param {number} i */
  const text = (i) => {
    const [begin, bytes] = [words[i], words[i + 1]];
    return bytes ? decoder.decode(blob.subarray(begin, begin + bytes)) : '';
  };
  return {
    id: words[at],
    kind: words[at + 1],
    flags: words[at + 2],
    window: words[at + 3],
    group: words[at + 4],
    box: box(at + 5),
    seen: box(at + 9),
    label: text(at + 13),
    value: text(at + 15),
    hint: text(at + 17),
    level: words[at + 19],
    row: words[at + 20] >>> 16,
    column: words[at + 20] & 0xffff,
    minimum: floats[at + 21],
    maximum: floats[at + 22],
    now: floats[at + 23],
  };
}
