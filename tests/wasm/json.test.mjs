// Articles and comments as JSON through the ABI: the golden cases, and everything that was cut
// short.
import assert from 'node:assert/strict';
import test from 'node:test';
import { normalizeArticle, YkienError } from '../../web/src/abi.js';
import { newEngine, outcomeOf } from './engine.mjs';
import { articleSamples } from './samples.mjs';

const engine = await newEngine();

for (const { name, json, expected } of articleSamples()) {
  if (expected !== undefined) {
    test(`article ${name}: written again as expected`, () => {
      assert.equal(normalizeArticle(engine, json), expected);
    });
  }

  test(`article ${name}: cut anywhere, it is refused at a byte of its own`, () => {
    const bytes = Buffer.from(json);
    for (let size = 0; size < bytes.length; size++) {
      const { refused, offset } = outcomeOf(engine, 'ykien_normalize_article', [
        bytes.subarray(0, size),
      ]);
      assert.match(refused ?? 'taken', /^(json-syntax|invalid-utf8)@/, `${size} bytes`);
      assert.ok(offset <= size, `${size} bytes: ${refused}`);
    }
  });
}

test('a refused article, policy or thread leaves what was shown', () => {
  const document = engine.open();
  document.setArticle(
    JSON.stringify({ title: 'Tin', blocks: [{ type: 'paragraph', text: 'Chữ' }] }),
  );
  document.setView({ width: 600, ratio: 1, dark: false, fontSet: 1 });
  document.setNow(0);
  document.layout();
  const texts = () =>
    document
      .twins(1)
      .twins.flatMap(({ lineCount, firstLine }) => [lineCount, firstLine])
      .join();
  const before = texts();
  for (const set of ['setArticle', 'setPolicy', 'setComments']) {
    for (const json of ['', '{', '[1', 'null', '"\\ud800"', Buffer.of(0xff)]) {
      assert.throws(() => document[set](json), YkienError, `${set} ${json}`);
    }
  }
  document.layout();
  assert.equal(texts(), before);
  document.close();
});

const COMMENT = {
  id: '0190-a',
  articleId: '1775',
  authorName: 'Bạn đọc',
  text: 'Rất hay 🇻🇳',
  created: '2024-04-19T16:02:21+07:00',
};

test('comments: cut anywhere, they are refused at a byte of their own', () => {
  const document = engine.open();
  const bytes = Buffer.from(
    JSON.stringify([COMMENT, { ...COMMENT, id: '0190-b', parentId: '0190-a' }]),
  );
  document.setComments(bytes);
  for (let size = 0; size < bytes.length; size++) {
    assert.throws(
      () => document.setComments(bytes.subarray(0, size)),
      ({ code, offset }) => /^(json-syntax|invalid-utf8)$/.test(code) && offset <= size,
      `${size} bytes`,
    );
  }
  document.close();
});
