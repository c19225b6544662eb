// What a publisher copies to a server: complete, as small as promised, and telling the truth about
// itself.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { project } from '../support/browser.mjs';

const LOADER_BR_BYTES_MAX = 4096;
const COUNT_BR_BYTES_MAX = 1024;
const FIRST_TILE_BR_BYTES_MAX = 160 * 1024;

const dist = process.env.YKIEN_DIST ?? join(project, 'dist');
const read = (name) => readFileSync(join(dist, name));
const { files } = JSON.parse(read('manifest.json'));

test('what pages name keeps its name, the rest is named after its content', () => {
  const names = files.map(({ name }) => name);
  assert.equal(names.pop(), 'ykien-count.js');
  assert.equal(names[0], 'ykien.js');
  assert.match(names[1], /^ykien-reader\.[0-9a-f]{12}\.js$/);
  assert.match(names[2], /^ykien\.[0-9a-f]{12}\.wasm$/);
  for (const name of names.slice(1)) {
    assert.ok(
      name.includes(createHash('sha256').update(read(name)).digest('hex').slice(0, 12)),
      name,
    );
    const knower = names.indexOf(name) < 3 ? names[0] : names[1];
    assert.ok(read(knower).includes(name), `${knower} knows ${name}`);
  }
});

test('nothing lies there that the manifest does not name', () => {
  const known = files.flatMap(({ name }) => [name, `${name}.br`, `${name}.gz`]);
  const others = ['NOTICE.txt', 'manifest.json', 'ykien.d.ts'];
  assert.deepEqual(readdirSync(dist).sort(), [...known, ...others].sort());
});

test('the notice names whose work is in the files, and under which licence', () => {
  const notice = read('NOTICE.txt').toString();
  for (const name of ['Omar Cornut', 'Niels Lohmann', 'utf8proc', 'Rich Felker', 'Arc90'])
    assert.ok(notice.includes(name), name);
  assert.match(notice, /Permission is hereby granted/);
  assert.match(notice, /Apache License\s+Version 2\.0, January 2004/);
});

test('sizes, hashes and compressed files are those of the files', () => {
  for (const { name, bytes, br, gz, integrity } of files) {
    const content = read(name);
    assert.equal(content.length, bytes);
    assert.equal(`sha384-${createHash('sha384').update(content).digest('base64')}`, integrity);
    for (const [suffix, size, unpack] of [
      ['br', br, brotliDecompressSync],
      ['gz', gz, gunzipSync],
    ]) {
      const packed = read(`${name}.${suffix}`);
      assert.equal(packed.length, size);
      assert.ok(unpack(packed).equals(content), `${name}.${suffix}`);
    }
  }
});

test('the loader is small, and so is everything together', () => {
  const [loader] = files;
  const all = files.slice(0, 3).reduce((sum, { br }) => sum + br, 0);
  assert.ok(loader.br <= LOADER_BR_BYTES_MAX, `${loader.br} bytes`);
  assert.ok(files.at(-1).br <= COUNT_BR_BYTES_MAX, `${files.at(-1).br} bytes`);
  assert.ok(all <= FIRST_TILE_BR_BYTES_MAX, `${all} bytes`);
});

test('the types name the element, its events and its client', () => {
  const types = read('ykien.d.ts').toString();
  for (const name of [
    'class YkienReader',
    'type CommentsClient',
    "'ykien-ready'",
    "'ykien-error'",
    "'ykien-comment'",
    'HTMLElementTagNameMap',
  ]) {
    assert.ok(types.includes(name), name);
  }
  assert.ok(!types.includes('import('), 'nothing outside the file is needed');
});
