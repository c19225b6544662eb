// What a screen reader says is what docs/screen-reader.md shows. YKIEN_UPDATE_GOLDEN=1 writes it
// there instead: then read it, as somebody who listens to it.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPage, project, startBrowser } from '../support/browser.mjs';
import { listen, readThrough, serveScreenReader } from '../support/screen-reader.mjs';
import { reach, STATES } from '../support/states.mjs';

const DOCUMENT = join(project, 'docs/screen-reader.md');
const NOW = '2026-03-14T16:02:21+07:00';
const section = (/** @type {number} */ number) => `[slot="ykien-section-${number}"]`;

/** @param {string} name @returns {RegExp} with the marker, what was heard, and the end */
const blockOf = (name) => new RegExp(`(<!-- heard: ${name} -->\n\`\`\`text\n)(.*?)(\n\`\`\`)`, 's');

/** @param {string} name @param {string[]} heard */
function hold(name, heard) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const found = blockOf(name).exec(text);
  assert.ok(found, `docs/screen-reader.md has no block "${name}"`);
  if (!process.env.YKIEN_UPDATE_GOLDEN) return assert.deepEqual(heard, found[2].split('\n'));
  writeFileSync(
    DOCUMENT,
    text.replace(blockOf(name), (_, start, old, end) => start + heard.join('\n') + end),
  );
}

test('a screen reader', async (t) => {
  const site = await startBrowser(t);
  await serveScreenReader(site.pages);
  const open = async (/** @type {string} */ name) => {
    const page = await newPage(site);
    await page.clock.setFixedTime(NOW);
    await reach(
      page,
      site,
      STATES.find((state) => state.name === name),
    );
    return page;
  };

  await t.test('the article, and the comment box below it, from top to bottom', async () => {
    const page = await open('without WebGL');
    await page.locator('.yk-enlarge').waitFor({ state: 'attached' }); // comes with the tools
    hold('article', await readThrough(page, [0, 1].map(section).join()));
    hold('box', await readThrough(page, section(2)));
    // What was published in the tag is in the page too, and not said once more.
    const snapshot = await page.locator('ykien-reader').ariaSnapshot();
    assert.equal(snapshot.split('Năm giờ mười lăm sáng').length, 2);
  });

  await t.test('writing', async () => {
    const page = await open('without WebGL');
    const heard = await listen(page, 'ykien-reader');
    const { keyboard } = page;
    await page.getByRole('link', { name: 'giáo dục' }).last().focus();
    const tabbed = [];
    for (const stop of [/^textbox, Tên/, /^textbox, Ý kiến/, /^button/]) {
      await keyboard.press('Tab');
      tabbed.push((await heard(stop)).at(-1));
    }
    hold('tab', tabbed);
    // On the slowest of phones too, it is said once, and after the field knows what is wrong.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 30 });
    await keyboard.press('Enter');
    hold('refused', await heard(/^polite/));
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await keyboard.insertText('Minh An');
    await keyboard.press('Tab');
    await heard(/^textbox, Ý kiến/);
    await keyboard.insertText('dài '.repeat(200));
    hold('too-long', await heard(/^polite.*500/));
    await keyboard.press('Control+A');
    await keyboard.insertText('Bài hay lắm');
    await keyboard.press('Control+Enter');
    hold('sent', await heard(/^polite.*đăng/));
  });

  for (const [block, state] of [
    ['loading', 'comments on their way'],
    ['failed', 'comments that did not come'],
    ['thread', 'a thread with replies'],
  ]) {
    await t.test(state, async () => {
      const page = await open(state);
      hold(block, await readThrough(page, section(3)));
    });
  }
});
