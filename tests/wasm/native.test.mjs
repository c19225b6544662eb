// Native = wasm, byte for byte: both are asked the same, and must answer the same.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { newEngine, outcomeOf, root } from './engine.mjs';
import { articleSamples, draftSamples, jsonCases } from './samples.mjs';
import { emojiRows, graphemeRows, normalizationRows } from './unicode.mjs';

/** @typedef {{name: string, texts: (string | Uint8Array)[], number?: number}} Call */

const built = ['asan', 'dev', 'release'].map((preset) => `build/${preset}/tests/ykien_vectors`);
const executable = [process.env.YKIEN_VECTORS ?? '', ...built.map((path) => join(root, path))]
  .filter((path) => existsSync(path))
  .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
const skip = executable ? false : 'no native ykien_vectors: ./dev test native builds it';

const hex = (text) => Buffer.from(text).toString('hex') || '-';
const ANSWERED_BY_NUMBER = new Set(['count_graphemes', 'cut_graphemes']);

/** @param {Call[]} calls */
function askNative(calls) {
  const folder = mkdtempSync(join(tmpdir(), 'ykien-vectors-'));
  try {
    const [input, output] = [join(folder, 'calls'), join(folder, 'answers')];
    const lines = calls.map(({ name, texts, number }) =>
      [name, ...texts.map(hex), number ?? ''].join(' '),
    );
    writeFileSync(input, `${lines.join('\n')}\n`);
    execFileSync(executable, [input, output], { stdio: 'inherit' });
    return readFileSync(output, 'utf8').trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {Call[]} calls */
async function askWasm(calls) {
  const engine = await newEngine();
  return calls.map(({ name, texts, number }) => {
    const after = number === undefined ? [] : [number];
    const { refused, status, bytes } = outcomeOf(engine, `ykien_${name}`, texts, ...after);
    return refused ?? (ANSWERED_BY_NUMBER.has(name) ? String(status) : bytes.toString('hex'));
  });
}

/** @param {Call[]} calls */
async function compare(calls) {
  const [native, wasm] = [askNative(calls), await askWasm(calls)];
  assert.equal(native.length, calls.length);
  calls.forEach(({ name, texts, number }, i) => {
    if (native[i] === wasm[i]) return;
    assert.equal(wasm[i], native[i], `${name} ${texts.map(hex).join(' ')} ${number ?? ''}`);
  });
}

/** The same numbers everywhere (xorshift32). */
function randomNumbers(seed) {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

const everyForm = (text) =>
  ['count_graphemes', 'to_nfc', 'to_nfd'].map((name) => ({ name, texts: [text] }));

test("Unicode's own texts: counts, cuts, NFC, NFD", { skip }, async () => {
  const rows = graphemeRows();
  await compare([
    ...rows.flatMap((clusters) => everyForm(clusters.join(''))),
    ...rows.flatMap((clusters) =>
      clusters.map((_, number) => ({ name: 'cut_graphemes', texts: [clusters.join('')], number })),
    ),
    ...emojiRows().flatMap(({ text }) => everyForm(text)),
    ...normalizationRows().flatMap(({ columns }) => columns.flatMap(everyForm)),
  ]);
});

// Characters between which rules differ, broken UTF-8, and plain text.
const PIECES = [
  ...'aZ 0\n\r\u0000.ơưđĐấệữ',
  ...'\u0300\u0301\u0323\u031B\u200B\u200C\u200D\u202E\u2066\uFE0F\u20E3',
  ...'\uFEFF\u00AD\u1100\u1161\u11A8가',
  ...'ก้क्षिनाक\u094D\u0600\u0915\u093Eあ漢𝒜',
  ...['👍', '🏽', '👩', '❤️', '🇻', '🇳', '🏴', '\u{E0067}', '\u{E007F}', '\u{10FFFF}', '\u{FDD0}'],
].map((text) => Buffer.from(text));
const BROKEN = ['80', 'c2', 'c080', 'e0a0', 'ed a080', 'f08080', 'f4908080', 'ff'].map((digits) =>
  Buffer.from(digits.replaceAll(' ', ''), 'hex'),
);

test('random texts, valid and broken: counts, cuts, NFC, NFD', { skip }, async () => {
  const below = randomNumbers(0x1775);
  const calls = [];
  for (let i = 0; i < 5000; i++) {
    const pieces = Array.from({ length: 1 + below(24) }, () => PIECES[below(PIECES.length)]);
    if (i % 4 === 0) pieces.splice(below(pieces.length), 0, BROKEN[below(BROKEN.length)]);
    const text = Buffer.concat(pieces);
    calls.push(...everyForm(text), { name: 'cut_graphemes', texts: [text], number: below(24) });
  }
  await compare(calls);
});

test(
  'drafts: the vectors of the rules, and random texts under each of their policies',
  { skip },
  async () => {
    const samples = draftSamples();
    const policies = [...new Set(samples.map(({ policy }) => policy))];
    const below = randomNumbers(0x500);
    const calls = samples.map(({ policy, draft }) => ({
      name: 'check_draft',
      texts: [policy, draft],
    }));
    for (let i = 0; i < 2000; i++) {
      const pieces = Array.from({ length: 1 + below(40) }, () => PIECES[below(PIECES.length)]);
      const text = Buffer.concat(pieces).toString().replaceAll('\0', '');
      const draft = JSON.stringify({ text, authorName: text.slice(0, below(12)) });
      calls.push({ name: 'check_draft', texts: [policies[below(policies.length)], draft] });
    }
    await compare(calls);
  },
);

test('articles: the samples, and the same with a byte changed', { skip }, async () => {
  const below = randomNumbers(0x6_01);
  const calls = articleSamples().flatMap(({ json }) => {
    const changed = Array.from({ length: 60 }, () => {
      const bytes = Buffer.from(json);
      bytes[below(bytes.length)] = below(256);
      return bytes;
    });
    return [json, ...changed].map((text) => ({ name: 'normalize_article', texts: [text] }));
  });
  await compare(calls);
});

test('JSON: every case of tests/data/json, alone and inside an article', { skip }, async () => {
  const inside = (text) => Buffer.concat([Buffer.from('{"title":"t","x":'), text, Buffer.of(0x7d)]);
  const texts = jsonCases().flatMap((text) => [text, inside(text)]);
  assert.ok(texts.length > 200, `${texts.length} texts`);
  await compare(texts.map((text) => ({ name: 'normalize_article', texts: [text] })));
});
