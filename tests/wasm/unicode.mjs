// Unicode's own test files, as the native tests have them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.YKIEN_UNICODE_DIR ?? '/opt/unicode-data/usr/share/unicode';

/** The lines of a file of that folder, or of its .bz2, without comments and empty lines. */
function linesOf(path) {
  const file = join(folder, path);
  const packed = `${file}.bz2`;
  assert.ok(
    existsSync(file) || existsSync(packed),
    `no ${file}: YKIEN_UNICODE_DIR names its folder`,
  );
  const text = existsSync(file)
    ? readFileSync(file, 'utf8')
    : execFileSync('bzip2', ['-dc', packed], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
}

/** "0061 0301" as text. */
const fromHex = (sequence) =>
  String.fromCodePoint(
    ...sequence
      .trim()
      .split(/\s+/)
      .map((digits) => parseInt(digits, 16)),
  );

/** The clusters of each row of GraphemeBreakTest.txt. @returns {string[][]} */
export const graphemeRows = () =>
  linesOf('auxiliary/GraphemeBreakTest.txt').map((line) =>
    line
      .split('÷')
      .filter((part) => part.trim())
      .map((part) => fromHex(part.replaceAll('×', ' '))),
  );

/** @returns {{text: string, status: string}[]} */
export const emojiRows = () =>
  linesOf('emoji/emoji-test.txt').map((line) => {
    const [sequence, status] = line.split(';');
    return { text: fromHex(sequence), status: status.trim() };
  });

/** The five columns of each row, and whether a part's rows name every character that changes. */
export function normalizationRows() {
  let part = '';
  const rows = [];
  for (const line of linesOf('NormalizationTest.txt')) {
    if (line.startsWith('@')) part = line;
    else rows.push({ part, columns: line.split(';').slice(0, 5).map(fromHex) });
  }
  return rows;
}
