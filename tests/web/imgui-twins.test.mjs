// The demo of Dear ImGui's twins in Chromium: what it draws on its canvas is in the page as
// controls, and they work.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newPage, project, startBrowser } from '../support/browser.mjs';

const WASM = join(
  process.env.YKIEN_IMGUI_BUILD ?? join(project, 'build/wasm/imgui_twins'),
  'imgui-demo.wasm',
);
const AXE = readFileSync(join(project, 'node_modules/axe-core/axe.min.js'), 'utf8');
const FIRST_TAB = [
  'button Collapse Settings',
  'menuitem File',
  'menuitem View',
  'button Save',
  'tab General',
  'tab Profile',
  'tab Advanced',
  'checkbox Notifications',
  'checkbox Sounds',
  'slider Volume',
  'radio System',
  'radio Light',
  'radio Dark',
  'slider Text size',
  'spinbutton Opacity',
  'slider Offset 1',
  'slider Offset 2',
  'slider Offset 3',
  'combobox Language',
];

/** Opens the demo and waits for its first picture. */
async function open(site, options = {}) {
  const page = await newPage(site, { locale: 'en-GB', ...options });
  await page.goto(`${site.url}imgui.html`);
  await page.getByRole('region', { name: 'Settings' }).waitFor();
  await settled(page);
  return Object.assign(page, {
    control: (role, name) => page.getByRole(role, { name, exact: true }),
    focused: () => page.evaluate(describeFocus),
    press: async (...keys) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        await settled(page);
      }
    },
  });
}

/** Until the program has nothing to do and no frame is asked for. */
async function settled(page) {
  await page.waitForFunction(
    () =>
      globalThis.imguiDemo?.state.frames > 0 &&
      !globalThis.imguiDemo.state.asked &&
      !globalThis.imguiDemo.program.busy,
  );
}

/** In the page. */
function describeFocus() {
  const element = document.activeElement;
  const role =
    element.getAttribute('role') ?? { INPUT: 'slider', BUTTON: 'button' }[element.tagName];
  return `${role} ${element.getAttribute('aria-label')}`;
}

async function assertNoViolations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  const nodes = violations.flatMap((one) => one.nodes.map(({ html }) => [one.id, html]));
  assert.deepEqual(nodes, []);
}

/** The largest distance, CSS px, between a control's edges and those of its item. */
const misplacement = (page) =>
  page.evaluate(() => {
    const { program, twins } = globalThis.imguiDemo;
    const origin = document.querySelector('#picture').getBoundingClientRect();
    let worst = 0;
    for (const { id, box } of program.screen().items) {
      const rect = twins.element(id)?.getBoundingClientRect();
      if (!rect) continue;
      const [x, y] = [rect.x - origin.x, rect.y - origin.y];
      const edges = [x - box.x, y - box.y, rect.width - box.w, rect.height - box.h];
      worst = Math.max(worst, ...edges.map(Math.abs));
    }
    return worst;
  });

const skip = existsSync(WASM) ? false : `no ${WASM}: ./dev build makes it`;

test("Dear ImGui's twins", { skip }, async (t) => {
  const site = await startBrowser(t);

  await t.test('each control is there, named, and in the order of the screen', async () => {
    const page = await open(site);
    for (const control of FIRST_TAB) {
      const [role, ...name] = control.split(' ');
      assert.equal(await page.control(role, name.join(' ')).count(), 1, control);
    }
    assert.equal(await page.control('heading', 'Notices').count(), 1);
    assert.equal(await page.control('tab', 'General').getAttribute('aria-selected'), 'true');
    assert.equal(await page.control('combobox', 'Language').textContent(), 'Vietnamese');
    assert.equal(await page.control('slider', 'Volume').getAttribute('aria-valuetext'), '0.50');
    assert.equal(await page.control('slider', 'Text size').getAttribute('max'), '32');
    assert.equal(await page.locator('#picture').getAttribute('aria-hidden'), 'true');
    await page.focus('body');
    const walked = [];
    while (walked.length < FIRST_TAB.length) {
      await page.press('Tab');
      walked.push(await page.focused());
    }
    assert.deepEqual(walked, FIRST_TAB);
    await page.press('Tab');
    assert.match(await page.focused(), /null/, 'focus leaves at the end');
    assert.deepEqual(page.errors, []);
  });

  await t.test('a control lies on what is drawn, at two pixel ratios', async () => {
    for (const deviceScaleFactor of [1, 2]) {
      const page = await open(site, { deviceScaleFactor });
      assert.ok((await misplacement(page)) <= 1);
      await page.locator('[data-imgui]').last().focus();
      await settled(page);
      assert.ok((await misplacement(page)) <= 1);
    }
  });

  await t.test('keys press, check, choose, slide; states follow', async () => {
    const page = await open(site);
    await page.control('button', 'Save').focus();
    await page.press('Enter', 'Space');
    assert.equal(await page.getByRole('status').textContent(), 'Saved 2 times');
    await page.control('checkbox', 'Sounds').focus();
    await page.press('Space');
    assert.equal(await page.control('checkbox', 'Sounds').getAttribute('aria-checked'), 'true');
    await page.control('radio', 'Dark').focus();
    await page.press('Space');
    assert.equal(await page.control('radio', 'Dark').getAttribute('aria-checked'), 'true');
    assert.equal(await page.control('radio', 'System').getAttribute('aria-checked'), 'false');
    const volume = page.control('slider', 'Volume');
    await volume.focus();
    await page.press('ArrowRight', 'ArrowRight', 'PageDown');
    assert.equal(await volume.getAttribute('aria-valuetext'), '0.42');
    await page.press('End');
    assert.equal(await volume.getAttribute('aria-valuetext'), '1.00');
    assert.equal(await volume.inputValue(), '1000');
    const size = page.control('slider', 'Text size');
    await size.focus();
    await page.press('ArrowLeft');
    assert.equal(await size.inputValue(), '17');
    assert.equal(await size.getAttribute('aria-valuetext'), '17 px');
    // As an assistive tool moves a range: by its value.
    await size.evaluate((range) => {
      range.value = '30';
      range.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await settled(page);
    assert.equal(await size.getAttribute('aria-valuetext'), '30 px');
    const opacity = page.control('spinbutton', 'Opacity');
    await opacity.focus();
    await page.press('ArrowLeft');
    assert.equal(await opacity.getAttribute('aria-valuetext'), '0.790');
    await page.press('Enter');
    await page.control('textbox', 'Opacity').waitFor();
    await page.control('textbox', 'Opacity').fill('0.25');
    await page.press('Enter');
    assert.equal(await opacity.getAttribute('aria-valuetext'), '0.250');
    assert.deepEqual(page.errors, []);
  });

  await t.test('what is disabled is so in the page, and is passed over', async () => {
    const page = await open(site);
    await page.control('checkbox', 'Notifications').focus();
    await page.press('Space');
    assert.ok(await page.control('checkbox', 'Sounds').isDisabled());
    assert.ok(await page.control('slider', 'Volume').isDisabled());
    await page.press('Tab');
    assert.equal(await page.focused(), 'radio System');
  });

  await t.test('a combo opens a list; focus goes in, and comes back', async () => {
    const page = await open(site);
    const combo = page.control('combobox', 'Language');
    await combo.focus();
    await page.press('Enter');
    assert.equal(await combo.getAttribute('aria-expanded'), 'true');
    const list = page.getByRole('listbox', { name: 'Language' });
    assert.equal(await list.getByRole('option').count(), 4);
    assert.equal(await combo.getAttribute('aria-controls'), await list.getAttribute('id'));
    assert.equal(await page.focused(), 'option Vietnamese');
    await assertNoViolations(page);
    await page.press('ArrowDown', 'ArrowDown');
    assert.equal(await page.focused(), 'option French');
    await page.press('Enter');
    assert.equal(await combo.textContent(), 'French');
    assert.equal(await page.focused(), 'combobox Language');
    await page.press('Enter', 'Escape');
    assert.equal(await list.count(), 0);
    assert.equal(await page.focused(), 'combobox Language');
    assert.deepEqual(page.errors, []);
  });

  await t.test('menus open, step, check and close', async () => {
    const page = await open(site);
    await page.control('menuitem', 'View').focus();
    await page.press('Enter');
    assert.equal(await page.control('menuitem', 'View').getAttribute('aria-expanded'), 'true');
    const toolbar = page.control('menuitemcheckbox', 'Toolbar');
    assert.equal(await toolbar.getAttribute('aria-checked'), 'true');
    await assertNoViolations(page);
    await toolbar.focus();
    await page.press('Enter');
    await page.control('menuitem', 'File').focus();
    await page.press('Enter');
    const reset = page.control('menuitem', 'Reset');
    assert.equal(await reset.getAttribute('aria-keyshortcuts'), 'Control+R');
    assert.ok(await page.control('menuitem', 'Export').isDisabled());
    await page.control('menuitem', 'Recent').focus();
    await page.press('ArrowRight');
    assert.equal(await page.control('menuitem', 'Yesterday').count(), 1);
    await page.press('Escape', 'Escape');
    assert.equal(await reset.count(), 0);
    assert.deepEqual(page.errors, []);
  });

  await t.test('fields keep what is typed: Vietnamese, synthetic Backspace, lines', async () => {
    const page = await open(site);
    await page.control('tab', 'Profile').focus();
    await page.press('Space');
    await assertNoViolations(page);
    const name = page.control('textbox', 'Name');
    assert.equal(await name.getAttribute('placeholder'), 'as others see it');
    await name.focus();
    // As UniKey types "Nguyễn": letters, Backspace, other letters.
    for (const [gone, text] of [
      [0, 'Nguyen'],
      [2, 'ên'],
      [2, 'ễn'],
    ]) {
      for (let i = 0; i < gone; ++i) await page.keyboard.press('Backspace');
      await page.keyboard.insertText(text);
    }
    await settled(page);
    assert.equal(await name.inputValue(), 'Nguyễn');
    const held = () =>
      page.evaluate(
        () =>
          globalThis.imguiDemo.program.screen().items.find(({ label }) => label === 'Name').value,
      );
    assert.equal(await held(), 'Nguyễn');
    await page.press('Enter', 'Escape');
    assert.equal(await name.inputValue(), 'Nguyễn');
    const signature = page.control('textbox', 'Signature');
    await signature.focus();
    await page.keyboard.type('one');
    await page.press('Enter');
    await page.keyboard.type('two');
    await settled(page);
    assert.equal(await signature.inputValue(), 'one\ntwo');
    assert.equal(await page.getByLabel('Password').getAttribute('type'), 'password');
    assert.equal(await page.control('link', 'Terms of use').count(), 1);
    await page.control('tab', 'General').focus();
    await page.press('Space');
    await page.control('tab', 'Profile').focus();
    await page.press('Space');
    assert.equal(await name.inputValue(), 'Nguyễn');
    assert.equal(await signature.inputValue(), 'one\ntwo');
    assert.deepEqual(page.errors, []);
  });

  await t.test('a table has rows and cells; a modal window leaves the rest inert', async () => {
    const page = await open(site);
    await page.control('tab', 'Advanced').focus();
    await page.press('Space');
    assert.equal(await page.getByRole('columnheader').count(), 3);
    assert.equal(await page.getByRole('row').count(), 3);
    assert.equal(await page.getByRole('cell', { name: 'Da Lat' }).count(), 1);
    const header = page.control('button', 'Experiments');
    assert.equal(await header.getAttribute('aria-expanded'), 'false');
    await header.focus();
    await page.press('Enter');
    assert.equal(await header.getAttribute('aria-expanded'), 'true');
    assert.equal(await page.control('checkbox', 'Try what is new').count(), 1);
    await assertNoViolations(page);
    await page.control('button', 'Delete everything...').focus();
    await page.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Delete everything?' });
    await dialog.waitFor();
    assert.ok(
      await page.locator('#twins > [aria-label="Settings"]').evaluate(({ inert }) => inert),
    );
    assert.equal(await dialog.evaluate((node) => node.contains(document.activeElement)), true);
    await assertNoViolations(page);
    await page.control('button', 'Keep').focus();
    await page.press('Enter');
    assert.equal(await dialog.count(), 0);
    assert.equal(await page.focused(), 'button Delete everything...');
  });

  await t.test('the mouse is the canvas’s, and moves the same focus', async () => {
    const page = await open(site);
    const box = page.control('checkbox', 'Sounds');
    const { x, y, width, height } = await box.boundingBox();
    await page.control('button', 'Save').focus();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await settled(page);
    await page.mouse.up();
    await settled(page);
    assert.equal(await box.getAttribute('aria-checked'), 'true');
    assert.equal(await page.focused(), 'checkbox Sounds');
  });

  await t.test('it rests: no frame without a reason', async () => {
    const page = await open(site);
    const frames = () => page.evaluate(() => globalThis.imguiDemo.state.frames);
    const before = await frames();
    await page.evaluate(async () => {
      for (let i = 0; i < 30; ++i) await new Promise(requestAnimationFrame);
    });
    assert.equal(await frames(), before);
  });

  await t.test("Dear ImGui's own demo window, opened and walked", async () => {
    const page = await open(site);
    await page.control('menuitem', 'View').focus();
    await page.press('Enter');
    await page.control('menuitem', "Dear ImGui's own demo").focus();
    await page.press('Enter');
    const region = page.getByRole('region', { name: 'Dear ImGui Demo' });
    await region.waitFor();
    for (const name of ['Widgets', 'Basic']) {
      await region.getByRole('button', { name, exact: true }).focus();
      await page.press('Enter');
    }
    const labels = [];
    await region.getByRole('button', { name: 'Basic', exact: true }).focus();
    for (let i = 0; i < 40; ++i) {
      await page.press('Tab');
      labels.push(await page.focused());
    }
    assert.ok(labels.includes('checkbox checkbox'));
    assert.ok(labels.includes('radio radio c'));
    assert.ok(labels.includes('spinbutton drag int 0..100'));
    const shown = await page.evaluate(() => {
      const id = Number(document.activeElement.dataset.imgui);
      const item = globalThis.imguiDemo.program.screen().items.find((one) => one.id === id);
      return item.seen.h > 0;
    });
    assert.ok(shown, 'what has focus has been scrolled into sight');
    assert.ok((await misplacement(page)) <= 1);
    await assertNoViolations(page);
    assert.deepEqual(page.errors, []);
  });
});
