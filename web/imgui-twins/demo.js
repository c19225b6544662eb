// Runs the demo in a page: frames only when something happened, and until it has settled.

import { Picture } from './picture.js';
import { WasmProgram } from './program.js';
import { ImGuiTwins } from './twins.js';

const SETTLING_FRAMES_MAX = 60;
const TOOLTIP_MS = 600;
const STEPS_PER_FRAME = 8;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} layer over the canvas
 * @param {string | URL} wasm
 */
export async function run(canvas, layer, wasm) {
  const program = await WasmProgram.load(wasm);
  const picture = new Picture(canvas);
  const twins = new ImGuiTwins(layer, program);
  const state = { frames: 0, asked: false, settling: 0, before: performance.now() };

  const ask = () => {
    state.settling = SETTLING_FRAMES_MAX;
    if (!state.asked) requestAnimationFrame(paint);
    state.asked = true;
  };
  /** @param {number} now */
  const paint = (now) => {
    state.asked = false;
    const { clientWidth: width, clientHeight: height } = canvas;
    const ratio = devicePixelRatio;
    fit(canvas, width * ratio, height * ratio);
    let changed = false;
    for (let i = 0; i < STEPS_PER_FRAME && (i === 0 || program.busy); ++i) {
      const seconds = i === 0 ? Math.min(0.1, Math.max(0.001, (now - state.before) / 1000)) : 0.016;
      changed = program.frame({ width, height, ratio, seconds }) || changed;
      state.frames += 1;
    }
    state.before = now;
    const lists = program.picture((texture) => picture.setTexture(texture));
    picture.draw(lists, width, height, ratio);
    twins.update(program.screen());
    if ((changed || program.busy) && state.settling-- > 0 && !state.asked) {
      state.asked = true;
      requestAnimationFrame(paint);
    }
  };

  program.onchange = ask;
  listen(canvas, program);
  new ResizeObserver(ask).observe(canvas);
  ask();
  return { program, twins, state };
}

/** @param {HTMLCanvasElement} canvas @param {number} width device px @param {number} height */
function fit(canvas, width, height) {
  const [w, h] = [Math.round(width), Math.round(height)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}

/** @param {HTMLCanvasElement} canvas @param {WasmProgram} program */
function listen(canvas, program) {
  let tooltip = 0;
  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    program.moveMouse(offsetX, offsetY);
    clearTimeout(tooltip);
    tooltip = setTimeout(() => program.onchange(), TOOLTIP_MS);
  });
  canvas.addEventListener('pointerleave', () => program.moveMouse(-1e9, -1e9));
  for (const type of /** @type {const} */ (['pointerdown', 'pointerup']))
    canvas.addEventListener(type, (event) => {
      program.moveMouse(event.offsetX, event.offsetY);
      program.pressMouse([0, 2, 1][event.button] ?? 0, type === 'pointerdown');
      if (type === 'pointerdown') canvas.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
  canvas.addEventListener('mousedown', (event) => event.preventDefault());
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  canvas.addEventListener(
    'wheel',
    (event) => {
      program.turnWheel(-event.deltaX / 100, -event.deltaY / 100);
      event.preventDefault();
    },
    { passive: false },
  );
}
