// How long, how wide, how clean.
import { functionsOf, languageOf, partsOf } from './code.mjs';
import { findings, lines, rule } from './project.mjs';

const FUNCTION_LINES_MAX = 70;
const FILE_LINES_MAX = 600;
const COLUMNS_MAX = 100;

const isData = ({ path }) => path.startsWith('tests/data/') || path === 'package-lock.json';
const isScript = ({ path, text }) => path.endsWith('.sh') || text.startsWith('#!');
const isCMake = ({ path }) => /(^|\/)CMakeLists\.txt$|\.cmake$/.test(path);
const isCode = (file) =>
  !isData(file) && (languageOf(file.path) || isScript(file) || isCMake(file));
const lineCount = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

rule(
  `a function has at most ${FUNCTION_LINES_MAX} lines`,
  (files) =>
    files
      .filter((file) => isCode(file) && languageOf(file.path))
      .flatMap(({ path, text }) =>
        functionsOf(text, languageOf(path))
          .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
          .map(({ name, line, lines }) => `${path}:${line} ${lines} lines: ${name}`),
      ),
  [
    [
      'at the limit, and one more',
      {
        'shared/src/a.cpp': `int a() {\n${'  b();\n'.repeat(68)}}\n`,
        'shared/src/b.cpp': `int a() {\n${'  b();\n'.repeat(69)}}\n`,
        'web/src/c.js': `class C {\n  d() {\n${'    e();\n'.repeat(69)}  }\n}\n`,
      },
      ['shared/src/b.cpp:1 71 lines: int a() {', 'web/src/c.js:2 71 lines: d() {'],
    ],
  ],
);

/** The comment that a file opens with. */
function firstComment(path, text) {
  const language = languageOf(path);
  if (!language) return text.match(/^(#.*\n)*/)[0];
  const parts = partsOf(text, language);
  const end = parts.findIndex(({ kind, text: piece }) => kind !== 'comment' && piece.trim());
  return parts
    .slice(0, end < 0 ? parts.length : end)
    .map((part) => part.text)
    .join('');
}

rule(
  `a file has at most ${FILE_LINES_MAX} lines, or opens with why: "… because …", "Made by …"`,
  (files) =>
    files
      .filter((file) => isCode(file) && lineCount(file.text) > FILE_LINES_MAX)
      .filter(({ path, text }) => !/\bbecause\b|^\/\/ Made by /m.test(firstComment(path, text)))
      .map(({ path, text }) => `${path}:1 ${lineCount(text)} lines, and no reason`),
  [
    [
      'at the limit, beyond it, beyond it with a reason',
      {
        'shared/src/a.cpp': 'a;\n'.repeat(600),
        'shared/src/b.cpp': '// All of it.\n' + 'a; // because\n'.repeat(600),
        'shared/src/c.cpp':
          '// One file\n// because a table may not be cut.\n\n' + 'a;\n'.repeat(600),
        'shared/src/d.cpp': '// Made by shared/tools/x.mjs: do not edit.\n' + 'a;\n'.repeat(600),
        'docs/e.md': 'a\n'.repeat(700),
      },
      ['shared/src/b.cpp:1 601 lines, and no reason'],
    ],
  ],
);

// Combining marks and joiners take no column; a line with an address cannot always be cut.
const columns = (line) => [...line.normalize('NFC').replace(/[\p{M}\u200B-\u200D]/gu, '')].length;
const hasAddress = (line) => line.includes('://');

rule(
  `a line of code has at most ${COLUMNS_MAX} columns`,
  (files) =>
    files.filter(isCode).flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        if (columns(line) <= COLUMNS_MAX || hasAddress(line)) return [];
        return [`${path}:${index + 1} ${columns(line)} columns`];
      }),
    ),
  [
    [
      'at the limit, and one more; decomposed Vietnamese counts as it looks',
      {
        'web/src/a.js': 'a'.repeat(100) + '\n' + 'b'.repeat(101),
        'shared/src/b.cpp': `// ${'ế'.normalize('NFD').repeat(97)}\n`,
        'cmake/c.cmake': `# ${'c'.repeat(100)}\n# https://example.org/${'d'.repeat(100)}\n`,
        dev: `#!/bin/bash\n${'e'.repeat(101)}\n`,
        'docs/f.md': 'f'.repeat(200),
        'tests/data/g.js': 'g'.repeat(200),
      },
      ['web/src/a.js:2 101 columns', 'cmake/c.cmake:1 102 columns', 'dev:2 101 columns'],
    ],
  ],
);

const mark = (letters) => letters.join('');
const PROMISES = [mark(['TO', 'DO']), mark(['FIX', 'ME']), mark(['X', 'XX']), mark(['HA', 'CK'])];

rule(
  'a promise to finish something carries an issue number',
  (files) => {
    const promise = new RegExp(`\\b(${PROMISES.join('|')})\\b(?!\\s*\\(#\\d+\\)|\\s*#\\d+)`);
    return files
      .filter((file) => isCode(file) || /\.(md|html|css)$/.test(file.path))
      .flatMap((file) =>
        findings(file, file.text, promise, ([word]) => `${word} without an issue`),
      );
  },
  [
    [
      'with and without a number',
      {
        'shared/src/a.cpp': lines(
          `// ${PROMISES[0]}(#12): b`,
          `// ${PROMISES[0]}: c`,
          `int ${PROMISES[1]}X;`,
        ),
      },
      [`shared/src/a.cpp:2 ${PROMISES[0]} without an issue`],
    ],
  ],
);

rule(
  'text ends its lines well: LF, no white space before it, one at the end',
  (files) =>
    files
      .filter((file) => !isData(file))
      .flatMap((file) => [
        ...findings(file, file.text, /[ \t]+$/m, () => 'white space at the end'),
        ...findings(file, file.text, /\r/, () => 'a carriage return'),
        ...findings(file, file.text, /\t/, () => 'a tab').filter(() => languageOf(file.path)),
        ...(file.text === '' || /[^\n]\n$/.test(file.text)
          ? []
          : [`${file.path}:${lineCount(file.text)} does not end with one line feed`]),
      ]),
  [
    [
      'each of them',
      {
        'a.md': 'b \nc\n',
        'd.sh': 'e',
        'f.cmake': 'g\n\n',
        'h.js': 'i\r\n\tj\n',
        'tests/data/k.json': 'l ',
      },
      [
        'a.md:1 white space at the end',
        'd.sh:1 does not end with one line feed',
        'f.cmake:2 does not end with one line feed',
        'h.js:1 a carriage return',
        'h.js:2 a tab',
      ],
    ],
  ],
);
