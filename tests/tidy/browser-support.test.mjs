// docs/browser-support.md says of each behaviour which test shows it in which engine: that the test
// is there, that it is not skipped there, and that no behaviour is left out.
import { lineAt, rule, textOf } from './project.mjs';

const PAGE = 'docs/browser-support.md';
const ENGINES = ['chromium', 'firefox', 'webkit'];
const NAMED = /\b(?:behave|test)\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A template stands for all that it may become. */
function patternOf(name) {
  const parts = name.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
  return new RegExp(`^${parts.map(escaped).join('.+')}$`);
}

/** Of a file: each test's name as a pattern, the engines it is never run in, and its line. */
function testsOf(text) {
  const found = [...text.matchAll(NAMED)];
  return found.map((match, i) => {
    const body = text.slice(match.index, found[i + 1]?.index);
    const skip = /\bskip:\s*\{([^}]*)\}/.exec(body)?.[1] ?? '';
    return {
      pattern: patternOf(match[2]),
      name: match[2],
      line: lineAt(text, match.index),
      skipped: ENGINES.filter((engine) => new RegExp(`\\b${engine}:`).test(skip)),
    };
  });
}

/** The rows of the tables: behaviour, and a cell for each engine. */
function rowsOf(text) {
  return text
    .split('\n')
    .map((line, i) => ({ cells: line.split('|').slice(1, -1), line: i + 1 }))
    .filter(
      ({ cells }) => cells.length === ENGINES.length + 1 && !/^ *(-+|\*\*.*) *$/.test(cells[0]),
    )
    .map(({ cells, line }) => ({ cells: cells.map((cell) => cell.trim()), line }))
    .filter(({ cells }) => cells[0] !== 'what');
}

const pathOf = (name) => `tests/${name.includes('/') ? name : `engines/${name}`}.test.mjs`;

/** What is wrong with one row. */
function faultsOf({ cells: [, ...cells], line }, files) {
  const [, file, name] = /^`([\w/-]+)`: (.+)$/.exec(cells[0]) ?? [];
  if (!file) return [`${PAGE}:${line} names no test: ${cells[0]}`];
  const source = files.find(({ path }) => path === pathOf(file));
  const shown = source && testsOf(source.text).find(({ pattern }) => pattern.test(name));
  if (!shown) return [`${PAGE}:${line} ${pathOf(file)} has no test: ${name}`];
  return ENGINES.slice(1).flatMap((engine, i) => {
    const cell = cells[i + 1];
    const isSame = cell === 'the same';
    if (!isSame && !/^(no|part): .{10}/.test(cell))
      return [`${PAGE}:${line} neither a test nor a reason for ${engine}: ${cell}`];
    const runs = file.includes('/') ? false : !shown.skipped.includes(engine);
    if (isSame && !runs) return [`${PAGE}:${line} that test is not run in ${engine}`];
    return [];
  });
}

rule(
  'each behaviour in browser-support.md has its test, and each test of an engine its row',
  (files) => {
    const rows = rowsOf(textOf(files, PAGE));
    const told = rows.map(({ cells }) => cells[1]);
    const untold = files
      .filter(({ path }) => /^tests\/engines\/[\w-]+\.test\.mjs$/.test(path))
      .flatMap(({ path, text }) => {
        const prefix = `\`${/([\w-]+)\.test\.mjs$/.exec(path)[1]}\`: `;
        const names = told.filter((one) => one.startsWith(prefix));
        return testsOf(text)
          .filter(({ pattern }) => !names.some((one) => pattern.test(one.slice(prefix.length))))
          .map(({ name, line }) => `${path}:${line} ${PAGE} has no row: ${name}`);
      });
    return [...rows.flatMap((row) => faultsOf(row, files)), ...untold];
  },
  [
    [
      'a test that is gone, a skip that is not told, a test without a row',
      {
        [PAGE]: [
          '| what | Chromium | Firefox | WebKitGTK |',
          '|---|---|---|---|',
          '| find | `reading`: find it, 2 | the same | the same |',
          '| print | `reading`: print it | the same | the same |',
          '| print | `reading`: print it | the same | no: its driver cannot print |',
          '| gone | `reading`: was here | the same | the same |',
          '| other | `web/one`: alone | the same | no |',
          '| nothing | untested | the same | the same |',
        ].join('\n'),
        'tests/engines/reading.test.mjs':
          'behave(`find it, ${n}`, body);\n' +
          "behave(\n'print it', body, { skip: { webkit: 'no' } });\nbehave('more', body);",
        'tests/web/one.test.mjs': "test('alone', body);",
      },
      [
        `${PAGE}:4 that test is not run in webkit`,
        `${PAGE}:6 tests/engines/reading.test.mjs has no test: was here`,
        `${PAGE}:7 that test is not run in firefox`,
        `${PAGE}:7 neither a test nor a reason for webkit: no`,
        `${PAGE}:8 names no test: untested`,
        `tests/engines/reading.test.mjs:4 ${PAGE} has no row: more`,
      ],
    ],
  ],
);
