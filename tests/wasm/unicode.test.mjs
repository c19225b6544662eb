// Unicode's official tests, whole, through the ABI.
import assert from 'node:assert/strict';
import test from 'node:test';
import { countGraphemes, cutGraphemes } from '../../web/src/abi.js';
import { newEngine, outcomeOf } from './engine.mjs';
import { emojiRows, graphemeRows, normalizationRows } from './unicode.mjs';

const engine = await newEngine();
const bytes = (text) => Buffer.byteLength(text);
const hex = (text) =>
  [...text].map((c) => c.codePointAt(0).toString(16).padStart(4, '0')).join(' ');

/** What the module's normal form of `text` is, byte for byte. */
function form(name, text) {
  const { status, bytes: left } = outcomeOf(engine, `ykien_to_${name}`, [text]);
  assert.equal(status, 0);
  return left.toString('latin1');
}
const latin1 = (text) => Buffer.from(text).toString('latin1');

test('GraphemeBreakTest.txt: every row is counted, and cut at each of its boundaries', () => {
  const rows = graphemeRows();
  assert.ok(rows.length > 500, `${rows.length} rows`);
  for (const clusters of rows) {
    const text = clusters.join('');
    assert.equal(countGraphemes(engine, text), clusters.length, hex(text));
    for (let i = 0; i <= clusters.length + 1; i++) {
      const end = bytes(clusters.slice(0, i).join(''));
      assert.equal(cutGraphemes(engine, text, i), end, `${hex(text)}, ${i} clusters`);
    }
  }
});

test('emoji-test.txt: every sequence is one cluster, two are two', () => {
  const rows = emojiRows();
  assert.ok(rows.length > 5000, `${rows.length} rows`);
  for (const { text, status } of rows) {
    assert.equal(countGraphemes(engine, text), 1, hex(text));
    assert.equal(cutGraphemes(engine, `${text}a`, 1), bytes(text), hex(text));
    if (status !== 'component') assert.equal(countGraphemes(engine, text + text), 2, hex(text));
  }
});

test('NormalizationTest.txt: NFC and NFD of all five columns', () => {
  const rows = normalizationRows();
  assert.ok(rows.length > 19_000, `${rows.length} rows`);
  for (const { columns } of rows) {
    const [, c2, c3, c4, c5] = columns.map(latin1);
    columns.forEach((text, i) => {
      assert.equal(form('nfc', text), i < 3 ? c2 : c4, `NFC of ${hex(text)}`);
      assert.equal(form('nfd', text), i < 3 ? c3 : c5, `NFD of ${hex(text)}`);
    });
  }
});

test('NormalizationTest.txt: every character that part 1 does not name stays as it is', () => {
  const rows = normalizationRows().filter(({ part }) => part.startsWith('@Part1'));
  const named = new Set(rows.map(({ columns }) => columns[0]));
  assert.ok(named.size > 16_000, `${named.size} characters`);
  for (let begin = 0; begin < 0x110000; begin += 0x1000) {
    const characters = [];
    for (let c = begin; c < begin + 0x1000; c++) {
      const text = String.fromCodePoint(c);
      if ((c < 0xd800 || c > 0xdfff) && !named.has(text)) characters.push(text);
    }
    // Nothing combines across a line feed.
    const text = characters.join('\n');
    for (const name of ['nfc', 'nfd']) {
      assert.ok(form(name, text) === latin1(text), `${name}: from U+${begin.toString(16)}`);
    }
  }
});
