// Fills dist/ with what a publisher copies to a server: `node workshop/bundle.mjs [WASM [DIST]]`.
//
// ykien.js is the loader and keeps its name, as does ykien-count.js; what is loaded is named after
// its content, so that it may be cached for ever. What only some readers need lies in files of its
// own. Beside each file stand its .br and .gz; manifest.json tells sizes and SRI hashes, ykien.d.ts
// the types, NOTICE.txt whose work is in them.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const project = fileURLToPath(new URL('..', import.meta.url));
const source = join(project, 'web/src');

const sha384 = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const hashed = (name, extension, bytes) =>
  `${name}.${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.${extension}`;

function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_MAX_QUALITY } = constants;
  const params = {
    [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY,
    [BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

/** Bundles one entry; `assets`, if given, stands in for web/src/assets.js. */
async function bundle(entry, assets) {
  const replaceAssets = {
    name: 'assets',
    setup: ({ onLoad }) =>
      onLoad({ filter: /web\/src\/assets\.js$/ }, () => ({ contents: assets })),
  };
  const { outputFiles } = await build({
    entryPoints: [join(source, entry)],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    write: false,
    plugins: assets ? [replaceAssets] : [],
  });
  return Buffer.from(outputFiles[0].contents);
}

/** The text of assets.js for files that lie beside the one that names them. */
function assetsFor(files) {
  return Object.entries(files)
    .map(([name, { name: file, bytes }]) => {
      const url = `new URL(${JSON.stringify(`./${file}`)}, import.meta.url).href`;
      return `export const ${name} = { url: ${url}, integrity: '${sha384(bytes)}' };\n`;
    })
    .join('');
}

const GLOBAL_TYPES = `
declare global {
  interface HTMLElementTagNameMap {
    'ykien-reader': YkienReader;
    'ykien-count': HTMLElement;
  }
  interface HTMLElementEventMap {
    'ykien-ready': CustomEvent<{ id: string }>;
    'ykien-error': CustomEvent<{ code: string; message: string; offset: number }>;
    'ykien-comment': CustomEvent<unknown>;
  }
}
`;

/**
 * The public types in one file: what tsc makes of the JSDoc of the element and of the comments
 * client.
 */
function makeTypes() {
  const out = mkdtempSync(join(tmpdir(), 'ykien-types-'));
  try {
    const tsc = join(project, 'node_modules/typescript/bin/tsc');
    const options = [
      '--declaration',
      '--emitDeclarationOnly',
      '--noEmit',
      'false',
      '--rootDir',
      source,
      '--outDir',
      out,
    ];
    execFileSync(process.execPath, [tsc, '-p', project, ...options], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const read = (name) => readFileSync(join(out, `${name}.d.ts`), 'utf8');
    const [client] = read('comments-client').match(/^export type CommentsClient = \{[^]*?^\};$/m);
    const element = read('ykien-reader').replace(/^export type CommentsClient = import.*\n/m, '');
    return Buffer.from(`${client}\n${element}${GLOBAL_TYPES}`);
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** Of the licences that are in the files; Playwright brings the text of the Apache one. */
function makeNotice() {
  const read = (path) => readFileSync(join(project, path), 'utf8');
  return `${read('workshop/notices.txt')}\n${read('node_modules/playwright-core/LICENSE')}`;
}

function writeAll(dist, files, types) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  const entries = files.map(({ name, bytes }) => {
    const br = brotli(bytes);
    const gz = gzipSync(bytes, { level: 9 });
    writeFileSync(join(dist, name), bytes);
    writeFileSync(join(dist, `${name}.br`), br);
    writeFileSync(join(dist, `${name}.gz`), gz);
    return { name, bytes: bytes.length, br: br.length, gz: gz.length, integrity: sha384(bytes) };
  });
  writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify({ files: entries }, null, 2)}\n`);
  writeFileSync(join(dist, 'ykien.d.ts'), types);
  writeFileSync(join(dist, 'NOTICE.txt'), makeNotice());
  return entries;
}

const [wasmPath = join(project, 'build/wasm/wasm/ykien.wasm'), dist = join(project, 'dist')] =
  process.argv.slice(2);
const named = (name, extension, bytes) => ({ name: hashed(name, extension, bytes), bytes });
const wasm = named('ykien', 'wasm', readFileSync(wasmPath));
const tools = named('ykien-tools', 'js', await bundle('tools/tools.js'));
const extract = named('ykien-extract', 'js', await bundle('extract/extract.js'));
const work = named('ykien-work', 'js', await bundle('work.js'));
const parts = assetsFor({ TOOLS: tools, EXTRACT: extract, WORK: work });
const reader = named('ykien-reader', 'js', await bundle('reader.js', parts));
const loaded = assetsFor({ READER: reader, WASM: wasm });
const loader = { name: 'ykien.js', bytes: await bundle('define.js', loaded) };
const count = { name: 'ykien-count.js', bytes: await bundle('ykien-count.js') };
const files = [loader, reader, wasm, tools, extract, work, count];
for (const { name, bytes, br, gz } of writeAll(dist, files, makeTypes())) {
  console.log(`${name.padEnd(32)} ${bytes} bytes, ${br} br, ${gz} gz`);
}
