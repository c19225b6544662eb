// The formatters have nothing to do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from './project.mjs';

const has = (command) => spawnSync(command, ['--version']).status === 0;

/** Why the formatters cannot be asked here; false where they can. */
function reasonToSkip() {
  if (!has('clang-format-19') && !has('clang-format'))
    return 'no clang-format: try ./dev test tidy';
  if (!has('emcc')) return 'not among the tools: try ./dev test tidy';
  return existsSync(join(root, 'node_modules/.bin/prettier')) ? false : 'prettier is not installed';
}

test('every file is as `./dev fmt` leaves it', { skip: reasonToSkip() }, () => {
  const run = spawnSync('bash', ['workshop/stage-fmt.sh', '--check'], {
    cwd: root,
    encoding: 'utf8',
  });
  const lines = `${run.stdout}${run.stderr}`.split('\n');
  const named = lines.filter((line) => /^\[warn\]|: error: code should be/.test(line));
  const found = named.map((line) => line.replace(`${root}/`, '').replace(/: error: .*/, ''));
  assert.ok(
    run.status === 0,
    `${found.length} to format, by ./dev fmt:\n${found.slice(0, 50).join('\n')}`,
  );
});
