// ./dev bench [--record] [NAME...]: speed, as lines "name value unit (least–greatest of n)": the
// core natively, then in wasm under Node beside others' code, then the widget in Chromium. A NAME
// runs only the parts whose name has it. --record writes what was measured, and on what, into
// docs/benchmarks.md.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const RECORD = join(project, 'docs/benchmarks.md');
const node = (file) => [process.execPath, join(project, 'tests/bench', file)];

// Each runs alone, in a process of its own. The page comes first: it is the one that feels a
// machine still hot from the others.
const PARTS = {
  page: node('page.mjs'),
  'long-article': node('long-article.mjs'),
  'bad-input': node('bad-input.mjs'),
  native: [join(project, 'build/release/tests/core_bench')],
  graphemes: node('graphemes.mjs'),
  drafts: node('drafts.mjs'),
  server: node('server.mjs'),
};

// The and the design's budgets, for the lines that have one.
const BUDGETS = {
  'native.graphemes.vietnamese': { least: 500 },
  'graphemes.nfc.400.wasm.bytes:unicode-segmenter': { least: 2 },
  'graphemes.nfc.4000.wasm.bytes:unicode-segmenter': { least: 2 },
  'graphemes.nfc.400.wasm.string:unicode-segmenter': { least: 2 },
  'graphemes.nfc.4000.wasm.string:unicode-segmenter': { least: 2 },
  'drafts.check.500': { most: 1000 },
  'drafts.check.500.words': { most: 1000 },
  'drafts.keystroke.500': { most: 1000 },
  'long.another-size.widget': { most: 100 },
  'long.memory.growth': { most: 10 },
  'long.scroll.longest-script.widget': { most: 16 },
  'page.first-tile': { most: 150 },
  'page.keystroke.to-paint.p95': { most: 16.7 },
  'page.keystroke.frames.p95': { most: 1 },
  'page.keystroke.frame.p95': { most: 16.7 },
  'page.idle-frames.clock-out-of-sight': { most: 0 },
  'page.keystroke.1000-comments.to-paint.p95': { most: 16.7 },
  'page.keystroke.1000-comments.frames.p95': { most: 1 },
  'page.keystroke.1000-comments.frame.p95': { most: 16.7 },
  'page.memory': { most: 24 },
  'page.tile': { most: 8 },
  'server.memory.at-rest': { most: 64 },
  'server.read.1.ykien:nginx': { least: 0.5 },
  'server.read.16.ykien:nginx': { least: 0.5 },
  'server.read.64.ykien:nginx': { least: 0.5 },
  'server.read.1.ykien.p99': { most: 10 },
  'server.read.16.ykien.p99': { most: 10 },
  'server.read.64.ykien.p99': { most: 10 },
  'server.create.64.ykien': { least: 5000 },
  'server.create.64.ykien.p99': { most: 100 },
  'server.listeners.memory': { most: 20 },
  'server.listeners.all-told': { most: 1000 },
  'server.start.few': { most: 100 },
};

/** @typedef {{name: string, value: number, unit: string, spread: string}} Figure */

/** @returns {Figure | undefined} */
function readFigure(line) {
  const found = line.match(/^(\S+) (-?[\d.e+]+) (\S+)(?: \((.*)\))?$/);
  if (!found) return undefined;
  const [, name, value, unit, spread = ''] = found;
  return { name, value: Number(value), unit, spread };
}

function verdictOf({ name, value }) {
  const { least, most } = BUDGETS[name] ?? (/^bad-input\./.test(name) ? { most: 200 } : {});
  if (least !== undefined) return `${value >= least ? 'reaches' : 'BELOW'} ${least}`;
  if (most !== undefined) return `${value <= most ? 'within' : 'OVER'} ${most}`;
  return '';
}

/** Runs a part, prints its lines as they come. @returns {Promise<Figure[]>} */
async function run(name, [command, ...args]) {
  if (!existsSync(command)) {
    console.log(`# ${name}: not built (${command})`);
    return [];
  }
  const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const figures = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const figure = readFigure(line);
    const verdict = figure && verdictOf(figure);
    console.log(verdict ? `${line}  ${verdict}` : line);
    if (figure) figures.push(figure);
  }
  const status = await ended;
  if (status !== 0) {
    console.log(`# ${name}: failed`);
    process.exitCode = 1;
  }
  return figures;
}

/**
 * Lines that say how many times one figure is of another, both of this run.
 * @param {Figure[]} figures
 */
function compare(figures) {
  const value = (name) => figures.find((figure) => figure.name === name)?.value;
  const rows = figures.filter(({ name }) => /^graphemes\..*\.wasm\./.test(name));
  return rows.flatMap(({ name, value: wasm }) => {
    const library = value(name.replace(/wasm\.\w+$/, 'unicode-segmenter'));
    if (!library) return [];
    const ratio = Number((wasm / library).toFixed(2));
    return [{ name: `${name}:unicode-segmenter`, value: ratio, unit: 'times', spread: '' }];
  });
}

function machine() {
  const said = spawnSync(process.env.YKIEN_CHROMIUM ?? 'chromium', ['--version'], {
    encoding: 'utf8',
  });
  const browser = said.stdout?.match(/[\d.]{5,}/)?.[0];
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} cores (${process.arch}), ${memory} GB`,
    `Node ${process.versions.node}`,
    browser ? `Chromium ${browser}, headless, software WebGL` : 'no Chromium',
  ].join('; ');
}

/** @param {Figure[]} figures */
function record(figures) {
  const [begin, end] = ['<!-- figures -->', '<!-- /figures -->'];
  const page = readFileSync(RECORD, 'utf8');
  const rows = figures.map((figure) => {
    const { name, value, unit, spread } = figure;
    return `| \`${name}\` | ${value} ${unit} | ${spread} | ${verdictOf(figure)} |`;
  });
  const table = [
    `${new Date().toISOString().slice(0, 10)}, on ${machine()}.`,
    '',
    '| figure | median | least–greatest | budget |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
  const [before] = page.split(begin);
  const [, after] = page.split(end);
  writeFileSync(RECORD, `${before}${begin}\n\n${table}\n\n${end}${after}`);
}

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));
const chosen = Object.entries(PARTS).filter(
  ([part]) => names.length === 0 || names.some((name) => part.includes(name)),
);
const figures = [];
for (const [name, command] of chosen) figures.push(...(await run(name, command)));
const comparisons = compare(figures);
for (const figure of comparisons) {
  console.log(`${figure.name} ${figure.value} ${figure.unit}  ${verdictOf(figure)}`.trimEnd());
}
if (words.includes('--record')) record([...figures, ...comparisons]);
