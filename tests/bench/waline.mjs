// Waline's server (MIT), which many sites use, on SQLite: what ./dev bench measures beside ours.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/nginx.mjs';

const peers = fileURLToPath(new URL('../../build/peers/', import.meta.url));
export const noWaline = existsSync(join(peers, 'installed')) ? false : 'no Waline';

// The columns that it writes and reads.
const SCHEMA = `
  CREATE TABLE wl_Comment (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id, comment TEXT,
    insertedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, ip, link, mail, nick, pid, rid, sticky, status,
    "like" INTEGER, ua, url, createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updatedAt TIMESTAMP);
  CREATE TABLE wl_Users (id INTEGER PRIMARY KEY AUTOINCREMENT, display_name, email, password, type,
    label, url, avatar, github, twitter, facebook, google, weibo, qq, oidc, huawei, "2fa");`;

function makeDatabase(folder) {
  const { Database } = createRequire(join(peers, 'package.json'))('sqlite3');
  mkdirSync(folder);
  return new Promise((resolve, reject) => {
    const database = new Database(join(folder, 'waline.sqlite'));
    database.exec(SCHEMA, (error) => (error ? reject(error) : database.close(resolve)));
  });
}

/** It asks another server with each request which ways to sign in there are: here, none. */
async function startSignIn(t) {
  const server = createServer((_, response) => response.end('{"services":[]}'));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}/`;
}

/** Its comment API's address, its process, which has others below it, and how long it took. */
export async function startWaline(t, folder) {
  await makeDatabase(folder);
  const port = await freePort();
  const env = {
    ...process.env,
    SQLITE_PATH: folder,
    JWT_TOKEN: 'secret',
    OAUTH_URL: await startSignIn(t),
    // Without limits, and asking nobody on the internet.
    IPQPS: '0',
    AKISMET_KEY: 'false',
  };
  const program = join(peers, 'node_modules/@waline/vercel/vanilla.js');
  const began = performance.now();
  const child = spawn('node', [program, port], { env, detached: true, stdio: 'ignore' });
  const kill = () => child.exitCode ?? child.signalCode ?? process.kill(-child.pid);
  t.after(kill);
  const url = `http://127.0.0.1:${port}/api/comment`;
  while (!(await fetch(`${url}?path=/`).catch(() => undefined))?.ok)
    await new Promise((done) => setTimeout(done, 20));
  return { url, pid: child.pid, kill, started: performance.now() - began };
}

/** Writes a comment. */
export async function postWaline(url, text) {
  const body = JSON.stringify({ nick: 'Bạn đọc', url: '/1775', comment: text });
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  const { errno, errmsg } = await response.json();
  if (errno !== 0) throw new Error(errmsg);
}

/** How many comments it has. */
export async function countWaline(url) {
  return (await (await fetch(`${url}?path=/1775&pageSize=1`)).json()).data.count;
}

/** In KB, of a process and those that it started. */
export function memoryOfAll(pid) {
  const of = (one) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))[1]);
  const below = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? [];
  return of(pid) + below.reduce((sum, one) => sum + memoryOfAll(one), 0);
}
