// The widget and the comment server, as two readers use them: real browsers, the real process.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, startBrowser } from '../support/browser.mjs';
import { makeFolder, noServer, post, startServer } from '../support/comment-server.mjs';

const FIELD = { name: 'Ý kiến của bạn' };

test('server', { skip: noServer }, async (t) => {
  const site = await startBrowser(t);
  const folder = makeFolder(t);
  const origins = [new URL(site.url).origin];
  const start = (port = 0) =>
    startServer(t, { folder, port, site: { origins, work: 'suspicious' } });

  const open = async (url) => {
    const attributes = `article="1775" clock="off" comments="${url}v1/bao"`;
    const body = `<ykien-reader ${attributes}><h1>Bài</h1><p>Chữ.</p></ykien-reader>`;
    site.pages.set('/page', { body: htmlPage({ head: LOADER, body }) });
    const page = await newPage(site);
    await page.goto(`${site.url}page`);
    await page.getByRole('textbox', FIELD).waitFor();
    return page;
  };
  const write = async (page, text) => {
    await page.locator('.ykien-twins input').fill('Bạn đọc');
    await page.getByRole('textbox', FIELD).fill(text);
    await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await page.locator('.ykien-twins article', { hasText: text }).waitFor();
  };

  const first = await start();
  let second = first;
  const [one, two] = [await open(first.url), await open(first.url)];

  await t.test('what one reader writes another reads', async () => {
    await write(one, 'Rất hay, từ máy thứ nhất');
    assert.equal(await one.getByRole('textbox', FIELD).inputValue(), '');
    await two.reload();
    await two.locator('.ykien-twins article', { hasText: 'từ máy thứ nhất' }).waitFor();
  });

  await t.test('within a second, without being asked for', async () => {
    await write(one, 'Tin nóng, ai cũng thấy');
    const news = two.locator('.ykien-twins article', { hasText: 'Tin nóng' });
    await news.waitFor({ timeout: 1000 });
  });

  await t.test('what the server refuses is told with its reason, and kept', async () => {
    await one.reload(); // the widget knows no more what was written before
    await one.locator('.ykien-twins input').fill('Bạn đọc');
    await one.getByRole('textbox', FIELD).fill('Tin nóng, ai cũng thấy');
    await one.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await one.getByRole('status').filter({ hasText: 'vừa gửi ý kiến này' }).waitFor();
    assert.equal(await one.getByRole('textbox', FIELD).inputValue(), 'Tin nóng, ai cũng thấy');
    assert.equal(await one.locator('.ykien-twins article', { hasText: 'Tin nóng' }).count(), 1);
  });

  await t.test('the browser does the work that is asked of who is new and suspicious', async () => {
    const three = await open(first.url);
    const answers = [];
    three.on('response', (response) => answers.push(response.status()));
    await write(three, 'Người mới, có liên kết https://moi.example');
    assert.deepEqual(
      answers.filter((status) => status === 428 || status === 201),
      [428, 201],
    );
    await three.close();
  });

  await t.test('an answer is written below its comment, and a vote is seen by others', async () => {
    await one.reload();
    const comment = one.locator('.ykien-twins article', { hasText: 'từ máy thứ nhất' });
    await comment.getByRole('button', { name: 'Trả lời Bạn đọc' }).click();
    const box = one.getByRole('textbox', FIELD);
    await one.getByRole('button', { name: 'Hủy', exact: true }).waitFor();
    await one.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await box.fill('Tôi cũng nghĩ vậy');
    // What was begun stays with what it answers.
    await one.getByRole('button', { name: 'Hủy', exact: true }).click();
    await one.waitForFunction(() =>
      document.querySelector('.ykien-twins textarea')?.value.startsWith('Tin nóng'),
    );
    await comment.getByRole('button', { name: 'Trả lời Bạn đọc' }).click();
    await one.waitForFunction(() =>
      document.querySelector('.ykien-twins textarea')?.value.startsWith('Tôi cũng'),
    );
    await one.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await two.locator('.ykien-twins article', { hasText: 'Tôi cũng nghĩ vậy' }).waitFor();
    await two
      .locator('.ykien-twins article[aria-label="Trả lời Bạn đọc"]', { hasText: 'Tôi cũng' })
      .waitFor();
    const like = two
      .locator('.ykien-twins article', { hasText: 'từ máy thứ nhất' })
      .getByRole('button', { name: /^Thích/ });
    await like.click();
    await like.and(two.locator('[aria-pressed="true"]', { hasText: 'Thích · 1' })).waitFor();
    await comment.getByRole('button', { name: /^Thích · 1/ }).waitFor();
    await two.reload();
    await like.and(two.locator('[aria-pressed="true"]')).waitFor();
    await like.click();
    await comment.getByRole('button', { name: /^Thích,/ }).waitFor();
  });

  await t.test('one changes one’s own words, removes them, brings them back', async () => {
    const own = one.locator('.ykien-twins article', { hasText: 'Tôi cũng nghĩ vậy' });
    const others = two.locator('.ykien-twins article', { hasText: 'Tôi cũng nghĩ' });
    assert.equal(await two.getByRole('button', { name: 'Xóa ý kiến của bạn' }).count(), 0);
    await own.getByRole('button', { name: 'Sửa ý kiến của bạn' }).click();
    const box = one.getByRole('textbox', FIELD);
    await one.waitForFunction(() =>
      document.querySelector('.ykien-twins textarea')?.value.startsWith('Tôi cũng'),
    );
    await box.fill('Tôi cũng nghĩ khác rồi');
    await one.getByRole('button', { name: 'Gửi ý kiến' }).click();
    const changed = one.locator('.ykien-twins article', { hasText: 'nghĩ khác rồi' });
    await changed.getByText('đã sửa').waitFor();
    await others.getByText('nghĩ khác rồi').waitFor();
    await changed.getByRole('button', { name: 'Xóa ý kiến của bạn' }).click();
    const gone = one.locator('.ykien-twins article', { hasText: 'Bạn đã xóa ý kiến này.' });
    await others.waitFor({ state: 'detached' });
    await gone.getByRole('button', { name: 'Hoàn tác' }).click();
    await changed.waitFor();
    await others.waitFor();
  });

  await t.test('the thread is sorted as its reader wants it, and stays so', async () => {
    const words = () => two.locator('.ykien-twins article > p').first().textContent();
    const newest = await words();
    await two.getByRole('button', { name: 'Cũ nhất' }).click();
    await two.waitForFunction(
      (before) => document.querySelector('.ykien-twins article > p').textContent !== before,
      newest,
    );
    const oldest = await words();
    await two.reload();
    await two.locator('.ykien-twins article').first().waitFor();
    assert.equal(await words(), oldest);
    await two.getByRole('button', { name: 'Mới nhất' }).click();
  });

  await t.test('a link to a comment opens the page at it, marked', async () => {
    const comment = one.locator('.ykien-twins article', { hasText: 'từ máy thứ nhất' });
    const hash = await comment.getByRole('link', { name: 'Liên kết' }).getAttribute('href');
    assert.match(hash, /^#y-kien-[\w-]+$/);
    const page = await newPage(site);
    await page.setViewportSize({ width: 900, height: 300 });
    await page.goto(`${site.url}page${hash}`);
    const marked = page.locator('.ykien-twins article.yk-target', { hasText: 'từ máy thứ nhất' });
    await marked.waitFor();
    await page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('.yk-target').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    const other = page.locator('.ykien-twins article', { hasText: 'Tin nóng' });
    await other.getByRole('link', { name: 'Liên kết' }).first().click();
    await page.locator('.ykien-twins article.yk-target', { hasText: 'Tin nóng' }).waitFor();
    assert.equal(await marked.count(), 0);
    await page.close();
  });

  await t.test('badges of a page ask together, and say how many there are', async () => {
    const tag = (article) =>
      `<ykien-count comments="${first.url}v1/bao" article="${article}">?</ykien-count>`;
    const body = `<p lang="vi">Ý kiến (${tag('1775')}) (${tag('none')}) (${tag('1775')})</p>`;
    const head = '<script type="module" src="/ykien/ykien-count.js"></script>';
    site.pages.set('/badges', { body: htmlPage({ head, body }) });
    const page = await newPage(site);
    const asked = [];
    page.on('request', (request) => {
      if (request.url().includes('/counts')) asked.push(request.url());
    });
    await page.goto(`${site.url}badges`);
    await page.getByText(/Ý kiến \(\d+\) \(0\) \(\d+\)/).waitFor();
    assert.equal(asked.length, 1);
    await page.close();
  });

  await t.test('what is held only its author sees', async () => {
    await write(one, 'Xem thêm https://vi.example');
    await one.reload();
    await one.locator('.ykien-twins article', { hasText: 'Xem thêm' }).waitFor();
    await two.reload();
    await two.locator('.ykien-twins article', { hasText: 'từ máy thứ nhất' }).waitFor();
    assert.equal(await two.locator('.ykien-twins article', { hasText: 'Xem thêm' }).count(), 0);
  });

  await t.test('the process killed and started again, all is there; a draft waits', async () => {
    await first.kill();
    await two.locator('.ykien-twins input').fill('Người thứ hai');
    await two.getByRole('textbox', FIELD).fill('Viết lúc máy chủ vắng');
    await two.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await two.locator('.ykien-twins [role="status"]', { hasText: /\p{L}/u }).first().waitFor();
    assert.equal(await two.getByRole('textbox', FIELD).inputValue(), 'Viết lúc máy chủ vắng');
    second = await start(Number(new URL(first.url).port));
    await two.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await two.locator('.ykien-twins article', { hasText: 'máy chủ vắng' }).waitFor();
    await one.locator('.ykien-twins article', { hasText: 'máy chủ vắng' }).waitFor();
    await one.locator('.ykien-twins article', { hasText: 'từ máy thứ nhất' }).waitFor();
    assert.deepEqual([...one.errors, ...two.errors], []);
  });

  await t.test(
    'told to end while many write, it ends, and what it acknowledged is there',
    async () => {
      const send = async (key) => {
        const wish = { key: `key-${key}`, text: `Ý kiến ${key}`, article: 'many' };
        const response = await post(second.url, wish).catch(() => null);
        return response?.status === 201;
      };
      assert.ok(await send('first'));
      const writing = Promise.all(Array.from({ length: 200 }, (_, i) => send(i)));
      await new Promise((done) => setTimeout(done, 50));
      assert.equal(await second.kill('SIGTERM'), 0);
      const acknowledged = 1 + (await writing).filter(Boolean).length;
      const { url } = await start();
      const response = await fetch(`${url}v1/bao/counts?articles=many`);
      const [count] = await response.json();
      assert.ok(count >= acknowledged, `${count} of ${acknowledged}`);
    },
  );
});
