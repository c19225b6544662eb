// Whole pages in every state that a reader can meet, as machines judge them: axe-core finds no
// violation of any rule, html-validate nothing wrong in what the browser made of them. And the
// demo's pages as they are written.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPage, project, startBrowser } from '../support/browser.mjs';
import { judgeRendered, judgeWritten } from '../support/html-rules.mjs';
import { reach, STATES } from '../support/states.mjs';

const AXE = readFileSync(join(project, 'node_modules/axe-core/axe.min.js'), 'utf8');
const DEMO = join(project, 'web/demo');
const demoPages = readdirSync(DEMO).filter((name) => name.endsWith('.html'));

/**
 * Runs in the page. Every rule that axe has, best practices and experiments among them; but 7:1 is
 * asked for only where a reader asks for it: it is level AAA.
 */
async function look(isEnhanced) {
  const rules = Object.fromEntries(
    window.axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]),
  );
  rules['color-contrast-enhanced'].enabled = isEnhanced;
  const { violations, incomplete } = await window.axe.run(document, {
    rules,
    resultTypes: ['violations', 'incomplete'],
  });
  const list = (/** @type {any[]} */ results) =>
    results.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any }) => [id, html, any[0]?.message].join(' ')),
    );
  return {
    violations: list(violations),
    unsure: list(incomplete.filter(({ id }) => id.startsWith('color-contrast'))),
    markup: `<!doctype html>\n${document.documentElement.outerHTML}`,
  };
}

test('accessibility', async (t) => {
  const site = await startBrowser(t);
  for (const state of STATES) {
    await t.test(state.name, async () => {
      const page = await newPage(site, state.options);
      await reach(page, site, state);
      await page.evaluate(AXE);
      const { violations, unsure, markup } = await page.evaluate(look, state.isEnhanced ?? false);
      assert.deepEqual(violations, []);
      // Where words are seen as they are, their contrast was measured; over the picture it is that
      // of the same words without it.
      if (state.isLayered) assert.deepEqual(unsure, []);
      assert.deepEqual(await judgeRendered(markup), []);
      await page.context().close();
    });
  }
});

test('the demo as it is written', async (t) => {
  for (const name of demoPages) {
    await t.test(name, async () => {
      assert.deepEqual(await judgeWritten(readFileSync(join(DEMO, name), 'utf8')), []);
    });
  }
  await t.test('every page of it is among the states', () => {
    const seen = STATES.map(({ page }) => page).filter((page) => page.endsWith('.html'));
    assert.deepEqual(new Set(seen), new Set(demoPages));
  });
});
