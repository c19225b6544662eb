// WebKitGTK: its MiniBrowser by its own WebDriver, on a screen.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, Button, Key, Origin } from 'selenium-webdriver';
import { findFreePort } from 'selenium-webdriver/net/portprober.js';
import { EnginePage } from './engine-page.mjs';
import { endProcess, startScreen, XVFB } from './xvfb.mjs';

const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const BUTTONS = { left: Button.LEFT, middle: Button.MIDDLE, right: Button.RIGHT };
const keyOf = (name) => (name.length === 1 ? name : Key[KEYS[name] ?? name.toUpperCase()]);
const KEYS = {
  Backspace: 'BACK_SPACE',
  ArrowLeft: 'ARROW_LEFT',
  ArrowRight: 'ARROW_RIGHT',
  ArrowUp: 'ARROW_UP',
  ArrowDown: 'ARROW_DOWN',
};

class WebKitPage extends EnginePage {
  #clean = false;

  /** @param {import('selenium-webdriver').WebDriver} driver @param {string} first window */
  constructor(driver, first) {
    super();
    this.native = driver;
    this.first = first;
  }

  /** Windows share what pages keep: a test begins with nothing. */
  async goto(url) {
    if (!this.#clean) {
      await this.native.get(new URL('/nothing', url).href);
      await this.evaluate(forgetAll);
    }
    this.#clean = true;
    await this.native.get(url);
  }

  evaluate(fn, arg) {
    return this.native.executeScript(`return (${fn})(arguments[0])`, arg);
  }

  async screenshot() {
    return Buffer.from(await this.native.takeScreenshot(), 'base64');
  }

  async press(keys) {
    const all = keys.split('+').map(keyOf);
    const actions = this.native.actions();
    for (const key of all) actions.keyDown(key);
    for (const key of all.reverse()) actions.keyUp(key);
    await actions.perform();
  }

  async type(text) {
    const actions = this.native.actions();
    for (const letter of text) {
      const key = letter === '\n' ? Key.ENTER : letter;
      actions.keyDown(key).keyUp(key);
    }
    await actions.perform();
  }

  async click({ x, y }, { button = 'left', modifier } = {}) {
    const actions = this.native.actions();
    const place = { x: Math.round(x), y: Math.round(y), origin: Origin.VIEWPORT, duration: 0 };
    if (modifier) actions.keyDown(keyOf(modifier));
    actions.move(place).press(BUTTONS[button]).release(BUTTONS[button]);
    if (modifier) actions.keyUp(keyOf(modifier));
    await actions.perform();
  }

  async drag(from, to) {
    const at = ({ x, y }) => ({
      x: Math.round(x),
      y: Math.round(y),
      origin: Origin.VIEWPORT,
      duration: 50,
    });
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const actions = this.native.actions().move(at(from)).press();
    await actions.move(at(middle)).move(at(to)).release().perform();
  }

  async accessible(selector) {
    const element = await this.native.findElement({ css: selector });
    return { role: await element.getAriaRole(), name: await element.getAccessibleName() };
  }

  /**
   * A window has a frame: asked for with what that takes. Nobody manages windows on this screen:
   * the one under the pointer, in the middle, is the one with the focus.
   */
  async resize({ width, height }) {
    const window = this.native.manage().window();
    const inner = () => this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    const outer = await window.getRect();
    const is = await inner();
    const room = {
      width: outer.width + width - is.width,
      height: outer.height + height - is.height,
    };
    const middle = await this.evaluate(() => ({ x: screen.width / 2, y: screen.height / 2 }));
    await window.setRect({
      ...room,
      x: Math.round(middle.x - room.width / 2),
      y: Math.round(middle.y - room.height / 2),
    });
    await this.waitFor(
      ([w, h]) => innerWidth === w && innerHeight === h && document.hasFocus(),
      [width, height],
    );
  }

  async close() {
    await this.native.close();
    await this.native.switchTo().window(this.first);
  }
}

/** Runs in a page: drafts, settings and comments of earlier pages go. */
async function forgetAll() {
  localStorage.clear();
  for (const { name } of await indexedDB.databases())
    await new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done));
}

async function startDriver(env) {
  const port = await findFreePort();
  const child = spawn(DRIVER, [`--port=${port}`], { env, stdio: 'ignore' });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${DRIVER} ended: ${code}`);
  });
  failed.catch(() => {});
  const url = `http://127.0.0.1:${port}`;
  const ready = async () => {
    while (!(await fetch(`${url}/status`).catch(() => null))?.ok)
      await new Promise((done) => setTimeout(done, 50));
  };
  await Promise.race([ready(), failed]);
  return { child, url };
}

/** @param {string} url @returns {Promise<import('selenium-webdriver').WebDriver>} */
function openBrowser(url) {
  const options = { binary: BROWSER, args: ['--automation', '--geometry=1100x900'] };
  return new Builder()
    .usingServer(url)
    .withCapabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options })
    .build();
}

/** GTK's own settings tell the browser what a reader wishes. */
async function makeHome({ lessMotion }) {
  const home = await mkdtemp(join(tmpdir(), 'ykien-webkit-'));
  const folder = join(home, 'gtk-3.0');
  await mkdir(folder);
  const settings = `[Settings]\ngtk-enable-animations=${Number(!lessMotion)}\n`;
  await writeFile(join(folder, 'settings.ini'), settings);
  return home;
}

/** One browser: how many device px a CSS px has is fixed when it starts, and so are wishes. */
async function startBrowser(ratio, wishes) {
  const screen = await startScreen();
  const home = await makeHome(wishes);
  const { child, url } = await startDriver({
    ...screen.env,
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_RUNTIME_DIR: home,
    GDK_SCALE: String(ratio),
    GTK_THEME: wishes.dark ? 'Adwaita:dark' : wishes.moreContrast ? 'HighContrast' : 'Adwaita',
    TZ: 'Asia/Ho_Chi_Minh',
    LC_ALL: 'C.UTF-8',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', // as root there is none to have
  });
  const driver = await openBrowser(url);
  const first = await driver.getWindowHandle();
  const close = async () => {
    await driver.quit();
    await endProcess(child);
    await screen.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 9 }); // it may still write there
  };
  return { key: JSON.stringify([ratio, wishes]), driver, first, close };
}

export const webkit = {
  name: 'webkit',
  programs: [DRIVER, BROWSER, XVFB],
  async launch() {
    let running = await startBrowser(1, {});
    return {
      async newPage(viewport, wishes = {}) {
        if (running.key !== JSON.stringify([viewport.ratio, wishes])) {
          await running.close();
          running = await startBrowser(viewport.ratio, wishes);
        }
        const { driver, first } = running;
        await driver.switchTo().newWindow('window');
        const page = new WebKitPage(driver, first);
        await page.resize(viewport);
        return page;
      },
      close: () => running.close(),
    };
  },
};
