// What the picture depends on outside the article: width, device pixels, theme, fonts. Tells when
// any of it changes.

/** @typedef {import('./text-measure.js').TextAgent} TextAgent */
/**
 * width: CSS px; contrast: more of it is asked for; picture: whether one may stand in for the words
 * @typedef {{width: number, ratio: number, dark: boolean, contrast: boolean, picture: boolean,
 *   fontSet: number}} View
 */

const STACKS = /** @type {const} */ ([
  ['--ykien-font-body', '"Noto Serif", Georgia, "Times New Roman", serif'],
  ['--ykien-font-interface', 'system-ui, "Noto Sans", "Segoe UI", Roboto, Arial, sans-serif'],
  ['--ykien-font-mono', 'ui-monospace, "Noto Sans Mono", Menlo, Consolas, monospace'],
]);

const DARK = '(prefers-color-scheme: dark)';
const CONTRAST = '(prefers-contrast: more)';
const FORCED = '(forced-colors: active)';

/**
 * Whether one may stand in for the words: not where an extension turns pages dark, which knows
 * nothing of a canvas; not in a reader's own colours; not where one asks to be spared; not under
 * fingers that magnify, where the browser's own letters alone stay sharp.
 */
function isPictureWanted() {
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
  return !(
    document.documentElement.hasAttribute('data-darkreader-mode') ||
    matchMedia(FORCED).matches ||
    connection?.saveData ||
    (visualViewport?.scale ?? 1) > 1.05
  );
}

// While the browser draws such a photo, each call of a canvas waits for it: seconds.
const PHOTO_PIXELS_MAX = 50_000_000;

/** @param {unknown} photo */
function isHuge(photo) {
  if (!(photo instanceof HTMLImageElement)) return false;
  return photo.naturalWidth * photo.naturalHeight > PHOTO_PIXELS_MAX;
}

/** @param {HTMLElement} host */
export function holdsHugePhoto(host) {
  return [...host.querySelectorAll('img')].some(isHuge);
}

export class ViewWatcher {
  #host;
  #root;
  #text;
  #lang;
  #changed;
  #signal;
  #width = 0;
  #huge;

  /**
   * @param {{host: HTMLElement, root: HTMLElement, text: TextAgent, lang: string,
   *   changed: () => void, signal: AbortSignal}} options
   *   root: its content box is the room there is
   */
  constructor({ host, root, text, lang, changed, signal }) {
    this.#host = host;
    this.#root = root;
    this.#text = text;
    this.#lang = lang;
    this.#changed = changed;
    this.#signal = signal;
    this.#width = root.clientWidth;
    this.#huge = holdsHugePhoto(host);
    const loaded = (/** @type {Event} */ event) => {
      this.#huge ||= isHuge(event.target);
    };
    host.addEventListener('load', loaded, { capture: true, signal });
    this.#watchSize();
    this.#watchRatio();
    for (const query of [DARK, CONTRAST, FORCED])
      matchMedia(query).addEventListener('change', changed, { signal });
    visualViewport?.addEventListener('resize', changed, { signal });
    document.fonts.addEventListener('loadingdone', changed, { signal });
    // Sites switch to dark by a class or attribute on the root element.
    const watcher = new MutationObserver(changed);
    watcher.observe(document.documentElement, { attributes: true });
    signal.addEventListener('abort', () => watcher.disconnect());
  }

  /** As it is now. @returns {View} */
  read() {
    const style = getComputedStyle(this.#host);
    const stacks = STACKS.map(
      ([name, fallback]) => style.getPropertyValue(name).trim() || fallback,
    );
    const ratio = this.#ratio;
    // Never wider than the room: whole device pixels, rounded down.
    const width = Math.max(1, Math.floor(this.#width * ratio + 0.01) / ratio);
    return {
      width,
      ratio,
      dark: this.#isDark(),
      contrast: matchMedia(CONTRAST).matches,
      picture: !this.#huge && isPictureWanted() && this.#text.draws(this.#lang),
      fontSet: this.#text.fontSet(stacks, ratio, this.#lang),
    };
  }

  /** Device px per CSS px, CSS `zoom` of the page included. */
  get #ratio() {
    return devicePixelRatio * (this.#host.currentCSSZoom ?? 1);
  }

  /** As the attribute says; else as the page does: one that names a single scheme has no other. */
  #isDark() {
    const theme = this.#host.getAttribute('theme')?.toLowerCase();
    if (theme === 'dark' || theme === 'light') return theme === 'dark';
    // Not the element's own scheme: that one follows from what is decided here.
    const scheme = getComputedStyle(
      this.#host.parentElement ?? document.documentElement,
    ).colorScheme;
    const named = scheme.split(/\s+/).filter((word) => word === 'dark' || word === 'light');
    if (named.length === 1) return named[0] === 'dark';
    return matchMedia(DARK).matches;
  }

  #watchSize() {
    const observer = new ResizeObserver(([entry]) => {
      const pixels = (entry.devicePixelContentBoxSize?.[0].inlineSize ?? 0) / this.#ratio;
      const { width: css } = entry.contentRect;
      // An emulated ratio reaches one of the two figures only.
      const width = Math.abs(pixels - css) * this.#ratio < 1 ? pixels : css;
      // Without any width it is not shown: what it was is what it will be.
      if (width === 0 || Math.abs(width - this.#width) < 0.01) return;
      this.#width = width;
      this.#changed();
    });
    try {
      observer.observe(this.#root, { box: 'device-pixel-content-box' });
    } catch {
      observer.observe(this.#root); // Safari
    }
    this.#signal.addEventListener('abort', () => observer.disconnect());
  }

  /** A media query tells of leaving one ratio only: asked anew at each. */
  #watchRatio() {
    const changed = () => {
      if (this.#signal.aborted) return;
      this.#watchRatio();
      this.#changed();
    };
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', changed, { once: true, signal: this.#signal });
  }
}
