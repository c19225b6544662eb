// Imports a module of our own build, checked against its hash.

/** @typedef {{url: string, integrity: string}} Asset integrity: SRI, or '' for none */

/** @param {Asset} asset @returns {Promise<any>} */
export function importChecked({ url, integrity }) {
  if (integrity) {
    // import() takes no hash, but finds what a preload has checked.
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href: url, integrity, crossOrigin: 'anonymous' });
    document.head.append(link);
  }
  // eslint-disable-next-line no-unsanitized/method -- an address of our own build, no input
  return import(url);
}
