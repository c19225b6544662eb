// The longest task of Chromium's main thread while it shows what no publisher means to send, from
// the loader's arrival until the picture is there and all words are in the page.

import { FIRST, LAST, MARKUP, SCRIPTED } from '../support/bad-articles.mjs';
import { htmlPage, newPage, startBrowser } from '../support/browser.mjs';
import { makeBlackPng } from '../support/png.mjs';
import { report } from './measure.mjs';

const TIMES = 2;

/** Runs in the page: notes the tasks over 50 ms from now on. */
function watchTasks() {
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      window.longest = Math.max(window.longest, duration);
  }).observe({ type: 'longtask' });
}

/** Runs in the page: the last paragraph has come, and what is in sight is shown. */
function isThere() {
  const { state } = document.querySelector('ykien-reader');
  const paragraphs = document.querySelectorAll('.ykien-twins[role="article"] p');
  const last = [...paragraphs].findLast(({ textContent }) => textContent === 'Đoạn cuối.');
  return last !== undefined && ['layered', 'painted'].includes(state);
}

const ends = [];
const site = await startBrowser({ after: (end) => ends.push(end) });

async function longestTask(between, fill) {
  const tag = `<ykien-reader gl="any" clock="off">${FIRST}${between}${LAST}</ykien-reader>`;
  site.pages.set('/bad', { body: htmlPage({ body: tag }) });
  const page = await newPage(site);
  await page.route('**/never.png', () => {});
  await page.goto(`${site.url}bad`, { waitUntil: 'domcontentloaded' });
  if (fill) await page.locator('#place').evaluate(fill);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 1000))); // the page's own layout
  await page.evaluate(watchTasks);
  await page.addScriptTag({ type: 'module', url: '/ykien/ykien.js' });
  // Asked seldom: to look through 20,000 paragraphs is work, too.
  await page.waitForFunction(isThere, null, { polling: 500, timeout: 60_000 });
  await page.waitForTimeout(1000);
  const longest = await page.evaluate(() => window.longest);
  await page.context().close();
  return longest;
}

try {
  site.pages.set('/huge.png', { body: makeBlackPng(10_000, 10_000), type: 'image/png' });
  const scripted = SCRIPTED.map(([name, fill]) => [name, '<div id="place"></div>', fill]);
  for (const [name, markup, fill] of [...MARKUP, ...scripted]) {
    const tasks = [];
    for (let i = 0; i < TIMES; i++) tasks.push(await longestTask(markup, fill));
    report(`bad-input.longest-task.${name.replaceAll(/[ ,]+/g, '-')}`, tasks, 'ms');
  }
} finally {
  for (const end of ends) await end();
}
