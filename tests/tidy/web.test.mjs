// The page's side: one file knows the module's memory, nothing makes markup out of text, and rules
// stay in the core.
import { without } from './code.mjs';
import { anyOf, findings, lines, rule, textOf } from './project.mjs';

const isPage = ({ path }) => /^web\/.*\.(js|mjs|html)$/.test(path);
const isSource = ({ path }) => /^web\/src\/.*\.js$/.test(path);
const codeOf = ({ path, text }) => (path.endsWith('.html') ? text : without(text, 'js', 'comment'));

// records.js reads the bytes that abi.js hands it.
const MEMORY_FILES = new Set(['web/src/abi.js', 'web/src/records.js']);
const MEMORY = anyOf(
  /\b(memory|heap\(\))\.buffer\b|\.heap\(|\.exports\b|\bHEAP\w*/,
  /\bykien_[a-z]\w*|\bread(Section|Picture)\b/,
  /\bWebAssembly\.(Memory|Instance|instantiate\w*)\b/,
);

rule(
  "only abi.js and records.js know the module's memory",
  (files) =>
    files
      .filter((file) => isSource(file) && !MEMORY_FILES.has(file.path))
      .flatMap((file) =>
        findings(file, codeOf(file), MEMORY, ([name]) => `${name} belongs to abi.js`),
      ),
  [
    [
      'a file that reads the heap',
      {
        'web/src/abi.js': 'new Uint8Array(memory.buffer); call("ykien_open");',
        'web/src/tiles.js': lines(
          'a.ykien_paint(1);',
          'new Uint8Array(memory.buffer); // ykien_open',
          'load("ykien-reader", b.buffer);',
        ),
      },
      [
        'web/src/tiles.js:1 ykien_paint belongs to abi.js',
        'web/src/tiles.js:2 memory.buffer belongs to abi.js',
      ],
    ],
  ],
);

const MARKUP = anyOf(
  /\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\s*\.\s*write(ln)?\b/,
  /\b(setHTML\w*|createContextualFragment|srcdoc)\b/,
  /\beval\s*\(|\bnew\s+Function\b|\bset(Timeout|Interval)\(\s*['"`]/,
);

rule(
  'nothing makes markup or code out of text',
  (files) =>
    files
      .filter(isPage)
      .flatMap((file) =>
        findings(
          file,
          codeOf(file),
          MARKUP,
          ([name]) => `${name.replace(/\s+/g, ' ')} is not used here`,
        ),
      ),
  [
    [
      'markup from text',
      {
        'web/src/twins.js': '// never innerHTML\na.textContent = b;',
        'web/src/bad.js': 'a.innerHTML = b;\nf = new  Function("x");\nsetTimeout("g()", 1);',
        'web/demo/bad.html': '<script>document.write(1)</script>',
      },
      [
        'web/src/bad.js:1 innerHTML is not used here',
        'web/src/bad.js:2 new Function is not used here',
        'web/src/bad.js:3 setTimeout(" is not used here',
        'web/demo/bad.html:1 document.write is not used here',
      ],
    ],
  ],
);

const camel = (snake) => snake.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

/** Wire names of rules, and of a policy's members, as the core's header has them. */
function wordsOfRules(header) {
  const policy = without(header.match(/struct Policy \{[^]*?\n\};/)[0], 'cpp', 'comment');
  const members = [...policy.matchAll(/^ {2}[\w:<>]+ (\w+)(?: = [^;\n]+)?;/gm)].map(([, name]) =>
    camel(name),
  );
  const rules = [...header.matchAll(/\/\/ "([a-z-]+)"/g)].map(([, name]) => name);
  return [...members, ...rules];
}

// Where words end in scripts without spaces: for lines, of which the browser has the dictionary.
// The reading tools find words and sentences of the article, and see no comment.
const READS_ARTICLES = /^web\/src\/(text-measure\.js|tools\/)/;
const COUNTING =
  /\bIntl\.Segmenter\b|\.normalize\(|\b(max|min)length\b|\.length\s*[<>]=?\s*\d{2,}/i;

rule(
  'the page judges no comment: what it may not count, cut or name is in the core',
  (files) => {
    const words = wordsOfRules(textOf(files, 'shared/include/ykien/comment_rules.h'));
    const known = new RegExp(`\\b(${words.join('|')})\\b`);
    return files
      .filter(isSource)
      .flatMap((file) => [
        ...findings(file, codeOf(file), COUNTING, ([name]) => `${name}: the core counts`).filter(
          (finding) => !READS_ARTICLES.test(file.path) || !/Segmenter|normalize/.test(finding),
        ),
        ...findings(file, codeOf(file), known, ([name]) => `"${name}" is a comment rule`),
      ]);
  },
  [
    [
      'a limit and a rule in the page',
      {
        'shared/include/ykien/comment_rules.h': lines(
          'struct Policy {',
          '  int body_lines_max = 40;  // in a row;',
          '  bool hold_all;',
          '};',
          '  kTextEmpty = 2,  // "text-empty"',
        ),
        'web/src/bad.js': lines(
          'if (text.length > 500) cut();',
          'x.maxLength = 9;',
          'if (a.length > 1) b("text-empty");',
          'p.bodyLinesMax;',
        ),
      },
      [
        'web/src/bad.js:1 .length > 500: the core counts',
        'web/src/bad.js:2 maxLength: the core counts',
        'web/src/bad.js:3 "text-empty" is a comment rule',
        'web/src/bad.js:4 "bodyLinesMax" is a comment rule',
      ],
    ],
  ],
);
