// What the tools remember between visits, beside the settings that the module knows: voice, speed,
// switches. Where storage is denied, nothing is.

const KEY = 'ykien.tools';

/** @typedef {{voice: string, rate: number, matchAccents: boolean, shortcuts: boolean}} Habits */

/** @type {Habits} */
const AT_FIRST = { voice: '', rate: 1, matchAccents: false, shortcuts: true };

/** @returns {Habits} */
export function habits() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const known = Object.entries(AT_FIRST).map(([name, value]) => [
      name,
      typeof kept[name] === typeof value ? kept[name] : value,
    ]);
    return Object.fromEntries(known);
  } catch {
    return { ...AT_FIRST };
  }
}

/** @param {Partial<Habits>} changes */
export function keepHabits(changes) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...habits(), ...changes }));
  } catch {
    // Then it holds for this visit alone.
  }
}
