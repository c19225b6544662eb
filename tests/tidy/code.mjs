// Reads C++ and JavaScript just well enough to tell code from comments and strings, and where
// functions begin and end.

import { anyOf, lineAt } from './project.mjs';

/** @typedef {'cpp' | 'js'} Language */
/** @typedef {{kind: 'code' | 'comment' | 'string', text: string}} Part */

/** @param {string} path @returns {Language | undefined} */
export function languageOf(path) {
  if (/\.(cpp|h)$/.test(path)) return 'cpp';
  if (/\.(js|mjs)$/.test(path)) return 'js';
  return undefined;
}

const COMMENT = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const STRING = {
  cpp: /R"([^()\s\\]{0,16})\([^]*?\)\1"|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^'\n]+|\\'|[^'\\\n])+'/y,
  js: /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/y,
};
const TEMPLATE = /(?:\\[^]|[^\\`$]|\$(?!\{))*(`|\$\{)/y;
const REGEXP = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
// In C++ 1'000 is a number, and the quote in it no character.
const WORD = { cpp: /\d[\w'.]*|[A-Za-z_]\w*/y, js: /[\w$]+/y };
const BEFORE_REGEXP =
  /(^|[([{,;:=!&|?+\-*%<>~^]|\b(return|typeof|case|of|in|do|else|void|yield|await))$/;

/**
 * The parts of a text, in order; together they are the text.
 * @param {string} text
 * @param {Language} language
 * @returns {Part[]}
 */
export function partsOf(text, language) {
  const parts = [];
  const templates = []; // depth of braces where each open ${ began
  let at = 0;
  let depth = 0;
  let before = ''; // the last piece of code that is not white space
  const take = (pattern, kind) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) push(kind, found);
    return found;
  };
  const push = (kind, piece) => {
    parts.push({ kind, text: piece });
    at += piece.length;
    if (kind === 'string') before = '""';
    else if (kind === 'code' && piece.trim()) before = piece;
  };
  const template = () => {
    if (take(TEMPLATE, 'string')?.endsWith('${')) templates.push(depth);
  };
  while (at < text.length) {
    if (take(COMMENT, 'comment') || take(STRING[language], 'string')) continue;
    if (take(WORD[language], 'code')) continue;
    const character = text[at];
    const opensRegexp = language === 'js' && character === '/' && BEFORE_REGEXP.test(before);
    if (opensRegexp && take(REGEXP, 'string')) continue;
    push('code', character);
    if (language === 'cpp') continue;
    if (character === '{') depth++;
    if (character === '}' && templates.at(-1) === depth) (templates.pop(), template());
    else if (character === '}') depth--;
    else if (character === '`') template();
  }
  return parts;
}

/** The text with parts of the kinds given made blank: every character stays in its place. */
export function without(text, language, ...kinds) {
  return partsOf(text, language)
    .map((part) => (kinds.includes(part.kind) ? part.text.replace(/[^\n]/g, ' ') : part.text))
    .join('');
}

// What stands before the brace of a function's body; in C++ perhaps a constructor's list of
// members.
const FUNCTION_HEAD = {
  cpp: anyOf(
    /\)\s*(const|noexcept|override|final|mutable|&&?|->\s*[\w:<>,*&\s]+)*\s*$/,
    /\)\s*:\s[^;?]*\}\s*$/,
  ),
  js: /(\)|=>)\s*$/,
};
const MEMBER_LIST = /\)\s*:\s[^;?]*\w$/;

const inParentheses = (before) => before.split('(').length > before.split(')').length;

/** What a brace opens, by the statement so far. */
function blockAfter(before, language) {
  if (FUNCTION_HEAD[language].test(before)) return 'function';
  if (inParentheses(before) || (language === 'cpp' && MEMBER_LIST.test(before))) return 'value';
  return 'container';
}

/**
 * The outermost functions of a file; what is inside them counts as theirs. Only a test that has
 * tests inside is no more than the list of them.
 * @param {string} text
 * @param {Language} language
 * @returns {{name: string, begin: number, line: number, lines: number}[]} where the head begins
 */
export function functionsOf(text, language) {
  return functionsIn(without(text, language, 'comment', 'string'), language).map((found) => ({
    ...found,
    name: text.slice(found.begin).split('\n')[0],
  }));
}

function functionsIn(code, language) {
  const functions = [];
  const open = [];
  let head = 0; // where the present statement began
  for (let at = 0; at < code.length; at++) {
    const inFunction = open.includes('function');
    if (code[at] === '{') {
      open.push(inFunction ? 'value' : blockAfter(code.slice(head, at), language));
      if (open.at(-1) === 'container') head = at + 1;
    } else if (code[at] === '}') {
      const block = open.pop();
      if (block === 'function') functions.push(...describe(code, head, at, language));
      if (block !== 'value') head = at + 1;
    } else if (!inFunction && endsStatement(code, head, at, language)) {
      head = at + 1;
    }
  }
  return functions;
}

function endsStatement(code, head, at, language) {
  if (code[at] === ';') return true;
  return language === 'js' && code[at] === ',' && !inParentheses(code.slice(head, at));
}

function describe(code, head, end, language) {
  const begin = head + code.slice(head).search(/\S/);
  const whole = code.slice(begin, end);
  const line = lineAt(code, begin);
  if (!/^(test|describe)\b/.test(whole) || !/\bt\.test\(|\btest\(/.test(whole.slice(4))) {
    return [{ begin, line, lines: lineAt(whole, whole.length) }];
  }
  const body = whole.search(/(\)|=>)\s*\{/) + 1;
  return functionsIn(whole.slice(body).replace('{', ' '), language).map((inner) => ({
    begin: begin + body + inner.begin,
    line: line + lineAt(whole, body) + inner.line - 2,
    lines: inner.lines,
  }));
}
