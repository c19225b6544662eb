// The comment server beside nginx with the same bytes from a file, beside SQLite alone, and beside
// Waline's server: wrk on loopback, in turns. The databases lie in build/, on the disk.

import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startNginx } from '../support/nginx.mjs';
import { report } from './measure.mjs';
import { vietnamese } from './text.mjs';
import { countWaline, memoryOfAll, noWaline, postWaline, startWaline } from './waline.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
process.env.YKIEN_SERVER ??= join(project, 'build/release/server/ykien-server');
const { makeFolder, post, startServer } = await import('../support/comment-server.mjs');

const ROUNDS = 3;
const SECONDS = 3;
const CONNECTIONS = [1, 16, 64];
const LISTENERS = 10_000;
const MANY = 1_000_000;
const CREATE = `
  local name = tostring(os.time()) .. tostring(math.random(1, 1e9))
  local number = 0
  request = function()
    number = number + 1
    local key = name .. "-" .. tostring(number)
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Idempotency-Key"] = key
    local body = '{"text":"Ý kiến ' .. key .. '","authorName":"Bạn đọc"}'
    return wrk.format("POST", nil, nil, body)
  end
  done = function(summary) print("bad " .. summary.errors.status) end`;
const CREATE_WALINE = CREATE.replace('"authorName"', '"url":"/1775","nick"').replace(
  '"text"',
  '"comment"',
);

const run = promisify(execFile);
const ends = [];
const t = { after: (end) => ends.unshift(end) };
mkdirSync(join(project, 'build'), { recursive: true });
const disk = mkdtempSync(join(project, 'build/bench-'));
t.after(() => rmSync(disk, { recursive: true, force: true }));
const secret = makeFolder(t);
const start = (database) => startServer(t, { folder: secret, database: join(disk, database) });

/** @returns requests a second, the 99th percentile in ms */
async function wrk(url, connections, script) {
  const threads = connections > 1 ? 2 : 1;
  const options = [
    `-t${threads}`,
    `-c${connections}`,
    `-d${SECONDS}s`,
    '--latency',
    '--timeout',
    '30s',
  ];
  if (script) writeFileSync(join(disk, 'create.lua'), script);
  const { stdout } = await run('wrk', [
    ...options,
    ...(script ? ['-s', join(disk, 'create.lua')] : []),
    url,
  ]);
  const [, value, unit] = /99%\s+([\d.]+)(us|ms|s)\b/.exec(stdout);
  const bad = /Non-2xx[^\d]*(\d+)/.exec(stdout)?.[1] ?? 0;
  if (Number(bad) > 0) throw new Error(stdout);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]),
    p99: Number(value) * { us: 0.001, ms: 1, s: 1000 }[unit],
  };
}

/** nginx with these bytes in a file. @returns the file's address */
async function startFile(body) {
  const folder = join(disk, 'file');
  mkdirSync(folder);
  writeFileSync(join(folder, 'thread.json'), body);
  const http = (port) => `sendfile on; tcp_nopush on; keepalive_requests 1000000;
    open_file_cache max=10; types { application/json json; }
    server { listen 127.0.0.1:${port}; root ${folder}; }`;
  const path = 'thread.json';
  return (await startNginx(t, disk, { main: 'user root; worker_processes 2;', http, path })) + path;
}

/** Rates and the slowest, of each round. */
function reportRounds(name, rounds, unit) {
  const of = (what) => rounds.map((round) => round[what]);
  report(name, of('rate'), unit);
  report(`${name}.p99`, of('p99'), 'ms');
}

/** The same 50 comments in ours, in a file, and in Waline where it is. @returns their addresses */
async function fill(server) {
  const texts = Array.from(
    { length: 50 },
    (_, i) => `${i}. ${vietnamese(i * 7 + 480).slice(i * 7)}`,
  );
  for (const text of texts) {
    const response = await post(server.url, { key: randomUUID(), text });
    if (response.status !== 201) throw new Error(await response.text());
  }
  const ykien = `${server.url}v1/bao/articles/1775/comments?count=50`;
  const body = await (await fetch(ykien)).text();
  report('server.read.bytes', [Buffer.byteLength(body)], 'bytes');
  const addresses = { nginx: await startFile(body), ykien };
  if (noWaline) return addresses;
  const { url, pid, started } = await startWaline(t, join(disk, 'waline'));
  report('server.start.waline', [started], 'ms');
  report('server.memory.at-rest.waline', [memoryOfAll(pid) / 1024], 'MB');
  for (const text of texts) await postWaline(url, text);
  const waline = `${url}?path=/1775&pageSize=50`;
  report(
    'server.read.bytes.waline',
    [(await (await fetch(waline)).arrayBuffer()).byteLength],
    'bytes',
  );
  return { ...addresses, waline };
}

async function measureReading() {
  const server = await start('read.db');
  report('server.memory.at-rest', [memoryOfAll(server.pid) / 1024], 'MB');
  const addresses = await fill(server);
  for (const connections of CONNECTIONS) {
    const figures = {};
    for (let i = 0; i < ROUNDS; i++) {
      for (const [who, address] of Object.entries(addresses))
        (figures[who] ??= []).push(await wrk(address, connections));
    }
    const name = `server.read.${connections}`;
    for (const [who, rounds] of Object.entries(figures))
      reportRounds(`${name}.${who}`, rounds, 'requests/s');
    const ratios = figures.ykien.map(({ rate }, i) => rate / figures.nginx[i].rate);
    report(`${name}.ykien:nginx`, ratios, 'times');
  }
}

/** What is counted is what it kept. */
async function createInWaline(number) {
  const { url, kill } = await startWaline(t, join(disk, `waline${number}`));
  const round = await wrk(url, 64, CREATE_WALINE);
  const rate = (await countWaline(url)) / SECONDS;
  kill();
  return { ...round, rate };
}

async function measureCreating() {
  const bare = [];
  const ours = [];
  const waline = [];
  for (let i = 0; i < ROUNDS; i++) {
    const { stdout } = await run(join(project, 'build/release/tests/store_bench'), [
      ...['bare', join(disk, `bare${i}.db`), String(SECONDS), '32'],
    ]);
    bare.push(Number(stdout));
    const server = await start(`create${i}.db`);
    ours.push(await wrk(`${server.url}v1/bao/articles/1775/comments`, 64, CREATE));
    await server.kill('SIGTERM');
    if (!noWaline) waline.push(await createInWaline(i));
  }
  reportRounds('server.create.64.ykien', ours, 'comments/s');
  if (!noWaline) reportRounds('server.create.64.waline', waline, 'comments/s');
  report('server.create.64.sqlite-alone', bare, 'comments/s');
  report(
    'server.create.64.ykien:sqlite',
    ours.map(({ rate }, i) => rate / bare[i]),
    'times',
  );
}

/** Listens on a bare socket: a browser's stream costs the server no more. */
function listen(url, heard) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('GET /v1/bao/articles/1775/events HTTP/1.1\r\nHost: a\r\n\r\n');
    });
    socket.once('data', () => resolve(socket));
    socket.once('error', reject);
    socket.on('data', (data) => data.includes('event: created') && heard());
  });
}

async function measureListening() {
  const { url, pid } = await start('listen.db');
  const before = memoryOfAll(pid);
  let heard = 0;
  const sockets = [];
  for (let i = 0; i < LISTENERS; i += 100) {
    const some = Array.from({ length: 100 }, () => listen(url, () => heard++));
    sockets.push(...(await Promise.all(some)));
  }
  report('server.listeners', [sockets.length], 'listeners');
  report('server.listeners.memory', [(memoryOfAll(pid) - before) / sockets.length], 'KB');
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    heard = 0;
    const began = performance.now();
    await post(url, { key: randomUUID(), text: `Tin ${i}` });
    while (heard < sockets.length && performance.now() - began < 10_000)
      await new Promise((done) => setTimeout(done, 5));
    times.push(performance.now() - began);
  }
  report('server.listeners.all-told', times, 'ms');
  for (const socket of sockets) socket.destroy();
}

async function measureMany() {
  const bench = join(project, 'build/release/tests/store_bench');
  await run(bench, ['fill', join(disk, 'few.db'), '100']);
  await run(bench, ['fill', join(disk, 'many.db'), String(MANY)]);
  for (const name of ['few', 'many']) {
    const began = performance.now();
    const { url, kill } = await start(`${name}.db`);
    report(`server.start.${name}`, [performance.now() - began], 'ms');
    const thread = `${url}v1/bao/articles/many/comments?count=50`;
    const all = [];
    // No two alike: nothing of it is remembered.
    for (let i = 0; i < 50; i++) {
      const asked = performance.now();
      await (await fetch(`${thread}&after=${1_700_000_000_000 + MANY + i}.x`)).text();
      all.push(performance.now() - asked);
    }
    report(`server.first-page.${name}`, all, 'ms');
    await kill('SIGTERM');
  }
}

try {
  await measureReading();
  await measureCreating();
  await measureListening();
  await measureMany();
} finally {
  for (const end of ends) await end();
}
