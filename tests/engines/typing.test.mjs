// What comes from keyboards, input methods, clipboards and dragging is kept to the letter, and
// counted.

import assert from 'node:assert/strict';
import { eachEngine, showArticle } from './support/engines.mjs';

const ARTICLE = '<h1>Nhà bên sông</h1><p>Mỗi chiều, con thuyền nhỏ lại ghé bến.</p>';
const FIELD = '.ykien-twins textarea';
const MEGABYTE = 1 << 20;

/** Runs in the page: whoever writes into a field by script from now on is counted. */
function watchWrites() {
  const { prototype } = HTMLTextAreaElement;
  const { get, set } = Object.getOwnPropertyDescriptor(prototype, 'value');
  window.writes = 0;
  Object.defineProperty(prototype, 'value', {
    configurable: true,
    get,
    set(text) {
      window.writes++;
      set.call(this, text);
    },
  });
}

async function show(scene, options) {
  await showArticle(scene, ARTICLE, options);
  await scene.page.clickOn(FIELD);
  await scene.page.evaluate(watchWrites);
}

const valueOf = (page) => page.evaluate((css) => document.querySelector(css).value, FIELD);

/** Waits for the counter to say it; then nothing may have written into the field. */
async function assertField(page, text, count) {
  await page.waitFor(
    (said) =>
      [...document.querySelectorAll('.ykien-twins *')].some((one) =>
        one.textContent.replaceAll(/[.,\s]/g, '').startsWith(said),
      ),
    `${count}/500`,
  );
  assert.equal(await valueOf(page), text);
  assert.equal(await page.evaluate(() => window.writes), 0, 'the field was written into');
}

/** Runs in the page: text as a tool or the system puts it in, with the browser's own events. */
const insert = (text) => document.execCommand('insertText', false, text);

/** Runs in the page: composes "việt" as input methods without a browser's own help are seen. */
function composeByEvents() {
  const field = document.activeElement;
  const fire = (Type, name, init) =>
    field.dispatchEvent(new Type(name, { bubbles: true, composed: true, ...init }));
  fire(CompositionEvent, 'compositionstart', { data: '' });
  for (const data of ['v', 'vi', 'viê', 'việ', 'việt']) {
    fire(KeyboardEvent, 'keydown', { key: 'Process', keyCode: 229, isComposing: true });
    fire(CompositionEvent, 'compositionupdate', { data });
    field.setRangeText(data, 0, field.value.length, 'end');
    fire(InputEvent, 'input', { data, inputType: 'insertCompositionText', isComposing: true });
  }
  const sends = { key: 'Enter', ctrlKey: true, isComposing: true, cancelable: true };
  const free = fire(KeyboardEvent, 'keydown', sends);
  fire(CompositionEvent, 'compositionend', { data: 'việt' });
  return free;
}

async function composeReally(page) {
  const protocol = await page.protocol();
  for (const text of ['v', 'vi', 'viê', 'việ', 'việt'])
    await protocol.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await protocol.send('Input.insertText', { text: 'việt' });
}

function typeLetters(behave) {
  behave('keys are letters, one by one', async (scene) => {
    await show(scene);
    await scene.page.type('Xin chao, 123!');
    await assertField(scene.page, 'Xin chao, 123!', 14);
  });

  behave('tools that send Backspace and a letter of their own', async (scene) => {
    const { page } = scene;
    await show(scene);
    await page.type('Tie');
    await page.press('Backspace');
    await page.evaluate(insert, 'ê');
    await page.type('ng');
    for (let i = 0; i < 3; i++) await page.press('Backspace');
    await page.evaluate(insert, 'ếng');
    await page.type(' Vie');
    await page.press('Backspace');
    await page.evaluate(insert, 'ệ');
    await page.type('t');
    await assertField(page, 'Tiếng Việt', 10);
  });

  behave(
    'a real composition',
    async (scene) => {
      await show(scene);
      await composeReally(scene.page);
      await assertField(scene.page, 'việt', 4);
    },
    {
      skip: {
        firefox: 'WebDriver BiDi has no command that composes',
        webkit: 'WebKitWebDriver has no command that composes',
      },
    },
  );

  behave('a composition by events; Control and Enter within it does not send', async (scene) => {
    await show(scene);
    assert.equal(await scene.page.evaluate(composeByEvents), true);
    await assertField(scene.page, 'việt', 4);
  });

  behave('a dead key, then its letter', async (scene) => {
    const { page } = scene;
    await show(scene);
    await page.evaluate(() => {
      const keys = { key: 'Dead', code: 'Quote', bubbles: true, cancelable: true };
      window.free = document.activeElement.dispatchEvent(new KeyboardEvent('keydown', keys));
    });
    assert.equal(await page.evaluate(() => window.free), true);
    await page.evaluate(insert, 'á');
    await assertField(page, 'á', 1);
  });
}

function moveText(behave) {
  behave('a megabyte pasted is kept, counted and refused by its length', async (scene) => {
    const { page } = scene;
    await show(scene);
    const line = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ. ';
    const bytes = Buffer.byteLength(line);
    const times = Math.ceil(MEGABYTE / bytes);
    await page.evaluate(
      ([css, text, n]) => {
        const field = document.querySelector(css);
        field.setRangeText(text.repeat(n), 0, 0, 'end');
        const data = { inputType: 'insertFromPaste', bubbles: true };
        field.dispatchEvent(new InputEvent('input', data));
      },
      [FIELD, line, times],
    );
    const length = await page.evaluate((css) => document.querySelector(css).value.length, FIELD);
    assert.equal(length, line.length * times);
    await page.waitFor((css) => document.querySelector(css).ariaInvalid === 'true', FIELD);
    assert.equal(await page.evaluate(() => window.writes), 0);
  });

  behave('a real copy and paste', async (scene) => {
    const { page } = scene;
    await show(scene);
    await page.type('chep ');
    await page.press('Control+a');
    await page.press('Control+c');
    await page.press('ArrowRight');
    await page.press('Control+v');
    await assertField(page, 'chep chep ', 9);
  });

  behave('text dropped into the field stays', async (scene) => {
    const { page } = scene;
    await show(scene);
    const free = await page.evaluate((css) => {
      const field = document.querySelector(css);
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', 'thả vào');
      const init = { bubbles: true, cancelable: true, composed: true, dataTransfer };
      return ['dragenter', 'dragover', 'drop'].every((type) =>
        field.dispatchEvent(new DragEvent(type, init)),
      );
    }, FIELD);
    assert.equal(free, true, 'the browser may do what it does');
    await page.evaluate((css) => {
      const field = document.querySelector(css);
      field.setRangeText('thả vào', 0, 0, 'end');
      field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromDrop', bubbles: true }));
    }, FIELD);
    await assertField(page, 'thả vào', 7);
  });
}

function helpWriting(behave) {
  behave('undo and redo are the browser’s own', async (scene) => {
    const { page } = scene;
    await show(scene);
    await page.type('mot');
    await page.evaluate(insert, ' hai');
    await assertField(page, 'mot hai', 7);
    // MiniBrowser has no key for either.
    const give = (keys, command) =>
      scene.engine === 'webkit'
        ? page.evaluate((name) => document.execCommand(name), command)
        : page.press(keys);
    await give('Control+z', 'undo');
    await page.waitFor((css) => document.querySelector(css).value !== 'mot hai', FIELD);
    await give('Control+Shift+z', 'redo');
    await assertField(page, 'mot hai', 7);
  });

  behave('fields help who types: size, key, names, spelling', async (scene) => {
    await show(scene);
    const said = await scene.page.evaluate(() => {
      const [name, area] = ['input', 'textarea'].map((tag) =>
        document.querySelector(`.ykien-twins ${tag}`),
      );
      const large = (field) => Number.parseFloat(getComputedStyle(field).fontSize) >= 16;
      return {
        large: [large(name), large(area)],
        enter: area.enterKeyHint,
        autocomplete: [name.autocomplete, area.autocomplete],
        spelling: [area.spellcheck, area.autocapitalize, area.lang],
        seen: getComputedStyle(area).color !== 'rgba(0, 0, 0, 0)',
      };
    });
    assert.deepEqual(said, {
      large: [true, true],
      enter: 'send',
      autocomplete: ['name', 'off'],
      spelling: [true, 'sentences', 'vi'],
      seen: true,
    });
  });

  behave('the field grows with its text, and what stands below moves', async (scene) => {
    const { page } = scene;
    await show(scene);
    const below = () =>
      page.evaluate(() => {
        const bottom = (css) => document.querySelector(css).getBoundingClientRect().bottom;
        const top = document.querySelector('.ykien-twins button[type=submit]');
        return { field: bottom('.ykien-twins textarea'), button: top.getBoundingClientRect().top };
      });
    const before = await below();
    await page.type('1\n2\n3\n4\n5\n6\n7\n8');
    await assertField(page, '1\n2\n3\n4\n5\n6\n7\n8', 15);
    const grown = await page.waitFor((first) => {
      const box = document.querySelector('.ykien-twins textarea').getBoundingClientRect();
      const button = document.querySelector('.ykien-twins button[type=submit]');
      const { top } = button.getBoundingClientRect();
      return box.height > 150 && top >= box.bottom && top > first && { top };
    }, before.button);
    assert.ok(grown.top > before.button);
  });
}

eachEngine((behave) => {
  typeLetters(behave);
  moveText(behave);
  helpWriting(behave);
});
