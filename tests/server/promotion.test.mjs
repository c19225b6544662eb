// PostgreSQL's first machine dies under load and its standby takes over, as docs/operations.md has
// it: what was acknowledged is there, once. YKIEN_PROMOTIONS says how often.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeFolder, noServer, run, startServer } from '../support/comment-server.mjs';
import { check, Load } from '../support/load.mjs';
import { Machine, noCluster, until } from '../support/postgres.mjs';

const PROMOTIONS = Number(process.env.YKIEN_PROMOTIONS ?? 1);
const operations = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));

/** The page's blocks on a standby, in order, with the machines' names as they are here. */
function blocks(db1, db2) {
  const [, section] = /### A standby\n([\s\S]*?)\n## /.exec(readFileSync(operations, 'utf8'));
  return [...section.matchAll(/```\w*\n([\s\S]*?)```/g)].map(([, block]) =>
    block
      .trim()
      .replace('host=db1', `host=127.0.0.1 port=${db1.port}`)
      .replace('@db1,db2/', `@127.0.0.1:${db1.port},127.0.0.1:${db2.port}/`),
  );
}

async function dieOnce(t) {
  const db1 = await Machine.make(t);
  const db2 = await Machine.make(t);
  const [copy, wait, database, promote] = blocks(db1, db2);
  const psql = (sql) => db1.run(`psql -h 127.0.0.1 -U ykien -X -q -A -t <<'SQL'\n${sql}\nSQL`);
  await db1.init('ykien');
  await db2.run(copy);
  await psql(wait);
  const state = 'SELECT application_name, sync_state FROM pg_stat_replication;';
  await until('it follows', async () => (await psql(state)) === 'db2|sync');

  const folder = makeFolder(t);
  const servers = [
    await startServer(t, { folder, database }),
    await startServer(t, { folder, database }),
  ];
  const urls = servers.map(({ url }) => url);
  const load = new Load();
  const more = (count) => {
    const before = load.acknowledged.size;
    return until('acknowledged', () => load.acknowledged.size >= before + count);
  };
  const ready = async (url) => (await fetch(`${url}readyz`)).status;
  load.start(...urls);
  await more(300);
  db1.kill();
  await until('they say so', async () =>
    (await Promise.all(urls.map(ready))).every((s) => s === 503),
  );
  const before = load.acknowledged.size;
  await db2.run(promote);
  await more(300);
  await load.finish(urls[1]);

  for (const url of urls) assert.equal(await check(load, url), load.sent.size);
  assert.equal(load.acknowledged.size, load.sent.size);
  t.diagnostic(`${before} acknowledged before, ${load.acknowledged.size} in all, each there once`);
  const verified = await run('verify', '--database', database);
  assert.deepEqual(verified, { code: 0, out: 'nothing is wrong\n' });
}

test('promotion', { skip: noServer || noCluster }, async (t) => {
  for (let i = 0; i < PROMOTIONS; i++) await t.test('db1 dies, db2 is promoted', dieOnce);
});
