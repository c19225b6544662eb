// Many clients at once write, change, vote, report, read and listen; what they were answered must
// be what one server that does one thing at a time could have answered. YKIEN_SEED chooses what
// they do, YKIEN_DEEDS how much.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
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
import { judge, judgeEvents } from '../support/history.mjs';
import { listen } from '../support/listener.mjs';

const SEED = Number(process.env.YKIEN_SEED ?? Math.floor(Math.random() * 2 ** 31));
const DEEDS = Number(process.env.YKIEN_DEEDS ?? 1500);
const CLIENTS = 16;
const AUTHORS = 4;
const WALKERS = 3;
// Each as often as it stands here.
const KINDS = 'create create create edit edit edit delete restore vote vote report read'.split(' ');
const VOTES = ['like', 'dislike', null];
const REQUESTS = {
  edit: ['PATCH', ''],
  delete: ['DELETE', ''],
  restore: ['POST', '/restore'],
  vote: ['PUT', '/vote'],
  report: ['POST', '/reports'],
  read: ['GET', ''],
};
const ANSWERS = {
  create: [200, 201, 404],
  edit: [200, 409],
  delete: [200, 409],
  restore: [200, 409],
  vote: [200, 404],
  report: [200, 404],
  read: [200, 404],
};

/** Numbers below `limit`, the same for the same seed (mulberry32). */
function makeDice(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** What is done to one article by all, and what they were answered. */
class History {
  deeds = [];
  walks = [];
  heard = [];
  last = [];
  reports = {};
  #comments = [];
  #names = 0;

  constructor(urls, tokens) {
    Object.assign(this, { urls, tokens });
  }

  async #do(deed, request) {
    const start = performance.now();
    const response = await request();
    const { comment, code } = await response.json();
    const end = performance.now();
    const { status } = response;
    assert.ok(ANSWERS[deed.kind].includes(status), `${deed.kind} ${status} ${code}`);
    const done = { ...deed, start, end, status, code, id: deed.id ?? comment?.id };
    // What it is now; an edit has said so before.
    done.text = deed.kind === 'edit' ? deed.text : comment?.text;
    done.shown = comment?.state === 'published';
    this.deeds.push(done);
    return done;
  }

  /** One that was written lately. */
  #pick(dice) {
    return this.#comments.at(-1 - dice(Math.min(8, this.#comments.length)));
  }

  async #create(dice, url) {
    const author = dice(AUTHORS);
    const parentId = dice(5) === 0 ? this.#pick(dice)?.id : undefined;
    const key = `k${this.#names++}`;
    const draft = { key, text: `Ý kiến ${key}`, parentId, token: this.tokens[author] };
    const send = async (to) => {
      const { id, status } = await this.#do({ kind: 'create', key }, () => post(to, draft));
      if (status === 201) this.#comments.push({ id, author });
    };
    // Now and then the same is sent several times.
    await Promise.all([url, ...(dice(4) === 0 ? this.urls : [])].map(send));
  }

  async #act(kind, dice, url) {
    const { id, author } = this.#pick(dice);
    const voter = (author + 1 + dice(AUTHORS - 1)) % AUTHORS;
    const body = {
      edit: { text: `Sửa ${this.#names++}` },
      vote: { value: VOTES[dice(VOTES.length)] },
      report: { reason: 'spam' },
    }[kind];
    const [method, path] = REQUESTS[kind];
    const who = kind === 'vote' || kind === 'report' ? voter : author;
    const headers = { Authorization: `Bearer ${this.tokens[who]}` };
    if (body) headers['Content-Type'] = 'application/json';
    const options = { method, headers, body: JSON.stringify(body) };
    const request = () => fetch(`${url}v1/bao/comments/${id}${path}`, options);
    await this.#do({ kind, id, voter, ...body }, request);
  }

  /** A client, until there are so many deeds. */
  async live(dice) {
    while (this.deeds.length < DEEDS) {
      const kind = this.#comments.length > 0 ? KINDS[dice(KINDS.length)] : 'create';
      const url = this.urls[dice(this.urls.length)];
      await (kind === 'create' ? this.#create(dice, url) : this.#act(kind, dice, url));
    }
  }

  async walk(dice, sort = ['newest', 'oldest'][dice(2)]) {
    const count = 5 + dice(96);
    const walk = { start: performance.now(), sort, pages: [] };
    let after = '';
    do {
      const query = new URLSearchParams({ sort, count, after });
      const start = performance.now();
      const url = this.urls[dice(this.urls.length)];
      const response = await fetch(`${url}v1/bao/articles/1775/comments?${query}`);
      const comments = await response.json();
      assert.equal(response.status, 200);
      walk.pages.push({ start, end: performance.now(), comments });
      after = response.headers.get('Ykien-Next') ?? '';
    } while (after);
    this.walks.push({ ...walk, end: performance.now() });
  }
}

/** Hears, goes now and then, and comes back. */
async function follow(url, ended, events, dice) {
  const hear = ({ id, name, data }) => events.push({ id, name, comment: JSON.parse(data || '{}') });
  while (!ended.aborted) {
    const visit = new AbortController();
    const leave = () => visit.abort();
    ended.addEventListener('abort', leave);
    const timer = setTimeout(leave, 200 + dice(500));
    await listen(url, visit.signal, hear, String(events.at(-1)?.id ?? 0));
    clearTimeout(timer);
    ended.removeEventListener('abort', leave);
  }
}

/** A token for each author, of a comment on another article. */
async function makeAuthors(url) {
  const tokens = [];
  for (let i = 0; i < AUTHORS; i++) {
    const response = await post(url, { key: `author-${i}`, text: 'Xin chào', article: 'khac' });
    tokens.push(response.headers.get('Ykien-Token'));
  }
  return tokens;
}

/** How often each is reported, as moderators see it. */
async function readReports(url, folder) {
  const flags = ['--secret', join(folder, 'secret'), '--site', 'bao', '--moderator', 'lan'];
  const headers = { Authorization: `Bearer ${(await run('token', ...flags)).out.trim()}` };
  const reports = {};
  let after = '';
  do {
    const query = new URLSearchParams({ state: 'published', count: '100', after });
    const response = await fetch(`${url}v1/bao/moderation/comments?${query}`, { headers });
    for (const one of await response.json()) {
      if (one.comment.articleId === '1775') reports[one.comment.id] = one.reports ?? 0;
    }
    after = response.headers.get('Ykien-Next') ?? '';
  } while (after);
  return reports;
}

async function liveOn(t, database, processes) {
  const folder = makeFolder(t);
  const start = () => startServer(t, { folder, database });
  const servers = [];
  while (servers.length < processes) servers.push(await start());
  const urls = servers.map(({ url }) => url);
  const history = new History(urls, await makeAuthors(urls[0]));
  let dices = 0;
  const dice = () => makeDice(SEED + dices++);
  const ends = new AbortController();
  history.heard = urls.map(() => []);
  const following = urls.map((url, i) => follow(url, ends.signal, history.heard[i], dice()));
  let living = true;
  const walker = async (own) => {
    while (living) await history.walk(own);
  };
  const walkers = Array.from({ length: WALKERS }, () => walker(dice()));
  const clients = Array.from({ length: CLIENTS }, () => history.live(dice()));
  await Promise.all(clients).finally(() => (living = false));
  await Promise.all(walkers);
  // All is done: what is read now is the last word.
  for (const sort of ['newest', 'oldest']) await history.walk(dice(), sort);
  history.last = await readAll(urls[0]);
  history.reports = await readReports(urls.at(-1), folder);
  const heardAll = () => history.heard.every((one) => judgeEvents(one, history.last).length === 0);
  for (let i = 0; i < 100 && !heardAll(); i++) await new Promise((done) => setTimeout(done, 100));
  ends.abort();
  await Promise.all(following);
  const { deeds, walks, heard } = history;
  t.diagnostic(
    `${deeds.length} deeds, ${walks.length} walks, ${heard.map((one) => one.length)} events`,
  );
  assert.deepEqual(judge(history), [], `YKIEN_SEED=${SEED}`);
}

/** A short history in which all is right. */
function makeRight() {
  const seen = { id: 'a', created: '2026-01-01T00:00:01Z', state: 'published', text: 'Hai' };
  const other = { id: 'b', created: '2026-01-01T00:00:02Z', state: 'published', text: 'B' };
  const votes = { likes: 1, dislikes: 0 };
  const last = [
    { ...other, likes: 0, dislikes: 0 },
    { ...seen, ...votes },
  ];
  const deeds = [
    { kind: 'create', key: 'k', id: 'a', start: 0, end: 9, status: 201, text: 'Một' },
    { kind: 'create', key: 'k', id: 'a', start: 1, end: 5, status: 200, text: 'Một', shown: true },
    { kind: 'create', key: 'l', id: 'b', start: 2, end: 4, status: 201, text: 'B' },
    { kind: 'edit', id: 'a', start: 10, end: 20, status: 200, text: 'Hai' },
    { kind: 'delete', id: 'a', start: 22, end: 30, status: 200 },
    { kind: 'restore', id: 'a', start: 25, end: 35, status: 200, text: 'Hai' },
    { kind: 'vote', id: 'a', voter: 1, start: 40, end: 50, status: 200, value: 'dislike' },
    { kind: 'vote', id: 'a', voter: 1, start: 51, end: 60, status: 200, value: 'like' },
    { kind: 'report', id: 'a', voter: 1, start: 40, end: 50, status: 200 },
    { kind: 'report', id: 'a', voter: 1, start: 41, end: 52, status: 200 },
  ];
  const walk = { start: 70, end: 90, sort: 'newest' };
  const pages = last.map((one, i) => ({ start: 70 + 10 * i, end: 80 + 10 * i, comments: [one] }));
  const heard = ['a', 'b', 'a'].map((id, i) => {
    const comment = last.find((one) => one.id === id);
    return { id: i + 1, name: 'created', comment };
  });
  return { deeds, walks: [{ ...walk, pages }], heard: [heard], last, reports: { a: 1, b: 0 } };
}

// What is changed in it, and what is said of it then.
const DOCTORED = [
  ['a key made twice', ({ deeds }) => (deeds[1].status = 201), /^key k: made 2 times/],
  ['a key with two comments', ({ deeds }) => (deeds[1].id = 'c'), /^key k: made 1 times, 2 ids/],
  ['one that is lost', ({ walks }) => walks[0].pages.shift(), /^no order explains b/],
  ['words of before the edit', ({ last }) => (last[1].text = 'Một'), /^no order explains a/],
  ['words that nobody wrote', ({ last }) => (last[1].text = 'Ba'), /^no order explains a/],
  ['a restoration of later', ({ deeds }) => deeds.splice(5, 1), /^no order explains a/],
  [
    'one that is back by itself',
    ({ deeds }) => deeds.push({ ...deeds[4], start: 36, end: 38 }),
    /^no order explains a/,
  ],
  ['a refusal without reason', ({ deeds }) => (deeds[3].status = 409), /^no order explains a/],
  ['an id twice', ({ walks }) => walks[0].pages.push(walks[0].pages[1]), /shows an id twice/],
  ['another order', ({ walks }) => walks[0].pages.reverse(), /out of order/],
  [
    'a stranger',
    ({ walks, last }) => walks[0].pages[0].comments.push({ ...last[1], id: '0' }),
    /nobody/,
  ],
  ['a vote twice', ({ last }) => (last[1].likes = 2), /^votes of a: 2 0, not 1 0/],
  ['an earlier vote', ({ last }) => Object.assign(last[1], { likes: 0, dislikes: 1 }), /^votes/],
  ['a report twice', ({ reports }) => (reports.a = 2), /^reports of a: 2, not 1/],
  ['an event twice', ({ heard }) => (heard[0][2].id = 2), /an event created 2 comes after/],
  ['a lost event', ({ heard }) => heard[0].splice(1, 1), /^events say undefined of b/],
];

test('the judge of histories', async (t) => {
  assert.deepEqual(judge(makeRight()), []);
  for (const [name, doctor, expected] of DOCTORED) {
    await t.test(`refuses ${name}`, () => {
      const history = makeRight();
      doctor(history);
      assert.match(judge(history).join('\n'), new RegExp(expected, 'm'));
    });
  }
});

test('histories', { skip: noServer }, async (t) => {
  await t.test('a process on SQLite', (t) => liveOn(t, undefined, 1));

  await t.test('two processes on one PostgreSQL', { skip: noPostgres }, async (t) =>
    liveOn(t, await makePostgres(), 2),
  );
});
