// A copy of PostgreSQL that lags: readers see what it has, authors what they wrote; where it is
// gone, nobody notices.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFolder, noServer, post, startServer } from '../support/comment-server.mjs';
import { Machine, noCluster, until } from '../support/postgres.mjs';

test('a copy to read from', { skip: noServer || noCluster }, async (t) => {
  const [first, copy] = [await Machine.make(t), await Machine.make(t)];
  await first.init('ykien');
  const at = ({ port }) => `postgresql://ykien@127.0.0.1:${port}/ykien`;
  await copy.run(`pg_basebackup -d 'host=127.0.0.1 port=${first.port} user=ykien' -D data -R -c fast
sed -i "s/^port.*//" data/postgresql.conf; pg_ctl -D data -l log -w start`);
  const ask = (machine, sql) =>
    machine.run(`psql -h 127.0.0.1 -U ykien -X -q -A -t -c '${sql}' ykien`);

  const folder = makeFolder(t);
  const settings = { replica: at(copy) };
  const { url } = await startServer(t, { folder, database: at(first), settings });
  const read = async (token) => {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const response = await fetch(`${url}v1/bao/articles/1775/comments`, { headers });
    assert.equal(response.status, 200);
    return (await response.json()).map(({ text }) => text);
  };
  const count = async () => (await fetch(`${url}v1/bao/counts?articles=1775`)).json();

  const made = await post(url, { key: 'k1', text: 'Một' });
  const token = made.headers.get('Ykien-Token');
  await until('it follows', async () => (await read()).length === 1);
  await ask(copy, 'SELECT pg_wal_replay_pause()');
  await post(url, { key: 'k2', text: 'Hai', token });

  await t.test('while it lags, readers see what it has', async () => {
    assert.deepEqual(await read(), ['Một']);
    assert.deepEqual(await count(), [1]);
  });
  await t.test('authors read what they wrote', async () => {
    assert.deepEqual(await read(token), ['Hai', 'Một']);
  });
  await t.test('what has gone on is seen, in the end', async () => {
    await ask(copy, 'SELECT pg_wal_replay_resume()');
    await until('it follows', async () => (await read()).length === 2);
  });
  await t.test('where it is gone, nobody notices', async () => {
    copy.kill();
    assert.deepEqual(await read(), ['Hai', 'Một']);
    assert.deepEqual(await count(), [2]);
  });
});
