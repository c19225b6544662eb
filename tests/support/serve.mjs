// A static server for this machine alone: the demo pages at /, dist/ at /ykien/, what the demo of
// Dear ImGui's twins asks for at /imgui/, for the browser tests. ./dev run has the comment server.
import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
];
// `reader-1a2b3c4d.js`, or with esbuild's capitals: the name changes with the content.
const HASHED = /[-.](?:[0-9A-Z]{8,}|(?=[a-f]*[0-9])[0-9a-f]{8,})\.[a-z0-9.]+$/;

const project = fileURLToPath(new URL('../..', import.meta.url));
const IMGUI_BUILD = process.env.YKIEN_IMGUI_BUILD ?? join(project, 'build/wasm/imgui_twins');

/** The folder that a path is served from, and the rest of the path. */
function placeOf(path, { root, dist }) {
  const places = [
    ['/ykien', dist],
    ['/imgui/build', IMGUI_BUILD],
    ['/imgui', join(project, 'web/imgui-twins')],
    ['', root],
  ];
  const [prefix, folder] = places.find(([start]) => path.startsWith(`${start}/`));
  return [folder, path.slice(prefix.length)];
}

/** The file's path, or null where the request leaves `folder`, by dots or by a link. */
async function fileWithin(folder, path) {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}

/** @returns the body in the best encoding that the client accepts and that lies beside the file */
async function readBest(file, accepted) {
  for (const [encoding, suffix] of ENCODINGS) {
    const asked = new RegExp(`(^|[ ,])${encoding}(?!;q=0(\\.0*)?($|[ ,]))($|[ ,;])`).test(accepted);
    const body = asked && (await readFile(file + suffix).catch(() => null));
    if (body) return { body, encoding };
  }
  return { body: await readFile(file).catch(() => null), encoding: null };
}

function fail(response, status, message) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}

async function answer(request, response, folders) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return fail(response, 405, 'only GET and HEAD');
  }
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return fail(response, 400, 'not a path');
  }
  if (path.includes('\0')) return fail(response, 400, 'not a path');
  const built = path.startsWith('/ykien/');
  const file = await fileWithin(...placeOf(path, folders));
  const best = file && (await readBest(file, request.headers['accept-encoding'] ?? ''));
  if (!best?.body) return fail(response, 404, `nothing at ${path}`);

  const etag = `"${createHash('sha256').update(best.body).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Cache-Control':
      built && HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    ETag: etag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
  };
  if (best.encoding) headers['Content-Encoding'] = best.encoding;
  if ((request.headers['if-none-match'] ?? '').split(/ *, */).includes(etag)) {
    response.writeHead(304, headers);
    return response.end();
  }
  response.writeHead(200, { ...headers, 'Content-Length': best.body.length });
  return response.end(request.method === 'HEAD' ? undefined : best.body);
}

/**
 * Serves until `close()`. `port` 0 takes a free one. `extra(request, response)` is asked first; a
 * true answer, now or later, means that it has taken the request.
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>}
 */
export async function serve({ root, dist, port = 0, extra = () => false }) {
  const server = createServer((request, response) => {
    Promise.resolve(extra(request, response))
      .then((taken) => taken || answer(request, response, { root, dist }))
      .catch((error) => {
        if (response.headersSent) response.destroy();
        else fail(response, 500, error.message);
      });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const actual = server.address().port;
  return { url: `http://127.0.0.1:${actual}/`, port: actual, close };
}
