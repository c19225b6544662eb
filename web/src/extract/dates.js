// The time of publication as a reader sees it, where a page does not declare it.

const PLACES =
  '[class*="pubtime" i], [class*="published" i], [class*="dateline" i], [class*="date" i], ' +
  '[class*="time" i], time';
const YEAR_FIRST = /(\d{4})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})/;
// 11/03/2014 is 11 March nearly everywhere, and never in a country that puts the month first.
const DAY_FIRST = /\b(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\b/;
const CLOCK = /\b(\d{1,2})\s*[:h]\s*(\d{2})\b/;
const LINE_CHARACTERS_MAX = 80;

/** Found, it is taken out: it will stand above the article. @param {Document} page */
export function findDate(page) {
  const { lang } = page.documentElement;
  for (const place of page.querySelectorAll(PLACES)) {
    const text = place.textContent?.trim() ?? '';
    const date = text.length < LINE_CHARACTERS_MAX && asDay(text, lang);
    if (!date) continue;
    if (!place.closest('p')) place.remove();
    return date + asClock(text);
  }
  return undefined;
}

/** @param {string} text @param {string} language */
function asDay(text, language) {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year) return [year, two(month), two(day)].join('-');
  const [, first, second, last] = (!language.startsWith('en') && DAY_FIRST.exec(text)) || [];
  return last ? [last, two(second), two(first)].join('-') : '';
}

/** @param {string} text */
function asClock(text) {
  const [, hour, minute] = CLOCK.exec(text) ?? [];
  return hour ? `T${two(hour)}:${minute}` : '';
}

/** @param {string} digits */
const two = (digits) => digits.padStart(2, '0');
