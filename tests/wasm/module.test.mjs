// The module's borders: what it asks for, what it offers, and how much memory it takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { newEngine, root, wasmModule } from './engine.mjs';
import { missingSeed, seedArticle } from './seed.mjs';

const MEGABYTE = 1 << 20;
const MEMORY_MAX = 24 * MEGABYTE;
// What the toolchain adds; abi.js answers or refuses these.
const TOOLCHAIN_IMPORTS = ['env.emscripten_notify_memory_growth'];
const TOOLCHAIN_EXPORTS = ['__indirect_function_table', '_initialize', 'memory'];

test('the module imports what docs/abi.md names, and no more', () => {
  const manual = readFileSync(join(root, 'docs/abi.md'), 'utf8');
  const documented = [...manual.matchAll(/^- `(\w+)\(/gm)].map(([, name]) => `ykien.${name}`);
  const imported = WebAssembly.Module.imports(wasmModule()).map(
    ({ module, name }) => `${module}.${name}`,
  );
  assert.deepEqual(imported.sort(), [...documented, ...TOOLCHAIN_IMPORTS].sort());
});

test('the module exports what exports.txt names, its memory, and no more', () => {
  const names = readFileSync(join(root, 'wasm/abi/exports.txt'), 'utf8').trim().split('\n');
  const exported = WebAssembly.Module.exports(wasmModule()).map(({ name }) => name);
  assert.deepEqual(exported.sort(), [...names, ...TOOLCHAIN_EXPORTS].sort());
});

/** Shows an article at a width and paints all of it, as a reader who scrolls to the end sees it. */
function readWhole(document, { width, ratio, dark }) {
  document.setView({ width, ratio, dark, fontSet: 1 });
  document.layout();
  for (let section = 0; section < 4; section++) {
    const { height } = document.twins(section);
    const tile = Math.round(512 * ratio);
    for (let y = 0; y < height * ratio; y += tile) document.paint(section, y, tile);
  }
}

test(
  `the seed's article takes at most ${MEMORY_MAX / MEGABYTE} MB`,
  { skip: missingSeed },
  async (t) => {
    const engine = await newEngine();
    const empty = engine.bytesOfMemory;
    const document = engine.open();
    document.setArticle(seedArticle());
    document.setNow(Date.UTC(2024, 3, 19, 9, 2, 21));
    document.setDraft({ text: 'Bài viết rất hay. '.repeat(25), name: 'Bạn đọc' });
    for (const width of [360, 768, 1280]) {
      for (const ratio of [1, 2]) readWhole(document, { width, ratio, dark: ratio === 2 });
    }
    const used = engine.bytesOfMemory;
    t.diagnostic(`${(used / MEGABYTE).toFixed(1)} MB, ${(empty / MEGABYTE).toFixed(1)} MB before`);
    assert.ok(used <= MEMORY_MAX, `${used} bytes`);
  },
);

test('a closed document gives its memory back', async () => {
  const engine = await newEngine();
  const show = () => {
    const document = engine.open();
    document.setArticle(
      JSON.stringify({ title: 'Tin', blocks: [{ type: 'paragraph', text: 'Chữ. '.repeat(2000) }] }),
    );
    document.setNow(0);
    readWhole(document, { width: 360, ratio: 2, dark: false });
    document.close();
  };
  show();
  const once = engine.bytesOfMemory;
  for (let i = 0; i < 50; i++) show();
  assert.ok(engine.bytesOfMemory <= once + MEGABYTE, `${once}, then ${engine.bytesOfMemory} bytes`);
});
