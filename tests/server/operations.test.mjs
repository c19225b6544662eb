// The subcommands of docs/operations.md, as who runs a server uses them.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

const shared = fileURLToPath(new URL('../../../shared/data/import/', import.meta.url));

/** A server with a thread in which there is something of everything. */
async function makeThread(t, folder) {
  const server = await startServer(t, { folder });
  const ids = [];
  let token = '';
  for (const text of ['Một', 'Hai, xem https://a.vn', 'Ba']) {
    const response = await post(server.url, { key: randomUUID(), text, token });
    token ||= response.headers.get('Ykien-Token');
    ids.push((await response.json()).comment.id);
  }
  const key = () => ({ 'Idempotency-Key': randomUUID(), 'Content-Type': 'application/json' });
  const comment = `${server.url}v1/bao/comments/${ids[0]}`;
  const body = (what) => ({ headers: key(), body: JSON.stringify(what) });
  for (const value of ['like', 'like', 'dislike'])
    assert.ok((await fetch(`${comment}/vote`, { method: 'PUT', ...body({ value }) })).ok);
  const report = { method: 'POST', ...body({ reason: 'spam', note: 'ghi chú' }) };
  assert.ok((await fetch(`${comment}/reports`, report)).ok);
  const headers = { Authorization: `Bearer ${token}` };
  const gone = await fetch(`${server.url}v1/bao/comments/${ids[2]}`, { method: 'DELETE', headers });
  assert.equal(gone.status, 200);
  return { server, ids };
}

const flags = (folder, database) => [
  ...['--database', database, '--secret', join(folder, 'secret'), '--site', 'bao'],
];

test('operations', { skip: noServer }, async (t) => {
  await t.test(
    'wrong settings are refused at the start, with the place and the reason',
    async (t) => {
      const folder = makeFolder(t);
      const config = join(folder, 'server.json');
      writeFileSync(config, '{"sites": [{"name": "bao"}],\n "prot": 80}');
      for (const command of ['serve', 'check-config']) {
        const { code, out } = await run(command, '--config', config);
        assert.equal(code, 2);
        assert.equal(out, `${config}, byte 38, invalid-value: prot: not known\n`);
      }
      assert.deepEqual(await run('migrate', '--database', join(folder, 'new.db')), {
        code: 0,
        out: 'up to date\n',
      });
      writeFileSync(config, '{"replica": "postgresql://db2/ykien"}');
      const lone = await run('check-config', '--config', config);
      assert.deepEqual(lone, { code: 2, out: 'replica: of PostgreSQL alone\n' });
      writeFileSync(config, '{"secret": "secret", "sites": [{"name": "bao"}]}');
      assert.deepEqual(await run('check-config', '--config', config), {
        code: 0,
        out: '1 sites\n',
      });
    },
  );

  await t.test('export and import lose nothing, to SQLite and to PostgreSQL', async (t) => {
    const folder = makeFolder(t);
    const { server } = await makeThread(t, folder);
    const shown = await readAll(server.url);
    await server.kill('SIGTERM');
    const from = join(folder, 'comments.db');
    const exported = await run('export', ...flags(folder, from));
    assert.equal(exported.code, 0);
    assert.equal(exported.out.trim().split('\n').length, 6); // head, site, article
    const file = join(folder, 'export.jsonl');
    writeFileSync(file, exported.out);
    const databases = [join(folder, 'other.db')];
    if (!noPostgres) databases.push(await makePostgres());
    for (const database of databases) {
      const first = await run('import', file, ...flags(folder, database));
      assert.deepEqual(first, { code: 0, out: '3 comments, 0 of them there already\n' });
      const again = await run('import', file, ...flags(folder, database));
      assert.deepEqual(again, { code: 0, out: '3 comments, 3 of them there already\n' });
      assert.equal((await run('export', ...flags(folder, database))).out, exported.out);
      const verified = await run('verify', '--database', database);
      assert.deepEqual(verified, { code: 0, out: 'nothing is wrong\n' });
      const other = await startServer(t, { folder, database });
      assert.deepEqual(await readAll(other.url), shown);
      await other.kill('SIGTERM');
    }
  });

  await t.test('what others exported is taken over', async (t) => {
    if (!existsSync(shared)) return t.skip('no shared/data/import');
    const folder = makeFolder(t);
    const database = join(folder, 'import.db');
    for (const [name, count] of Object.entries({ disqus: 6, wordpress: 8, generic: 2 })) {
      const file = join(shared, `${name}.${name === 'generic' ? 'json' : 'xml'}`);
      const { code, out } = await run('import', file, ...flags(folder, database));
      assert.deepEqual(
        { code, out },
        { code: 0, out: `${count} comments, 0 of them there already\n` },
      );
    }
    const server = await startServer(t, { folder, database });
    const thread = await readAll(server.url, 'some-id');
    // One of them is deleted, and was answered: a gap.
    assert.deepEqual(thread.map(({ id }) => id).sort(), [
      ...['disqus-11', 'disqus-4', 'disqus-5', 'disqus-9'],
    ]);
    await server.kill('SIGTERM');
    assert.equal((await run('verify', '--database', database)).code, 0);
  });

  await t.test('restore drill: a copy made while many write is whole, and serves', async (t) => {
    const folder = makeFolder(t);
    const { server } = await makeThread(t, folder);
    const acknowledged = [];
    let running = true;
    const writing = Promise.all(
      Array.from({ length: 4 }, async () => {
        while (running) {
          const text = randomUUID();
          const response = await post(server.url, { key: text, text });
          acknowledged.push((await response.json()).comment.id);
        }
      }),
    );
    while (acknowledged.length < 50) await new Promise((done) => setTimeout(done, 10));
    const before = [...acknowledged];
    const copy = join(folder, 'copy.db');
    const made = await run('backup', copy, '--database', join(folder, 'comments.db'));
    assert.deepEqual(made, { code: 0, out: `${copy}\n` });
    running = false;
    await writing;
    assert.deepEqual(await run('verify', '--database', copy), {
      code: 0,
      out: 'nothing is wrong\n',
    });
    const other = await startServer(t, { folder, database: copy });
    const there = new Set((await readAll(other.url)).map(({ id }) => id));
    assert.deepEqual(
      before.filter((id) => !there.has(id)),
      [],
    );
    const again = await run('backup', join(folder, 'no/such/copy.db'), '--database', copy);
    assert.equal(again.code, 1);
    assert.equal((await run('backup', copy, '--database', join(folder, 'none.db'))).code, 2);
  });
});
