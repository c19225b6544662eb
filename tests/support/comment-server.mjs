// The comment server as a process, on a database of its own.

import { spawn, execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** YKIEN_SERVER names another build of it. */
export const binary = process.env.YKIEN_SERVER ?? join(project, 'build/asan/server/ykien-server');
export const noServer = existsSync(binary) ? false : 'no ykien-server: ./dev test native makes it';
export const noPostgres = process.env.YKIEN_POSTGRES
  ? false
  : 'no PostgreSQL: ./dev test server starts one';

/** A folder with a secret in it, gone with the test. @param {{after(end: () => void): void}} t */
export function makeFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'ykien-server-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'secret'), randomBytes(32));
  return folder;
}

/** A database of its own on the tests' PostgreSQL: its URI. */
export async function makePostgres() {
  const { host, user } = Object.fromEntries(
    process.env.YKIEN_POSTGRES.split(' ').map((pair) => pair.split('=')),
  );
  const name = `t${randomUUID().replaceAll('-', '')}`;
  await psql('postgres', `CREATE DATABASE ${name}`);
  return `postgresql://${user}@/${name}?host=${encodeURIComponent(host)}`;
}

/** @param {string} database a name, or a URI @param {string} sql @returns what it answered */
export async function psql(database, sql) {
  const [host, user] = process.env.YKIEN_POSTGRES.split(' ').map((pair) => pair.split('=')[1]);
  const options = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', sql];
  const where = database.includes('://') ? [database] : ['-h', host, '-U', user, database];
  const { stdout } = await promisify(execFile)('psql', [...options, ...where]);
  return stdout.trim();
}

/**
 * Starts one, and waits until it answers; it ends with the test at the latest.
 * @param {{after(end: () => unknown): void}} t
 * @param {{folder: string, database?: string, port?: number, settings?: object, site?: object,
 *   args?: string[], wrapper?: string[]}} options settings, site: members of docs/operations.md, in
 *   place of none that limits; wrapper: a command in front of it
 */
export async function startServer(t, options) {
  const { folder, database, port = 0, settings = {}, site = {}, args = [], wrapper = [] } = options;
  const config = join(folder, `config-${randomUUID()}.json`);
  const unlimited = { perMinute: 0 };
  const rates = { author: unlimited, address: unlimited, article: unlimited };
  const sites = [{ name: 'bao', rates, work: 'never', ...site }];
  writeFileSync(config, JSON.stringify({ streamsPerAddress: 0, sites, ...settings }));
  const flags = [
    ['--config', config],
    ['--secret', join(folder, 'secret')],
    ['--database', database ?? join(folder, 'comments.db')],
    ['--port', String(port)],
  ];
  const [command, ...rest] = [...wrapper, binary, 'serve', ...flags.flat(), ...args];
  // A group of its own: what stands in front of it would leave it alive.
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    // Leaks cannot be looked for under strace.
    env: wrapper.length > 0 ? { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } : process.env,
  });
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
  const kill = (signal = 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
    return ended;
  };
  t.after(() => kill());
  const url = await new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve(String(line).replace('ready ', '').trim()));
    child.once('exit', (code, signal) => reject(new Error(`ended with ${code ?? signal}`)));
  });
  return { url, pid: child.pid, ended, kill };
}

/** What a subcommand says, and how it ends. @param {string[]} args */
export async function run(...args) {
  try {
    const { stdout } = await promisify(execFile)(binary, args);
    return { code: 0, out: stdout };
  } catch (error) {
    return { code: error.code, out: error.stdout + error.stderr };
  }
}

/**
 * Sends a draft with a key; again with the same one it is the same comment.
 * @param {string} url of a server
 */
export function post(url, { key, text, article = '1775', parentId = '', token, signal }) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
  if (token) headers.Authorization = `Bearer ${token}`;
  const body = JSON.stringify({ text, authorName: 'Bạn đọc', parentId });
  return fetch(`${url}v1/bao/articles/${article}/comments`, {
    method: 'POST',
    headers,
    body,
    signal,
  });
}

/** All comments of an article, page by page. */
export async function readAll(url, article = '1775') {
  const comments = [];
  let after = '';
  do {
    const query = new URLSearchParams({ count: '100', after });
    const response = await fetch(`${url}v1/bao/articles/${article}/comments?${query}`);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    comments.push(...(await response.json()));
    after = response.headers.get('Ykien-Next') ?? '';
  } while (after);
  return comments;
}
