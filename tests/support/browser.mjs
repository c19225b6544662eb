// A browser and a server for one test file: the system's Chromium with pinned locale, time zone and
// software WebGL.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from './serve.mjs';

export const project = fileURLToPath(new URL('../..', import.meta.url));

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];
const SOURCE_TYPES = { js: 'text/javascript', json: 'application/json' };

/**
 * @typedef {{body: string | Buffer, type?: string, status?: number, headers?: Record<string,
 *   string>}} Answer
 */

/**
 * Serves the demo, dist/, and before them the pages given to `pages`; web/src/ is at /src/, for
 * tests of one module.
 * Ends with the test `t` (a node:test context) that asked for it.
 */
export async function startSite(t) {
  /** @type {Map<string, Answer>} */
  const pages = new Map();
  const server = await serve({
    root: join(project, 'web/demo'),
    dist: process.env.YKIEN_DIST ?? join(project, 'dist'),
    extra: async (request, response) => {
      const path = new URL(request.url, 'http://localhost').pathname;
      const answer = pages.get(path) ?? (await sourceFile(path));
      if (!answer) return false;
      const type = answer.type ?? 'text/html; charset=utf-8';
      response.writeHead(answer.status ?? 200, { 'Content-Type': type, ...answer.headers });
      response.end(answer.body);
      return true;
    },
  });
  t.after(() => server.close());
  return { pages, url: server.url };
}

export const CHROMIUM = process.env.YKIEN_CHROMIUM ?? '/usr/bin/chromium';

export function launchChromium() {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** Both, for one test file. */
export async function startBrowser(t) {
  const site = await startSite(t);
  const browser = await launchChromium();
  t.after(() => browser.close());
  return { browser, ...site };
}

async function sourceFile(path) {
  const name = /^\/src\/([a-z0-9-]+\.(js))$/.exec(path);
  if (!name) return null;
  return { body: await readFile(join(project, 'web/src', name[1])), type: SOURCE_TYPES[name[2]] };
}

/**
 * A fresh page with its own storage; errors that a page logs fail the test unless `allowErrors`.
 * @param {{browser: import('playwright-core').Browser}} where
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function newPage({ browser }, options = {}) {
  const context = await browser.newContext({
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1024, height: 768 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error));
  return Object.assign(page, { errors });
}

/** A whole page around the tag. `head` and `body` are markup. */
export function htmlPage({ head = '', body, lang = 'vi' }) {
  return `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${head}</head>
<body>${body}</body>
</html>`;
}

export const LOADER = '<script type="module" src="/ykien/ykien.js"></script>';

/** Waits until the element has reached a state, or fired ykien-error. */
export async function waitForState(page, state, selector = 'ykien-reader') {
  await page.waitForFunction(
    ([css, wanted]) => document.querySelector(css)?.getAttribute('state') === wanted,
    [selector, state],
  );
}
