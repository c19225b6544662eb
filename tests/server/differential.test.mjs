// One rule engine: what the widget's module says of a draft the server says, byte for byte.
// YKIEN_DRAFTS says of how many.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder, noServer, startServer } from '../support/comment-server.mjs';
import { newEngine } from '../wasm/engine.mjs';

const DRAFTS = Number(process.env.YKIEN_DRAFTS ?? 5_000);
const SENDERS = 16;
const POLICY = {
  bodyGraphemesMax: 60,
  bodyLinesMax: 5,
  repeatedGraphemesMax: 6,
  bannedWords: ['ngu', 'đồ chó', 'cút đi'],
  suspectWords: ['lừa đảo', 'cờ bạc'],
  reservedNames: ['Tòa soạn', 'Ban biên tập'],
};
const PIECES = [
  ...'aăâbcdđeêghiklmnoôơpqrstuưvxyAĐ0179 \t\n.,!?-_/\\"\'<>&%',
  ...[
    'Nguyễn',
    'người',
    'ngu',
    'NGU',
    'ng\u200Bu',
    'n.g.u',
    'nɡu',
    'đồ chó',
    'lừa  đảo',
    'lua dao',
  ],
  ...['hòa', 'hoà', 'thuý', 'thúy', 'rất hay', 'Tòa soạn', 'TÒA SOẠN', 'Toà sọan', 'Banbiêntập'],
  ...['e\u0302\u0301', 'a\u0323\u0302', 'o\u031B\u0300', '\u0301', '\u0301'.repeat(5), '\u1EBF'],
  ...['🇻🇳', '👨‍👩‍👧‍👦', '👍🏽', '❤️', '1️⃣', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
  ...[
    'https://a.vn/?a=1',
    'http://xn--a.vn',
    'www.a.vn',
    'a@b.vn',
    'javascript:alert(1)',
    '<script>',
  ],
  ...[
    '\u202E',
    '\u2066',
    '\u200D',
    '\u200C',
    '\uFE0F',
    '\u00AD',
    '\uFEFF',
    '\u3164',
    '\u2800',
    '\0',
  ],
  ...[
    '\u0007',
    '\u0085',
    '\uFFFE',
    '\uE000',
    '\u{10FFFF}',
    '\r\n',
    '\r',
    '\u2028',
    '日本語',
    'ไทย',
    'عربي',
    'ক্ষ',
  ],
  ...['\uD800', '\uDC00', 'а', 'о', '０', 'Ａ', 'ﬁ', '  ', '\u00A0', 'z'.repeat(9)],
];

/** The same each time: xorshift32. */
function makeRandom(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function makeDraft(random) {
  const pick = (most) =>
    Array.from({ length: random(most) }, () => PIECES[random(PIECES.length)]).join('');
  return { text: pick(random(8) === 0 ? 120 : 14), authorName: pick(6) };
}

const noModule = existsSync(join(import.meta.dirname, '../../build/wasm/wasm/ykien.wasm'))
  ? false
  : 'no module: ./dev build makes it';

test('differential', { skip: noServer || noModule }, async (t) => {
  const engine = await newEngine();
  const policy = JSON.stringify(POLICY);
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'policy.json'), policy);
  const { url } = await startServer(t, { folder, site: { policy: 'policy.json' } });
  const random = makeRandom(20261129);
  const verdicts = { publish: 0, hold: 0, reject: 0 };
  let left = DRAFTS;
  const send = async () => {
    while (left-- > 0) {
      const body = JSON.stringify(makeDraft(random));
      const response = await fetch(`${url}v1/bao/articles/1775/comments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
        body,
      });
      const said = await response.text();
      let expected;
      try {
        engine.callWithText('ykien_check_draft', [], [policy, body]);
        expected = engine.resultText();
      } catch (error) {
        assert.equal(response.status, 400, `${body} ${said}`);
        assert.equal(JSON.parse(said).code, error.code, body);
        continue;
      }
      assert.ok(said.startsWith(`{"checked":${expected}`), `${body}\n${said}\n${expected}`);
      const { verdict } = JSON.parse(expected);
      verdicts[verdict]++;
      const kept = verdict !== 'reject';
      assert.equal(response.status, kept ? 201 : 422, body);
      if (!kept) continue;
      const { comment } = JSON.parse(said);
      assert.equal(comment.state, verdict === 'hold' ? 'held' : 'published', body);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  t.diagnostic(JSON.stringify(verdicts));
  for (const count of Object.values(verdicts)) assert.ok(count > DRAFTS / 100);
});
