// An article of 10,000 words in the widget, and as a plain page of the same words, in turns: how
// long another text size takes, what scrolling through it costs the main thread, what memory
// remains.
//
// Nothing in the widget knows of this. "Until it is settled": no frame is asked for any more.

import { LOADER, htmlPage, newPage, startBrowser, waitForState } from '../support/browser.mjs';
import { report } from './measure.mjs';
import { PARAGRAPHS } from './text.mjs';

const WORDS = 10_000;
const SIZES = 12;
const SCROLLS = 3;
const SCROLL_STEP = 240; // CSS px a frame: faster than one reads, slower than a fling
const MEGABYTE = 1 << 20;

/** As many paragraphs as have so many words, a heading before every eighth. */
function articleOf(words) {
  const blocks = [];
  for (let count = 0; count < words;) {
    const index = blocks.length;
    const text = `${index}. ${PARAGRAPHS[index % PARAGRAPHS.length]}`;
    blocks.push(`${index % 8 ? '' : `<h2>Phần ${index / 8 + 1}</h2>`}<p>${text}</p>`);
    count += text.split(' ').length;
  }
  return `<h1>Một ngày ở phố</h1>${blocks.join('')}`;
}

const ends = [];
const site = await startBrowser({ after: (end) => ends.push(end) });
const article = articleOf(WORDS);
const style = `<style>body { font: 18px/1.6 serif; width: 640px; margin: 0 auto }</style>`;
site.pages.set('/plain', { body: htmlPage({ head: style, body: `<main>${article}</main>` }) });
site.pages.set('/widget', {
  body: htmlPage({
    head: LOADER,
    body: `<ykien-reader article="long" lang="vi" gl="any">${article}</ykien-reader>`,
  }),
});

async function open(name) {
  const page = await newPage(site);
  await page.goto(`${site.url}${name}`);
  if (name === 'widget') await waitForState(page, 'painted');
  await page.waitForTimeout(1000);
  return page;
}

/** Runs in the page: another size by the button; until its last frame was handed over, ms. */
async function resizeWidget() {
  const element = document.querySelector('ykien-reader');
  const began = performance.now();
  [...element.querySelectorAll('button')].find((one) => /aA/.test(one.textContent)).click();
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const { layouts } = element.stats;
  for (let frames = -1; element.stats.frames !== frames || element.stats.layouts === layouts;) {
    frames = element.stats.frames;
    await frame();
    await frame();
  }
  return window.handedOver - began;
}

/** Runs in the page: another size by the style sheet; until its frame was handed over, ms. */
async function resizePlain(step) {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const began = performance.now();
  document.body.style.fontSize = `${16 + (step % 5)}px`;
  document.body.getBoundingClientRect();
  await frame();
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - began);
    port2.postMessage(0);
  });
}

/**
 * Runs in the page: notes how long each call in one of the widget's frames takes from now on, and
 * when the last one was handed to the compositor: a task that follows it.
 */
function watchFrames() {
  window.calls = [];
  const ask = window.requestAnimationFrame;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => (window.handedOver = performance.now());
  const element = document.querySelector('ykien-reader');
  window.requestAnimationFrame = (callback) =>
    ask.call(window, (now) => {
      const { frames } = element.stats;
      const began = performance.now();
      callback(now);
      if (element.stats.frames === frames) return;
      window.calls.push(performance.now() - began);
      port2.postMessage(0);
    });
}

/** The main thread's script while the page is scrolled to its end, by Chromium's trace. */
async function traceScroll(page) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline', 'v8.execute'] },
    transferMode: 'ReportEvents',
  });
  await page.evaluate(async (step) => {
    const end = document.documentElement.scrollHeight - innerHeight;
    for (let y = 0; y < end; y += step) {
      scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(done));
    }
  }, SCROLL_STEP);
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  // Another thread's time is not the page's: thread time, where the trace has it.
  const took = ({ dur, tdur }) => (tdur ?? dur) / 1000;
  const script = events.filter(({ name, ph }) => ph === 'X' && name === 'FunctionCall').map(took);
  return { longest: Math.max(...script, 0), all: script.reduce((sum, ms) => sum + ms, 0) };
}

async function measureSizes() {
  const [widget, plain] = [await open('widget'), await open('plain')];
  await widget.evaluate(watchFrames);
  const times = { widget: [], plain: [] };
  for (let i = 0; i < SIZES; i++) {
    await widget.bringToFront();
    times.widget.push(await widget.evaluate(resizeWidget));
    await plain.bringToFront();
    times.plain.push(await plain.evaluate(resizePlain, i));
  }
  report('long.another-size.widget', times.widget, 'ms');
  report('long.another-size.plain', times.plain, 'ms');
  report('long.another-size.longest-frame', [Math.max(...(await widget.evaluate('calls')))], 'ms');
  await Promise.all([widget, plain].map((page) => page.context().close()));
}

async function measureScrolls() {
  const found = { widget: [], plain: [] };
  for (let i = 0; i < SCROLLS; i++) {
    for (const name of ['widget', 'plain']) {
      const page = await open(name);
      found[name].push(await traceScroll(page));
      await page.context().close();
    }
  }
  for (const [name, scrolls] of Object.entries(found)) {
    const of = (key) => scrolls.map((scroll) => scroll[key]);
    report(`long.scroll.longest-script.${name}`, of('longest'), 'ms');
    report(`long.scroll.all-script.${name}`, of('all'), 'ms');
  }
}

/** After 2 changes of the size, and after 100: the module's memory, and the page's. */
async function measureMemory() {
  const page = await open('widget');
  const session = await page.context().newCDPSession(page);
  const bytes = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const module = await page.evaluate(() => document.querySelector('ykien-reader').stats);
    return usedSize + module.memoryBytes;
  };
  let early = 0;
  for (let i = 1; i <= 100; i++) {
    await page.evaluate(resizeWidget);
    if (i === 2) early = await bytes();
  }
  const late = await bytes();
  report('long.memory.after-2-sizes', [early / MEGABYTE], 'MB');
  report('long.memory.after-100-sizes', [late / MEGABYTE], 'MB');
  report('long.memory.growth', [Number(((late / early - 1) * 100).toFixed(1))], '%');
  await page.context().close();
}

try {
  await measureSizes();
  await measureScrolls();
  await measureMemory();
} finally {
  for (const end of ends) await end();
}
