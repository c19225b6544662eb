// nginx as a process, with a configuration of a test's own.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const NGINX = '/usr/sbin/nginx';
export const noNginx = existsSync(NGINX) ? false : 'no nginx';

/** One that nobody listens to now. */
export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts it, and waits until it answers; it ends with the test.
 * @param {{after(end: () => void): void}} t
 * @param {string} folder for what it writes
 * @param {{main?: string, http: (port: number) => string, path: string}} options of its
 *   configuration; path: that is answered with success
 * @returns its address
 */
export async function startNginx(t, folder, { main = '', http, path }) {
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/nginx;`)
    .join('\n');
  mkdirSync(join(folder, 'nginx'), { recursive: true });
  const config = join(folder, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; ${main}
     events { worker_connections 4096; }
     http { access_log off; ${temporary} ${http(port)} }`,
  );
  const child = spawn(NGINX, ['-c', config, '-e', join(folder, 'nginx.log')], { stdio: 'inherit' });
  t.after(() => child.kill());
  const url = `http://127.0.0.1:${port}/`;
  for (let i = 0; i < 100; i++) {
    const response = await fetch(url + path).catch(() => undefined);
    if (response?.ok) return url;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('nginx does not answer');
}
