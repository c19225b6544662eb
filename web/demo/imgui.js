import { run } from '/imgui/demo.js';

const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('#picture'));
const layer = /** @type {HTMLElement} */ (document.querySelector('#twins'));
globalThis.imguiDemo = await run(canvas, layer, '/imgui/build/imgui-demo.wasm');
