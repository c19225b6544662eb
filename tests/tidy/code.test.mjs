// The reader of C++ and JavaScript that other rules stand on.
import assert from 'node:assert/strict';
import test from 'node:test';
import { functionsOf, partsOf, without } from './code.mjs';
import { lines } from './project.mjs';

const kinds = (text, language) =>
  partsOf(text, language)
    .filter((part) => part.kind !== 'code')
    .map((part) => `${part.kind} ${part.text}`);

test('parts: C++ comments, strings, characters, separators of digits', () => {
  const text = lines(
    `int a = 1'000'000; // it's "one"`,
    `auto b = "a // b"; char c = '"'; /* d */ auto e = u8'é';`,
  );
  assert.deepEqual(kinds(text, 'cpp'), [
    `comment // it's "one"`,
    'string "a // b"',
    `string '"'`,
    'comment /* d */',
    `string 'é'`,
  ]);
});

test('parts: C++ raw strings', () => {
  assert.deepEqual(kinds('f(R"x({"a": "//"})x", 1);', 'cpp'), ['string R"x({"a": "//"})x"']);
});

test('parts: JavaScript regular expressions are neither comments nor divisions', () => {
  assert.deepEqual(kinds('a = b / c; d = /\\/\\/[/"]/.test(e) // f', 'js'), [
    'string /\\/\\/[/"]/',
    'comment // f',
  ]);
});

test('parts: code inside templates is code, also in nested ones', () => {
  const text = '`a ${b({ c: `d ${e} // f` })} g` // h';
  assert.deepEqual(kinds(text, 'js'), [
    'string a ${',
    'string d ${',
    'string  // f`',
    'string  g`',
    'comment // h',
  ]);
});

test('without: every character that stays keeps its place', () => {
  assert.equal(without('a /* b\n */ "c"', 'cpp', 'comment'), 'a     \n    "c"');
});

const CPP = `namespace x {
struct Y : Z {
  explicit Y(int a)
      : a_{a}, b_(a) {
    go();
  }
  int a() const { return a_; }
};
constexpr int kTable[] = {
  1,
};
template <class T>
auto f(T t) -> Result<int> {
  if (t) {
    return g([&] { return 1; });
  }
}
}
`;

test('functions: C++ members, constructors, templates; not tables, not lambdas', () => {
  const found = functionsOf(CPP, 'cpp').map((one) => [one.name, one.line, one.lines]);
  assert.deepEqual(found, [
    ['explicit Y(int a)', 3, 4],
    ['int a() const { return a_; }', 7, 1],
    ['template <class T>', 12, 6],
  ]);
});

const JS = `export const table = {
  a: 1,
  b() {
    return 1;
  },
};
function c({ d, e }) {
  return d;
}
class F extends G {
  #h = (i) => {
    return i;
  };
}
test('j', () => {
  k({ l() {} });
});
test('m', async (t) => {
  const n = 1;
  await t.test('o', () => {
    p();
  });
});
`;

test('functions: JavaScript methods, arrows, tests in tests; not objects', () => {
  const found = functionsOf(JS, 'js').map((one) => [one.line, one.lines]);
  assert.deepEqual(found, [
    [3, 3],
    [7, 3],
    [11, 3],
    [15, 3],
    [20, 3],
  ]);
});
