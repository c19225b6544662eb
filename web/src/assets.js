// Where the implementation is, when web/src/ is served as it is; workshop/bundle.mjs puts hashed
// names and hashes here.

/** @typedef {import('./import-checked.js').Asset} Asset */

/** @param {string} path @returns {Asset} */
const beside = (path) => ({ url: new URL(path, import.meta.url).href, integrity: '' });

export const READER = beside('./reader.js');
export const WASM = beside('./ykien.wasm');
/** Fetched by a reader that needs them. */
export const TOOLS = beside('./tools/tools.js');
export const EXTRACT = beside('./extract/extract.js');
export const WORK = beside('./work.js');
