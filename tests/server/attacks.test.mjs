// What other comment systems were broken by, tried on ours: one test for each of fifteen kinds of
// vulnerability that were real in Isso, Remark42, Waline, Artalk, Coral, Discourse, wpDiscuz.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  makeFolder,
  noServer,
  post,
  readAll,
  run,
  startServer,
} from '../support/comment-server.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</script><svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '{{constructor.constructor("alert(1)")()}}',
  '\\u003cscript\\u003e &lt;b&gt;',
  "'; DROP TABLE comments; --",
  '%3Cscript%3E ../../etc/passwd',
];

/** What asks another machine: one that the settings name, and nobody else can. */
const ASKS = new Set(['outside_filter.cpp', 'outside_filter.h']);

/** All of our server's code but that. */
const sources = ['http', 'service', 'store', 'transfer', '.']
  .flatMap((folder) =>
    readdirSync(join(project, 'server', folder))
      .filter((name) => /\.(cpp|h)$/.test(name) && !ASKS.has(name))
      .map((name) => readFileSync(join(project, 'server', folder, name), 'utf8')),
  )
  .join('\n');

/** A request as bytes, and all that comes back. */
function talk(url, bytes) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('data', (data) => (answer += data));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}

test('attacks', { skip: noServer }, async (t) => {
  const folder = makeFolder(t);
  const { url } = await startServer(t, { folder, site: { name: 'bao' } });
  const sites = { sites: [{ name: 'bao' }, { name: 'khac' }] };
  const api = `${url}v1/bao/`;
  const json = { 'Content-Type': 'application/json' };
  const create = async (text, more = {}) => {
    const response = await post(url, { key: randomUUID(), text, ...more });
    const { comment } = await response.json();
    return { ...comment, token: response.headers.get('Ykien-Token') ?? more.token };
  };
  const ask = (method, path, body, headers = {}) =>
    fetch(api + path, { method, headers: { ...json, ...headers }, body: JSON.stringify(body) });
  const bearer = (token) => ({ Authorization: `Bearer ${token}` });

  await t.test(
    'stored markup: on every path it is words, in an answer that is no page',
    async () => {
      for (const text of HOSTILE) {
        const made = await create(`tạo ${text}`);
        const edited = await ask('PATCH', `comments/${made.id}`, { text }, bearer(made.token));
        assert.ok([200, 422].includes(edited.status));
        const name = await ask(
          'PATCH',
          `comments/${made.id}`,
          { text: 'x', authorName: text },
          bearer(made.token),
        );
        assert.ok([200, 422].includes(name.status));
      }
      const answer = await fetch(`${api}articles/1775/comments?count=100`);
      assert.equal(answer.headers.get('Content-Type'), 'application/json');
      assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
      assert.ok(!(await answer.text()).includes('<'));
    },
  );

  await t.test('checked when written, not when edited: the same rules on every path', async () => {
    const made = await create('Lành');
    const refused = ['', ' \u200b', 'a'.repeat(501), `a${'\u0301'.repeat(60)}`];
    for (const text of refused) {
      const created = await post(url, { key: randomUUID(), text });
      const edited = await ask('PATCH', `comments/${made.id}`, { text }, bearer(made.token));
      assert.equal(created.status, 422);
      assert.equal(edited.status, 422);
      assert.deepEqual((await edited.json()).checked, (await created.json()).checked);
    }
    const file = join(folder, 'import.json');
    const comments = refused.map((text) => ({ text, author: 'A', created: '2020-01-01' }));
    writeFileSync(file, JSON.stringify([{ id: 'nhap', comments }]));
    const database = join(folder, 'import.db');
    const flags = ['--site', 'bao', '--database', database, '--secret', join(folder, 'secret')];
    assert.equal((await run('import', file, ...flags)).code, 0);
    const { url: other } = await startServer(t, { folder, database });
    assert.deepEqual(await readAll(other, 'nhap'), []);
  });

  await t.test('uploads, proxied images, outgoing requests: there are none', () => {
    assert.doesNotMatch(sources, /async_connect|resolver|getaddrinfo|::connect\(|curl_/);
    assert.doesNotMatch(sources, /text\/html(?!; charset)/);
  });

  await t.test(
    'another tenant: a site is the one in the path, and a token is its own',
    async () => {
      const config = join(folder, 'two.json');
      writeFileSync(config, JSON.stringify(sites));
      const two = await startServer(t, {
        folder,
        settings: sites,
        database: join(folder, 'two.db'),
      });
      const made = await (await post(two.url, { key: 'k1', text: 'Ở bao' })).clone();
      const token = made.headers.get('Ykien-Token');
      const { id } = (await made.json()).comment;
      for (const [site, status] of [
        ['khac', 404],
        ['', 404],
        ['nobody', 404],
        ['bao%2F', 400],
      ]) {
        const path = `${two.url}v1/${site}/comments/${id}?site=bao`;
        assert.equal((await fetch(path)).status, status, site);
      }
      const crossed = await fetch(`${two.url}v1/khac/comments/${id}`, {
        method: 'DELETE',
        headers: bearer(token),
      });
      assert.equal(crossed.status, 401);
    },
  );

  await t.test('a forged address: no header of a client is believed', async () => {
    const rates = { address: { perMinute: 6, burst: 3 }, author: { perMinute: 0 } };
    const limited = await startServer(t, {
      folder,
      site: { rates },
      database: join(folder, 'r.db'),
    });
    const statuses = [];
    for (let i = 0; i < 6; i++) {
      const address = `203.0.113.${i}`;
      const headers = { ...json, 'Idempotency-Key': randomUUID() };
      for (const name of ['X-Forwarded-For', 'X-Real-IP', 'CF-Connecting-IP', 'Forwarded'])
        headers[name] = name === 'Forwarded' ? `for=${address}` : address;
      const body = JSON.stringify({ text: `Số ${i}`, authorName: 'A' });
      const where = `${limited.url}v1/bao/articles/1775/comments`;
      statuses.push((await fetch(where, { method: 'POST', headers, body })).status);
    }
    assert.deepEqual(statuses, [201, 201, 201, 429, 429, 429]);
  });

  await t.test(
    'votes: a thousand at once from one reader are one, and no field adds more',
    async () => {
      const made = await create('Hay');
      const { token } = await create('Người khác');
      const vote = { value: 'like', likes: 1000, count: 5, voter: 'x' };
      await Promise.all(
        Array.from({ length: 1000 }, () =>
          ask('PUT', `comments/${made.id}/vote`, vote, bearer(token)),
        ),
      );
      const [shown] = (await readAll(url)).filter(({ id }) => id === made.id);
      assert.equal(shown.likes, 1);
      assert.equal((await ask('PUT', `comments/${made.id}/vote`, vote)).status, 401);
    },
  );

  await t.test('who says another name or e-mail is not that other', async () => {
    const victim = await create('Của tôi');
    const same = { text: 'Của kẻ khác', authorName: 'Bạn đọc', authorEmail: 'a@b.vn' };
    const headers = { 'Idempotency-Key': randomUUID() };
    const response = await ask('POST', 'articles/1775/comments', same, headers);
    const token = response.headers.get('Ykien-Token');
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { text: 'x' } : undefined;
      const taken = await ask(method, `comments/${victim.id}`, body, bearer(token));
      assert.equal(taken.status, 403);
    }
    const other = await fetch(`${api}me/comments`, { headers: bearer(token) });
    assert.ok(!(await other.text()).includes('Của tôi'));
  });

  await t.test('a reply goes below a comment of its own thread alone', async () => {
    const made = await create('Ở đây', { article: 'a1' });
    const elsewhere = await post(url, {
      key: randomUUID(),
      text: 'x',
      article: 'a2',
      parentId: made.id,
    });
    assert.equal(elsewhere.status, 404);
  });

  await t.test('lines of a log, or of an answer, cannot be forged by an address', async () => {
    for (const path of [
      '/v1/bao/articles/a%0d%0aSet-Cookie:x/comments',
      '/v1/bao/articles/%00/comments',
    ]) {
      const answer = await talk(url, `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.doesNotMatch(answer, /Set-Cookie/i);
    }
  });

  await t.test('text that makes matchers slow is answered as any other', async () => {
    const slow = [
      'a'.repeat(60_000),
      'n.'.repeat(30_000),
      `${'ngu '.repeat(15_000)}`,
      '.'.repeat(60_000),
    ];
    for (const text of slow)
      assert.equal((await post(url, { key: randomUUID(), text })).status, 422);
    assert.equal((await fetch(`${url}healthz`)).status, 200);
  });

  await t.test('deep, huge and broken bodies are named faults', async () => {
    const send = async (body) => {
      const headers = { ...json, 'Idempotency-Key': randomUUID() };
      const response = await fetch(`${api}articles/1775/comments`, {
        method: 'POST',
        headers,
        body,
      });
      return `${response.status} ${(await response.json()).code}`;
    };
    assert.equal(await send('['.repeat(30_000)), '400 json-too-deep');
    assert.equal(await send(`{"a":${'{"a":'.repeat(5000)}`), '400 json-too-deep');
    assert.equal(await send('{"text":"a","text":"b"}'), '400 duplicate-key');
    assert.equal(await send(new Uint8Array([0x22, 0xff, 0x22])), '400 invalid-utf8');
    assert.equal(await send('x'.repeat(70_000)), '413 too-large');
    assert.equal(await send(`{"text":${'9'.repeat(60_000)}}`), '400 too-large');
  });

  await t.test(
    'other pages: no origin is echoed, none is matched by its end or beginning',
    async () => {
      const origins = ['https://bao.example'];
      const own = await startServer(t, {
        folder,
        site: { origins },
        database: join(folder, 'o.db'),
      });
      const allowed = async (origin) => {
        const response = await fetch(`${own.url}v1/bao/counts`, { headers: { Origin: origin } });
        return response.headers.get('Access-Control-Allow-Origin');
      };
      assert.equal(await allowed('https://bao.example'), 'https://bao.example');
      for (const origin of [
        'https://evil-bao.example',
        'https://bao.example.evil.vn',
        'null',
        'http://bao.example',
      ])
        assert.equal(await allowed(origin), null, origin);
      const response = await fetch(`${own.url}v1/bao/counts`, { headers: { Origin: origins[0] } });
      assert.equal(response.headers.get('Access-Control-Allow-Credentials'), null);
      assert.match(response.headers.get('Vary'), /Origin/i);
      assert.equal(response.headers.get('Set-Cookie'), null);
    },
  );
});
