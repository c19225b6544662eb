// Two processes on one PostgreSQL behind nginx, as docs/operations.md has it: one of them dies, and
// nobody notices.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  makeFolder,
  makePostgres,
  noPostgres,
  noServer,
  post,
  readAll,
  run,
  startServer,
} from '../support/comment-server.mjs';
import { listen } from '../support/listener.mjs';
import { noNginx, startNginx } from '../support/nginx.mjs';

const operations = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

/** nginx with the page's configuration, in front of these. @returns its address */
function startPage(t, folder, ports) {
  const [, block] = /```nginx\n([\s\S]*?)```/.exec(readFileSync(operations, 'utf8'));
  const http = (port) =>
    block
      .replace('8081', String(ports[0]))
      .replace('8082', String(ports[1]))
      .replace('listen 80', `listen 127.0.0.1:${port}`);
  return startNginx(t, folder, { http, path: 'healthz' });
}

const skip = noServer || noPostgres || noNginx;

test('two processes behind nginx', { skip }, async (t) => {
  const database = await makePostgres();
  const folder = makeFolder(t);
  const servers = [
    await startServer(t, { folder, database }),
    await startServer(t, { folder, database }),
  ];
  const ports = servers.map(({ url }) => new URL(url).port);
  const url = await startPage(t, folder, ports);

  await t.test('what one process wrote another shows and tells', async () => {
    const controller = new AbortController();
    const heard = [];
    const hear = ({ data }) => heard.push(JSON.parse(data).id);
    const listening = listen(servers[1].url, controller.signal, hear);
    const response = await post(servers[0].url, { key: randomUUID(), text: 'Từ máy thứ nhất' });
    const { comment } = await response.json();
    const began = Date.now();
    while (!heard.includes(comment.id) && Date.now() - began < 5000)
      await new Promise((done) => setTimeout(done, 5));
    assert.ok(Date.now() - began < 1000, `${Date.now() - began} ms`);
    controller.abort();
    await listening;
    assert.ok((await readAll(servers[1].url)).some(({ id }) => id === comment.id));
  });

  await t.test('one of them dies, comes back, and nobody notices', async () => {
    const controller = new AbortController();
    const heard = [];
    const hear = ({ data }) => heard.push(JSON.parse(data).id);
    const listening = listen(url, controller.signal, hear);
    const acknowledged = [];
    let running = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; running; i++) {
        const text = `Ý kiến ${writer} ${i}`;
        const response = await post(url, { key: randomUUID(), text });
        // 200: it was kept, by the one that died before it could say so.
        assert.ok([200, 201].includes(response.status), await response.clone().text());
        acknowledged.push((await response.json()).comment.id);
      }
    });
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    const change = async () => {
      await pause(500);
      await servers[0].kill();
      await pause(500);
      if (!running) return;
      servers[0] = await startServer(t, { folder, database, port: Number(ports[0]) });
      await pause(2000);
      await servers[1].kill('SIGTERM');
      await pause(1000);
    };
    try {
      await Promise.race([change(), Promise.all(writers)]);
    } finally {
      running = false;
      await Promise.all(writers).finally(() => pause(700));
      controller.abort();
      await listening;
    }
    const there = new Set((await readAll(url)).map(({ id }) => id));
    assert.ok(acknowledged.length > 50);
    assert.deepEqual(
      acknowledged.filter((id) => !there.has(id)),
      [],
    );
    assert.deepEqual(
      acknowledged.filter((id) => !heard.includes(id)),
      [],
    );
    t.diagnostic(`${acknowledged.length} acknowledged, all there, all heard`);
    assert.equal((await run('verify', '--database', database)).out, 'nothing is wrong\n');
  });
});
