// What was acknowledged survives the process's death at any moment: neither lost, nor doubled, nor
// half there. YKIEN_KILLS says how often it dies.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  makeFolder,
  makePostgres,
  noPostgres,
  noServer,
  psql,
  run,
  startServer,
} from '../support/comment-server.mjs';
import { check, Load } from '../support/load.mjs';

const KILLS = Number(process.env.YKIEN_KILLS ?? 70);

async function dieOften(t, database, kills, wrapper = () => []) {
  const folder = makeFolder(t);
  const where = database ?? join(folder, 'comments.db');
  const load = new Load();
  let deaths = 0;
  for (let i = 0; deaths < kills; i++) {
    let server;
    try {
      server = await startServer(t, { folder, database: where, wrapper: wrapper(i) });
    } catch {
      deaths++; // before it was ready
      continue;
    }
    load.start(server.url);
    const rest = new Promise((done) => setTimeout(done, 20 + Math.random() * 60));
    await Promise.race([rest, server.ended]);
    await Promise.all([server.kill(), load.stop()]);
    deaths++;
  }
  const server = await startServer(t, { folder, database: where });
  const count = await check(load, server.url);
  t.diagnostic(`${deaths} deaths, ${load.acknowledged.size} acknowledged, ${count} there`);
  assert.ok(load.acknowledged.size > deaths / 4, 'it was asked much');
  await server.kill('SIGTERM');
  const verified = await run('verify', '--database', where);
  assert.deepEqual(verified, { code: 0, out: 'nothing is wrong\n' });
}

test('durability', { skip: noServer }, async (t) => {
  await t.test('SQLite, killed at random', (t) => dieOften(t, undefined, KILLS));

  await t.test('SQLite, killed at every n-th write or fsync', (t) => {
    const calls = 'pwrite64,fdatasync,fsync,ftruncate,unlink';
    const inject = (n) => `inject=${calls}:signal=KILL:when=${n}`;
    return dieOften(t, undefined, KILLS, (i) => [
      ...['strace', '-f', '-qq', '-e', `trace=${calls}`, '-o', '/dev/null'],
      ...['-e', inject(1 + ((i * 7) % 400))],
    ]);
  });

  await t.test('PostgreSQL, killed at random', { skip: noPostgres }, async (t) =>
    dieOften(t, await makePostgres(), KILLS),
  );

  await t.test('PostgreSQL, its connections cut', { skip: noPostgres }, async (t) => {
    const database = await makePostgres();
    const folder = makeFolder(t);
    const server = await startServer(t, { folder, database });
    const load = new Load();
    load.start(server.url);
    const cut = `SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    for (let i = 0; i < KILLS / 2; i++) await psql(database, cut);
    await new Promise((done) => setTimeout(done, 300));
    await load.stop();
    const count = await check(load, server.url);
    t.diagnostic(`${load.acknowledged.size} acknowledged, ${count} there`);
    assert.ok(load.acknowledged.size > 0);
    assert.deepEqual((await run('verify', '--database', database)).code, 0);
  });
});
