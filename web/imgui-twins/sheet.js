// How twins lie over the picture: unseen, but for the field being edited and what has focus.
export const SHEET = `
.imgui-twins { position: absolute; inset: 0; overflow: clip; pointer-events: none;
  contain: strict; }
.imgui-twins > div { position: absolute; overflow: clip; }
.imgui-twins :is(button, p, h1, h2, h3, h4, h5, h6, input, textarea, [role]) {
  appearance: none; box-sizing: border-box; margin: 0; padding: 0; border: 0; border-radius: 0;
  background: none; color: transparent; font: inherit; line-height: 1.15; text-align: start;
}
.imgui-twins [data-imgui] { position: absolute; overflow: clip; white-space: pre-wrap; min-width: 0;
  min-height: 0; cursor: inherit; }
.imgui-twins input[type='range']::-webkit-slider-thumb { appearance: none; opacity: 0; }
.imgui-twins input[type='range']::-moz-range-thumb { opacity: 0; }
.imgui-twins :is(input:not([type='range']), textarea) { pointer-events: auto; caret-color: auto;
  padding-inline: var(--imgui-padding); resize: none; }
.imgui-twins :is(input:not([type='range']), textarea)::placeholder { color: transparent; }
.imgui-twins :is(input:not([type='range']), textarea):focus { background: var(--imgui-ground);
  color: var(--imgui-ink); }
.imgui-twins [data-imgui]:focus-visible { outline: 2px solid var(--imgui-ink);
  outline-offset: -2px; }
@media (forced-colors: active) {
  .imgui-twins [data-imgui]:focus-visible { outline-color: Highlight; }
}
`;

/** Once per document or shadow root. @param {Node} node */
export function useSheet(node) {
  const root = /** @type {Document | ShadowRoot} */ (node.getRootNode());
  if (sheets.has(root)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  sheets.add(root);
}

/** @type {WeakSet<Node>} */
const sheets = new WeakSet();
