// Chromium, headless, by playwright-core.

import { CHROMIUM, launchChromium } from '../../support/browser.mjs';
import { EnginePage } from './engine-page.mjs';

class ChromiumPage extends EnginePage {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    super();
    this.native = page;
  }

  async goto(url) {
    await this.native.goto(url);
  }

  evaluate(fn, arg) {
    return this.native.evaluate(fn, arg);
  }

  screenshot() {
    return this.native.screenshot();
  }

  press(keys) {
    return this.native.keyboard.press(keys);
  }

  type(text) {
    return this.native.keyboard.type(text);
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

  async resize({ width, height }) {
    await this.native.setViewportSize({ width, height });
  }

  async accessible(selector) {
    const protocol = await this.protocol();
    const expression = `document.querySelector(${JSON.stringify(selector)})`;
    const { result } = await protocol.send('Runtime.evaluate', { expression });
    const { objectId } = result;
    if (!objectId) return null;
    const options = { objectId, fetchRelatives: false };
    const { nodes } = await protocol.send('Accessibility.getPartialAXTree', options);
    const [{ ignored, role, name }] = nodes;
    return ignored ? null : { role: role.value, name: name?.value ?? '' };
  }

  /** Other device px per CSS px, in the page that is open. */
  async rescale({ width, height, ratio }) {
    const protocol = await this.protocol();
    // Chromium's emulation tells a page of another ratio only together with another size.
    for (const wide of [width - 1, width]) {
      const metrics = { width: wide, height, deviceScaleFactor: ratio, mobile: false };
      await protocol.send('Emulation.setDeviceMetricsOverride', metrics);
      await this.native.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  pdf() {
    return this.native.pdf();
  }

  /** Chromium's own protocol. */
  async protocol() {
    return this.native.context().newCDPSession(this.native);
  }

  async close() {
    await this.native.context().close();
  }
}

/** @param {import('./engine-page.mjs').Wishes} wishes */
function optionsFor({ dark, lessMotion, moreContrast, forcedColors }) {
  return {
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: lessMotion ? 'reduce' : 'no-preference',
    contrast: moreContrast ? 'more' : 'no-preference',
    forcedColors: forcedColors ? 'active' : 'none',
  };
}

export const chromium = {
  name: 'chromium',
  programs: [CHROMIUM],
  async launch() {
    const browser = await launchChromium();
    return {
      async newPage({ width, height, ratio }, wishes = {}) {
        const context = await browser.newContext({
          locale: 'vi-VN',
          timezoneId: 'Asia/Ho_Chi_Minh',
          viewport: { width, height },
          deviceScaleFactor: ratio,
          ...optionsFor(wishes),
        });
        return new ChromiumPage(await context.newPage());
      },
      close: () => browser.close(),
    };
  },
};
