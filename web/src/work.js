// Work that a server asks for before it takes a comment that looks suspicious: the scheme of
// ALTCHA, version 1 (docs/http-api.md).

const AT_ONCE = 500;

/**
 * Finds the number by trying, a few hundred at once; the page goes on meanwhile.
 * @param {{algorithm: string, challenge: string, maxnumber: number, salt: string,
 *   signature: string}} wanted
 * @returns {Promise<string>} what the server is sent
 */
export async function doWork({ maxnumber, ...wanted }) {
  for (let first = 0; first <= maxnumber; first += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => first + index);
    const hashes = await Promise.all(numbers.map((number) => hashOf(wanted.salt + number)));
    const found = hashes.indexOf(wanted.challenge);
    if (found >= 0) return btoa(JSON.stringify({ ...wanted, number: first + found }));
  }
  throw new Error('no number solves it');
}

/** SHA-256, in hexadecimal. @param {string} text */
async function hashOf(text) {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
