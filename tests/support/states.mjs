// Every state in which a reader can meet the widget, as pages that reach it: for tests that look at
// all of them.

import { htmlPage, LOADER } from './browser.mjs';

/**
 * page: a demo page's name, or markup of a body; state: of the element; isLayered: no WebGL;
 * isStalled: no module; client: what a client of the page's own answers; reading: settings kept;
 * act: what the reader does; awaits: what shows that the state is reached; isEnhanced: contrast as
 * high as readers can ask for
 * @typedef {{
 *   name: string, page: string, state?: string, lang?: string, isLayered?: boolean,
 *   isStalled?: boolean, isEnhanced?: boolean,
 *   client?: {list: string, add?: string}, reading?: [number, number][],
 *   options?: import('playwright-core').BrowserContextOptions,
 *   act?: (page: import('playwright-core').Page) => Promise<void>,
 *   awaits: (page: import('playwright-core').Page) => import('playwright-core').Locator,
 * }} State
 */

const TITLE = 'Chuyến xe sách vượt dốc Suối Nhung';
const THEME = 9; // its number among the reading settings
const TEXT = `<h1>Nhà bên sông</h1><p class="lead">Một căn nhà, hai mùa nước.</p>
<p>Mỗi chiều, con thuyền nhỏ lại ghé bến, <b>chở theo</b> vài <a href="#cu">câu chuyện cũ</a>.</p>
<h2>Mùa nước</h2><p>Đoạn thứ hai.</p>`;
const FIGURE = `<figure><img src="/ferry.svg" width="640" height="360" alt="Con đò nhỏ giữa sông">
<figcaption>Bến đò lúc chiều</figcaption></figure><p>Sau ảnh.</p>`;
const TABLE = `<table><caption>Số chuyến theo năm</caption>
<tr><th>Năm</th><th>Số chuyến</th></tr><tr><td>2024</td><td>25</td></tr>
<tr><td>2025</td><td>26</td></tr></table>
<ul><li>một<ul><li>một phẩy một</li></ul></li><li>hai</li></ul>
<ol><li>thứ nhất</li><li>thứ hai</li></ol>
<blockquote><p>Mưa xuống thì cây khỏi hỏi tuổi ai trồng.</p><footer>Lời một người</footer>
</blockquote><hr><p>Hết.</p>`;
const RTL = `<h1>عنوان المقال القصير</h1><p class="lead">مقدمة قصيرة عن الموضوع.</p>
<p>هذا نص عربي طويل يكفي لأكثر من سطر واحد، وفيه <b>كلمات</b> و<a href="#x">رابط</a>.</p>
<h2>قسم ثان</h2><p>فقرة أخرى مع رقم 2026 وكلمة English في الوسط.</p>`;
const POLICY = '<script type="application/json">{"policy":{"bannedWords":["xấu xa"]}}</script>';

/** @param {string} text @param {string} [attributes] */
const reader = (text, attributes = 'lang="vi"') =>
  `<ykien-reader article="a" gl="any" ${attributes}>${POLICY}${text}</ykien-reader>`;
/** @param {string} text @param {string} [attributes] */
const main = (text, attributes) => `<main>${reader(text, attributes)}</main>`;

const comment = (members) => ({
  articleId: 'a',
  created: '2026-03-14T06:01:00+07:00',
  state: 'published',
  ...members,
});
export const THREAD = JSON.stringify([
  comment({ id: '1', authorName: 'Nguyễn Thị Hoa', text: 'Đọc bài mà nhớ quê quá.' }),
  comment({ id: '2', authorName: 'Ban Mai', text: 'Cảm ơn chị.', parentId: '1', staff: true }),
  comment({ id: '3', authorName: 'Lê An', text: 'Em cũng vậy.', parentId: '2' }),
  comment({
    id: '4',
    authorName: 'Trần Bình',
    text: 'Bài hay.\nXin thêm ảnh.',
    edited: '2026-03-14T07:01:00+07:00',
  }),
  comment({ id: '5', state: 'deleted' }),
  comment({ id: '6', authorName: 'Điểu Lan', text: 'Cháu đã đọc.', parentId: '5' }),
]);

/** @param {import('playwright-core').Page} page @param {string} text */
export async function send(page, text, name = 'Minh An') {
  await page.getByRole('textbox', { name: 'Tên của bạn' }).fill(name);
  await page.getByRole('textbox', { name: 'Ý kiến của bạn' }).fill(text);
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
}

/** @param {string | RegExp} hasText @returns {State['awaits']} */
const status = (hasText) => (page) => page.getByRole('status').filter({ hasText });
/** @param {string} name @returns {State['awaits']} */
const heading = (name) => (page) => page.getByRole('heading', { name });
const loaded = heading('Ý kiến (0)');
/** @type {State['awaits']} */
const retry = (page) => page.getByRole('button', { name: 'Thử lại' });
/** @type {[string, string, State['awaits']][]} a page of the demo, and what shows it is done */
const DEMOS = [
  ['newspaper.html', 'painted', loaded],
  ['english.html', 'painted', heading('Comments (0)')],
  ['two.html', 'painted', (page) => heading('Ý kiến (0)')(page).nth(1)],
  ['src.html', 'painted', loaded],
  ['client.html', 'painted', retry],
  ['shared.html', 'painted', retry], // no comment server is there
  ['csp.html', 'painted', loaded],
  ['fallback.html', '', heading('Ngọn đèn ở bến Cây Me')],
  ['index.html', '', heading('Ý Kiến')],
  ['imgui.html', '', (page) => page.getByRole('checkbox').first()],
];

/** @type {State[]} */
const DEMO_STATES = DEMOS.map(([page, state, awaits]) => ({ name: page, page, state, awaits }));

/** @type {State[]} */
const VIEWS = [
  { name: 'before the module is there', isStalled: true, state: 'html', awaits: heading(TITLE) },
  { name: 'forced colours', state: '', options: { forcedColors: 'active' } },
  { name: '320 px', options: { viewport: { width: 320, height: 640 } } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'dark, without WebGL', isLayered: true, options: { colorScheme: 'dark' } },
  { name: 'without WebGL', isLayered: true },
].map((view) => ({ page: 'newspaper.html', awaits: loaded, ...view }));

const ALL = main(TEXT + FIGURE + TABLE);
/** @type {State[]} */
const THEMES = ['light', 'sepia', 'dark', 'black', 'contrast'].map((theme, i) => ({
  name: `theme ${theme}`,
  page: ALL,
  reading: [[THEME, i + 1]],
  client: { list: THREAD },
  isLayered: true,
  isEnhanced: theme === 'contrast',
  awaits: heading('Ý kiến (5)'),
}));

/** @type {State[]} */
const CONTENTS = [
  { name: 'more contrast', page: ALL, isEnhanced: true, options: { contrast: 'more' } },
  { name: 'an article with a figure', page: main(TEXT + FIGURE) },
  { name: 'an article with a table, lists, a quote', page: main(TEXT + TABLE) },
  {
    name: 'an article from right to left',
    page: main(RTL, 'lang="ar"'),
    lang: 'ar',
    awaits: heading('Comments (0)'),
  },
  {
    name: 'two articles on a page',
    page: `<main>${reader(TEXT)}${reader(RTL, 'lang="ar"').replace('"a"', '"b"')}</main>`,
    awaits: heading('Comments (0)'),
  },
  {
    name: 'inside a shadow root',
    page: `<main><div><template shadowrootmode="open">${reader(TEXT)}</template></div></main>`,
  },
].map((content) => ({ awaits: loaded, isLayered: true, ...content }));

/** @type {State[]} */
const TALKS = [
  { name: 'comments on their way', client: { list: 'wait' }, awaits: status('Đang tải dữ liệu') },
  {
    name: 'comments that did not come',
    client: { list: 'fail' },
    awaits: (page) => page.getByRole('button', { name: 'Thử lại' }),
  },
  { name: 'no comments', awaits: loaded },
  { name: 'a thread with replies', client: { list: THREAD }, awaits: heading('Ý kiến (5)') },
  {
    name: 'a thread with replies, painted',
    client: { list: THREAD },
    isLayered: false,
    awaits: heading('Ý kiến (5)'),
  },
  {
    name: 'nothing written, and sent',
    act: (page) => page.getByRole('button', { name: 'Gửi ý kiến' }).click(),
    awaits: status('Bạn chưa viết ý kiến.'),
  },
  {
    name: 'a draft that is too long',
    act: (page) => page.getByRole('textbox', { name: 'Ý kiến của bạn' }).fill('dài '.repeat(200)),
    awaits: status(/Vui lòng rút gọn/),
  },
  {
    name: 'a draft with a banned word',
    act: (page) => send(page, 'thật xấu xa'),
    awaits: status('Ý kiến có từ ngữ không phù hợp'),
  },
  {
    name: 'a comment on its way',
    client: { list: '[]', add: 'wait' },
    act: (page) => send(page, 'Bài hay lắm'),
    awaits: (page) => page.getByRole('button', { name: 'Đang gửi' }),
  },
  {
    name: 'a comment that waits for review',
    act: (page) => send(page, 'Xem thêm ở https://bao.example/bai'),
    awaits: status('sẽ được duyệt trước khi đăng'),
  },
  {
    name: 'a comment that was sent',
    act: (page) => send(page, 'Bài hay lắm'),
    awaits: heading('Ý kiến (1)'),
  },
  {
    name: 'a comment, and no network',
    client: { list: '[]', add: 'fetch' },
    act: async (page) => {
      await page.context().setOffline(true);
      await send(page, 'Bài hay lắm');
    },
    awaits: status('Chưa gửi được'),
  },
].map((talk) => ({ page: main(TEXT), isLayered: true, ...talk }));

export const STATES = [...DEMO_STATES, ...VIEWS, ...THEMES, ...CONTENTS, ...TALKS];

/** Runs in the page before its own scripts. */
function withoutWebGl() {
  const { getContext } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.getContext = function (type, ...rest) {
    return type === 'webgl2' ? null : getContext.call(this, type, ...rest);
  };
}

/** Runs in the page before its own scripts: a comments client of the page's own. */
function withClient({ list, add }) {
  const answers = {
    wait: () => new Promise(() => {}),
    fail: async () => {
      throw new TypeError('no network');
    },
    fetch: async () => (await fetch('/comments')).text(),
  };
  const client = {
    list: answers[list] ?? (async () => list),
    add: answers[add] ?? (async (_, comment) => comment),
  };
  customElements
    .whenDefined('ykien-reader')
    .then(() => (document.querySelector('ykien-reader').client = client));
}

/**
 * Brings a fresh page to a state.
 * @param {import('playwright-core').Page} page
 * @param {{pages: Map<string, {body: string}>, url: string}} site
 * @param {State} wanted
 */
export async function reach(page, { pages, url }, wanted) {
  const { client, reading, act, awaits, lang, isLayered, isStalled } = wanted;
  const { state = isLayered ? 'layered' : 'painted' } = wanted;
  if (isLayered) await page.addInitScript(withoutWebGl);
  if (client) await page.addInitScript(withClient, client);
  if (isStalled) await page.route('**/*.wasm', () => {});
  if (reading) {
    const keep = (kept) => localStorage.setItem('ykien.reading', kept);
    await page.addInitScript(keep, JSON.stringify(reading));
  }
  const isDemo = wanted.page.endsWith('.html');
  const head = `<title>Nhà bên sông</title>${LOADER}`;
  if (!isDemo) pages.set('/state', { body: htmlPage({ head, body: wanted.page, lang }) });
  await page.goto(url + (isDemo ? wanted.page : 'state'));
  if (state) await page.locator(`ykien-reader[state="${state}"]`).first().waitFor();
  await act?.(page);
  await awaits(page).first().waitFor();
}
