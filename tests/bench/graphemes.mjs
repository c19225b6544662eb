// Counting graphemes under Node: the module against the fastest library in JavaScript, and
// Intl.Segmenter.
//
// The module works on bytes, a page has strings. Both are told: "bytes" finds the text in the
// module's memory already, "string" encodes it there first, "abi" is the call of abi.js, which also
// takes and gives back the memory.
import assert from 'node:assert/strict';
import { countGraphemes as segmenterCount } from 'unicode-segmenter/grapheme';
import { countGraphemes } from '../../web/src/abi.js';
import { newEngine } from '../wasm/engine.mjs';
import { report, timeAll } from './measure.mjs';
import { vietnamese } from './text.mjs';

const engine = await newEngine();
const encoder = new TextEncoder();
const intl = new Intl.Segmenter('vi');

function intlCount(text) {
  const segments = intl.segment(text)[Symbol.iterator]();
  let count = 0;
  while (!segments.next().done) count++;
  return count;
}

function contenders(text) {
  const bytes = Buffer.byteLength(text);
  const at = engine.call('ykien_alloc', bytes);
  const scratch = engine.call('ykien_alloc', text.length * 3);
  encoder.encodeInto(text, engine.heap().subarray(at, at + bytes));
  const place = engine.heap().subarray(scratch, scratch + text.length * 3);
  return {
    'wasm.bytes': () => engine.call('ykien_count_graphemes', at, bytes),
    'wasm.string': () => {
      const { written } = encoder.encodeInto(text, place);
      return engine.call('ykien_count_graphemes', scratch, written);
    },
    'wasm.abi': () => countGraphemes(engine, text),
    'unicode-segmenter': () => segmenterCount(text),
    'intl-segmenter': () => intlCount(text),
  };
}

for (const units of [400, 4000]) {
  for (const form of ['NFC', 'NFD']) {
    const text = vietnamese(units).normalize(form);
    const works = contenders(text);
    for (const [name, work] of Object.entries(works)) assert.equal(work(), intlCount(text), name);
    const bytes = Buffer.byteLength(text);
    const speed = (microseconds) => microseconds.map((us) => bytes / us);
    const times = timeAll(works);
    for (const [name, microseconds] of Object.entries(times)) {
      report(`graphemes.${form.toLowerCase()}.${units}.${name}`, speed(microseconds), 'MB/s');
    }
  }
}
