// What a C++ file may include and name is its room's business: the table of docs/architecture.md.
import { languageOf, without } from './code.mjs';
import { anyOf, findings, rule } from './project.mjs';

const ANYTHING = /./;
const EMSCRIPTEN = /^emscripten(\/.*)?\.h$/;
const IMGUI = /^(imgui|imgui_internal|misc\/freetype\/imgui_freetype)\.h$/;

// The first row that a path begins with counts. `ours`: what "…" may begin with, from the room's
// root; a name without a folder is a neighbour in the same folder. `theirs`: headers that are not
// of the C++ library.
const ROOMS = [
  { path: /^shared\/include\//, ours: ['ykien/'] },
  {
    path: /^shared\/src\/json_[^/]*\.cpp$/,
    ours: ['ykien/'],
    neighbours: true,
    theirs: /^nlohmann\//,
  },
  {
    path: /^shared\/src\/[^/]*\.cpp$/,
    ours: ['ykien/'],
    neighbours: true,
    theirs: /^utf8proc\.h$/,
  },
  { path: /^shared\//, ours: ['ykien/'], neighbours: true },
  { path: /^wasm\/model\//, ours: ['ykien/', 'model/'] },
  { path: /^wasm\/layout\//, ours: ['ykien/', 'layout/'] },
  { path: /^wasm\/ui\//, ours: ['ykien/', 'model/', 'layout/', 'ui/'], theirs: IMGUI },
  {
    path: /^wasm\/host\//,
    ours: ['ykien/', 'model/', 'layout/', 'ui/', 'host/'],
    theirs: EMSCRIPTEN,
  },
  {
    path: /^wasm\/abi\/draw_writer\./,
    ours: ['ykien/', 'model/', 'layout/', 'ui/', 'host/', 'abi/'],
    theirs: IMGUI,
  },
  {
    path: /^wasm\/abi\//,
    ours: ['ykien/', 'model/', 'layout/', 'ui/', 'host/', 'abi/'],
    theirs: EMSCRIPTEN,
  },
  { path: /^imgui_twins\//, ours: [], neighbours: true },
  { path: /^server\/store\//, ours: ['ykien/', 'store/'], theirs: /^(sqlite3|libpq-fe)\.h$/ },
  { path: /^server\/service\//, ours: ['ykien/', 'store/', 'service/'], theirs: /^arpa\/inet\.h$/ },
  {
    path: /^server\/transfer\//,
    ours: ['ykien/', 'store/', 'service/', 'transfer/'],
    theirs: /^expat\.h$/,
  },
  {
    path: /^server\/http\//,
    ours: ['ykien/', 'service/', 'http/'],
    theirs: /^(boost\/(asio|beast)\.hpp|openssl\/[a-z]+\.h)$/,
  },
  {
    path: /^server\/[^/]*$/,
    ours: ['ykien/', 'store/', 'service/', 'http/', 'transfer/'],
    neighbours: true,
    theirs: /^CLI\/CLI\.hpp$/,
  },
  { path: /^tests\//, ours: [''], neighbours: true, theirs: ANYTHING },
  { path: ANYTHING, ours: [] },
];

// Parts of the C++ library that reach for the world outside, or that cost more bytes than the
// widget has.
const OUTSIDE = new Set(
  `chrono clocale codecvt condition_variable csignal cstdio ctime exception filesystem format
  fstream future iomanip ios iostream istream locale mutex ostream print random regex shared_mutex
  spanstream sstream stop_token streambuf syncstream thread`.split(/\s+/),
);

const isCpp = ({ path }) => languageOf(path) === 'cpp';
const isOurs = ({ path }) => isCpp({ path }) && /^(shared|wasm|imgui_twins)\//.test(path);

function whyNot({ path }, brackets, name) {
  const room = ROOMS.find((one) => one.path.test(path));
  if (room.theirs?.test(name)) return undefined;
  if (brackets === '<') {
    if (!/^[a-z0-9_]+$/.test(name)) return `includes <${name}>, which this room does not know`;
    const outside = OUTSIDE.has(name) && !/^(tests|server)\//.test(path);
    return outside ? `includes <${name}>: the world outside comes in as an argument` : undefined;
  }
  const known = room.ours.some((prefix) => name.startsWith(prefix));
  if (known || (room.neighbours && !name.includes('/'))) return undefined;
  return `includes "${name}", which this room does not know`;
}

rule(
  'a file includes what its room may know',
  (files) =>
    files.filter(isCpp).flatMap((file) => {
      const code = without(file.text, 'cpp', 'comment');
      const includes = /^[ \t]*#[ \t]*include\s*([<"])([^>"\n]+)[>"]/m;
      return findings(file, code, includes, ([, brackets, name]) =>
        whyNot(file, brackets, name),
      ).filter((finding) => !finding.endsWith(' undefined'));
    }),
  [
    [
      'a room that reaches too far',
      {
        'shared/include/ykien/a.h':
          '#include <utf8proc.h>\n#include "ykien/b.h"\n#include <vector>',
        'shared/src/a.cpp': '#include <nlohmann/json.hpp>\n#include <utf8proc.h>\n#include "b.h"',
        'shared/src/a.h': '#include <utf8proc.h>',
        'shared/src/json_a.cpp': '#include <nlohmann/json.hpp>\n#include <chrono>',
        'wasm/layout/a.cpp': '#include "model/model.h"\n#include "ykien/text.h"',
        'wasm/model/a.cpp': '#include "layout/flow.h"\n// #include "imgui.h"',
        'wasm/ui/a.cpp': '#include "imgui.h"\n#include <emscripten.h>\n#include "host/host.h"',
        'wasm/abi/abi.cpp': '#include <emscripten.h>\n#include "imgui.h"\n#include "json_reader.h"',
        'wasm/abi/draw_writer.cpp': '#include "imgui.h"',
        'tests/shared/a_test.cpp': '#include <fstream>\n#include "wasm/sample.h"',
        'imgui_twins/a.cpp': '#include "imgui.h"\n#include "wire.h"\n#include "model/model.h"',
        'imgui_twins/demo/b.cpp': '#include <emscripten.h>',
        'server/store/a.cpp': '#include <mutex>\n#include <sqlite3.h>\n#include "model/model.h"',
      },
      [
        'shared/include/ykien/a.h:1 includes <utf8proc.h>, which this room does not know',
        'shared/src/a.cpp:1 includes <nlohmann/json.hpp>, which this room does not know',
        'shared/src/a.h:1 includes <utf8proc.h>, which this room does not know',
        'shared/src/json_a.cpp:2 includes <chrono>: the world outside comes in as an argument',
        'wasm/layout/a.cpp:1 includes "model/model.h", which this room does not know',
        'wasm/model/a.cpp:1 includes "layout/flow.h", which this room does not know',
        'wasm/ui/a.cpp:2 includes <emscripten.h>, which this room does not know',
        'wasm/ui/a.cpp:3 includes "host/host.h", which this room does not know',
        'wasm/abi/abi.cpp:2 includes "imgui.h", which this room does not know',
        'wasm/abi/abi.cpp:3 includes "json_reader.h", which this room does not know',
        'imgui_twins/a.cpp:3 includes "model/model.h", which this room does not know',
        'imgui_twins/demo/b.cpp:1 includes <emscripten.h>, which this room does not know',
        'server/store/a.cpp:3 includes "model/model.h", which this room does not know',
      ],
    ],
  ],
);

// What a file may name only in the rooms given, whatever it includes.
const NAMES = [
  [/\bEM_(ASM|JS)\w*|\bemscripten_\w+|\bEMSCRIPTEN\w*|\bimport_module\b/, /^wasm\/(host|abi)\//],
  [
    /\bIm(Gui|Vec2|Vec4|Draw\w+|Font\w*|Texture\w*)\b/,
    anyOf(/^imgui_twins\//, /^wasm\/(ui\/|abi\/draw_writer\.)/),
  ],
  [/\bextern "C"/, anyOf(/^wasm\/(host|abi)\//, /^imgui_twins\/(abi|demo\/program)\./)],
  [/\bykien\w*/, /^(?!imgui_twins\/)/],
  [/\b(parse|write)_(article|comments?|policy|draft|checked_draft)\b/, /^(shared|wasm\/abi)\//],
  [/\bnlohmann\b/, /^shared\/src\/json_[^/]*\.cpp$/],
  [/\butf8proc_\w+/, /^shared\/src\/[^/]*\.cpp$/],
  [/\b(throw|try|catch)\b(?=\s*[({\w])/, /^$/],
];

rule(
  'a file names what its room may know',
  (files) =>
    files.filter(isOurs).flatMap((file) => {
      const code = without(file.text, 'cpp', 'comment');
      return NAMES.filter(([, rooms]) => !rooms.test(file.path)).flatMap(([pattern]) =>
        findings(file, code, pattern, ([name]) => `${name} is not known in this room`),
      );
    }),
  [
    [
      'names out of place',
      {
        'shared/src/a.cpp': 'void f() { throw 1; } // emscripten_sleep()',
        'shared/src/b.h': 'nlohmann::json* j; int utf8proc_iterate(int);',
        'wasm/model/model.cpp': 'ImVec2 v;\nauto a = parse_article(json);',
        'wasm/ui/decor.cpp': 'ImVec2 v; EM_ASM({});',
        'wasm/host/host_web.cpp':
          'extern "C" { __attribute__((import_module("ykien"))) void f(); }',
        'wasm/abi/draw_writer.cpp': 'ImDrawData d;',
        'wasm/abi/twin_writer.cpp': 'ImDrawData d;',
        'imgui_twins/collect.cpp': 'ImDrawData d; extern "C" void f();',
        'imgui_twins/abi.cpp': 'extern "C" void ykien_f();',
      },
      [
        'shared/src/a.cpp:1 throw is not known in this room',
        'shared/src/b.h:1 nlohmann is not known in this room',
        'shared/src/b.h:1 utf8proc_iterate is not known in this room',
        'wasm/model/model.cpp:1 ImVec2 is not known in this room',
        'wasm/model/model.cpp:2 parse_article is not known in this room',
        'wasm/ui/decor.cpp:1 EM_ASM is not known in this room',
        'wasm/abi/twin_writer.cpp:1 ImDrawData is not known in this room',
        'imgui_twins/collect.cpp:1 extern "C" is not known in this room',
        'imgui_twins/abi.cpp:1 ykien_f is not known in this room',
      ],
    ],
  ],
);

rule(
  'a public header says what it is, and is read once',
  (files) =>
    files
      .filter(({ path }) => isOurs({ path }) && path.endsWith('.h'))
      .flatMap(({ path, text }) => [
        ...(/^(#pragma once|\/\/ [A-Z])/.test(text) ? [] : [`${path}:1 opens with no comment`]),
        ...(path.startsWith('shared/include/') && !text.startsWith('// ')
          ? [`${path}:1 a manual is missing before the first line`]
          : []),
        ...(/^#pragma once$/m.test(text) ? [] : [`${path}:1 has no #pragma once`]),
      ]),
  [
    [
      'no manual, no guard',
      {
        'shared/include/ykien/a.h': '#pragma once\n',
        'shared/include/ykien/b.h': '// Cuts text.\n#include <string>\n',
        'wasm/ui/c.h': 'int x;\n',
        'wasm/ui/d.h': '// Draws.\n#pragma once\n',
      },
      [
        'shared/include/ykien/a.h:1 a manual is missing before the first line',
        'shared/include/ykien/b.h:1 has no #pragma once',
        'wasm/ui/c.h:1 opens with no comment',
        'wasm/ui/c.h:1 has no #pragma once',
      ],
    ],
  ],
);
