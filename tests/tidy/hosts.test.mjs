// No file names a package registry, a mirror, or a place on one machine: the project builds
// wherever it is.
//
// The names are not written here either: well-known ones are put together from parts, and those of
// this machine are asked of its own apt and npm.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { findings, root, rule } from './project.mjs';

const WELL_KNOWN = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['npmmirror', 'com'],
  ['unpkg', 'com'],
  ['jsdelivr', 'net'],
  ['esm', 'sh'],
  ['deb', 'debian', 'org'],
  ['ftp', 'debian', 'org'],
  ['security', 'debian', 'org'],
  ['snapshot', 'debian', 'org'],
  ['archive', 'ubuntu', 'com'],
  ['ports', 'ubuntu', 'com'],
  ['security', 'ubuntu', 'com'],
  ['pypi', 'org'],
  ['files', 'pythonhosted', 'org'],
  ['crates', 'io'],
  ['proxy', 'golang', 'org'],
  ['docker', 'io'],
  ['ghcr', 'io'],
].map((parts) => parts.join('.'));

/** What a tool of this machine says; nothing where it is absent. */
function ask(command, ...args) {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'];
    return execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio });
  } catch {
    return '';
  }
}

function hostOf(address) {
  try {
    return new URL(address).hostname;
  } catch {
    return '';
  }
}

/**
 * Hosts that this machine takes packages from. Loopback is everyone's, and names without a dot
 * could be any word.
 */
function hostsOfThisMachine() {
  const asked = [
    ask('npm', 'config', 'get', 'registry'),
    ask('apt-get', 'indextargets', '--format', '$(REPO_URI)'),
    ...Object.entries(process.env)
      .filter(([name]) => /(registry|mirror|index_url|goproxy)$/i.test(name))
      .map(([, value]) => value),
  ];
  return asked
    .flatMap((answer) => answer.split(/[\s,|]+/))
    .map(hostOf)
    .filter((host) => host.includes('.') && !/^127\./.test(host));
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
let hosts;

rule(
  'no file names a package registry or mirror',
  (files) => {
    hosts ??= [...new Set([...WELL_KNOWN, ...hostsOfThisMachine()])];
    const named = new RegExp(`(?<![\\w-])(${hosts.map(escape).join('|')})(?![\\w-])`, 'i');
    return files.flatMap((file) => findings(file, file.text, named, ([host]) => `names ${host}`));
  },
  [
    [
      'in a lockfile and in a recipe; not where it is part of another name',
      {
        'package-lock.json': `{ "resolved": "https://${WELL_KNOWN[0]}/a.tgz" }`,
        'workshop/recipe': `\ndeb http://${WELL_KNOWN[6]}/debian x\nhttps://my-${WELL_KNOWN[3]}\n`,
      },
      [`package-lock.json:1 names ${WELL_KNOWN[0]}`, `workshop/recipe:2 names ${WELL_KNOWN[6]}`],
    ],
  ],
);

// A checkout right below one of these says nothing about the machine.
const EVERYWHERE = /^\/((tmp|opt|srv|mnt|usr|var|etc|home|root)\/?)?$/;
const HOMES = ['home', 'root', 'Users'].map((name) => `/${name}/`);

rule(
  'no file names an absolute path of one machine',
  (files) => {
    const places = [...HOMES, ...(EVERYWHERE.test(dirname(root)) ? [] : [`${dirname(root)}/`])];
    const named = new RegExp(`(?<![\\w.~$})\\]-])(${places.map(escape).join('|')})`);
    return files.flatMap((file) => findings(file, file.text, named, ([place]) => `names ${place}`));
  },
  [
    [
      'homes; not folders of the project, of a variable or of a site',
      {
        'a.sh': `cd ${HOMES[0]}someone\nls "${HOMES[1]}.cache" web${HOMES[0]} $HOME${HOMES[1]}\n`,
        'b.md': `https://example.org${HOMES[0]}page\n`,
      },
      [`a.sh:1 names ${HOMES[0]}`, `a.sh:2 names ${HOMES[1]}`],
    ],
  ],
);
