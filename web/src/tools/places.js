// Where a reader was in each article, kept in their browser until the next visit.

import { articleOf } from './context.js';

/** @typedef {import('./context.js').Context} Context */
/** @typedef {[block: number, share: number, percent: number]} Place share: of the block's height */

const PLACES = 'ykien.places';
const PLACES_MAX = 50;
// A place further up is no reading yet, one further down no reading any more.
const PERCENT_MIN = 5;
const PERCENT_MAX = 95;

/** @returns {[string, Place][]} the article of the last visit last */
function places() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACES) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/** @param {unknown} value @returns {value is Place} */
const isPlace = (value) =>
  Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);

/** Where an article was left. @param {string} articleId */
export function keptPlace(articleId) {
  const place = places().find((one) => one?.[0] === articleId)?.[1];
  return isPlace(place) ? place : undefined;
}

/** At its beginning, what was kept stays. @param {string} articleId @param {Place} place */
function keep(articleId, place) {
  const [, , percent] = place;
  if (!(percent >= PERCENT_MIN)) return;
  const others = places().filter((one) => one?.[0] !== articleId);
  if (percent <= PERCENT_MAX) others.push([articleId, place]);
  try {
    localStorage.setItem(PLACES, JSON.stringify(others.slice(-PLACES_MAX)));
  } catch {
    // Then the next visit begins at the beginning.
  }
}

/** Keeps the place whenever the page may go away. @param {Context} context */
export function keepPlaces(context) {
  const { articleId, signal } = context;
  const leave = () => {
    const place = placeOf(context);
    if (place) keep(articleId, place);
  };
  addEventListener('pagehide', leave, { signal });
  document.addEventListener('visibilitychange', leave, { signal });
}

/**
 * What is at the upper edge of the viewport; undefined where that is above the article.
 * @param {Context} context
 * @returns {Place | undefined}
 */
function placeOf(context) {
  const { box, tree, height } = articleOf(context);
  const depth = -box.getBoundingClientRect().top;
  const twin = tree.blockAt(depth);
  if (!twin) return undefined;
  const share = twin.h > 0 ? Math.min(1, (depth - twin.y) / twin.h) : 0;
  return [twin.id, Number(share.toFixed(3)), Math.round((100 * depth) / (height - innerHeight))];
}
