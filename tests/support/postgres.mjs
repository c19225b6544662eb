// PostgreSQL as processes of a test's own, which can be killed and promoted.

import { execFile } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './nginx.mjs';

const VERSIONS = '/usr/lib/postgresql';
const version = entries(VERSIONS)
  .sort((a, b) => a - b)
  .at(-1);
const bin = join(VERSIONS, version ?? '', 'bin');
export const noCluster = entries(bin).includes('initdb') ? false : 'no PostgreSQL';

function entries(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Waits until it is so. @param {string} what for who reads that it never was */
export async function until(what, condition) {
  for (const began = Date.now(); Date.now() - began < 60_000;) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`never: ${what}`);
}

// It will not run as root: as its package's own user then.
const isRoot = process.getuid() === 0;
const asPostgres = ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups'];

/** One machine's PostgreSQL, in the folder `data` of a folder of its own. */
export class Machine {
  /** @param {{after(end: () => unknown): void}} t */
  static async make(t) {
    const machine = new Machine(mkdtempSync(join(tmpdir(), 'ykien-machine-')), await freePort());
    t.after(async () => {
      machine.kill();
      rmSync(machine.folder, { recursive: true, force: true });
    });
    if (isRoot) {
      const { stdout } = await promisify(execFile)('id', ['-u', 'postgres']);
      chownSync(machine.folder, Number(stdout), -1);
    }
    return machine;
  }

  constructor(folder, port) {
    Object.assign(this, { folder, port });
  }

  /** Commands of a shell, as PostgreSQL's user in the machine's folder. @returns what they say */
  async run(commands) {
    const env = { PATH: `${bin}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8', PGPORT: String(this.port) };
    const shell = ['bash', '-euc', commands];
    const [command, ...args] = isRoot ? ['setpriv', ...asPostgres, ...shell] : shell;
    const options = { cwd: this.folder, env, timeout: 120_000 };
    return (await promisify(execFile)(command, args, options)).stdout.trim();
  }

  /** With a user of that name who may do all, a database of that name, nothing else. */
  async init(name) {
    await this.run(`initdb -D data -A trust -U ${name}`);
    const settings = "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n";
    appendFileSync(join(this.folder, 'data/postgresql.conf'), settings);
    await this.run(`pg_ctl -D data -l log start; createdb -h 127.0.0.1 -U ${name} ${name}`);
  }

  /** All of its processes at once, as when its power fails. */
  kill() {
    const data = join(this.folder, 'data');
    const [pid] = read(join(data, 'postmaster.pid')).split('\n');
    // Another's by now, or none.
    if (!pid || read(`/proc/${pid}/cwd`, readlinkSync) !== data) return;
    process.kill(Number(pid), 'SIGSTOP');
    const children = read(`/proc/${pid}/task/${pid}/children`).match(/\d+/g) ?? [];
    for (const one of [...children, pid]) process.kill(Number(one), 'SIGKILL');
  }
}

function read(file, how = readFileSync) {
  try {
    return how(file, 'utf8');
  } catch {
    return '';
  }
}
