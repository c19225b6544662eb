// The comment rules in the module: every vector that the native tests run, and the promises of the
// first page.
import assert from 'node:assert/strict';
import test from 'node:test';
import { checkDraft, countGraphemes } from '../../web/src/abi.js';
import { newEngine } from './engine.mjs';
import { draftSamples } from './samples.mjs';

const engine = await newEngine();
const check = (policy, draft) =>
  JSON.parse(checkDraft(engine, JSON.stringify(policy), JSON.stringify(draft)));

test('tests/data/rules: every vector gives what it expects', () => {
  const samples = draftSamples();
  assert.ok(samples.length > 100, `${samples.length} vectors`);
  for (const { name, policy, draft, expected } of samples) {
    const checked = JSON.parse(checkDraft(engine, policy, draft));
    for (const [member, value] of Object.entries(expected)) {
      assert.deepEqual(checked[member], value, `${name}: ${member}`);
    }
  }
});

test('what a reader counts', () => {
  const counts = { 'Tiếng Việt rất đẹp': 18, '🇻🇳': 1, '👨‍👩‍👧‍👦': 1, '👍🏽': 1, '': 0 };
  for (const [text, count] of Object.entries(counts)) {
    for (const form of ['NFC', 'NFD']) {
      assert.equal(countGraphemes(engine, text.normalize(form)), count, `${text} in ${form}`);
    }
  }
});

test('500 characters pass, the 501st is refused', () => {
  const flag = '🇻🇳';
  const draft = (length) => ({ text: 'ab'.repeat(250).slice(0, length) + flag, authorName: 'An' });
  assert.equal(check({}, draft(499)).verdict, 'publish');
  const refused = check({}, draft(500));
  assert.equal(refused.verdict, 'reject');
  const [{ rule, actual, limit }] = refused.violations;
  assert.deepEqual([rule, actual, limit], ['text-graphemes', 501, 500]);
});

test('a banned word matches where readers would see it, and nowhere else', () => {
  const verdict = (text) => check({ bannedWords: ['ngu'] }, { text, authorName: 'An' }).verdict;
  for (const text of ['ngu', 'NGU', 'ng\u200Bu', 'Đồ ngu!'])
    assert.equal(verdict(text), 'reject', text);
  assert.equal(verdict('n.g.u'), 'hold');
  for (const text of ['Nguyễn', 'người', 'nguồn', 'ngủ', 'ngũ', 'ngụ', 'cá ngừ']) {
    for (const form of ['NFC', 'NFD']) {
      assert.equal(verdict(text.normalize(form)), 'publish', `${text} in ${form}`);
    }
  }
});
