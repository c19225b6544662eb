// The widget and the comment server, as two readers use them: real browsers, the real process.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { htmlPage, LOADER, newPage, project, startBrowser } from '../support/browser.mjs';

const binary = join(project, 'build/asan/server/ykien-server');
const skip = existsSync(binary) ? false : 'no ykien-server: ./dev test native makes it';
const FIELD = { name: 'Ý kiến của bạn' };

test('server', { skip }, async (t) => {
  const site = await startBrowser(t);
  const folder = mkdtempSync(join(tmpdir(), 'ykien-server-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'secret'), randomBytes(32));
  const origin = new URL(site.url).origin;

  /** @returns its address; ended with the test, or by `kill` */
  const start = async (port = 0) => {
    const options = [
      ['--secret', join(folder, 'secret')],
      ['--database', join(folder, 'comments.db')],
      ['--site', 'bao'],
      ['--origin', origin],
      ['--port', String(port)],
    ];
    const child = spawn(binary, ['serve', ...options.flat()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((done) => child.once('exit', done));
    const kill = (signal = 'SIGKILL') => (child.kill(signal), ended);
    t.after(() => kill());
    const url = await new Promise((resolve, reject) => {
      child.stdout.once('data', (line) => resolve(String(line).replace('ready ', '').trim()));
      child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
    });
    return { url, kill };
  };

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
      const thread = `${second.url}v1/bao/articles/many/comments`;
      const post = async (number) => {
        const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': `key-${number}` };
        const body = JSON.stringify({ text: `Ý kiến ${number}`, authorName: 'Bạn đọc' });
        const response = await fetch(thread, { method: 'POST', headers, body }).catch(() => null);
        return response?.status === 201;
      };
      assert.ok(await post('first'));
      const writing = Promise.all(Array.from({ length: 200 }, (_, i) => post(i)));
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
