// What is written down twice must say the same: exports, imports, numbers and names that cross a
// border.
import { without } from './code.mjs';
import { lines, rule, textOf } from './project.mjs';

const unique = (list) => [...new Set(list)].sort();
const captures = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1]);

/** One finding for each name that only one of two lists has. */
function differences(path, one, other, says) {
  const [here, there] = [unique(one), unique(other)];
  return [
    ...here.filter((name) => !there.includes(name)).map((name) => `${path}:1 has ${name}, ${says}`),
    ...there
      .filter((name) => !here.includes(name))
      .map((name) => `${path}:1 lacks ${name}, ${says}`),
  ];
}

/** The enumerators of an enum or the constants of a namespace, by name. */
function numbersIn(text, opening) {
  const code = without(text, 'cpp', 'comment');
  const begin = code.indexOf(opening);
  if (begin < 0) return {};
  const body = code.slice(begin, code.indexOf('}', begin));
  return Object.fromEntries(
    [...body.matchAll(/\b(k\w+) = (\d+)\b/g)].map(([, name, value]) => [name, Number(value)]),
  );
}

// --- exports and imports

const EXPORTS = 'wasm/abi/exports.txt';
const exported = (files) => textOf(files, EXPORTS).trim().split('\n');

rule(
  'exports.txt is what abi.h declares and what abi.js calls, sorted',
  (files) => {
    const declared = captures(
      without(textOf(files, 'wasm/abi/abi.h'), 'cpp', 'comment'),
      /\b(ykien_\w+)\(/g,
    );
    const called = captures(
      without(textOf(files, 'web/src/abi.js'), 'js', 'comment'),
      /\b(ykien_\w+)/g,
    );
    const names = exported(files);
    return [
      ...differences(EXPORTS, names, declared, 'against abi.h'),
      ...differences(EXPORTS, names, called, 'against abi.js'),
      ...(names.join() === unique(names).join()
        ? []
        : [`${EXPORTS}:1 is not sorted, or says a name twice`]),
    ];
  },
  [
    [
      'one too many in each',
      {
        [EXPORTS]: 'ykien_b\nykien_a\n',
        'wasm/abi/abi.h': '// as ykien_z()\nint ykien_a(int);\nvoid ykien_c();\n',
        'web/src/abi.js': "call('ykien_a'); // ykien_z\ncall('ykien_b'); engine.ykien_d();\n",
      },
      [
        `${EXPORTS}:1 has ykien_b, against abi.h`,
        `${EXPORTS}:1 lacks ykien_c, against abi.h`,
        `${EXPORTS}:1 lacks ykien_d, against abi.js`,
        `${EXPORTS}:1 is not sorted, or says a name twice`,
      ],
    ],
  ],
);

const TWINS_EXPORTS = 'imgui_twins/exports.txt';

rule(
  "the exports of Dear ImGui's twins are those of abi.h, program.h and program.js, sorted",
  (files) => {
    const declared = ['imgui_twins/abi.h', 'imgui_twins/demo/program.h'].flatMap((path) =>
      captures(without(textOf(files, path), 'cpp', 'comment'), /\b(imgui_\w+)\(/g),
    );
    const page = without(textOf(files, 'web/imgui-twins/program.js'), 'js', 'comment');
    const called = [
      ...captures(page, /\b(imgui_\w+)/g).filter((name) => name !== 'imgui_'),
      ...captures(page, /#do\('(\w+)'/g).map((name) => `imgui_${name}`),
    ];
    const names = textOf(files, TWINS_EXPORTS).trim().split('\n');
    return [
      ...differences(TWINS_EXPORTS, names, declared, 'against the headers'),
      ...differences(TWINS_EXPORTS, names, called, 'against program.js'),
      ...(names.join() === unique(names).join()
        ? []
        : [`${TWINS_EXPORTS}:1 is not sorted, or says a name twice`]),
    ];
  },
  [
    [
      'one that the page lacks, one that nobody exports',
      {
        [TWINS_EXPORTS]: 'imgui_demo_a\nimgui_twins_b\n',
        'imgui_twins/abi.h': 'void imgui_twins_b();',
        'imgui_twins/demo/program.h': 'void imgui_demo_a();\nvoid imgui_demo_c();',
        'web/imgui-twins/program.js': "this.#do('demo_a', 1);",
      },
      [
        `${TWINS_EXPORTS}:1 lacks imgui_demo_c, against the headers`,
        `${TWINS_EXPORTS}:1 has imgui_twins_b, against program.js`,
      ],
    ],
  ],
);

rule(
  "the records of Dear ImGui's twins are the same in C++ and in the page",
  (files) => {
    const path = 'web/imgui-twins/records.js';
    const page = textOf(files, path);
    const header = textOf(files, 'imgui_twins/imgui_twins.h');
    const wire = textOf(files, 'imgui_twins/wire.h');
    const pairs = (name) => {
      const body =
        page.match(new RegExp(`const ${name} = Object\\.freeze\\(\\{([^}]*)`))?.[1] ?? '';
      return [...body.matchAll(/(\w+): (\d+)/g)].map(([, key, value]) => `${key}=${value}`);
    };
    const own = (opening) =>
      Object.entries(numbersIn(header, opening)).map(
        ([name, value]) => `${name[1].toLowerCase()}${name.slice(2)}=${value}`,
      );
    const counts = (text, pattern) => captures(text, pattern).map(Number);
    return [
      ...differences(path, pairs('KIND'), own('enum class Kind '), 'against imgui_twins.h'),
      ...differences(path, pairs('FLAG'), own('namespace flag {'), 'against imgui_twins.h'),
      ...differences(
        path,
        counts(page, /(?:VERSION|_WORDS) = (\d+)/g),
        counts(wire, /k(?:Wire|Header|Item)\w+ = (\d+)/g),
        'against wire.h',
      ),
    ];
  },
  [
    [
      'a kind and a count that differ',
      {
        'web/imgui-twins/records.js':
          'const VERSION = 1;\nconst ITEM_WORDS = 24;\n' +
          'const KIND = Object.freeze({\n  menuItem: 2,\n});',
        'imgui_twins/imgui_twins.h':
          'enum class Kind : x {\n  kMenuItem = 3,\n};\nnamespace flag {\n}',
        'imgui_twins/wire.h': 'kWireVersion = 1;\nkItemWords = 25;',
      },
      [
        'web/imgui-twins/records.js:1 has menuItem=2, against imgui_twins.h',
        'web/imgui-twins/records.js:1 lacks menuItem=3, against imgui_twins.h',
        'web/imgui-twins/records.js:1 has 24, against wire.h',
        'web/imgui-twins/records.js:1 lacks 25, against wire.h',
      ],
    ],
  ],
);

const MANUAL = 'docs/abi.md';

rule(
  'the imports of docs/abi.md are those of host_web.cpp and of abi.js',
  (files) => {
    const supplied =
      textOf(files, MANUAL).match(/## What the page supplies[^]*?(?=\n## |$)/)?.[0] ?? '';
    const documented = captures(supplied, /^- `(\w+)\(/gm);
    const imported = captures(textOf(files, 'wasm/host/host_web.cpp'), /^YKIEN_IMPORT\((\w+)\)/gm);
    const services =
      textOf(files, 'web/src/abi.js').match(/function makeServices[^]*?\n\}/)?.[0] ?? '';
    const made = captures(services, /^ {4}(\w+)(?:\(|:)/gm);
    return [
      ...differences(MANUAL, documented, imported, 'against host_web.cpp'),
      ...differences(MANUAL, documented, made, 'against abi.js'),
    ];
  },
  [
    [
      'one that the page lacks',
      {
        [MANUAL]: '## What the page supplies\n- `a(x)`: b\n- `c(page)`: d\n\n## Twins\n- `e()`\n',
        'wasm/host/host_web.cpp':
          '#define YKIEN_IMPORT(name) x\nYKIEN_IMPORT(a)\nYKIEN_IMPORT(c)\n',
        'web/src/abi.js': 'function makeServices() {\n  return {\n    a(x) {\n    },\n  };\n}\n',
      },
      [`${MANUAL}:1 has c, against abi.js`],
    ],
  ],
);

// --- records

rule(
  'the word counts of docs/abi.md are those of records.js',
  (files) => {
    const manual = textOf(files, MANUAL);
    const code = textOf(files, 'web/src/records.js');
    return ['twin', 'line', 'piece', 'style'].flatMap((record) => {
      const [row] = manual.match(new RegExp(`^${record} +:=[^\`]*?(?=\\n\\w+ +:=)`, 'm')) ?? [''];
      const read = code.match(new RegExp(`\\b${record.toUpperCase()}_WORDS = (\\d+)`))?.[1];
      const said = row.match(/(\d+) words/)?.[1];
      return said === read
        ? []
        : [`${MANUAL}:1 a ${record} has ${said} words, in records.js ${read}`];
    });
  },
  [
    [
      'a longer twin, and none',
      {
        [MANUAL]: lines(
          '```',
          'twin     := id kind',
          '            text label  — 16 words',
          'line := a   — 3 words',
          'piece := x — 4 words',
          'style    := 7 words, as above',
          'body := x',
          '```',
        ),
        'web/src/records.js': lines(
          'const TWIN_WORDS = 18;',
          'const LINE_WORDS = 3;',
          'const PIECE_WORDS = 4;',
          'const STYLE_WORDS = 7;',
        ),
      },
      [`${MANUAL}:1 a twin has 16 words, in records.js 18`],
    ],
  ],
);

const SECTION = 'wasm/layout/section.h';
const LAYOUT = 'wasm/layout/text_layout.h';

/**
 * The numbers that a sentence explains: "Twin flags: 1 placed (…), 2 disabled, …".
 */
function flagsOf(manual, title) {
  const [sentence] = manual.match(new RegExp(`${title}:[^]*?\\.(?=\\s|$)`)) ?? [''];
  const explained = sentence.replace(/\([^)]*\)/g, '');
  return captures(explained, /(?:[:,]|\band)\s(\d+) (?=[a-z`])/g).map(Number);
}

rule(
  'the kinds and flags of docs/abi.md are those of section.h and text_layout.h',
  (files) => {
    const manual = textOf(files, MANUAL);
    const table = manual.split('| kind |')[1]?.split('\n\n')[0] ?? '';
    const { kOnTheWire, ...piece } = numbersIn(textOf(files, LAYOUT), 'namespace piece {');
    const pieceFlags = Object.values(piece).filter((flag) => flag & kOnTheWire);
    const section = textOf(files, SECTION);
    const numbers = (opening) => Object.values(numbersIn(section, opening));
    return [
      ...differences(
        MANUAL,
        captures(table, /^\| (\d+) \|/gm).map(Number),
        numbers('enum class TwinKind '),
        'kinds against section.h',
      ),
      ...differences(
        MANUAL,
        flagsOf(manual, 'Twin flags'),
        numbers('namespace twin {'),
        'twin flags against section.h',
      ),
      ...differences(
        MANUAL,
        flagsOf(manual, 'Piece flags'),
        pieceFlags,
        'piece flags against text_layout.h',
      ),
    ];
  },
  [
    [
      'a kind and two flags that only one side has',
      {
        [MANUAL]: lines(
          '| kind | element |',
          '|---|---|',
          '| 1 | `p` |',
          '| 2 | `hr` |',
          '',
          'Twin flags: 1 placed (so: 9 px), 2 disabled.',
          'Piece flags: 1 bold,',
          '4 link.',
        ),
        [SECTION]: lines(
          'enum class TwinKind : int {',
          '  kP = 1,',
          '};',
          'namespace twin {',
          'inline constexpr int kPlaced = 1;',
          '}',
        ),
        [LAYOUT]: lines(
          'namespace piece {',
          'constexpr int kBold = 1;',
          'constexpr int kLink = 4;',
          'constexpr int kTime = 16;',
          'constexpr int kTicking = 64;',
          'constexpr int kOnTheWire = 63;',
          '}',
        ),
      },
      [
        `${MANUAL}:1 has 2, kinds against section.h`,
        `${MANUAL}:1 has 2, twin flags against section.h`,
        `${MANUAL}:1 lacks 16, piece flags against text_layout.h`,
      ],
    ],
  ],
);

rule(
  'the ABI and its records have the versions that the page reads',
  (files) => {
    const header = captures(textOf(files, 'wasm/abi/abi.h'), /kYkienAbiVersion = (\d+)/g);
    const page = captures(textOf(files, 'web/src/abi.js'), /\bABI_VERSION = (\d+)/g);
    const records = captures(textOf(files, 'web/src/records.js'), /_VERSION = (\d+)/g);
    const documented = captures(textOf(files, MANUAL), /^header +:= version\((\d+)\)/gm);
    return [
      ...differences('web/src/abi.js', page, header, 'against abi.h'),
      ...differences('web/src/records.js', records, documented, 'against docs/abi.md'),
    ];
  },
  [
    [
      'a page left behind',
      {
        'wasm/abi/abi.h': 'kYkienAbiVersion = 2;',
        'web/src/abi.js': 'const ABI_VERSION = 1;',
        'web/src/records.js': 'const TWINS_VERSION = 1;\nconst PICTURE_VERSION = 1;\n',
        [MANUAL]: 'header   := version(1) a\nheader   := version(2) b\n',
      },
      [
        'web/src/abi.js:1 has 1, against abi.h',
        'web/src/abi.js:1 lacks 2, against abi.h',
        'web/src/records.js:1 lacks 2, against docs/abi.md',
      ],
    ],
  ],
);

// --- errors and rules

/** "kInvalidUtf8=invalid-utf8" for each case of a function that names enumerators. */
function namesIn(text, type) {
  const code = without(text, 'cpp', 'comment');
  const pattern = new RegExp(`${type}::(k\\w+)(?::\\s*return |, |\\}?, \\{?)"([^"]*)"`, 'g');
  return [...code.matchAll(pattern)].map(([, name, wire]) => `${name}=${wire}`);
}

const kebab = (name) =>
  name
    .replace(/^k/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase();
const inSource = (files, pattern) =>
  files.filter(({ path }) => path.startsWith('shared/src/') && pattern.test(path));
const tableNames = (text) => captures(text, /^\|(?: *\d+ *\|)? *`([a-z0-9-]+)` *\|/gm);

rule(
  'every ErrorCode has its wire name in error.cpp and its row in docs/errors.md',
  (files) => {
    const codes = Object.keys(
      numbersIn(textOf(files, 'shared/include/ykien/error.h'), 'enum class ErrorCode '),
    );
    const named = namesIn(textOf(files, 'shared/src/error.cpp'), 'ErrorCode');
    return [
      ...differences(
        'shared/src/error.cpp',
        named,
        codes.map((code) => `${code}=${kebab(code)}`),
        'against error.h',
      ),
      ...differences(
        'docs/errors.md',
        tableNames(textOf(files, 'docs/errors.md')),
        codes.map(kebab),
        'against error.h',
      ),
    ];
  },
  [
    [
      'a code without a name, a row without a code',
      {
        'shared/include/ykien/error.h':
          'enum class ErrorCode : x {\n  kInvalidUtf8 = 1,  // so\n  kNulByte = 2,\n};\n',
        'shared/src/error.cpp': 'case ErrorCode::kInvalidUtf8:\n  return "invalid-utf8";\n',
        'docs/errors.md':
          '| name | when |\n|---|---|\n| `invalid-utf8` | a |\n| `nul-byte` | b |\n| `old` | c |\n',
      },
      [
        'shared/src/error.cpp:1 lacks kNulByte=nul-byte, against error.h',
        'docs/errors.md:1 has old, against error.h',
      ],
    ],
  ],
);

const RULES = 'shared/include/ykien/comment_rules.h';

rule(
  'every Rule and Verdict has one wire name, in comment, source and docs/comment-rules.md',
  (files) => {
    const header = textOf(files, RULES);
    const rules = Object.keys(numbersIn(header, 'enum class Rule '));
    const commented = [...header.matchAll(/^ *(k\w+) = \d+,\s*\/\/ "([a-z-]+)"/gm)];
    const source = inSource(files, /\.cpp$/);
    const names = (type) => source.flatMap(({ text }) => namesIn(text, type));
    const verdicts = Object.keys(numbersIn(header, 'enum class Verdict '));
    return [
      ...differences(
        RULES,
        commented.map(([, name]) => name),
        rules,
        'names in comments',
      ),
      ...differences(
        RULES,
        commented.map(([, name, wire]) => `${name}=${wire}`),
        names('Rule'),
        'against rule_name',
      ),
      ...differences(
        RULES,
        verdicts.map((name) => `${name}=${kebab(name)}`),
        names('Verdict'),
        'against verdict_name',
      ),
      ...differences(
        'docs/comment-rules.md',
        tableNames(textOf(files, 'docs/comment-rules.md')),
        commented.map(([, , wire]) => wire),
        'against comment_rules.h',
      ),
    ];
  },
  [
    [
      'a name that differs, a row that is missing',
      {
        [RULES]: lines(
          'enum class Rule : x {',
          '  kTextEmpty = 2,  // "text-empty"  so',
          '  kModeration = 3,  // "moderation"',
          '};',
          'enum class Verdict : x { kHold = 1 };',
        ),
        'shared/src/comment_rules.cpp': lines(
          'case Rule::kTextEmpty:',
          ' return "text-empty";',
          '{Rule::kModeration, "moderated"};',
          'case Verdict::kHold: return "hold";',
        ),
        'docs/comment-rules.md': '| 2 | `text-empty` | x |\n',
      },
      [
        `${RULES}:1 has kModeration=moderation, against rule_name`,
        `${RULES}:1 lacks kModeration=moderated, against rule_name`,
        'docs/comment-rules.md:1 lacks moderation, against comment_rules.h',
      ],
    ],
  ],
);
