// Writing, keeping and sending: what may fail on the way, and that no text is ever lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, startBrowser, waitForState } from '../support/browser.mjs';

const BODY =
  '<ykien-reader article="bai" gl="any" clock="off"><h1>Bài</h1><p>Nội dung.</p></ykien-reader>';
const FIELD = { name: 'Ý kiến của bạn' };
const SEND = { name: 'Gửi ý kiến' };

/** Runs in the page before its own scripts: a client whose answers the test gives, one by one. */
function manualClient() {
  window.calls = [];
  const ask = (name, args) =>
    new Promise((resolve, reject) =>
      window.calls.push({ name, args, resolve, reject, at: Date.now() }),
    );
  window.answer = async (name, value) => {
    while (!window.calls.some((call) => call.name === name))
      await new Promise((done) => setTimeout(done, 5));
    const index = window.calls.findIndex((call) => call.name === name);
    const [call] = window.calls.splice(index, 1);
    if (typeof value === 'object') call.reject(Object.assign(new DOMException('x', value.name)));
    else call.resolve(value === 'same' ? call.args[1] : value);
    return [call.args[0], call.args[1], call.args[2]?.id];
  };
  const client = {
    list: (...args) => ask('list', args),
    add: (...args) => ask('add', args),
  };
  customElements
    .whenDefined('ykien-reader')
    .then(() => (document.querySelector('ykien-reader').client = client));
}

test('comments', async (t) => {
  const site = await startBrowser(t);
  site.pages.set('/page', { body: htmlPage({ head: LOADER, body: BODY }) });
  const open = async (prepare = async () => {}, page = undefined) => {
    const opened = page ?? (await newPage(site));
    await prepare(opened);
    await opened.goto(`${site.url}page`);
    await waitForState(opened, 'painted');
    return opened;
  };
  const answer = (page, name, value) =>
    page.evaluate(([call, what]) => window.answer(call, what), [name, value]);
  const write = async (page, text, name = 'An') => {
    await page.getByRole('textbox', { name: 'Tên của bạn' }).fill(name);
    await page.getByRole('textbox', FIELD).fill(text);
  };
  const manual = (page) => page.addInitScript(manualClient);

  for (const [error, text] of [
    ['TimeoutError', 'chưa trả lời'],
    ['NetworkError', 'không có kết nối'],
    ['QuotaExceededError', 'không cho phép lưu'],
    ['SecurityError', 'không cho phép lưu'],
    ['SyntaxError', 'không đúng'],
  ]) {
    await t.test(`loading ends in ${error}: the reason, and a second try`, async () => {
      const page = await open(manual);
      await page.getByRole('status').filter({ hasText: 'Đang tải dữ liệu' }).waitFor();
      await answer(page, 'list', { name: error });
      await page.getByRole('status').filter({ hasText: text }).waitFor();
      await page.getByRole('button', { name: 'Thử lại' }).click();
      await page.getByRole('status').filter({ hasText: 'Đang tải dữ liệu' }).waitFor();
      await answer(page, 'list', '[]');
      await page.getByRole('heading', { name: 'Ý kiến (0)' }).waitFor();
    });
  }

  await t.test('an answer that is not what was asked for', async () => {
    const page = await open(manual);
    await answer(page, 'list', '<!doctype html>');
    await page.getByRole('status').filter({ hasText: 'không đúng' }).waitFor();
  });

  await t.test('no answer within ten seconds: said, and the client is told to stop', async () => {
    const page = await newPage(site);
    await page.clock.install({ time: new Date('2026-03-14T06:00:00+07:00') });
    await open(manual, page);
    const aborted = page.evaluate(
      () =>
        new Promise((resolve) =>
          window.calls[0].args[1].signal.addEventListener('abort', () =>
            resolve(window.calls[0].args[1].signal.reason.name),
          ),
        ),
    );
    // However long it took to open the page: time stands still from here.
    await page.clock.pauseAt((await page.evaluate(() => window.calls[0].at)) + 9_000);
    await page.getByRole('status').filter({ hasText: 'Đang tải dữ liệu' }).waitFor();
    await page.clock.runFor(2_000);
    await page.getByRole('status').filter({ hasText: 'chưa trả lời' }).waitFor();
    assert.equal(await aborted, 'TimeoutError');
  });

  await t.test('storage that is denied: said as such, and reading goes on', async () => {
    const page = await open((page) =>
      page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('denied', 'SecurityError');
        };
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }),
    );
    await page.getByRole('status').filter({ hasText: 'không cho phép lưu' }).waitFor();
    assert.deepEqual(page.errors, []);
  });

  await t.test(
    'sending fails: the text stays, and a second try sends the same comment once',
    async () => {
      const page = await open(manual);
      await answer(page, 'list', '[]');
      await write(page, 'Bài hay lắm');
      await page.getByRole('button', SEND).click();
      const [article, first, id] = await answer(page, 'add', { name: 'NetworkError' });
      await page.getByRole('status').filter({ hasText: 'Chưa gửi được' }).waitFor();
      assert.equal(await page.getByRole('textbox', FIELD).inputValue(), 'Bài hay lắm');
      await page.getByRole('button', SEND).click();
      const [, second, sameId] = await answer(page, 'add', 'same');
      await page.getByRole('article').filter({ hasText: 'An' }).getByText('Bài hay lắm').waitFor();
      assert.equal(await page.getByRole('textbox', FIELD).inputValue(), '');
      assert.equal(article, 'bai');
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(id, sameId);
      assert.deepEqual(
        [first, second].map((json) => JSON.parse(json).id),
        [id, id],
      );
    },
  );

  await t.test('a second comment has another id', async () => {
    const page = await open(manual);
    await answer(page, 'list', '[]');
    const ids = [];
    for (const text of ['Một ý kiến', 'Một ý kiến khác']) {
      await write(page, text);
      await page.getByRole('button', SEND).click();
      ids.push((await answer(page, 'add', 'same'))[2]);
      await page.getByRole('article').getByText(text, { exact: true }).waitFor();
    }
    assert.equal(new Set(ids).size, 2);
  });

  await t.test('what is typed while a comment is on its way stays', async () => {
    const page = await open(manual);
    await answer(page, 'list', '[]');
    await write(page, 'Câu thứ nhất');
    await page.getByRole('button', SEND).click();
    await page.waitForFunction(() => window.calls.some((call) => call.name === 'add'));
    const field = page.getByRole('textbox', FIELD);
    await field.evaluate((area) => {
      area.readOnly = false;
      area.value += ', câu thứ hai';
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    await answer(page, 'add', 'same');
    await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
    assert.equal(await field.inputValue(), 'Câu thứ nhất, câu thứ hai');
  });

  await t.test(
    'Ctrl+Enter sends; Enter alone, or while letters are being composed, does not',
    async () => {
      const page = await open(manual);
      await answer(page, 'list', '[]');
      await write(page, 'Một dòng');
      const field = page.getByRole('textbox', FIELD);
      await field.press('End');
      await field.press('Enter');
      assert.equal(await field.inputValue(), 'Một dòng\n');
      await field.evaluate((area) => {
        const press = (init) =>
          area.dispatchEvent(
            new KeyboardEvent('keydown', {
              key: 'Enter',
              ctrlKey: true,
              bubbles: true,
              cancelable: true,
              ...init,
            }),
          );
        press({ isComposing: true });
        press({ keyCode: 229 });
      });
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      assert.equal(await page.evaluate(() => window.calls.length), 0);
      await field.press('Control+Enter');
      await answer(page, 'add', 'same');
      await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
    },
  );

  await t.test('Enter in the name field sends too, as in any form', async () => {
    const page = await open(manual);
    await answer(page, 'list', '[]');
    await write(page, 'Một ý kiến');
    await page.getByRole('textbox', { name: 'Tên của bạn' }).press('Enter');
    await answer(page, 'add', 'same');
    await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
  });

  await t.test(
    'a draft outlasts the page at once, per article, and goes when it was sent',
    async () => {
      const page = await open();
      await write(page, 'Đang viết dở');
      await page.reload();
      await waitForState(page, 'painted');
      const field = page.getByRole('textbox', FIELD);
      assert.equal(await field.inputValue(), 'Đang viết dở');
      assert.equal(await page.getByRole('textbox', { name: 'Tên của bạn' }).inputValue(), 'An');
      await page.getByText('12 / 500 ký tự', { exact: true }).waitFor();
      site.pages.set('/other', {
        body: htmlPage({ head: LOADER, body: BODY.replace('bai', 'bai-khac') }),
      });
      await page.goto(`${site.url}other`);
      await waitForState(page, 'painted');
      assert.equal(await field.inputValue(), '');
      await page.goto(`${site.url}page`);
      await waitForState(page, 'painted');
      await page.getByRole('button', SEND).click();
      await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
      assert.equal(await field.inputValue(), '');
      assert.equal(
        await page.getByRole('textbox', { name: 'Tên của bạn' }).inputValue(),
        'An',
        'the name is remembered',
      );
    },
  );

  await t.test('the field grows with its text and shrinks again, the form with it', async () => {
    const page = await open();
    const field = page.getByRole('textbox', FIELD);
    const heights = () =>
      page.evaluate(() =>
        ['textarea', 'form'].map(
          (tag) => document.querySelector(tag).getBoundingClientRect().height,
        ),
      );
    const [area, form] = await heights();
    await field.fill('dòng\n'.repeat(20));
    await page.waitForFunction(
      (before) => document.querySelector('form').getBoundingClientRect().height > before + 100,
      form,
    );
    const [areaAfter, formAfter] = await heights();
    // A refusal, if there is one, takes room too.
    assert.ok(formAfter - form >= areaAfter - area, `${formAfter - form} of ${areaAfter - area}`);
    assert.equal(await field.evaluate((one) => one.scrollHeight <= one.clientHeight), true);
    await field.fill('');
    await page.waitForFunction(
      ([least, whole]) => {
        const height = (tag) => document.querySelector(tag).getBoundingClientRect().height;
        return height('textarea') === least && height('form') === whole;
      },
      [area, form],
    );
  });

  await t.test(
    'a letter that goes and comes within one frame leaves the form as it was',
    async () => {
      const page = await open();
      const field = page.getByRole('textbox', FIELD);
      await field.fill('dòng\n'.repeat(12));
      const bottoms = () =>
        page.evaluate(() => {
          const bottom = (css) => document.querySelector(css).getBoundingClientRect().bottom;
          return bottom('form') - bottom('textarea');
        });
      while ((await bottoms()) < 0) await page.waitForTimeout(100);
      await page.waitForTimeout(300);
      const before = await bottoms();
      // As Vietnamese input tools do at the end of a line: Backspace, and what takes its place.
      await field.evaluate((area) => {
        for (const text of ['dòng\n'.repeat(11), 'dòng\n'.repeat(12)]) {
          area.value = text;
          area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
      });
      await page.waitForTimeout(300);
      assert.equal(await bottoms(), before);
    },
  );

  await t.test('two articles, two threads; comments of one do not show in the other', async () => {
    const page = await open();
    await write(page, 'Chỉ ở đây');
    await page.getByRole('button', SEND).click();
    await page.getByRole('heading', { name: 'Ý kiến (1)' }).waitFor();
    await page.goto(`${site.url}other`);
    await page.getByRole('heading', { name: 'Ý kiến (0)' }).waitFor();
  });

  await t.test('markup in a comment is text', async () => {
    const page = await open();
    await write(page, '<img src=x onerror=alert(1)> & <b>đậm</b>');
    await page.getByRole('button', SEND).click();
    await page
      .getByRole('article')
      .filter({ hasText: 'An' })
      .getByText('<img src=x onerror=alert(1)> & <b>đậm</b>')
      .waitFor();
    assert.equal(await page.locator('[slot="ykien-section-3"] :is(img, b)').count(), 0);
  });
});
