// The two style sheets: one inside the shadow root, one for the twins, which stand in the
// publisher's own document.
//
// Constructed, not markup, so that a policy of `style-src 'self'` holds. The twins' sheet undoes
// whatever the host page says about `p` or `*`: it sits in a layer and every declaration is
// important, which no host rule outranks. What a `lang` says is all that `all` must not take away:
// it decides which font a character of many scripts comes from.

// The probe is in no column of the page's: their breaks would cut it. The timeline is the tools':
// named here, since a rule for the host that comes later has all twins styled anew.
const SHADOW = `
:host { display: block; padding-inline: 16px; timeline-scope: --yk-article; }
:host([hidden]) { display: none; }
.root { position: relative; }
.section { position: relative; }
.section[hidden], slot[hidden] { display: none; }
.tiles { position: absolute; inset: 0; pointer-events: none; }
.tiles > div { position: absolute; left: 0; }
.tiles canvas { display: block; width: 100%; height: 100%; }
.probe {
  all: initial; position: fixed; top: 0; left: 0;
  visibility: hidden; white-space: nowrap; contain: layout style;
}
.probe > span { display: inline-block; width: 0; height: 0; }
.probe > canvas { display: none; }
@media screen { :host { break-inside: avoid; } }
@media print, (forced-colors: active) { .tiles { display: none; } }
`;

// Text is transparent only where the picture shows it: never in print, never in forced colours.
const TWINS = `
.ykien-twins, .ykien-twins :not(br, wbr) {
  all: initial; direction: inherit; color-scheme: inherit; box-sizing: border-box;
  color: var(--yk-ink); letter-spacing: var(--yk-letter, normal);
  word-spacing: var(--yk-word, normal); -webkit-text-size-adjust: none; text-size-adjust: none;
  -webkit-tap-highlight-color: transparent;
  -webkit-locale: revert-layer;
}
.ykien-twins {
  display: flow-root; position: relative; direction: ltr;
  --yk-ink: CanvasText;
  --yk-line: color-mix(in srgb, var(--yk-ink) 40%, transparent);
  --yk-selected: color-mix(in srgb, Highlight 40%, transparent);
}
.ykien-twins :is(h1, h2, h3, h4, h5, h6, p, figure, figcaption, blockquote, ul, ol, li, table,
  caption, tr, td, th, form, output, div, article) { display: flow-root; position: relative; }
.ykien-twins :is(h1, h2, h3, h4, h5, h6, p, li, a, button, textarea, input, figure) {
  scroll-margin-block: calc(64px + var(--ykien-tools-top, 0px)) 24px;
}
.ykien-twins [dir='rtl'] { direction: rtl; }
.ykien-twins li { display: flow-root list-item; }
.ykien-twins ol > li { list-style-type: decimal; }
.ykien-twins :is(a, b, i, span, time) {
  font: inherit; white-space: inherit; line-height: 0;
}
.ykien-twins span { white-space: nowrap; }
.ykien-twins .yk-bidi > span { unicode-bidi: isolate; }
.ykien-twins .yk-plain, .ykien-twins .yk-plain :not(.yk-plain) { white-space: normal; }
.ykien-twins :is(div, ul, tr).yk-plain {
  display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px;
}
.ykien-twins tr.yk-plain { flex-wrap: nowrap; gap: 0; }
.ykien-twins a { text-decoration: underline 1px; text-underline-offset: 0.125em;
  text-decoration-skip-ink: none; }
.ykien-twins :is(a, button) { cursor: pointer; }
.ykien-twins button {
  display: block; white-space: nowrap; text-align: start; border-radius: 6px;
  box-shadow: inset 0 0 0 1px var(--yk-line); touch-action: manipulation;
}
.ykien-twins button:not(.yk-ground) { box-shadow: none; }
.ykien-twins article.yk-target {
  outline: 2px solid #1a6fd8; outline-offset: 8px; border-radius: 6px;
}
.ykien-twins [aria-disabled='true'] { cursor: default; }
.ykien-twins hr { display: block; border-top: 1px solid var(--yk-line); }
.ykien-twins blockquote { box-shadow: inset 3px 0 0 var(--yk-line); }
.ykien-twins tr { box-shadow: inset 0 -1px 0 var(--yk-line); }
.ykien-twins img { display: block; position: relative; object-fit: cover; }
.ykien-twins :is(input, textarea) {
  display: block; position: relative; padding: 10px 12px;
  border: 1px solid var(--yk-line); border-radius: 6px;
  font: 16px/24px system-ui, sans-serif; cursor: text; caret-color: var(--yk-ink);
  white-space: pre-wrap; overflow-wrap: break-word; unicode-bidi: plaintext;
}
.ykien-twins input { padding: 0 12px; white-space: pre; }
.ykien-twins textarea { field-sizing: content; resize: none; overflow: hidden; }
.ykien-twins [aria-invalid='true'] { border-color: #c5221f; }
.ykien-twins ::placeholder {
  color: color-mix(in srgb, var(--yk-ink) 65%, transparent); opacity: 1;
}
.ykien-twins ::selection { color: var(--yk-ink); background: var(--yk-selected); }
.ykien-twins :focus-visible {
  outline: 2px solid #1a6fd8; outline-offset: 2px; border-radius: 3px;
}
.ykien-twins .yk-ground { background: var(--yk-ground); }
.ykien-twins form.yk-ground { border-radius: 9px; }
.ykien-twins li.yk-ground { border-radius: 100px; }
.ykien-twins .yk-unseen {
  position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.ykien-twins button.yk-enlarge {
  position: absolute; width: 44px; height: 44px; border-radius: 50%;
  background: rgb(0 0 0 / 0.65); box-shadow: none; opacity: 0;
}
.ykien-twins figure:hover > .yk-enlarge, .ykien-twins .yk-enlarge:focus-visible { opacity: 1; }
.ykien-twins .yk-enlarge::before, .ykien-twins .yk-enlarge::after {
  content: ''; position: absolute; width: 8px; height: 8px; border: solid #fff;
}
.ykien-twins .yk-enlarge::before { top: 13px; right: 13px; border-width: 2px 2px 0 0; }
.ykien-twins .yk-enlarge::after { bottom: 13px; left: 13px; border-width: 0 0 2px 2px; }
@media screen and (forced-colors: none) {
  .ykien-twins .yk-painted, .ykien-twins .yk-painted > span,
  .ykien-twins .yk-painted > span :is(a, b, i, span, time) {
    color: transparent; background: none;
  }
  .ykien-twins .yk-painted::selection, .ykien-twins .yk-painted > span::selection,
  .ykien-twins .yk-painted > span ::selection {
    color: transparent; background: var(--yk-selected);
  }
  .ykien-twins .yk-painted { box-shadow: none; border-color: transparent; }
  .ykien-twins :is(input, textarea, img).yk-painted,
  .ykien-twins :is(input, textarea).yk-painted::selection { color: var(--yk-ink); }
}
@media (forced-colors: active) {
  .ykien-twins button { outline: 1px solid ButtonBorder; outline-offset: -1px; }
}
@media print {
  .ykien-twins button.yk-enlarge { display: none; }
  .ykien-twins .yk-ground { background: none; --yk-ink: #000; }
}
`;

/** @param {string} css */
function makeSheet(css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** @type {CSSStyleSheet[]} */
let sheets = [];
function theSheets() {
  if (sheets.length === 0)
    sheets = [
      makeSheet(SHADOW),
      makeSheet(`@layer ykien {${TWINS.replaceAll(';', ' !important;')}}`),
    ];
  return sheets;
}

/** @param {ShadowRoot} shadow */
export function styleShadow(shadow) {
  shadow.adoptedStyleSheets = [theSheets()[0]];
}

/**
 * Styles the twins of all elements under this root; once is enough.
 * @param {Document | ShadowRoot} root
 */
export function styleTwins(root) {
  const sheet = theSheets()[1];
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
}
