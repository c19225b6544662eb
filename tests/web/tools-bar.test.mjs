// The bar of the reading tools: opened, walked through and put away by mouse and by keyboard.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { project } from '../support/browser.mjs';
import { ARTICLE, openBar, openPanel, readerTag, startTools } from '../support/tools-page.mjs';

const AXE = readFileSync(join(project, 'node_modules/axe-core/axe.min.js'), 'utf8');
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";
const PANELS = ['Chữ và màu', 'Mục lục', 'Tìm', 'Nghe', 'Chia sẻ', 'Thêm'];

/** Runs in the page: the name of what has the focus, in the reader or beside it. */
function focusName() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at.getAttribute('aria-label') || at.textContent.trim();
}

async function violations(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const result = await page.evaluate(() => window.axe.run(document));
  return result.violations.flatMap((one) => one.nodes.map(({ html }) => [one.id, html]));
}

test('the bar', async (t) => {
  const { open, show } = await startTools(t);

  await t.test('by keyboard: opened, each tool in turn, closed, and the focus back', async () => {
    const page = await show();
    await page.getByRole('button', { name: 'Công cụ đọc' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => document.querySelector('ykien-reader').shadowRoot.activeElement !== null,
    );
    for (const name of PANELS) {
      assert.equal(await page.evaluate(focusName), name);
      await page.keyboard.press('Enter');
      const group = page.getByRole('group', { name, exact: true });
      await group.waitFor();
      if (name === 'Tìm') assert.equal(await page.evaluate(focusName), 'Tìm trong bài');
      await page.keyboard.press('Escape');
      await group.waitFor({ state: 'hidden' });
      assert.equal(await page.evaluate(focusName), name, 'the focus is back on the button');
      await page.keyboard.press('Tab');
    }
    assert.equal(await page.evaluate(focusName), 'Đóng');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Công cụ đọc' }).waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(focusName), 'Công cụ đọc');
    assert.deepEqual(page.errors, []);
  });

  await t.test('by mouse: one panel at a time; a press on the article puts it away', async () => {
    const page = await show();
    const text = await openPanel(page, 'Chữ và màu');
    await page.getByRole('button', { name: 'Mục lục' }).click();
    await text.waitFor({ state: 'hidden' });
    await page.getByRole('group', { name: 'Mục lục' }).waitFor();
    await page.mouse.click(900, 740);
    await page.getByRole('group', { name: 'Mục lục' }).waitFor({ state: 'hidden' });
    await page.getByRole('region', { name: 'Công cụ đọc' }).getByLabel('Đóng').click();
    await page.getByRole('region', { name: 'Công cụ đọc' }).waitFor({ state: 'detached' });
  });

  await t.test('it stays in sight while one reads, and is not printed', async () => {
    const page = await show();
    const bar = await openBar(page);
    await page.evaluate(() => scrollTo(0, 1500));
    await page.waitForFunction(() => scrollY === 1500);
    assert.equal((await bar.boundingBox()).y, 0);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await bar.isVisible(), false);
    await page.emulateMedia({ media: 'screen' });
    assert.equal(await bar.isVisible(), true);
  });

  await t.test('it fits: nothing is wider than a small telephone', async () => {
    const page = await show({ viewport: { width: 320, height: 640 } });
    const bar = await openBar(page);
    const widths = async () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(await widths(), 320);
    for (const name of PANELS) {
      await bar.getByRole('button', { name, exact: true }).click();
      const { x, width } = await page.getByRole('group', { name, exact: true }).boundingBox();
      assert.ok(x >= 0 && x + width <= 320, `${name}: ${x} ${width}`);
      assert.equal(await widths(), 320);
    }
    for (const button of await bar.getByRole('button').all()) {
      if (!(await button.isVisible())) continue;
      const { width, height } = await button.boundingBox();
      assert.ok(width >= 40 && height >= 44, await button.getAttribute('aria-label'));
    }
  });

  await t.test('under the strict policy all of it comes and works', async () => {
    const page = await open(readerTag(ARTICLE, 'article="bai"'), {
      headers: { 'Content-Security-Policy': POLICY },
      prepare: (one) =>
        one.addInitScript(() => {
          window.reports = [];
          document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
            window.reports.push(`${violatedDirective} ${sample}`),
          );
        }),
    });
    await openPanel(page, 'Chữ và màu');
    await page.getByRole('radio', { name: 'Tối' }).check({ force: true });
    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('ykien-reader')).colorScheme === 'dark',
    );
    await page.locator('.yk-enlarge').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Ảnh' }).waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(await page.evaluate(() => window.reports), []);
    assert.deepEqual(page.errors, []);
  });

  for (const colorScheme of ['light', 'dark']) {
    await t.test(`no violation with any of it open, ${colorScheme}`, async () => {
      const page = await show({ colorScheme });
      await page.locator('.yk-enlarge').first().waitFor({ state: 'attached' });
      const bar = await openBar(page);
      for (const name of PANELS) {
        await bar.getByRole('button', { name, exact: true }).click();
        if (name === 'Chữ và màu') {
          await page.getByRole('radio', { name: 'Tự chọn' }).check({ force: true });
          await page.getByText('Khoảng cách và căn lề').click();
        }
        assert.deepEqual(await violations(page), [], name);
        if (name === 'Chữ và màu') await page.getByRole('button', { name: /Đặt lại/ }).click();
      }
      await page.getByRole('button', { name: 'Phím tắt' }).click();
      await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor();
      assert.deepEqual(await violations(page), [], 'help');
      await page.keyboard.press('Escape');
      await page.locator('.yk-enlarge').first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Ảnh' }).waitFor();
      assert.deepEqual(await violations(page), [], 'photo');
    });
  }
});

test('tools under other circumstances', async (t) => {
  const { show } = await startTools(t);

  await t.test('in forced colours: borders, and outlines around what is chosen', async () => {
    const page = await show({ forcedColors: 'active' });
    const panel = await openPanel(page, 'Chữ và màu');
    const looks = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector('ykien-reader');
      const of = (css) => getComputedStyle(shadowRoot.querySelector(css));
      return {
        chosen: of('.panel .choices label:has(:checked)').outlineStyle,
        other: of('.panel .choices label:not(:has(:checked))').outlineStyle,
        pressed: of('.bar button[aria-expanded="true"]').borderTopWidth,
        button: of('.bar button[aria-expanded="false"]').borderTopStyle,
      };
    });
    assert.deepEqual(looks, { chosen: 'solid', other: 'none', pressed: '3px', button: 'solid' });
    await panel.getByRole('radio', { name: 'Ngà' }).check({ force: true });
    const strip = page.getByRole('button', { name: 'Đổi cỡ chữ' });
    assert.equal(await strip.evaluate((button) => getComputedStyle(button).outlineWidth), '1px');
    // axe reads the colours that were asked for, not those that are forced.
    const found = await violations(page);
    assert.deepEqual(
      found.filter(([id]) => id !== 'color-contrast'),
      [],
    );
  });

  await t.test('a file that does not come: reading goes on, and a press tries again', async () => {
    /** @type {Promise<unknown> | undefined} */
    let whenIdle;
    const prepare = (page) => {
      whenIdle = page.waitForEvent('requestfailed');
      return page.route('**/ykien-tools*', (route) => route.abort());
    };
    const page = await show({ prepare });
    await whenIdle;
    const button = page.getByRole('button', { name: 'Công cụ đọc' });
    const whenPressed = page.waitForEvent('requestfailed');
    await button.click();
    await whenPressed;
    assert.ok(await page.evaluate(() => document.querySelector('.ykien-twins p').textContent));
    await page.unroute('**/ykien-tools*');
    await button.click();
    await page.getByRole('region', { name: 'Công cụ đọc' }).waitFor();
    assert.deepEqual(page.errors, []);
  });
});
