// Links to a passage, and going on where one left off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fragmentOf,
  parseFragment,
  wholeWords,
  withFragment,
} from '../../web/src/tools/text-fragment.js';
import { waitForState } from '../support/browser.mjs';
import { isThere, openBar, openPanel, standsBelowBar, startTools } from '../support/tools-page.mjs';

// The grammar of https://wicg.github.io/scroll-to-text-fragment/: text=[prefix-,]start[,end][,-suffix]
const PART = "(?:[\\w.~!$'()*+;:@/?]|%[\\dA-F]{2})+";
const SYNTAX = new RegExp(`^text=(?:${PART}-,)?${PART}(?:,${PART})?(?:,-${PART})?$`);

const long = Array.from({ length: 40 }, (_, i) => `t${i}`).join(' ');
const FRAGMENTS = [
  ['some words', { passages: [' Con đò '] }, 'text=Con%20%C4%91%C3%B2'],
  ['what the syntax uses itself', { passages: ['a-b, c & d'] }, 'text=a%2Db%2C%20c%20%26%20d'],
  [
    'many words: the first and the last',
    { passages: [long] },
    'text=t0%20t1%20t2%20t3%20t4%20t5,t34%20t35%20t36%20t37%20t38%20t39',
  ],
  [
    'two blocks: the first words of one, the last of the other',
    { passages: ['Một hai', 'ba bốn'], page: 'Một hai\nba bốn' },
    'text=M%E1%BB%99t%20hai,ba%20b%E1%BB%91n',
  ],
  [
    'words that stand there twice: what stands beside them, too',
    { passages: ['đò'], before: 'bến này có con', after: 'sang sông', page: 'đò, đò' },
    'text=b%E1%BA%BFn%20n%C3%A0y%20c%C3%B3%20con-,%C4%91%C3%B2,-sang%20s%C3%B4ng',
  ],
  [
    'last words that stand before, too: more of them',
    { passages: [`m n o p q r ${long} l m n o p q r`] },
    'text=m%20n%20o%20p%20q%20r,l%20m%20n%20o%20p%20q%20r',
  ],
  ['blanks', { passages: [' ', ''] }, ''],
  ['nothing', { passages: [] }, ''],
];

test('what names a passage', async (t) => {
  for (const [name, given, expected] of FRAGMENTS) {
    await t.test(name, () => {
      const page = given.page ?? given.passages.join('\n');
      const fragment = fragmentOf({ before: '', after: '', ...given, page });
      assert.equal(fragment, expected);
      assert.ok(fragment === '' || SYNTAX.test(fragment));
    });
  }

  await t.test('a selection within words takes them whole', () => {
    const text = 'Con thuyền nhỏ ghé bến.';
    assert.deepEqual(wholeWords(text, 6, 12, 'vi'), [4, 14]);
    assert.deepEqual(wholeWords(text, 4, 10, 'vi'), [4, 10]);
    assert.deepEqual(wholeWords(text, 0, text.length, 'vi'), [0, text.length]);
  });

  await t.test('an address read back', () => {
    const read = (fragment) => parseFragment(`https://a.vn/b#c:~:${fragment}`);
    const terms = { prefix: 'một hai', start: 'a-b', end: 'c, d', suffix: 'ba' };
    assert.deepEqual(read('text=m%E1%BB%99t%20hai-,a%2Db,c%2C%20d,-ba'), terms);
    assert.deepEqual(read('text=a'), { prefix: '', start: 'a', end: '', suffix: '' });
    for (const none of ['', 'text=', 'text=a-', 'text=%', 'other=a']) {
      assert.equal(read(none), undefined, none);
    }
  });

  await t.test('in the place of another fragment', () => {
    assert.equal(withFragment('https://a.vn/b?c#d', 'text=e'), 'https://a.vn/b?c#:~:text=e');
    assert.equal(withFragment('https://a.vn/b#d', ''), 'https://a.vn/b');
  });
});

/** Runs in the page: selects from within one block to within another, by words in them. */
function select([from, to]) {
  const blocks = [...document.querySelectorAll('.ykien-twins :is(p, h2)')];
  const place = (words) => {
    const block = blocks.find((one) => one.textContent.includes(words));
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words);
      if (at >= 0) return [walker.currentNode, at];
    }
    throw new Error(`not on one line: ${words}`);
  };
  const [start, begin] = place(from);
  const [end, last] = place(to);
  getSelection().setBaseAndExtent(start, begin, end, last + to.length);
}

test('share', async (t) => {
  const { show, url } = await startTools(t);
  const copied = (page) => page.evaluate(() => navigator.clipboard.readText());
  const permissions = ['clipboard-read', 'clipboard-write'];

  await t.test('the article’s link is copied, without a fragment', async () => {
    const page = await show({ permissions });
    await page.evaluate(() => (location.hash = 'x'));
    await openPanel(page, 'Chia sẻ');
    await page.getByRole('button', { name: 'Chép liên kết của bài' }).click();
    await page.getByText('Đã chép liên kết.').waitFor();
    assert.equal(await copied(page), `${url}article`);
  });

  await t.test('a passage’s link leads there', async () => {
    const page = await show({ permissions, viewport: { width: 640, height: 800 } });
    await openPanel(page, 'Chia sẻ');
    await page.getByRole('button', { name: 'Chép liên kết đến đoạn đã chọn' }).click();
    await page.getByText('Hãy chọn một đoạn trong bài trước.').waitFor();
    await page.evaluate(select, ['Ông Ba Đò', 'thuyền lên']);
    await page.getByRole('button', { name: 'Chép liên kết đến đoạn đã chọn' }).click();
    await page.getByText('Đã chép liên kết đến đoạn đã chọn.').waitFor();
    const link = await copied(page);
    assert.ok(SYNTAX.test(link.split('#:~:')[1]), link);
    const other = await page.context().newPage();
    await other.goto(link);
    await isThere(other);
    await other.waitForFunction(() => {
      const block = [...document.querySelectorAll('.ykien-twins p')].find((one) =>
        one.textContent.startsWith('Ông Ba Đò'),
      );
      const { top, bottom } = block.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    });
  });

  await t.test('over two blocks, from within a word', async () => {
    const page = await show({ permissions });
    await openPanel(page, 'Chia sẻ');
    await page.evaluate(select, ['ng Ba Đò', 'Chuyện bây']);
    await page.getByRole('button', { name: 'Chép liên kết đến đoạn đã chọn' }).click();
    await page.getByText('Đã chép liên kết đến đoạn đã chọn.').waitFor();
    const [, fragment] = (await copied(page)).split('#:~:');
    assert.equal(decodeURIComponent(fragment), 'text=Ông Ba Đò nói: “Nước lên,Chuyện bây');
  });

  await t.test('where copying is forbidden, the link itself is there to be copied', async () => {
    const page = await show({
      prepare: (one) =>
        one.addInitScript(() => {
          navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'));
        }),
    });
    await openPanel(page, 'Chia sẻ');
    await page.getByRole('button', { name: 'Chép liên kết của bài' }).click();
    const field = page.getByRole('textbox', { name: 'Chia sẻ' });
    assert.equal(await field.inputValue(), `${url}article`);
    assert.equal(await page.evaluate(() => getSelection().toString()), `${url}article`);
  });
});

test('resume', async (t) => {
  const { show, url } = await startTools(t);
  const offer = (page) => page.getByRole('region', { name: 'Đọc tiếp từ lần trước' });
  /** Reads until a heading is at the top, and leaves. */
  const readTo = async (page, name) => {
    await openBar(page);
    await page.keyboard.press('c');
    await page.getByRole('link', { name }).click();
    await standsBelowBar(page, name);
    await page.goto('about:blank');
  };
  const comeBack = async (page) => {
    await page.goto(`${url}article`);
    await waitForState(page, 'layered');
  };

  await t.test('offered at the next visit, and taken', async () => {
    const page = await show();
    await readTo(page, 'Mùa lũ năm ấy');
    await comeBack(page);
    await offer(page)
      .getByText(/^Lần trước bạn đọc đến \d\d%\.$/)
      .waitFor();
    assert.equal(await page.evaluate(() => scrollY), 0, 'nobody is moved unasked');
    await offer(page).getByRole('button', { name: 'Đọc tiếp' }).click();
    await page.waitForFunction(() => {
      const headings = [...document.querySelectorAll('.ykien-twins h2')];
      const heading = headings.find((one) => one.textContent === 'Mùa lũ năm ấy');
      const { top } = heading.getBoundingClientRect();
      return top > 0 && top < 200;
    });
    assert.equal(await offer(page).count(), 0);
  });

  await t.test('by keyboard: Escape dismisses it; who reads on from the start, too', async () => {
    const page = await show();
    await readTo(page, 'Mùa lũ năm ấy');
    await comeBack(page);
    await offer(page).getByRole('button', { name: 'Đọc tiếp' }).focus();
    await page.keyboard.press('Escape');
    await offer(page).waitFor({ state: 'detached' });
    await comeBack(page);
    await offer(page).getByRole('button', { name: 'Đọc tiếp' }).waitFor();
    await page.mouse.wheel(0, 900);
    await offer(page).waitFor({ state: 'detached' });
  });

  await t.test('not for what was read to its end, nor for what was barely begun', async () => {
    const page = await show();
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    const kept = () => page.evaluate(() => localStorage.getItem('ykien.places'));
    assert.equal(await kept(), null);
    await readTo(page, 'Con đò');
    await comeBack(page);
    await offer(page).getByRole('button', { name: 'Đọc tiếp' }).waitFor();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await offer(page).waitFor({ state: 'detached' });
    await page.goto('about:blank');
    await comeBack(page);
    await page.locator('.yk-enlarge').first().waitFor({ state: 'attached' });
    assert.equal(await kept(), '[]');
    assert.equal(await offer(page).count(), 0);
  });

  await t.test('what others wrote into the storage does no harm', async () => {
    const page = await show();
    for (const value of ['{', '7', '[null]', '[["bai",[1]]]', '[["bai",["x",2,3]]]']) {
      await page.evaluate((text) => localStorage.setItem('ykien.places', text), value);
      await comeBack(page);
      await page.locator('.yk-enlarge').first().waitFor({ state: 'attached' });
      assert.equal(await offer(page).count(), 0, value);
    }
    assert.deepEqual(page.errors, []);
  });
});
