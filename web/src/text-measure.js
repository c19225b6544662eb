// Measures and draws words with the browser's own text engine, so that the picture has the page's
// fonts.
//
// A font set is what a style's words mean on this page right now: three font stacks, a device pixel
// ratio, and the web fonts that have arrived. Another arrival makes another set, and with it
// everything is measured again.

/** @typedef {import('./records.js').Style} Style */
/** @typedef {import('./abi.js').PlacedRun} PlacedRun */
/** @typedef {OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D} Context2d */
/**
 * stacks: body, interface, monospace; scale: of the canvas while measuring and drawing
 * @typedef {{stacks: string[], ratio: number, lang: string, scale: number}} FontSet
 */

const SCRATCH_WIDTH = 2048;
const SCRATCH_HEIGHT = 512;
const METRICS_PER_RUN = 5;
const SAMPLE = 'Mỗi chiều, con thuyền nhỏ lại ghé bến, chở theo vài câu chuyện cũ';
const SAMPLE_SIZE = 18; // CSS px
const OTHER_FONT = '1px serif';
const WIDTH_ERROR = 0.01; // CSS px: of sums of floats
const SAME_FONT = 0.5; // CSS px: more, and they are two
const EMOJI = /\p{Emoji_Presentation}|\u{FE0F}/u;
const encoder = new TextEncoder();

/**
 * @param {number} width
 * @param {number} height
 */
export function makeCanvas(width, height) {
  if (typeof OffscreenCanvas === 'function') return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement('canvas'), { width, height });
}

/** Of a canvas that draws in a language: its own, or, in WebKit, that of the place it stands in. */
function makeContext() {
  // In the memory of the page: the GPU would be waited for.
  const options = { willReadFrequently: true };
  const context = /** @type {Context2d | null} */ (
    makeCanvas(SCRATCH_WIDTH, SCRATCH_HEIGHT).getContext('2d', options)
  );
  if (context && 'lang' in context) return context;
  const canvas = document.createElement('canvas');
  const placed = Object.assign(canvas, { width: SCRATCH_WIDTH, height: SCRATCH_HEIGHT });
  const own = placed.getContext('2d');
  if (!own) throw new Error('no 2D canvas');
  return own;
}

/** @param {number} abgr 0xAABBGGRR */
export function cssColor(abgr) {
  const [r, g, b, a] = [0, 8, 16, 24].map((shift) => (abgr >>> shift) & 255);
  return a === 255 ? `rgb(${r} ${g} ${b})` : `rgb(${r} ${g} ${b} / ${(a / 255).toFixed(3)})`;
}

/** @param {string} stack */
function familiesOf(stack) {
  return stack.split(',').map((name) =>
    name
      .trim()
      .replace(/^["']|["']$/g, '')
      .toLowerCase(),
  );
}

/**
 * How many of the page's web fonts that these stacks name have arrived.
 * @param {string[]} stacks
 */
function arrivedFonts(stacks) {
  const wanted = new Set(stacks.flatMap(familiesOf));
  const isOurs = (/** @type {FontFace} */ face) =>
    face.status === 'loaded' && familiesOf(face.family).some((f) => wanted.has(f));
  return [...document.fonts].filter(isOurs).length;
}

export class TextAgent {
  /** @type {FontSet[]} */ #sets = [];
  /** @type {Map<string, number>} */ #ids = new Map();
  /** @type {Map<string, Float32Array>} */ #lines = new Map();
  /** @type {Context2d} */ #context;
  #font = '';
  #scalesEmoji = CSS.supports('-moz-orient', 'inline');
  /** @type {HTMLElement | undefined} */ #probe;

  constructor() {
    this.#context = makeContext();
    this.#context.textAlign = 'left';
  }

  /**
   * Where line boxes may be measured: an element of a connected shadow root, with one child that
   * marks the baseline. A canvas that takes its language from where it stands comes to stand there.
   * @param {HTMLElement} probe
   */
  set probe(probe) {
    this.#probe = probe;
    const { canvas } = this.#context;
    if (canvas instanceof HTMLCanvasElement && canvas.parentNode !== probe) probe.append(canvas);
  }

  /**
   * Whether what is drawn is what the browser itself would set. WebKit kerns kana where it paints
   * them, and not where it lays them out: a run per kana is as it lays them out.
   * @param {string} lang
   */
  draws(lang) {
    return 'lang' in this.#context || !/^ja\b/i.test(lang);
  }

  /**
   * Whether a text is drawn as the browser itself would set it. Firefox scales pictures of emoji on
   * a canvas by another filter than on a page.
   * @param {string} text
   */
  drawsText(text) {
    return !this.#scalesEmoji || devicePixelRatio === 1 || !EMOJI.test(text);
  }

  /**
   * The number under which the module knows these fonts; never 0.
   * @param {string[]} stacks
   * @param {number} ratio
   * @param {string} lang decides which font a character of many scripts comes from
   */
  fontSet(stacks, ratio, lang) {
    const key = [...stacks, ratio, lang, arrivedFonts(stacks)].join('|');
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#sets.push({ stacks, ratio, lang, scale: this.#scaleFor(stacks[0], ratio, lang) });
      this.#ids.set(key, id);
      this.#font = ''; // the same words may now name a font that has arrived
    }
    return id;
  }

  /**
   * Chromium sets text in device px. Firefox rounds advances to a 60th of a CSS px, WebKitGTK to
   * whole ones, and both enlarge what they have set: then so must the canvas. Asked of a real line,
   * as baselines are.
   * @param {string} stack
   * @param {number} ratio
   * @param {string} lang
   */
  #scaleFor(stack, ratio, lang) {
    const probe = this.#probe;
    const text = probe?.firstChild;
    if (ratio === 1 || !probe || !(text instanceof Text)) return 1;
    this.#speak(lang);
    probe.lang = lang;
    const before = text.data;
    probe.style.font = `${SAMPLE_SIZE}px ${stack}`;
    text.data = SAMPLE;
    const { width } = probe.getBoundingClientRect();
    text.data = before;
    const errorAt = (/** @type {number} */ scale) => {
      this.#context.font = `${SAMPLE_SIZE * scale}px ${stack}`;
      return Math.abs(this.#context.measureText(SAMPLE).width / scale - width);
    };
    const inDevicePixels = errorAt(ratio);
    const inCssPixels = errorAt(1);
    this.#font = '';
    const isOneFont = inCssPixels < SAME_FONT;
    return isOneFont && inDevicePixels > inCssPixels + WIDTH_ERROR ? ratio : 1;
  }

  /**
   * @param {Style} style
   * @param {string} size with a unit, and perhaps a line height
   */
  #css({ fontSet, family, weight, italic }, size) {
    const { stacks } = this.#sets[fontSet - 1];
    return `${italic ? 'italic ' : ''}${weight} ${size} ${stacks[family] ?? stacks[0]}`;
  }

  /**
   * The style as CSS `font`, in CSS px.
   * @param {Style} style
   * @param {number} lineHeight CSS px
   */
  cssFont(style, lineHeight) {
    const { ratio } = this.#sets[style.fontSet - 1];
    return this.#css(style, `${style.size / ratio}px/${lineHeight}px`);
  }

  /**
   * A length of the style, as CSS.
   * @param {Style} style
   * @param {number} px device px
   */
  cssLength({ fontSet }, px) {
    return `${px / this.#sets[fontSet - 1].ratio}px`;
  }

  /** @param {Style} style @returns {number} how many device px the canvas's own px is */
  #use(style) {
    const context = this.#context;
    const { size, letterSpacing, rightToLeft } = style;
    const { scale, lang } = this.#sets[style.fontSet - 1];
    this.#speak(lang);
    const font = this.#css(style, `${size / scale}px`);
    if (font !== this.#font) {
      context.font = this.#font = font;
      context.fontKerning = 'auto';
    }
    // Where a browser has none of its own, the twins turn out wider, and show themselves.
    context.letterSpacing = `${letterSpacing / scale}px`;
    context.direction = rightToLeft ? 'rtl' : 'ltr';
    return scale;
  }

  /**
   * Chinese, Japanese and Korean share characters: only the language says whose form they have.
   * @param {string} lang
   */
  #speak(lang) {
    const at = 'lang' in this.#context ? this.#context : this.#context.canvas;
    if (!('lang' in at) || at.lang === lang) return;
    at.lang = lang;
    this.#context.font = OTHER_FONT; // WebKit keeps what it has found for the same words
    this.#font = ''; // it was found for another language
  }

  /**
   * Per run: advance, ink left, right, ascent, descent; device px.
   * @param {Style} style
   * @param {string[]} texts
   */
  measureRuns(style, texts) {
    const scale = this.#use(style);
    const out = new Float32Array(texts.length * METRICS_PER_RUN);
    texts.forEach((text, i) => {
      const m = this.#context.measureText(text);
      const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = m;
      const { actualBoundingBoxAscent: ascent, actualBoundingBoxDescent: descent } = m;
      // Only lines that run both ways hold blanks; Firefox tells the ink of one part of them.
      const metrics = text.trim().includes(' ')
        ? [m.width, 0, m.width, m.fontBoundingBoxAscent, m.fontBoundingBoxDescent]
        : [m.width, -left, right, ascent, descent];
      out.set(
        metrics.map((value) => value * scale),
        i * METRICS_PER_RUN,
      );
    });
    return out;
  }

  /**
   * The baseline's distance from the top of a line box, as laid out by the browser; ascent,
   * descent; device px.
   * @param {Style} style
   * @param {number} lineHeight device px
   */
  fontMetrics(style, lineHeight) {
    const key = `${style.fontSet} ${this.#css(style, `${style.size}px/${lineHeight}px`)}`;
    let line = this.#lines.get(key);
    if (!line) {
      const scale = this.#use(style);
      const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } =
        this.#context.measureText('x');
      const baseline = this.#probeBaseline(style, lineHeight);
      line = new Float32Array([baseline, ascent * scale, descent * scale]);
      this.#lines.set(key, line);
    }
    return line;
  }

  /**
   * Browsers round ascent, descent and leading each in their own way: asked of a real line box, not
   * computed.
   * @param {Style} style
   * @param {number} lineHeight
   */
  #probeBaseline(style, lineHeight) {
    const probe = this.#probe;
    const mark = probe?.firstElementChild;
    if (!probe || !mark) throw new Error('no probe');
    const { ratio } = this.#sets[style.fontSet - 1];
    probe.style.font = this.cssFont(style, lineHeight / ratio);
    const depth = mark.getBoundingClientRect().bottom - probe.getBoundingClientRect().top;
    return (depth * ratio) / (probe.currentCSSZoom ?? 1); // boxes tell it as zoomed
  }

  /**
   * The offsets (bytes of UTF-8) at which words end.
   * @param {string} text
   */
  findWordEnds(text) {
    let end = 0;
    // Which language does not matter: each script has one dictionary.
    const words = new Intl.Segmenter('th', { granularity: 'word' }).segment(text);
    return Array.from(words, ({ segment }) => (end += encoder.encode(segment).length));
  }

  /**
   * Draws runs on a scratch of w × h device px, valid until the next call.
   * @param {number} w
   * @param {number} h
   * @param {PlacedRun[]} runs
   */
  drawRuns(w, h, runs) {
    const context = this.#context;
    context.clearRect(0, 0, w, h);
    for (const { style, text, x, y } of runs) {
      const scale = this.#use(style);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.fillStyle = cssColor(style.color);
      context.fillText(text, x / scale, y / scale);
    }
    context.resetTransform();
    return context.canvas;
  }
}
