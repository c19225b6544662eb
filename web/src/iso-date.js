// Times as publishers write them for machines.

const DAY = /^((?!0000)\d{4}-\d\d-\d\d)(?:([T ].*))?$/i;
const TIME = /^([T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?) ?(\S*)$/i;
const ZONE = /^(Z|[+-](?:(?:0?\d|1[0-3])(?::?[0-5]\d)?|14:?00))?$/i;

/**
 * The text, if it says a time that the core takes (docs/article-format.md), or nearly.
 * @param {string} text
 */
export function asDate(text) {
  const [, day, rest] = DAY.exec(text.trim()) ?? [];
  const known = new Date(`${day}T00:00Z`);
  // 30 February becomes 2 March.
  if (!day || Number.isNaN(known.getTime()) || !known.toISOString().startsWith(day))
    return undefined;
  if (!rest) return day;
  const [, time, zone = ''] = TIME.exec(rest) ?? [];
  return time && ZONE.test(zone) ? day + time + zone : undefined;
}
