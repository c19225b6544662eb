// The tools' two style sheets: of the toolbar, in the shadow root, and of the marks on words, which
// stand in the publisher's document.
//
// Colours are the reader's: paper and its scheme come from the host, all else is mixed from the
// two system colours that follow the scheme.

const SHADOW = `
.tool, .tool * { box-sizing: border-box; }
.tool {
  --ink: CanvasText; --paper: var(--yk-paper, Canvas); --focus: #1a6fd8;
  --line: color-mix(in srgb, var(--ink) 22%, transparent);
  --faint: color-mix(in srgb, var(--ink) 8%, transparent);
  font: 15px/1.4 system-ui, 'Noto Sans', sans-serif; color: var(--ink);
  text-align: start; accent-color: var(--ink);
}
.tool[hidden], .tool [hidden] { display: none !important; }
.bar {
  position: sticky; top: var(--ykien-tools-top, 0px); z-index: 3;
  container: bar / inline-size; background: var(--paper);
  border-bottom: 1px solid var(--line);
}
.row { display: flex; align-items: center; gap: 2px; min-height: 48px; }
.tool button, .tool summary, .tool select, .tool input { font: inherit; color: inherit; }
.tool button {
  min-width: 44px; min-height: 44px; padding: 0 10px; border: 0; border-radius: 8px;
  background: none; cursor: pointer; touch-action: manipulation;
}
.tool button.icon { padding: 10px; flex: none; }
.tool button:hover { background: var(--faint); }
.tool button[aria-expanded='true'], .tool button[aria-pressed='true'] {
  background: color-mix(in srgb, var(--ink) 14%, transparent);
}
.tool button[aria-disabled='true'], .tool button:disabled { opacity: 0.4; cursor: default; }
.tool button.plain { border: 1px solid var(--line); padding: 0 14px; }
.tool button.primary { background: var(--ink); color: var(--paper); padding: 0 16px; }
.tool :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.row > :focus-visible { outline-offset: -2px; }
.tool svg {
  display: block; width: 24px; height: 24px; fill: none; stroke: currentColor;
  stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round;
}
.row > button { display: flex; align-items: center; gap: 6px; white-space: nowrap; }
.row > button svg { width: 22px; height: 22px; flex: none; }
.row > button:last-of-type { margin-inline-start: auto; }
.progress-words {
  margin-inline-start: auto; padding-inline: 8px; font-size: 13px; white-space: nowrap;
  color: color-mix(in srgb, var(--ink) 75%, var(--paper));
  font-variant-numeric: tabular-nums;
}
.progress-words ~ button:last-of-type { margin-inline-start: 0; }
.progress { position: absolute; inset: auto 0 -2px 0; height: 2px; overflow: clip; }
.progress > div {
  height: 100%; background: var(--ink); transform-origin: 0 0; transform: scaleX(var(--share, 0));
}
@supports (animation-timeline: view()) {
  .measured { view-timeline: --yk-article block; }
  .progress > div {
    animation: yk-read linear both; animation-timeline: --yk-article;
    animation-range: contain 0% contain 100%;
  }
  @keyframes yk-read { from { transform: scaleX(0); } to { transform: scaleX(1); } }
}
.panel {
  position: absolute; top: calc(100% + 4px); left: clamp(0px, var(--at, 0px), 100% - 380px);
  z-index: 1; width: min(380px, 100%);
  max-height: min(72vh, 620px); overflow: auto; overscroll-behavior: contain; padding: 12px 16px;
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px;
  box-shadow: 0 6px 24px rgb(0 0 0 / 0.18);
}
.panel p { margin: 8px 0; }
.panel fieldset { border: 0; margin: 0 0 12px; padding: 0; min-width: 0; }
.panel legend, .panel .range > .name { padding: 0; font-size: 13px; font-weight: 600; }
.panel legend { margin-bottom: 6px; }
.stepper { display: flex; align-items: center; border: 1px solid var(--line); border-radius: 8px; }
.stepper output { flex: 1; text-align: center; font-variant-numeric: tabular-nums; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; }
.choices label {
  position: relative; display: flex; flex: 1 0 auto; min-height: 44px; align-items: center;
  justify-content: center; padding: 0 12px; border: 1px solid var(--line); border-radius: 8px;
  cursor: pointer;
}
.choices input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.choices label:has(:checked) { box-shadow: 0 0 0 1px var(--paper), 0 0 0 3px var(--ink); }
.choices label:has(:focus-visible) { outline: 2px solid var(--focus); outline-offset: 4px; }
.family-0 { font-family: var(--ykien-font-body, 'Noto Serif', Georgia, serif); }
.family-2 { font-family: var(--ykien-font-mono, ui-monospace, 'Noto Sans Mono', monospace); }
.theme-1 { background: #fff; color: #1a1c1e; }
.theme-2 { background: #f6eedd; color: #3b2f20; }
.theme-3 { background: #15171a; color: #e7e5e1; }
.theme-4 { background: #000; color: #d6d4d0; }
.theme-5 { background: Canvas; color: CanvasText; font-weight: 700; }
.colors { display: grid; gap: 4px; margin-top: 8px; }
.colors label { display: flex; align-items: center; gap: 12px; min-height: 44px; }
.tool input[type='color'] {
  width: 56px; height: 44px; padding: 2px; border: 1px solid var(--line); border-radius: 8px;
  background: none; cursor: pointer;
}
.panel .warning:empty { margin: 0; }
.warning:not(:empty) { padding: 8px 12px; border-inline-start: 4px solid #c5221f; }
.tool summary { min-height: 44px; padding-block: 10px; cursor: pointer; font-weight: 600; }
.range { display: grid; grid-template-columns: 1fr auto; align-items: baseline; }
.range .value { font-size: 13px; font-variant-numeric: tabular-nums; }
.range input { grid-column: 1 / -1; width: 100%; height: 44px; margin: 0; cursor: pointer; }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents ol ol { padding-inline-start: 16px; }
.contents a {
  display: block; padding: 11px 10px; border-radius: 8px; color: inherit; text-decoration: none;
}
.contents a:hover { background: var(--faint); }
.contents a[aria-current] {
  font-weight: 700; background: var(--faint); box-shadow: inset 3px 0 0 var(--ink);
}
.fields { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
.spread { justify-content: space-between; }
.fields > :is(input[type='search'], label.grow) { flex: 1; min-width: 0; }
.tool :is(input[type='search'], input[type='text'], select) {
  min-height: 44px; width: 100%; padding: 0 12px; border: 1px solid var(--line);
  border-radius: 8px; background: var(--paper); font-size: 16px;
}
.tool ::-webkit-search-cancel-button { display: none; }
.tool label.check { display: flex; align-items: center; gap: 10px; min-height: 44px; }
.check input { width: 20px; height: 20px; margin: 0; }
.menu { display: grid; gap: 4px; }
.menu button { display: flex; width: 100%; align-items: center; text-align: start; }
.menu button[aria-pressed]::after {
  content: attr(data-state); margin-inline-start: auto; opacity: 0.75; font-size: 13px;
}
.unseen {
  position: fixed; top: 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
@container bar (max-width: 700px) {
  .row { gap: 0; }
  .row > button { padding: 10px 11px; }
  .row > button > span { display: none; }
}
@container bar (max-width: 480px) {
  .row > button { flex: 1; min-width: 40px; justify-content: center; padding-inline: 0; }
  .row > .progress-words { display: none; }
  .panel { left: 0; max-height: 55vh; }
}
.ladder { position: absolute; inset: 0; display: flex; flex-direction: column; z-index: -1; }
.ladder { visibility: hidden; pointer-events: none; }
.ladder > div { flex: 1; }
.resume { position: sticky; bottom: 0; z-index: 3; height: 0; }
.card {
  position: absolute; bottom: 16px; left: 50%; transform: translateX(-50%);
  display: flex; flex-wrap: wrap; align-items: center; gap: 8px; width: max-content;
  max-width: 100%; padding: 8px 8px 8px 16px; border: 1px solid var(--line);
  border-radius: 12px; background: var(--paper);
  box-shadow: 0 6px 24px rgb(0 0 0 / 0.18);
}
.card p { margin: 0; flex: 1 1 auto; }
.tool dialog { color: var(--ink); background: var(--paper); }
.help {
  width: min(480px, calc(100vw - 24px)); max-height: calc(100vh - 32px); padding: 20px;
  border: 1px solid var(--line); border-radius: 12px;
}
.help::backdrop, .viewer::backdrop { background: rgb(0 0 0 / 0.6); }
.help header { display: flex; align-items: center; justify-content: space-between; }
.help h2 { margin: 0; font-size: 18px; }
.help table { width: 100%; border-collapse: collapse; margin-block: 8px; }
.help :is(th, td) {
  padding: 8px 4px; border-bottom: 1px solid var(--line); text-align: start; font-weight: 400;
}
.help thead th { font-size: 13px; font-weight: 600; }
.tool kbd {
  display: inline-block; min-width: 28px; padding: 2px 6px; border: 1px solid var(--line);
  border-radius: 5px; text-align: center; font: 14px ui-monospace, 'Noto Sans Mono', monospace;
}
.tool .viewer {
  width: 100vw; height: 100vh; height: 100dvh; max-width: none; max-height: none; padding: 0;
  border: 0; background: #101112; color: #f2f2f2; --ink: #f2f2f2; --paper: #101112;
  color-scheme: dark;
}
.viewer[open] { display: grid; grid-template-rows: auto 1fr auto; }
.viewer header { display: flex; align-items: center; padding: 4px 8px; }
.viewer header > output { flex: 1; padding-inline: 8px; font-variant-numeric: tabular-nums; }
.stage {
  position: relative; overflow: hidden; min-height: 0; touch-action: none; user-select: none;
}
.stage img {
  position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain;
  cursor: zoom-in; transition: transform 0.15s;
}
.stage.zoomed img { cursor: grab; }
.stage.moving img { cursor: grabbing; transition: none; }
.viewer .caption {
  margin: 0 auto; max-width: 70ch; max-height: 25vh; overflow: auto; padding: 12px 16px;
}
.ruler {
  position: fixed; left: 0; right: 0; top: 0; z-index: 2;
  box-sizing: border-box; height: var(--band, 64px);
  pointer-events: none; border-block: 2px solid color-mix(in srgb, CanvasText 55%, transparent);
  background: color-mix(in srgb, #f5c400 16%, transparent);
}
.dim { position: absolute; inset: 0; z-index: 2; overflow: hidden; pointer-events: none; }
.dim > div {
  position: absolute; left: -100vmax; right: -100vmax; transition: top 0.15s, height 0.15s;
  box-shadow: 0 0 0 300vmax color-mix(in srgb, var(--yk-paper, Canvas) 78%, transparent);
}
@media (forced-colors: active) {
  .choices label:has(:checked) { outline: 3px solid Highlight; }
  .choices label { forced-color-adjust: auto; }
  .progress > div { background: Highlight; }
  .tool button { border: 1px solid ButtonBorder; }
  .tool button:is([aria-expanded='true'], [aria-pressed='true']) { border: 3px solid Highlight; }
  .dim > div { box-shadow: none; outline: 3px solid Highlight; }
  .ruler { background: none; border-color: Highlight; }
}
@media (prefers-reduced-motion: reduce) { .tool * , .dim > div { transition: none !important; } }
@media print { .tool, .ruler, .dim { display: none !important; } }
`;

// With letters of their own: they stand over those of the picture, and are read on the mark.
const MARKS = `
::highlight(ykien-find) { background-color: #ffe27a; color: #1d1a10; }
::highlight(ykien-find-current) { background-color: #ff9632; color: #1d1205; }
::highlight(ykien-sentence) { background-color: #cfe3ff; color: #0d2340; }
::highlight(ykien-sentence) {
  background-color: light-dark(#cfe3ff, #1c4373); color: light-dark(#0d2340, #f2f7ff);
}
`;

/** @param {string} css */
function makeSheet(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** @type {CSSStyleSheet | undefined} */ let shadowSheet;
/** @type {CSSStyleSheet | undefined} */ let marksSheet;

/** Styles the tools of an element. @param {Element} host */
export function styleTools(host) {
  if (host.shadowRoot) adopt(host.shadowRoot, (shadowSheet ??= makeSheet(SHADOW)));
}

/**
 * Styles the marks under the root that an element stands in, once they are wanted: the browser then
 * looks at every word of the page anew.
 * @param {Element} host
 */
export function styleMarks(host) {
  const root = host.getRootNode();
  if (root instanceof Document || root instanceof ShadowRoot)
    adopt(root, (marksSheet ??= makeSheet(MARKS)));
}

/** @param {Document | ShadowRoot} root @param {CSSStyleSheet} sheet */
function adopt(root, sheet) {
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
