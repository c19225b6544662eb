// Times work, and prints "name value unit (least–greatest of n)": a median, and how far the runs
// lie apart.

const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Three digits count; whole numbers stay whole. */
function short(value) {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return value.toPrecision(3);
}

/** @param {string} name @param {number[]} values @param {string} unit */
export function report(name, values, unit) {
  const range = `${short(Math.min(...values))}–${short(Math.max(...values))}`;
  const spread = values.length > 1 ? ` (${range} of ${values.length})` : '';
  console.log(`${name} ${short(median(values))} ${unit}${spread}`);
}

const SAMPLE_MS = 60;
const SAMPLES = 9;

function millisecondsOf(work, times) {
  const begin = performance.now();
  for (let i = 0; i < times; i++) work();
  return performance.now() - begin;
}

/**
 * Microseconds of each piece of work, sampled in turns: what else the machine does meets all alike.
 * @template {string} Name
 * @param {Record<Name, () => unknown>} works
 * @returns {Record<Name, number[]>}
 */
export function timeAll(works) {
  const entries = Object.entries(works).map(([name, work]) => {
    let times = 1;
    while (millisecondsOf(work, times) < SAMPLE_MS && times < 1e7) times *= 2;
    return { name, work, times, microseconds: [] };
  });
  for (let sample = 0; sample < SAMPLES; sample++) {
    for (const entry of entries) {
      entry.microseconds.push((millisecondsOf(entry.work, entry.times) * 1000) / entry.times);
    }
  }
  return Object.fromEntries(entries.map(({ name, microseconds }) => [name, microseconds]));
}
