// docs/openapi.json is valid, tells of every address and code of the server, and what the running
// server answers is as it says.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { makeFolder, noServer, run, startServer } from '../support/comment-server.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFileSync(join(project, path), 'utf8');
const openapi = JSON.parse(read('docs/openapi.json'));
const sources = ['server/http', 'server/service', 'server/store'].flatMap((folder) =>
  readdirSync(join(project, folder))
    .filter((name) => name.endsWith('.cpp'))
    .map((name) => read(join(folder, name))),
);

// What no request provokes: of a fault of ours, or of the disk (tests/server/*_test.cpp do).
const NOT_HERE = new Set(['changed', 'failed', 'store-full', 'store-read-only', 'taken']);
const STATUS_NOT_HERE = new Set(['503', '507', '413']);

test('openapi.json is an OpenAPI 3.1 document', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openapi));
  assert.ok(valid, JSON.stringify(errors, null, 1));
});

test('openapi.json tells of every address', () => {
  const routes = [...read('server/http/api.cpp').matchAll(/\{"([A-Z]+)", \{([^}]*)\}, &Api/g)].map(
    ([, method, path]) => `${method} ${path.replaceAll(/"|\s/g, '').replaceAll(',', '/')}`,
  );
  const told = Object.entries(openapi.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map(
      (method) => `${method.toUpperCase()} ${path.slice(1).replaceAll(/\{\w+\}/g, '*')}`,
    ),
  );
  assert.deepEqual(told.sort(), routes.sort());
});

test('openapi.json tells of every code, with an example, and so does http-api.md', () => {
  const codes = new Set();
  const patterns = [
    /(?:Problem\{|fault\(|failed\(\{)\s*\d{3}, "([a-z-]+)"/g,
    /return "((?:store-)[a-z-]+|not-found|taken|changed)"/g,
  ];
  for (const source of sources) {
    for (const pattern of patterns)
      for (const [, code] of source.matchAll(pattern)) codes.add(code);
    for (const [, what] of source.matchAll(/invalid\("([a-z-]+)"\)/g)) codes.add(`invalid-${what}`);
  }
  codes.delete('invalid-');
  assert.ok(codes.size > 20);
  const { Code } = openapi.components.schemas;
  const page = read('docs/http-api.md') + read('docs/errors.md');
  for (const code of codes) {
    assert.ok(Code.enum.includes(code), `${code} is in openapi.json`);
    assert.ok(page.includes(`\`${code}\``), `${code} is in http-api.md`);
  }
  for (const code of Code.enum)
    assert.deepEqual(openapi.components.examples[code], { value: { code } });
});

const ajv = addFormats(new Ajv({ strict: false }));
ajv.addSchema({ $id: 'openapi', ...openapi });
const draft = (more) => JSON.stringify({ text: 'Rất hay', authorName: 'Bạn đọc', ...more });

/** The requests that are made, in order: operation, what it is asked with, the status. */
function walk(own, other, moderator) {
  const article = '/v1/bao/articles/1775/comments';
  const key = () => ({ 'Idempotency-Key': randomUUID() });
  const as = (token) => ({ Authorization: `Bearer ${token}` });
  const same = key();
  const comment = (id) => `/v1/bao/comments/${id}`;
  return [
    ['getHealth', 'GET', '/healthz', 200],
    ['getReadiness', 'GET', '/readyz', 200],
    ['listComments', 'GET', `${article}?count=1`, 200],
    ['listComments', 'GET', `${article}?count=0`, 400, 'invalid-count'],
    ['listComments', 'GET', `${article}?sort=x`, 400, 'invalid-sort'],
    ['listComments', 'GET', `${article}?after=x`, 400, 'invalid-after'],
    ['listComments', 'GET', `${article}?parent=a/b`, 400, 'invalid-parent'],
    ['listComments', 'GET', '/v1/bao/articles/a%20b/comments', 400, 'invalid-article'],
    ['listComments', 'GET', '/v1/bao/articles/%/comments', 400, 'invalid-target'],
    ['listComments', 'GET', '/v1/khac/articles/1/comments', 404, 'unknown-site'],
    ['createComment', 'POST', article, 201, '', same, draft({ text: 'Lần một' })],
    ['createComment', 'POST', article, 200, '', same, draft({ text: 'Lần một' })],
    ['createComment', 'POST', article, 400, 'invalid-idempotency-key', {}, draft()],
    ['createComment', 'POST', article, 400, 'json-syntax', key(), '{'],
    ['createComment', 'POST', article, 400, 'wrong-type', key(), '[]'],
    ['createComment', 'POST', article, 400, 'missing-field', key(), '{}'],
    ['createComment', 'POST', article, 400, 'duplicate-key', key(), '{"text":"a","text":"b"}'],
    ['createComment', 'POST', article, 400, 'json-too-deep', key(), '['.repeat(40)],
    ['createComment', 'POST', article, 400, 'nul-byte', key(), '{"text":"a"}\0'],
    ['createComment', 'POST', article, 400, 'invalid-value', key(), draft({ parentId: 'a b' })],
    ['createComment', 'POST', article, 404, 'not-found', key(), draft({ parentId: 'nobody' })],
    ['createComment', 'POST', article, 422, '', key(), draft({ text: ' ' })],
    ['createComment', 'POST', article, 409, 'key-used', { 'Idempotency-Key': own.key }, draft()],
    [
      'createComment',
      'POST',
      article,
      415,
      'unsupported-type',
      { 'Content-Type': 'text/plain' },
      'x',
    ],
    ['listen', 'GET', '/v1/bao/articles/a%20b/events', 400, 'invalid-article'],
    ['listen', 'GET', '/v1/khac/articles/1775/events', 404, 'unknown-site'],
    ['countComments', 'GET', '/v1/bao/counts?articles=1775,1', 200],
    [
      'countComments',
      'GET',
      `/v1/bao/counts?articles=${'1,'.repeat(101)}`,
      400,
      'invalid-articles',
    ],
    ['countComments', 'GET', '/v1/khac/counts', 404, 'unknown-site'],
    ['findComment', 'GET', comment(own.id), 200],
    ['findComment', 'GET', comment('nobody'), 404, 'not-found'],
    ['editComment', 'PATCH', comment(own.id), 200, '', as(own.token), draft({ text: 'Hay lắm' })],
    ['editComment', 'PATCH', comment(own.id), 422, '', as(own.token), draft({ text: ' ' })],
    ['editComment', 'PATCH', comment(own.id), 400, 'json-syntax', as(own.token), '{'],
    ['editComment', 'PATCH', comment(own.id), 401, 'token-needed', {}, draft()],
    ['editComment', 'PATCH', comment(own.id), 403, 'not-yours', as(other.token), draft()],
    ['editComment', 'PATCH', comment('nobody'), 404, 'not-found', as(own.token), draft()],
    [
      'editComment',
      'PATCH',
      comment(own.id),
      415,
      'unsupported-type',
      { 'Content-Type': 'a/b' },
      'x',
    ],
    ['vote', 'PUT', `${comment(own.id)}/vote`, 200, '', as(other.token), '{"value":"like"}'],
    ['vote', 'PUT', `${comment(own.id)}/vote`, 400, 'invalid-value', key(), '{"value":"x"}'],
    ['vote', 'PUT', `${comment(own.id)}/vote`, 401, 'token-needed', {}, '{"value":"like"}'],
    [
      'vote',
      'PUT',
      `${comment(own.id)}/vote`,
      403,
      'own-comment',
      as(own.token),
      '{"value":"like"}',
    ],
    ['vote', 'PUT', `${comment('nobody')}/vote`, 404, 'not-found', key(), '{"value":"like"}'],
    [
      'vote',
      'PUT',
      `${comment(own.id)}/vote`,
      415,
      'unsupported-type',
      { 'Content-Type': 'a/b' },
      'x',
    ],
    ['report', 'POST', `${comment(own.id)}/reports`, 200, '', key(), '{"reason":"spam"}'],
    ['report', 'POST', `${comment(own.id)}/reports`, 400, 'missing-field', key(), '{}'],
    ['report', 'POST', `${comment(own.id)}/reports`, 401, 'token-needed', {}, '{"reason":"spam"}'],
    [
      'report',
      'POST',
      `${comment('nobody')}/reports`,
      404,
      'not-found',
      key(),
      '{"reason":"spam"}',
    ],
    [
      'report',
      'POST',
      `${comment(own.id)}/reports`,
      415,
      'unsupported-type',
      { 'Content-Type': 'a/b' },
      'x',
    ],
    ['deleteComment', 'DELETE', comment(own.id), 401, 'token-needed'],
    ['deleteComment', 'DELETE', comment(own.id), 403, 'not-yours', as(other.token)],
    ['deleteComment', 'DELETE', comment('nobody'), 404, 'not-found', as(own.token)],
    ['deleteComment', 'DELETE', comment(own.id), 200, '', as(own.token)],
    ['editComment', 'PATCH', comment(own.id), 409, 'not-open', as(own.token), draft()],
    ['restoreComment', 'POST', `${comment(own.id)}/restore`, 401, 'token-needed'],
    ['restoreComment', 'POST', `${comment(own.id)}/restore`, 200, '', as(own.token)],
    ['restoreComment', 'POST', `${comment(own.id)}/restore`, 403, 'not-yours', as(other.token)],
    ['restoreComment', 'POST', `${comment('nobody')}/restore`, 404, 'not-found', as(own.token)],
    ['listOwn', 'GET', '/v1/bao/me/comments', 200, '', as(own.token)],
    ['listOwn', 'GET', '/v1/bao/me/comments?count=x', 400, 'invalid-count', as(own.token)],
    ['listOwn', 'GET', '/v1/bao/me/comments', 401, 'token-needed'],
    ['listQueue', 'GET', '/v1/bao/moderation/comments?state=published', 200, '', as(moderator)],
    [
      'listQueue',
      'GET',
      '/v1/bao/moderation/comments?state=x',
      400,
      'invalid-state',
      as(moderator),
    ],
    ['listQueue', 'GET', '/v1/bao/moderation/comments', 401, 'token-needed', as(own.token)],
    [
      'moderate',
      'POST',
      '/v1/bao/moderation/actions',
      200,
      '',
      as(moderator),
      JSON.stringify({ action: 'reject', ids: [own.id, 'nobody'], reason: 'vì thế' }),
    ],
    ['moderate', 'POST', '/v1/bao/moderation/actions', 400, 'missing-field', as(moderator), '{}'],
    ['moderate', 'POST', '/v1/bao/moderation/actions', 401, 'token-needed', {}, '{}'],
    [
      'moderate',
      'POST',
      '/v1/bao/moderation/actions',
      415,
      'unsupported-type',
      { 'Content-Type': 'a/b' },
      'x',
    ],
    ['deleteComment', 'DELETE', comment(own.id), 409, 'not-open', as(own.token)],
    ['restoreComment', 'POST', `${comment(own.id)}/restore`, 200, '', as(own.token)],
    [
      ...['moderate', 'POST', '/v1/bao/moderation/actions', 200, '', as(moderator)],
      JSON.stringify({ action: 'delete', ids: [own.id] }),
    ],
    ['restoreComment', 'POST', `${comment(own.id)}/restore`, 409, 'not-open', as(own.token)],
    ...discussion(own, other, moderator),
    ['listDeeds', 'GET', `/v1/bao/moderation/${own.id}/deeds`, 200, '', as(moderator)],
    ['listDeeds', 'GET', `/v1/bao/moderation/${own.id}/deeds`, 401, 'token-needed'],
    ['forgetAuthor', 'DELETE', '/v1/bao/me', 401, 'token-needed'],
    ['forgetAuthor', 'DELETE', '/v1/bao/me', 200, '', as(other.token)],
  ];
}

/** What readers and moderators do besides. */
function discussion(own, other, moderator) {
  const key = () => ({ 'Idempotency-Key': randomUUID() });
  const as = (token) => ({ Authorization: `Bearer ${token}` });
  const mod = as(moderator);
  const wrong = { 'Content-Type': 'a/b' };
  const article = '/v1/bao/articles/1775';
  const react = `/v1/bao/comments/${other.id}/reaction`;
  const place = '/v1/bao/moderation';
  const ban = (more) => JSON.stringify({ kind: 'author', ...more });
  return [
    ['getSite', 'GET', '/v1/bao', 200],
    ['getSite', 'GET', '/v1/khac', 404, 'unknown-site'],
    ['listComments', 'GET', `${article}/comments?sort=best&count=1`, 200],
    ['getArticle', 'GET', article, 200],
    ['getArticle', 'GET', '/v1/bao/articles/a%20b', 400, 'invalid-article'],
    ['getArticle', 'GET', '/v1/khac/articles/1', 404, 'unknown-site'],
    ['likeArticle', 'PUT', `${article}/like`, 200, '', as(own.token), '{"value":true}'],
    ['likeArticle', 'PUT', `${article}/like`, 400, 'missing-field', key(), '{}'],
    ['likeArticle', 'PUT', `${article}/like`, 401, 'token-needed', {}, '{"value":true}'],
    [
      'likeArticle',
      'PUT',
      '/v1/khac/articles/1/like',
      404,
      'unknown-site',
      key(),
      '{"value":true}',
    ],
    ['likeArticle', 'PUT', `${article}/like`, 415, 'unsupported-type', wrong, 'x'],
    ['viewArticle', 'POST', `${article}/views`, 204],
    ['viewArticle', 'POST', '/v1/bao/articles/a%20b/views', 400, 'invalid-article'],
    ['viewArticle', 'POST', '/v1/khac/articles/1/views', 404, 'unknown-site'],
    ['react', 'PUT', react, 200, '', as(own.token), '{"name":"love"}'],
    ['react', 'PUT', react, 400, 'invalid-value', key(), '{"name":"x"}'],
    ['react', 'PUT', react, 401, 'token-needed', {}, '{"name":"love"}'],
    ['react', 'PUT', '/v1/bao/comments/nobody/reaction', 404, 'not-found', key(), '{}'],
    ['react', 'PUT', react, 415, 'unsupported-type', wrong, 'x'],
    ['listSaid', 'GET', '/v1/bao/me/articles/1775', 200, '', as(own.token)],
    ['listSaid', 'GET', '/v1/bao/me/articles/a%20b', 400, 'invalid-article', as(own.token)],
    ['listSaid', 'GET', '/v1/bao/me/articles/1775', 401, 'token-needed'],
    ['getSpam', 'GET', `${place}/${own.id}/spam`, 200, '', mod],
    ['getSpam', 'GET', `${place}/${own.id}/spam`, 401, 'token-needed'],
    ['getSpam', 'GET', `${place}/nobody/spam`, 404, 'not-found', mod],
    ['listReports', 'GET', `${place}/${own.id}/reports`, 200, '', mod],
    ['listReports', 'GET', `${place}/${own.id}/reports`, 401, 'token-needed'],
    ['listReports', 'GET', `${place}/a%20b/reports`, 404, 'not-found', mod],
    ['closeArticle', 'PUT', `${place}/articles/1775`, 200, '', mod, '{"closed":true}'],
    ['closeArticle', 'PUT', `${place}/articles/1775`, 400, 'missing-field', mod, '{}'],
    ['closeArticle', 'PUT', `${place}/articles/1775`, 401, 'token-needed', {}, '{}'],
    ['closeArticle', 'PUT', `${place}/articles/1775`, 415, 'unsupported-type', wrong, 'x'],
    ['createComment', 'POST', `${article}/comments`, 403, 'thread-closed', key(), draft()],
    ['ban', 'POST', `${place}/bans`, 200, '', mod, ban({ comment: other.id, reason: 'phá' })],
    ['ban', 'POST', `${place}/bans`, 400, 'invalid-value', mod, ban({ value: '' })],
    ['ban', 'POST', `${place}/bans`, 400, 'invalid-comment', mod, ban({ comment: 'a b' })],
    ['ban', 'POST', `${place}/bans`, 401, 'token-needed', {}, '{}'],
    ['ban', 'POST', `${place}/bans`, 404, 'not-found', mod, ban({ comment: 'nobody' })],
    ['ban', 'POST', `${place}/bans`, 415, 'unsupported-type', wrong, 'x'],
    ...banned(own, other),
    ['listBans', 'GET', `${place}/bans`, 200, '', mod],
    ['listBans', 'GET', `${place}/bans`, 401, 'token-needed'],
    ['liftBan', 'DELETE', `${place}/bans?kind=author&value=ai`, 200, '', mod],
    ['liftBan', 'DELETE', `${place}/bans?kind=x&value=ai`, 400, 'invalid-kind', mod],
    ['liftBan', 'DELETE', `${place}/bans?kind=author`, 400, 'invalid-value', mod],
    ['liftBan', 'DELETE', `${place}/bans?kind=author&value=ai`, 401, 'token-needed'],
    ['listTrail', 'GET', `${place}/trail`, 200, '', mod],
    ['listTrail', 'GET', `${place}/trail?after=x`, 400, 'invalid-after', mod],
    ['listTrail', 'GET', `${place}/trail`, 401, 'token-needed'],
  ];
}

/** Whatever an author writes who is banned. */
function banned(own, other) {
  const who = { Authorization: `Bearer ${other.token}` };
  const comment = `/v1/bao/comments/${own.id}`;
  return [
    ['editComment', 'PATCH', comment, draft()],
    ['deleteComment', 'DELETE', comment],
    ['restoreComment', 'POST', `${comment}/restore`],
    ['vote', 'PUT', `${comment}/vote`, '{}'],
    ['react', 'PUT', `${comment}/reaction`, '{}'],
    ['report', 'POST', `${comment}/reports`, '{}'],
    ['likeArticle', 'PUT', '/v1/bao/articles/1775/like', '{}'],
  ].map(([id, method, path, body]) => [id, method, path, 403, 'banned', who, body]);
}

test('the running server answers as openapi.json says', { skip: noServer }, async (t) => {
  const folder = makeFolder(t);
  const server = await startServer(t, { folder });
  const origin = server.url.slice(0, -1);
  const create = async (text) => {
    const key = randomUUID();
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const body = draft({ text });
    const response = await fetch(`${origin}/v1/bao/articles/1775/comments`, {
      method: 'POST',
      headers,
      body,
    });
    const { comment } = await response.json();
    return { key, id: comment.id, token: response.headers.get('Ykien-Token') };
  };
  const [own, other] = [await create('Của tôi'), await create('Của người khác')];
  const { out } = await run(
    ...['token', '--secret', join(folder, 'secret'), '--site', 'bao', '--moderator', 'lan'],
  );
  const answered = new Set();
  for (const step of walk(own, other, out.trim())) {
    const [id, method, path, status, code = '', headers = {}, body] = step;
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const response = await fetch(origin + path, { method, headers: { ...type, ...headers }, body });
    const text = await response.text();
    const name = `${method} ${path}: ${response.status} ${text.slice(0, 300)}`;
    assert.equal(response.status, status, name);
    if (code) assert.equal(JSON.parse(text).code, code, name);
    const [where, what] = Object.entries(openapi.paths)
      .flatMap(([at, operations]) => Object.entries(operations).map(([m, o]) => [`${at} ${m}`, o]))
      .find(([, operation]) => operation.operationId === id);
    const told = what.responses[status];
    assert.ok(told, `${where} tells of ${status}`);
    if (code) assert.ok(told.content['application/json'].examples[code], `${name}: told of`);
    const pointer = `openapi#/paths/${escape(where.split(' ')[0])}/${method.toLowerCase()}`;
    const schema = `${pointer}/responses/${status}/content/application~1json/schema`;
    const validate = ajv.getSchema(schema);
    if (text) assert.ok(validate(JSON.parse(text)), `${name}: ${ajv.errorsText(validate.errors)}`);
    answered.add(`${id} ${status}`);
  }
  const missing = Object.values(openapi.paths)
    .flatMap(Object.values)
    .flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    )
    .filter((one) => !answered.has(one) && !STATUS_NOT_HERE.has(one.split(' ')[1]));
  t.diagnostic(`not provoked here: ${missing.join(', ')}; ${[...NOT_HERE].join(', ')}`);
  assert.deepEqual(missing, ELSEWHERE);
});

const escape = (path) => encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));

// In tests/server/api_test.cpp and discussion_test.cpp: what is told 304, streams, limits, sign-in.
const ELSEWHERE = [
  'listComments 304',
  'createComment 401',
  'createComment 428',
  'createComment 429',
  'listen 200',
  'listen 429',
  'editComment 429',
  'deleteComment 429',
  'restoreComment 429',
  'vote 429',
  'report 429',
  'likeArticle 429',
  'viewArticle 429',
  'react 429',
  'ban 409',
];
