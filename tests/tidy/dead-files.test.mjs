// Every file has someone who asks for it.
import { posix } from 'node:path';
import { rule } from './project.mjs';

const { dirname, join, relative } = posix;
const nameOf = (path) => path.split('/').pop();
const mentions = (text, name) =>
  new RegExp(`(^|[\\s"'(/])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}($|[\\s"'):,])`, 'm').test(
    text,
  );

rule(
  'every .cpp is named in a CMakeLists.txt above it',
  (files) => {
    const lists = files.filter(({ path }) => path.endsWith('CMakeLists.txt'));
    return files
      .filter(({ path }) => path.endsWith('.cpp'))
      .filter(({ path }) => {
        const above = lists.filter((list) => {
          const folder = dirname(list.path);
          return folder === '.' || path.startsWith(`${folder}/`);
        });
        return !above.some((list) => {
          const name = relative(dirname(list.path), path);
          const bare = name.replace(/\.cpp$/, '');
          return [name, bare, nameOf(bare)].some((one) => mentions(list.text, one));
        });
      })
      .map(({ path }) => `${path}:1 no CMakeLists.txt names it`);
  },
  [
    [
      'by its name, as a test, and not',
      {
        'shared/CMakeLists.txt': 'add_library(x\n  src/a.cpp\n)\n',
        'shared/src/a.cpp': '',
        'shared/src/aa.cpp': '',
        'tests/CMakeLists.txt': 'ykien_add_test(shared/b_test core)\nforeach(x IN ITEMS c_fuzz)\n',
        'tests/shared/b_test.cpp': '',
        'tests/fuzz/c_fuzz.cpp': '',
        'wasm/a.cpp': '',
      },
      ['shared/src/aa.cpp:1 no CMakeLists.txt names it', 'wasm/a.cpp:1 no CMakeLists.txt names it'],
    ],
  ],
);

rule(
  'every header is included',
  (files) => {
    const included = new Set(
      files
        .filter(({ path }) => /\.(cpp|h)$/.test(path))
        .flatMap(({ text }) => [...text.matchAll(/^#include "([^"]+)"/gm)])
        .map(([, name]) => name.split('/').pop()),
    );
    // Dear ImGui includes its settings by a definition of CMake's.
    const settings = files.filter(({ path }) => /^cmake\/|CMakeLists\.txt$/.test(path));
    return files
      .filter(({ path }) => path.endsWith('.h'))
      .filter(({ path }) => !included.has(nameOf(path)))
      .filter(({ path }) => !settings.some(({ text }) => text.includes(`\\"${nameOf(path)}`)))
      .map(({ path }) => `${path}:1 nothing includes it`);
  },
  [
    [
      'one that nobody includes',
      {
        'wasm/ui/a.h': '',
        'wasm/ui/b.h': '#include "ui/a.h"',
        'wasm/ui/config.h': '',
        'cmake/x.cmake': 'USER="config.h"'.replaceAll('"', '\\"'),
      },
      ['wasm/ui/b.h:1 nothing includes it'],
    ],
  ],
);

const SCRIPT = /\.(js|mjs|css|html|sh)$/;
const isEntry = ({ path }) =>
  /\.test\.mjs$|\.config\.mjs$|^web\/demo\/index\.html$|^workshop\/stage-\w+\.sh$/.test(path);
rule(
  'every script and page is asked for by another file',
  (files) => {
    const askers = files.filter(({ path }) => !path.startsWith('tests/data/'));
    return files
      .filter(
        (file) => SCRIPT.test(file.path) && !isEntry(file) && !file.path.startsWith('tests/data/'),
      )
      .filter(
        (file) => !askers.some((one) => one !== file && mentions(one.text, nameOf(file.path))),
      )
      .map(({ path }) => `${path}:1 nothing asks for it`);
  },
  [
    [
      'imported, called, and neither',
      {
        'web/src/a.js': "import './b.js';",
        'web/src/b.js': '// c.js was here: see a.js',
        'web/src/c.json': '',
        'web/src/d.js': "import './d.js';",
        'workshop/e.sh': '',
        'workshop/stage-x.sh': '. "$workshop/e.sh"',
        'tests/web/f.test.mjs': '',
      },
      ['web/src/d.js:1 nothing asks for it'],
    ],
  ],
);

rule(
  'every page of docs/ is linked from the README or another page, and links lead somewhere',
  (files) => {
    const paths = new Set(files.map(({ path }) => path));
    const folders = new Set(files.flatMap(({ path }) => [dirname(path), dirname(dirname(path))]));
    const links = files
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) =>
        [...text.replace(/```[^]*?```/g, '').matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
          .map(([, target]) => target)
          .filter((target) => !/^[a-z]+:|^\//.test(target))
          .map((target) => ({ from: path, to: join(dirname(path), target).replace(/\/$/, '') })),
      );
    const linked = new Set(links.filter(({ from, to }) => from !== to).map(({ to }) => to));
    return [
      ...files
        .filter(({ path }) => /^docs\/.*\.md$/.test(path))
        .filter(({ path }) => !linked.has(path) && !linked.has(dirname(path)))
        .map(({ path }) => `${path}:1 no page links to it`),
      ...links
        .filter(({ to }) => !paths.has(to) && !folders.has(to) && !to.startsWith('..'))
        .map(({ from, to }) => `${from}:1 links to ${to}, which is not there`),
    ];
  },
  [
    [
      'a page alone, and a link to nothing',
      {
        'README.md': '[a](docs/a.md#b), [d](docs/decisions/), [x](https://example.org/x)\n',
        'docs/a.md': '[gone](gone.md) ![p](p.png) [a](a.md)\n',
        'docs/b.md': '[b](b.md)\n',
        'docs/decisions/0001-c.md': '\n',
      },
      [
        'docs/b.md:1 no page links to it',
        'docs/a.md:1 links to docs/gone.md, which is not there',
        'docs/a.md:1 links to docs/p.png, which is not there',
      ],
    ],
  ],
);
