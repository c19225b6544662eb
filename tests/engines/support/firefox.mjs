// Firefox ESR by puppeteer-core over WebDriver BiDi; on a screen, since it has no OpenGL without.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { EnginePage } from './engine-page.mjs';
import { startScreen, XVFB } from './xvfb.mjs';

const PROGRAM = process.env.YKIEN_FIREFOX ?? '/usr/bin/firefox-esr';
const PREFERENCES = {
  'intl.accept_languages': 'vi-VN, vi',
  'gfx.font_rendering.fallback.async': false,
  'browser.cache.disk.enable': false,
};

class FirefoxPage extends EnginePage {
  /** @param {import('puppeteer-core').Page} page @param {() => Promise<void>} leave */
  constructor(page, leave) {
    super();
    this.native = page;
    this.close = leave;
  }

  async goto(url) {
    await this.native.goto(url);
  }

  evaluate(fn, arg) {
    return this.native.evaluate(fn, arg);
  }

  async screenshot() {
    return Buffer.from(await this.native.screenshot());
  }

  async press(keys) {
    const names = keys.split('+');
    const last = names.pop();
    for (const name of names) await this.native.keyboard.down(name);
    await this.native.keyboard.press(last);
    for (const name of names.reverse()) await this.native.keyboard.up(name);
  }

  async type(text) {
    await this.native.keyboard.type(text);
  }

  async click({ x, y }, { button = 'left', modifier } = {}) {
    if (modifier) await this.native.keyboard.down(modifier);
    await this.native.mouse.click(x, y, { button });
    if (modifier) await this.native.keyboard.up(modifier);
  }

  async drag(from, to) {
    const { mouse } = this.native;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }

  /** WebDriver BiDi finds by role and name, and tells neither. */
  async accessible(selector, { role, name }) {
    const found = await this.native.$$(`aria/${name}[role="${role}"]`);
    const hits = await Promise.all(
      found.map((one) => one.evaluate((element, css) => element.matches(css), selector)),
    );
    return hits.includes(true) ? { role, name } : null;
  }

  async pdf() {
    return Buffer.from(await this.native.pdf());
  }

  async resize({ width, height, ratio = 1 }) {
    await this.native.setViewport({ width, height, deviceScaleFactor: ratio });
  }

  /** Other device px per CSS px, in the page that is open. */
  rescale(viewport) {
    return this.resize(viewport);
  }
}

/** @param {import('./engine-page.mjs').Wishes} wishes */
function preferencesFor({ dark, lessMotion, moreContrast, forcedColors }) {
  return {
    ...PREFERENCES,
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    'ui.prefersReducedMotion': Number(lessMotion ?? false),
    ...(moreContrast
      ? { 'ui.useAccessibilityTheme': 1, 'browser.display.document_color_use': 1 }
      : {}),
    ...(forcedColors ? { 'browser.display.document_color_use': 2 } : {}),
  };
}

async function startBrowser(wishes) {
  const screen = await startScreen();
  const profile = await mkdtemp(join(tmpdir(), 'ykien-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: PROGRAM,
    headless: false,
    userDataDir: profile,
    env: { ...screen.env, TZ: 'Asia/Ho_Chi_Minh', MOZ_DISABLE_CONTENT_SANDBOX: '1' },
    extraPrefsFirefox: preferencesFor(wishes),
  });
  const close = async () => {
    await browser.close();
    await screen.stop();
    await rm(profile, { recursive: true, force: true, maxRetries: 9 });
  };
  return { key: JSON.stringify(wishes), browser, close };
}

export const firefox = {
  name: 'firefox',
  programs: [PROGRAM, XVFB],
  async launch() {
    let running = await startBrowser({});
    return {
      async newPage(viewport, wishes = {}) {
        if (running.key !== JSON.stringify(wishes)) {
          await running.close();
          running = await startBrowser(wishes);
        }
        const context = await running.browser.createBrowserContext();
        const page = new FirefoxPage(await context.newPage(), () => context.close());
        await page.resize(viewport);
        return page;
      },
      close: () => running.close(),
    };
  },
};
