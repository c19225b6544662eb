// Imports a module of our own build, checked against its hash.

/** @typedef {{url: string, integrity: string}} Asset integrity: SRI, or '' for none */

/** @type {Map<string, number>} */
const failures = new Map();

/** @param {Asset} asset @returns {Promise<any>} */
export async function importChecked({ url, integrity }) {
  const failed = failures.get(url) ?? 0;
  // Browsers remember what did not come: by another fragment it is asked for again.
  const href = failed ? `${url}#${failed}` : url;
  if (integrity) {
    // import() takes no hash, but finds what a preload has checked.
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href, integrity, crossOrigin: 'anonymous' });
    document.head.append(link);
  }
  try {
    // eslint-disable-next-line no-unsanitized/method -- an address of our own build, no input
    return await import(href);
  } catch (error) {
    failures.set(url, failed + 1);
    throw error;
  }
}
