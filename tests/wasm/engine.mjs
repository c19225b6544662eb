// The module under Node, as abi.js gives it to the page, with a page of fixed widths behind it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Engine, YkienError } from '../../web/src/abi.js';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const wasm = process.env.YKIEN_WASM ?? join(root, 'build/wasm/wasm/ykien.wasm');

/** Every code point is half an em wide; every word has ink; nothing is drawn. */
export const fixedPage = {
  measureRuns(style, texts) {
    return new Float32Array(
      texts.flatMap((text) => {
        const advance = ([...text].length * style.size) / 2;
        return text.trim()
          ? [advance, 0, advance, style.size, style.size / 4]
          : [advance, 0, 0, 0, 0];
      }),
    );
  },
  fontMetrics(style, lineHeight) {
    const ascent = (style.size * 3) / 4;
    return new Float32Array([(lineHeight + style.size / 2) / 2, ascent, style.size / 4]);
  },
  rasterRuns() {},
  dropPage() {},
};

let compiled;

/** @returns {WebAssembly.Module} */
export function wasmModule() {
  assert.ok(existsSync(wasm), `no ${wasm}: ./dev build makes it`);
  compiled ??= new WebAssembly.Module(readFileSync(wasm));
  return compiled;
}

/** A fresh instance. */
export const newEngine = () => Engine.create(wasmModule(), fixedPage);

/** What a call says: its status and the bytes that it left, or "code@offset" where it refuses. */
export function outcomeOf(engine, name, texts, ...after) {
  try {
    const status = engine.callWithText(name, [], texts, ...after);
    return { status, bytes: Buffer.from(engine.result()) };
  } catch (error) {
    if (!(error instanceof YkienError) || error.code === 'engine-stopped') throw error;
    return { refused: `${error.code}@${error.offset}`, offset: error.offset };
  }
}
