// The samples in tests/data and in the manuals, as the module takes them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './engine.mjs';
import { missingSeed, seedArticle } from './seed.mjs';

const data = (...parts) => join(root, 'tests/data', ...parts);
const read = (path) => readFileSync(path, 'utf8').trim();

/** The first JSON block of a manual. */
function exampleOf(manual) {
  const [, json] = read(join(root, 'docs', manual)).match(/```json\n([^]*?)```/) ?? [];
  assert.ok(json, `docs/${manual} has no example`);
  return json.trim();
}

/** @returns {{name: string, json: string, expected?: string}[]} */
export function articleSamples() {
  const golden = readdirSync(data('articles')).map((name) => ({
    name,
    json: read(data('articles', name, 'input.json')),
    expected: read(data('articles', name, 'expected.json')),
  }));
  const example = { name: 'docs/article-format.md', json: exampleOf('article-format.md') };
  const seed = missingSeed ? [] : [{ name: 'the seed', json: seedArticle() }];
  return [...golden, example, ...seed];
}

/** @returns {{name: string, policy: string, draft: string, expected: Record<string, unknown>}[]} */
export function draftSamples() {
  return readdirSync(data('rules')).flatMap((file) =>
    JSON.parse(read(data('rules', file))).map(({ name, policy, draft, expected }) => ({
      name: `${file}: ${name}`,
      policy: JSON.stringify(policy),
      draft: JSON.stringify(draft),
      expected,
    })),
  );
}

/** The texts of tests/data/json/cases.txt, as bytes: %XX stands for one that would not show. */
export function jsonCases() {
  const byte = (_, code) => String.fromCharCode(parseInt(code, 16));
  return readFileSync(data('json', 'cases.txt'), 'latin1')
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => line.slice(line.indexOf('\t') + 1).replace(/%([0-9A-F]{2})/g, byte))
    .map((text) => Buffer.from(text, 'latin1'));
}
