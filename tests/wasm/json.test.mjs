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
  for (const set of ['setArticle', 'addBlocks', 'setPolicy', 'setComments']) {
    for (const json of ['', '{', '[1', 'null', '"\\ud800"', Buffer.of(0xff)]) {
      assert.throws(() => document[set](json), YkienError, `${set} ${json}`);
    }
  }
  document.layout();
  assert.equal(texts(), before);
  document.close();
});

test('a number beyond every double is too large, by the same digits as in JavaScript', () => {
  const edge = (2n ** 1024n - 2n ** 970n).toString();
  const digits = [edge, String(BigInt(edge) - 1n), '179769313486231570', '1', '9', '0.9'];
  const shapes = [
    ...digits,
    ...digits.slice(0, -1).map((d) => `${d}.0`),
    ...digits.map((d) => `${d}e0`),
    ...[-309, -308, -1, 1, 290, 291, 307, 308, 309, 400].flatMap((e) =>
      digits.map((d) => `${d}E${e < 0 ? e : `+${e}`}`),
    ),
    `0.${'0'.repeat(400)}${edge}e709`,
    `0.${'0'.repeat(400)}${edge}e708`,
    `${edge.slice(0, 1)}.${edge.slice(1)}e308`,
    `${edge.slice(0, 1)}.${edge.slice(1, -1)}8e308`,
    `${edge}${'0'.repeat(50)}e-50`,
    '0e999999999999999999999',
    ...['2147483646', '2147483647', '2147483648'].flatMap((e) => [
      `1e${e}`,
      `0.01e${e}`,
      `1e-${e}`,
      `0.01e-${e}`,
    ]),
    '1e999999999999999999999',
    '1e-999999999999999999999',
  ];
  for (const number of shapes.flatMap((one) => [one, `-${one}`])) {
    const { refused } = outcomeOf(engine, 'ykien_normalize_article', [
      `{"title":"Tin","views":${number}}`,
    ]);
    const infinite = !Number.isFinite(Number(number));
    const whole = /^-?\d+$/.test(number); // may be too large to count
    if (infinite) assert.equal(refused, 'too-large@23', number);
    else if (!whole) assert.equal(refused, 'wrong-type@23', number);
  }
});

test('blocks are added until there are too many', () => {
  const document = engine.open();
  document.setArticle(JSON.stringify({ title: 'Tin' }));
  const part = JSON.stringify(Array(32_768).fill({ type: 'separator' }));
  document.addBlocks(part);
  document.addBlocks(part);
  assert.throws(
    () => document.addBlocks('[{"type":"separator"}]'),
    (error) => error instanceof YkienError && error.code === 'too-large',
  );
  document.addBlocks('[]');
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
