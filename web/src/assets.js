// Where the implementation is, when web/src/ is served as it is; workshop/bundle.mjs puts hashed
// names and hashes here.

export const READER_URL = new URL('./reader.js', import.meta.url).href;
export const READER_INTEGRITY = '';
export const WASM_URL = new URL('./ykien.wasm', import.meta.url).href;
export const WASM_INTEGRITY = '';
