// Writes shared/src/script_table.cpp and confusables_table.cpp. Run by hand when Unicode moves on:
//   node shared/tools/make_tables.mjs UNICODE_DATA_DIR CONFUSABLES_JSON
// The first is Debian's unicode-data, the second confusables.json of Debian's
// python3-confusable-homoglyphs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const [unicodeDir, confusablesPath] = process.argv.slice(2);
const sourceDir = join(import.meta.dirname, '../src');

// UAX #31, table 5: the scripts in everyday use, in the order of enum Script in unicode_tables.h.
const SCRIPTS = `Common Other Latin Han Hiragana Katakana Bopomofo Hangul Arabic Armenian Bengali
  Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Kannada Khmer Lao Malayalam
  Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan`.split(/\s+/);

// Of these scripts, lookalikes of Latin letters are listed; elsewhere they are letters in their own
// right.
const LOOKALIKE_SCRIPTS = new Set(
  'Latin Greek Cyrillic Armenian Cherokee Coptic Lisu Tifinagh Canadian_Aboriginal'.split(' '),
);

function rows(name) {
  const lines = readFileSync(join(unicodeDir, name), 'utf8').split('\n');
  return lines
    .map((line) => line.replace(/#.*/, '').trim())
    .filter((line) => line)
    .map((line) => line.split(';').map((field) => field.trim()));
}

function readScripts() {
  const scripts = new Map();
  for (const [range, script] of rows('Scripts.txt')) {
    const [first, last = first] = range.split('..').map((digits) => parseInt(digits, 16));
    for (let codePoint = first; codePoint <= last; codePoint++) scripts.set(codePoint, script);
  }
  return scripts;
}

// Unassigned code points take the script before them, which spares a quarter of the table.
function scriptStarts(scripts) {
  const starts = [];
  let previous = -1;
  for (const codePoint of [...scripts.keys()].sort((a, b) => a - b)) {
    const name = scripts.get(codePoint).replace('Inherited', 'Common');
    const value = SCRIPTS.includes(name) ? SCRIPTS.indexOf(name) : SCRIPTS.indexOf('Other');
    if (value !== previous) starts.push(codePoint * 256 + value);
    previous = value;
  }
  return starts;
}

function isLookalike(character, scripts) {
  const codePoint = character.codePointAt(0);
  if (character.length !== 1 || codePoint <= 0x7f) return false;
  // What compatibility mapping knows already is not repeated.
  if (character.normalize('NFKC').codePointAt(0) <= 0x7f) return false;
  return LOOKALIKE_SCRIPTS.has(scripts.get(codePoint));
}

function addLookalikes(letters, scripts) {
  const confusables = JSON.parse(readFileSync(confusablesPath, 'utf8'));
  for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const { c } of confusables[letter] ?? []) {
      if (isLookalike(c, scripts)) letters.set(c.codePointAt(0), letter.toLowerCase());
    }
  }
}

function addSmallCapitals(letters) {
  for (const [digits, name] of rows('UnicodeData.txt')) {
    const letter = /^LATIN LETTER SMALL CAPITAL ([A-Z])$/.exec(name)?.[1];
    if (letter) letters.set(parseInt(digits, 16), letter.toLowerCase());
  }
}

function latinLookalikes(scripts) {
  const letters = new Map();
  addLookalikes(letters, scripts);
  addSmallCapitals(letters);
  const sorted = [...letters].sort(([a], [b]) => a - b);
  return sorted.map(([codePoint, letter]) => codePoint * 256 + letter.charCodeAt(0));
}

function writeTable(file, functionName, words) {
  const lines = [];
  for (let i = 0; i < words.length; i += 8) {
    const row = words.slice(i, i + 8);
    const digits = row.map((word) => `0x${word.toString(16).toUpperCase().padStart(8, '0')}`);
    lines.push(`    ${digits.join(', ')},`);
  }
  const text = `// Made by shared/tools/make_tables.mjs: do not edit.
#include "unicode_tables.h"

namespace ykien {
namespace {

// clang-format off
constexpr std::uint32_t kTable[] = {
${lines.join('\n')}
};
// clang-format on

}  // namespace

std::span<const std::uint32_t> ${functionName}() { return kTable; }

}  // namespace ykien
`;
  writeFileSync(join(sourceDir, file), text);
}

const scripts = readScripts();
writeTable('script_table.cpp', 'script_starts', scriptStarts(scripts));
writeTable('confusables_table.cpp', 'latin_lookalikes', latinLookalikes(scripts));
