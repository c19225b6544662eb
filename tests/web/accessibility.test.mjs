// axe-core over whole demo pages, with the picture and without it: no violation, of any impact.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPage, project, startBrowser, waitForState } from '../support/browser.mjs';

const AXE = readFileSync(join(project, 'node_modules/axe-core/axe.min.js'), 'utf8');
const CASES = [
  ['newspaper.html', 'light', 'painted'],
  ['newspaper.html', 'light', 'layered'],
  ['newspaper.html', 'dark', 'painted'],
  ['newspaper.html', 'dark', 'layered'],
  ['english.html', 'light', 'painted'],
  ['two.html', 'light', 'layered'],
  ['index.html', 'light', null],
  ['index.html', 'dark', null],
];

/** Runs in the page before its own scripts. */
function withoutWebGl() {
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (type, ...rest) {
    return type === 'webgl2' ? null : getContext.call(this, type, ...rest);
  };
}

test('accessibility', async (t) => {
  const site = await startBrowser(t);
  for (const [path, colorScheme, state] of CASES) {
    await t.test([path, colorScheme, state].filter(Boolean).join(', '), async () => {
      const page = await newPage(site, { colorScheme });
      if (state === 'layered') await page.addInitScript(withoutWebGl);
      await page.goto(site.url + path);
      if (state) {
        await waitForState(page, state);
        await page.getByRole('heading', { name: /\(0\)/ }).first().waitFor();
      }
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      const nodes = violations.flatMap((one) => one.nodes.map(({ html }) => [one.id, html]));
      assert.deepEqual(nodes, []);
    });
  }
});
