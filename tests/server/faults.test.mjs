// The disk fails, is full, or can't be written; clients are slow, or many: each is answered with a
// named fault or not at all, nothing that was acknowledged is lost, and the server answers again.
// YKIEN_FAULTS says after how many system calls the disk fails, YKIEN_HALF_OPEN how many requests
// never end.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  makeFolder,
  noServer,
  post,
  readAll,
  run,
  startServer,
} from '../support/comment-server.mjs';

const FAULTS = Number(process.env.YKIEN_FAULTS ?? 12);
const OF = 500;
const HALF_OPEN = Number(process.env.YKIEN_HALF_OPEN ?? 30_000);
const AT_ONCE = 15_000; // the server takes 16,384
const files = Number(/Max open files +(\d+)/.exec(readFileSync('/proc/self/limits'))[1]);
const halfOpen = fileURLToPath(new URL('../support/half-open.mjs', import.meta.url));
const CALLS = 'pwrite64,fdatasync,fsync,ftruncate,pread64,openat';
const execute = promisify(execFile);

/** Sends until it is kept: what is answered meanwhile has a name. @returns its id */
async function insist(url, text) {
  const key = randomUUID();
  for (let i = 0; i < 40; i++) {
    const response = await post(url, { key, text });
    const answer = await response.json();
    if (response.ok) return answer.comment.id;
    assert.ok([503, 507].includes(response.status), `${response.status} ${JSON.stringify(answer)}`);
    assert.match(answer.code, /^store-(unavailable|full|read-only)$/);
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`never kept: ${text}`);
}

/** Of a request on a connection of its own. */
function statusOf(url) {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => resolve(response.resume().statusCode)).on(
      'error',
      reject,
    );
  });
}

/** In MB. */
const memoryOf = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`))[1]) >> 10;

const percentile = (values, part) =>
  Math.round(values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1]);

async function failAt(t, n, error) {
  const folder = makeFolder(t);
  const wrapper = [
    ...['strace', '-f', '-qq', '-e', `trace=${CALLS}`, '-o', '/dev/null'],
    ...['-e', `inject=${CALLS}:error=${error}:when=${n}..${n + 2}`],
  ];
  const server = await startServer(t, { folder, wrapper }).catch(() => undefined);
  // It did not start, and said why: the next one does.
  const { url, kill } = server ?? (await startServer(t, { folder }));
  const kept = [];
  for (let i = 0; i < 12; i++) kept.push(await insist(url, `Ý kiến ${i}`));
  const there = new Set((await readAll(url)).map(({ id }) => id));
  assert.deepEqual(
    kept.filter((id) => !there.has(id)),
    [],
  );
  assert.equal(there.size, kept.length);
  await kill('SIGTERM');
  const verified = await run('verify', '--database', join(folder, 'comments.db'));
  assert.deepEqual(verified, { code: 0, out: 'nothing is wrong\n' });
}

const noStrace = existsSync('/usr/bin/strace') ? false : 'no strace';
const noSlow = existsSync('/usr/bin/slowhttptest') ? false : 'no slowhttptest';

test('faults', { skip: noServer }, async (t) => {
  for (const error of ['EIO', 'ENOSPC']) {
    await t.test(`the disk fails at its n-th call: ${error}`, { skip: noStrace }, async (t) => {
      for (let i = 0; i < FAULTS; i++) await failAt(t, 1 + Math.floor((i * OF) / FAULTS), error);
    });
  }

  await t.test('a full disk', async (t) => {
    const folder = makeFolder(t);
    const disk = join(folder, 'disk');
    await mkdir(disk);
    // Seen by the server alone, and gone with it.
    const mount = `mount -t tmpfs -o size=1m none ${disk} && exec "$@"`;
    const wrapper = ['unshare', '-m', 'sh', '-c', mount, 'sh'];
    const able = await execute('unshare', ['-m', 'true']).catch(() => undefined);
    if (!able) return t.skip('no mounts of its own here');
    const database = join(disk, 'comments.db');
    const { url } = await startServer(t, { folder, database, wrapper });
    const kept = [];
    let full;
    for (let i = 0; !full && i < 2000; i++) {
      const text = `${i} ${'Ý kiến dài. '.repeat(35)}`;
      const response = await post(url, { key: randomUUID(), text });
      if (response.status === 201) kept.push((await response.json()).comment.id);
      else full = { status: response.status, answer: await response.json() };
    }
    assert.deepEqual(full, { status: 507, answer: { code: 'store-full' } });
    const there = new Set((await readAll(url)).map(({ id }) => id));
    assert.deepEqual(
      kept.filter((id) => !there.has(id)),
      [],
    );
    assert.equal(there.size, kept.length);
    assert.ok((await fetch(`${url}readyz`)).ok);
  });

  for (const [mode, name] of Object.entries({
    H: 'heads that never end',
    B: 'bodies that never end',
    R: 'ranges',
    X: 'answers that are not read',
  })) {
    await t.test(`slow clients: ${name}`, { skip: noSlow }, async (t) => {
      const { url } = await startServer(t, { folder: makeFolder(t) });
      for (let i = 0; i < 20; i++)
        await post(url, { key: randomUUID(), text: `${i} ${'dài '.repeat(100)}` });
      const thread = `${url}v1/bao/articles/1775/comments`;
      const options = ['-c', '500', '-r', '500', '-i', '1', '-l', '4', '-u', thread];
      const attack = execute('slowhttptest', [`-${mode}`, ...options]).catch((error) => error);
      const times = [];
      let attacking = true;
      attack.finally(() => (attacking = false));
      while (attacking) {
        const began = performance.now();
        assert.equal((await fetch(thread)).status, 200);
        times.push(performance.now() - began);
        await new Promise((done) => setTimeout(done, 50));
      }
      times.sort((a, b) => a - b);
      t.diagnostic(`${times.length} honest requests, the slowest ${Math.round(times.at(-1))} ms`);
      assert.ok(times.length > 10);
    });
  }

  await t.test('half-open requests without end are let go, and honest ones answered', async (t) => {
    if (files < AT_ONCE + 1000) return t.skip(`${files} open files (ulimit -n) are too few`);
    // Of a build with a sanitizer: what was freed does not count.
    const wrapper = ['env', 'ASAN_OPTIONS=quarantine_size_mb=1'];
    const { url, pid } = await startServer(t, { folder: makeFolder(t), wrapper });
    const before = memoryOf(pid);
    const attack = execute('node', [halfOpen, new URL(url).port, HALF_OPEN, AT_ONCE]);
    const times = [];
    let most = 0;
    let attacking = true;
    attack.finally(() => (attacking = false));
    while (attacking) {
      const began = performance.now();
      assert.equal(await statusOf(`${url}readyz`), 200);
      times.push(performance.now() - began);
      most = Math.max(most, memoryOf(pid));
      await new Promise((done) => setTimeout(done, 50));
    }
    const { begun, last } = JSON.parse((await attack).stdout);
    const [median, most95, slowest] = [0.5, 0.95, 1].map((part) => percentile(times, part));
    t.diagnostic(`${begun} half-open, the last ${last} let go by the server`);
    t.diagnostic(
      `${times.length} honest requests: median ${median}, p95 ${most95}, all ${slowest} ms`,
    );
    t.diagnostic(`memory: ${before} MB before, ${most} MB at most, ${memoryOf(pid)} MB after`);
    assert.equal(begun, HALF_OPEN);
    assert.ok(last > 0);
    assert.ok(median < 1000);
    assert.ok(most < 400);
  });
});
