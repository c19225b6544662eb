// What the tidy tests read, and how they report.
//
// A rule is a function of files that returns findings, "path:line what". It is run on the project,
// and on small samples that show that it sees what it should: a test that cannot fail is no test.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

/** @typedef {{path: string, text: string}} File path: from the project's root */

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

let known;

/**
 * What git knows or would take; files that hold no text are empty. Works without any commit.
 * @returns {File[]}
 */
export function projectFiles() {
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  known ??= execFileSync('git', listing, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path && existsSync(join(root, path)) && statSync(join(root, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .map(({ path, text }) => ({ path, text: text.includes('\0') ? '' : text }));
  return known;
}

/** Lines of a sample. */
export const lines = (...all) => all.map((line) => `${line}\n`).join('');

/** A pattern that finds all that one of the given finds. @param {...RegExp} patterns */
export const anyOf = (...patterns) => new RegExp(patterns.map((one) => one.source).join('|'));

/** The line that holds the character at `index`, from 1. */
export const lineAt = (text, index) => text.slice(0, index).split('\n').length;

/** A finding for each match of `pattern` in `text`, which must be as long as the file's own. */
export function findings({ path }, text, pattern, what) {
  const every = new RegExp(pattern, `${pattern.flags}g`);
  return [...text.matchAll(every)].map(
    (match) => `${path}:${lineAt(text, match.index)} ${what(match)}`,
  );
}

/**
 * @param {string} name
 * @param {(files: File[]) => string[]} find
 * @param {[string, Record<string, string>, string[]][]} samples what it is about, files by path,
 *   findings expected
 */
export function rule(name, find, samples) {
  test(name, () => {
    const found = find(projectFiles());
    assert.ok(found.length === 0, `${found.length} found:\n${found.join('\n')}`);
  });
  for (const [title, files, expected] of samples) {
    test(`${name}; a sample: ${title}`, () => {
      const sample = Object.entries(files).map(([path, text]) => ({ path, text }));
      assert.deepEqual(find(sample), expected);
    });
  }
}

/** The file of that path; a rule about a file that is gone says so. @param {File[]} files */
export function textOf(files, path) {
  const file = files.find((one) => one.path === path);
  assert.ok(file, `${path} is missing`);
  return file.text;
}
