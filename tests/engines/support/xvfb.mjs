// A screen that nobody sees: Firefox and WebKitGTK draw with OpenGL only where there is one.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

const PROGRAM = 'Xvfb';
// As large as the largest window asked for, in device px.
const SCREEN = '3000x2200x24';
export const XVFB = `/usr/bin/${PROGRAM}`;

/**
 * Starts one on a display that is free.
 * @returns {Promise<{env: NodeJS.ProcessEnv, stop: () => Promise<void>}>} env: for programs that
 *   are to be shown on it
 */
export async function startScreen() {
  const options = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'];
  const screen = spawn(XVFB, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const failed = once(screen, 'exit').then(([code]) => {
    throw new Error(`${PROGRAM} ended: ${code}`);
  });
  const told = once(screen.stdio[3], 'data');
  const [number] = await Promise.race([told, failed]);
  failed.catch(() => {});
  return {
    env: { ...process.env, DISPLAY: `:${String(number).trim()}`, LIBGL_ALWAYS_SOFTWARE: '1' },
    stop: () => endProcess(screen),
  };
}

/** @param {import('node:child_process').ChildProcess} child */
export async function endProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit').catch(() => {});
  child.kill();
  await gone;
}
