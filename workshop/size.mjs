// ./dev size: every file that a publisher serves, as it is and compressed, against the budgets.
// Fails when one is over.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const KILOBYTE = 1024;
const LOADER = 'ykien.js';
const COUNT = 'ykien-count.js';
const COUNT_BROTLI_MAX = KILOBYTE;
const LOADER_BROTLI_MAX = 4 * KILOBYTE;
const FIRST_TILE_BROTLI_MAX = 160 * KILOBYTE;
// All that a browser fetches until the first tile is painted: the loader, and what it asks for.
const FETCHED = /\.(js|mjs|css|wasm)$/;
// Fetched when a reader asks for it, long after.
const LATER = /^ykien-(tools|extract|work)\.|^ykien-count\.js/;
const COMPRESSED = /\.(br|gz)$/;

function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY } = constants;
  return brotliCompressSync(bytes, { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY } });
}

/** What is served is what counts, where it is there. */
function compressedBytes(path, suffix, compress) {
  return existsSync(path + suffix)
    ? readFileSync(path + suffix).length
    : compress(readFileSync(path)).length;
}

function measure(name) {
  const path = join(dist, name);
  return {
    name,
    raw: readFileSync(path).length,
    gzip: compressedBytes(path, '.gz', (bytes) => gzipSync(bytes, { level: 9 })),
    brotli: compressedBytes(path, '.br', brotli),
  };
}

const bytes = (count) => count.toLocaleString('en').padStart(10);
const row = ({ name, raw, gzip, brotli: br }) =>
  name.padEnd(34) + bytes(raw) + bytes(gzip) + bytes(br);

/** Prints a budget's line. @returns {boolean} within it */
function judge(what, used, most) {
  const [is, may, over] = [used, most, used - most].map((count) => count.toLocaleString('en'));
  const verdict = used <= most ? 'within budget' : `OVER by ${over} bytes`;
  console.log(`${what}: ${is} of ${may} bytes brotli, ${verdict}`);
  return used <= most;
}

const names = existsSync(dist) ? readdirSync(dist, { recursive: true }).sort() : [];
const files = names.filter((name) => /\.\w+$/.test(name) && !COMPRESSED.test(name)).map(measure);
const loader = files.find(({ name }) => name === LOADER);
if (!loader) {
  console.error(`no ${join(dist, LOADER)}: ./dev build makes it`);
  process.exit(2);
}

console.log(
  'file'.padEnd(34) + ['raw', 'gzip', 'brotli'].map((title) => title.padStart(10)).join(''),
);
for (const file of files) console.log(row(file));
console.log();
const fetched = files.filter(({ name }) => FETCHED.test(name) && !LATER.test(name));
const judged = [
  judge('loader', loader.brotli, LOADER_BROTLI_MAX),
  judge('badge', files.find(({ name }) => name === COUNT).brotli, COUNT_BROTLI_MAX),
  judge(
    `first painted tile (${fetched.map(({ name }) => name).join(', ')})`,
    fetched.reduce((sum, file) => sum + file.brotli, 0),
    FIRST_TILE_BROTLI_MAX,
  ),
];
process.exit(judged.every(Boolean) ? 0 : 1);
