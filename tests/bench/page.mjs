// The widget in Chromium, with software WebGL: how soon it shows, what it costs at rest, at a
// keystroke, at a scroll.
//
// Nothing in the widget knows of this. A script that runs before the page's own times the module's
// compilation, its ykien_paint, the hand-over of each tile, and counts the frames that are asked
// for.
import { LOADER, htmlPage, newPage, startBrowser, waitForState } from '../support/browser.mjs';
import { noSeed, readSeed, serveSeed } from '../support/seed-page.mjs';
import { report } from './measure.mjs';
import { PARAGRAPHS, comment } from './text.mjs';

const MEGABYTE = 1 << 20;
const LOADS = 9;
const TILE_PASSES = 5;
const KEYSTROKES = 100;
const TRACED = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
const IDLE_MS = 10_000;
const PLAIN_STYLE = `<style>
  main { max-width: 720px; margin: auto; font: 18px/1.6 serif; }
  textarea { field-sizing: content; width: 100%; min-height: 96px; font: 16px/24px sans-serif; }
</style>`;

/** About as long as the seed's, for a clone without it. */
function ownPage() {
  const blocks = [...PARAGRAPHS, ...PARAGRAPHS, ...PARAGRAPHS, ...PARAGRAPHS].map(
    (text, i) => (i % 4 ? '' : `<h2>Phần ${i / 4 + 1}</h2>`) + `<p>${text}</p>`,
  );
  const tag = '<ykien-reader article="bench" lang="vi" gl="any">';
  return htmlPage({
    head: LOADER,
    body: `${tag}<h1>Một ngày ở phố</h1>${blocks.join('')}</ykien-reader>`,
  });
}

/** Runs in the page, before anything else. */
function watch() {
  const seen = (window.bench = { compiled: 0, firstTile: 0, frames: 0, tiles: [], inputs: [] });
  const later = (promise) =>
    promise.then((module) => {
      seen.compiled ||= performance.now();
      return module;
    });
  const { compileStreaming, compile, instantiate } = WebAssembly;
  WebAssembly.compileStreaming = (...args) => later(compileStreaming.apply(WebAssembly, args));
  WebAssembly.compile = (...args) => later(compile.apply(WebAssembly, args));
  let painting = 0;
  WebAssembly.instantiate = async (...args) => {
    const { exports } = await instantiate.apply(WebAssembly, args);
    const ykien_paint = (...tile) => {
      painting = performance.now();
      return exports.ykien_paint(...tile);
    };
    return { exports: { ...exports, ykien_paint } };
  };
  const handOver = (prototype, name) => {
    const original = prototype[name];
    prototype[name] = function (...args) {
      const result = original.apply(this, args);
      if (painting) {
        const now = performance.now();
        seen.tiles.push(now - painting);
        seen.firstTile ||= now;
        painting = 0;
      }
      return result;
    };
  };
  handOver(ImageBitmapRenderingContext.prototype, 'transferFromImageBitmap');
  handOver(CanvasRenderingContext2D.prototype, 'drawImage');
  const ask = window.requestAnimationFrame;
  window.requestAnimationFrame = (callback) => {
    seen.frames++;
    return ask.call(window, callback);
  };
}

const ends = [];
const { browser, pages, url } = await startBrowser({ after: (end) => ends.push(end) });
if (noSeed) pages.set('/seed', { body: ownPage() });
else serveSeed(pages, readSeed());

async function open() {
  const page = await newPage({ browser });
  await page.addInitScript(watch);
  await page.goto(`${url}seed`);
  await waitForState(page, 'painted');
  return page;
}

const seen = (page) => page.evaluate(() => window.bench);
const stats = (page) => page.evaluate(() => document.querySelector('ykien-reader').stats);

async function measureLoads() {
  const [first, all, navigation] = [[], [], []];
  for (let i = 0; i < LOADS; i++) {
    const page = await open();
    const { compiled, firstTile } = await seen(page);
    const painted = await page.evaluate(
      () => performance.getEntriesByName('ykien-painted')[0].startTime,
    );
    first.push(firstTile - compiled);
    all.push(painted - compiled);
    navigation.push(painted);
    await page.context().close();
  }
  report('page.first-tile', first, 'ms');
  report('page.all-tiles-near', all, 'ms');
  report('page.from-navigation', navigation, 'ms');
}

/** Tiles painted while the reader scrolls to the end, each for the first time. */
async function measureTiles() {
  const all = [];
  for (let i = 0; i < TILE_PASSES; i++) all.push(...(await scrollThrough(i === 0)));
  report('page.tile', all, 'ms');
}

async function scrollThrough(first) {
  const page = await open();
  const before = (await seen(page)).tiles.length;
  const end = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < end; y += 300) {
    await page.mouse.wheel(0, 300);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
  }
  const { tiles } = await seen(page);
  if (first) report('page.memory', [(await stats(page)).memoryBytes / MEGABYTE], 'MB');
  await page.context().close();
  return tiles.slice(before);
}

async function measureIdle() {
  const page = await open();
  const idle = async (name) => {
    await page.waitForTimeout(1500);
    const [before, counted] = [await stats(page), await seen(page)];
    await page.waitForTimeout(IDLE_MS);
    const [after, recounted] = [await stats(page), await seen(page)];
    report(`page.idle-frames.${name}`, [after.frames - before.frames], 'frames');
    report(`page.idle-requests.${name}`, [recounted.frames - counted.frames], 'requests');
  };
  await idle('clock-in-sight');
  await page.evaluate(() => window.scrollTo(0, 1500));
  await idle('clock-out-of-sight');
  await page.context().close();
}

/** Runs in the page, before anything else: so many comments are there. */
function giveComments({ count, texts }) {
  const comments = Array.from({ length: count }, (_, i) => ({
    id: `c${i}`,
    articleId: '1775',
    parentId: i % 3 === 2 ? `c${i - 1}` : '',
    authorName: `Bạn đọc ${i}`,
    text: texts[i % texts.length],
    created: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
  }));
  const client = { list: async () => JSON.stringify(comments), add: async (_, comment) => comment };
  document.addEventListener('DOMContentLoaded', () => {
    const element = document.querySelector('ykien-reader');
    for (const comment of comments) comment.articleId = element.getAttribute('article');
    element.client = client;
  });
}

/** Runs in the page: notes when each input event came, and when, in which frame, it was counted. */
function watchInputs() {
  const counter = [...document.querySelectorAll('.ykien-twins output, .ykien-twins p')].find(
    (one) => /^\d+ \/ \d+/.test(one.textContent ?? ''),
  );
  const { inputs } = window.bench;
  const isOpen = ({ counted }) => !counted;
  new MutationObserver(() => {
    const open = inputs.findLast(isOpen);
    if (open && counter.textContent !== open.text) open.counted = performance.now();
  }).observe(counter, { subtree: true, childList: true, characterData: true });
  const countFrames = (input) =>
    requestAnimationFrame(() => {
      if (input.counted) return;
      input.frames++;
      countFrames(input);
    });
  const began = () => {
    const input = { began: performance.now(), text: counter.textContent, counted: 0, frames: 0 };
    inputs.push(input);
    countFrames(input);
  };
  addEventListener('input', began, true);
}

/**
 * What the main thread did for each input event: until its frame was handed to the compositor, and
 * in that frame; ms. Asked of a trace: after an input, Chromium puts off the page's own tasks.
 */
function framesOf(trace) {
  const { traceEvents } = JSON.parse(trace);
  const isInput = ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'input';
  const inputs = traceEvents.filter(isInput).sort((a, b) => a.ts - b.ts);
  const { pid, tid } = inputs[0];
  const named = (name) =>
    traceEvents
      .filter((one) => one.name === name && one.pid === pid && one.tid === tid && one.dur)
      .sort((a, b) => a.ts - b.ts);
  const [scripts, commits] = [named('FireAnimationFrame'), named('Commit')];
  return inputs.flatMap(({ ts }) => {
    const script = scripts.find((one) => one.ts > ts);
    const commit = script && commits.find((one) => one.ts > script.ts);
    if (!commit) return [];
    const end = commit.ts + commit.dur;
    return { paint: (end - ts) / 1000, frame: (end - script.ts) / 1000 };
  });
}

async function openToWrite(comments) {
  const page = await newPage({ browser });
  await page.addInitScript(watch);
  if (comments) await page.addInitScript(giveComments, { count: comments, texts: PARAGRAPHS });
  await page.goto(`${url}seed`);
  await waitForState(page, 'painted');
  return page;
}

/** As many words and comments, a field and its counter, as a page has them by itself. */
async function openPlain(comments) {
  const thread = Array.from(
    { length: comments },
    (_, i) => `<article><b>Bạn đọc ${i}</b><p>${PARAGRAPHS[i % PARAGRAPHS.length]}</p></article>`,
  );
  const article = [...PARAGRAPHS, ...PARAGRAPHS].map((text) => `<p>${text}</p>`).join('');
  const form = '<form><textarea></textarea><output>0 / 500 ký tự</output></form>';
  const body = `<main class="ykien-twins">${article}${form}${thread.join('')}</main>`;
  pages.set('/plain', { body: htmlPage({ head: PLAIN_STYLE, body }) });
  const page = await newPage({ browser });
  await page.addInitScript(watch);
  await page.goto(`${url}plain`);
  await page.evaluate(() => {
    const segmenter = new Intl.Segmenter('vi');
    const [output] = document.getElementsByTagName('output');
    document.addEventListener('input', ({ target }) => {
      output.textContent = `${[...segmenter.segment(target.value)].length} / 500 ký tự`;
    });
  });
  return page;
}

/** Runs in the page: nothing has changed in it for so long. */
function quiet(ms) {
  return new Promise((done) => {
    let timer = setTimeout(done, ms);
    new MutationObserver((records) => {
      // A clock ticks once a second.
      if (records.length < 5) return;
      clearTimeout(timer);
      timer = setTimeout(done, ms);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** The picture's time too: counter and picture are made in one frame. */
async function measureKeystrokes(name, page) {
  const field = page.locator('textarea');
  await field.scrollIntoViewIfNeeded();
  await field.fill(comment(400));
  await page.evaluate(quiet, 1500);
  await page.evaluate(watchInputs);
  await browser.startTracing(page, { categories: TRACED });
  for (let i = 0; i < KEYSTROKES; i++) {
    await page.keyboard.press('abcd'[i % 4]); // of a locator, it would be looked for each time
    await page.waitForTimeout(60);
  }
  const frames = framesOf((await browser.stopTracing()).toString());
  const { inputs } = await seen(page);
  const done = inputs.filter(({ counted }) => counted);
  if (Math.min(done.length, frames.length) < KEYSTROKES * 0.9)
    throw new Error(
      `${done.length} of ${inputs.length} keystrokes seen, in ${frames.length} frames`,
    );
  const counted = done.map((input) => input.counted - input.began);
  const p95 = (values) => [values.sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1]];
  report(`${name}.to-counter`, counted, 'ms');
  report(`${name}.frames.p95`, p95(done.map((input) => Math.max(1, input.frames))), 'frames');
  for (const [what, values] of [
    ['to-paint', frames.map(({ paint }) => paint)],
    ['frame', frames.map(({ frame }) => frame)],
  ]) {
    report(`${name}.${what}`, values, 'ms');
    report(`${name}.${what}.p95`, p95(values), 'ms');
  }
  await page.context().close();
}

try {
  await measureLoads();
  await measureTiles();
  await measureIdle();
  for (const comments of [0, 1000]) {
    const name = comments ? `.${comments}-comments` : '';
    await measureKeystrokes(`page.keystroke${name}`, await openToWrite(comments));
    await measureKeystrokes(`page.keystroke.plain${name}`, await openPlain(comments));
  }
} finally {
  for (const end of ends) await end();
}
