// <ykien-reader>: the element, without the machinery behind it, which is loaded when the element
// comes near the viewport.
//
// Until then, and whenever anything fails, the tag's own HTML is what a reader sees. Attributes and
// properties mirror each other; docs/publishing.md describes them.

/** @typedef {import('./comments-client.js').CommentsClient} CommentsClient */
/**
 * @typedef {{frames: number, layouts: number, paints: number, tilesPainted: number,
 *   memoryBytes: number}} Stats
 */
/**
 * What does the work; see reader.js.
 * @typedef {{
 *   start(module: WebAssembly.Module): Promise<void>, stop(): void, moved(): void, changed(): void,
 *   readonly stats: Stats,
 * }} Reader
 */
/**
 * @typedef {{Reader: new (host: YkienReader) => Reader, module: WebAssembly.Module}} Implementation
 */
/** @typedef {'html' | 'layered' | 'painted'} State */

const ARTICLE_ATTRIBUTES = [
  'article',
  'comments',
  'src',
  'lang',
  'category',
  'published',
  'updated',
  'author',
  'keywords',
  'views',
  'likes',
  'utc-offset',
  'number-style',
  'weather',
  'clock',
];
const VIEW_ATTRIBUTES = ['theme', 'gl'];
// One viewport: far enough to be ready when the reader arrives, near enough that who never scrolls
// pays nothing.
const NEAR_MARGIN = '100% 0px';

export class YkienReader extends HTMLElement {
  static observedAttributes = [...ARTICLE_ATTRIBUTES, ...VIEW_ATTRIBUTES];

  /**
   * How the implementation comes; define.js sets it.
   * @type {(host: YkienReader) => Promise<Implementation>}
   */
  static load = () => Promise.reject(new Error('YkienReader.load is not set'));

  /**
   * Where comments are kept; without one, where `comments` says, or in the reader's own browser.
   * @type {CommentsClient | undefined}
   */
  client = ownProperty(this, 'client');
  /** @type {Reader | undefined} */ #reader;
  /** @type {AbortController | undefined} */ #life;

  /**
   * Registers the element; harmless when the name is taken already.
   * @param {string} [tag]
   * @param {CustomElementRegistry} [registry]
   */
  static define(tag = 'ykien-reader', registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, class extends YkienReader {});
  }

  connectedCallback() {
    for (const name of /** @type {const} */ (['article', 'comments', 'src', 'theme', 'gl'])) {
      const value = ownProperty(this, name);
      if (value !== undefined) Object.assign(this, { [name]: value });
    }
    if (this.#life) this.#reader?.moved();
    else this.#begin();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion at once: only what is still out afterwards has left.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (!this.#life || before === after) return;
    if (VIEW_ATTRIBUTES.includes(name)) this.#reader?.changed();
    else this.refresh();
  }

  /** Reads the article again: after its HTML, or the JSON at `src`, has changed. */
  refresh() {
    if (!this.#life) return;
    this.#end();
    queueMicrotask(() => {
      if (this.isConnected && !this.#life) this.#begin();
    });
  }

  async #begin() {
    const { signal } = (this.#life = new AbortController());
    this.state = 'html';
    await near(this, signal);
    if (signal.aborted) return;
    try {
      const { Reader, module } = await YkienReader.load(this);
      if (signal.aborted) return;
      this.#reader = new Reader(this);
      await this.#reader.start(module);
    } catch (error) {
      const detail = { code: 'not-loaded', message: String(error), offset: 0 };
      this.dispatchEvent(new CustomEvent('ykien-error', { detail, bubbles: true, composed: true }));
    }
  }

  #end() {
    this.#life?.abort();
    this.#life = undefined;
    this.#reader?.stop();
    this.#reader = undefined;
  }

  /** What the reader sees: the tag's own HTML, the twins, or the picture. @returns {State} */
  get state() {
    const state = this.getAttribute('state');
    return state === 'layered' || state === 'painted' ? state : 'html';
  }

  /** Set by the element itself. */
  set state(state) {
    if (this.getAttribute('state') !== state) this.setAttribute('state', state);
  }

  /** Counts for tests and benchmarks; null before the article shows. */
  get stats() {
    return this.#reader?.stats ?? null;
  }

  /** @param {string} name @param {string | null} value */
  #reflect(name, value) {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** The article's id, under which its comments are kept. @returns {string} */
  get article() {
    return this.getAttribute('article') ?? '';
  }

  set article(id) {
    this.#reflect('article', id);
  }

  /** Where the article's JSON is, instead of HTML in the tag. @returns {string} */
  get src() {
    const src = this.getAttribute('src');
    return src ? new URL(src, this.baseURI).href : '';
  }

  set src(url) {
    this.#reflect('src', url);
  }

  /** The site's part of a comment server's API: "https://…/v1/bao". @returns {string} */
  get comments() {
    const comments = this.getAttribute('comments');
    return comments ? new URL(comments, this.baseURI).href : '';
  }

  set comments(url) {
    this.#reflect('comments', url);
  }

  /** @returns {'auto' | 'light' | 'dark'} */
  get theme() {
    const theme = this.getAttribute('theme')?.toLowerCase();
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  }

  set theme(theme) {
    this.#reflect('theme', theme);
  }

  /** 'any': also draw where WebGL renders in software. @returns {'' | 'any'} */
  get gl() {
    return this.getAttribute('gl')?.toLowerCase() === 'any' ? 'any' : '';
  }

  set gl(gl) {
    this.#reflect('gl', gl);
  }
}

/**
 * Takes away and gives back what a page has set before this file had arrived.
 * @param {HTMLElement} element
 * @param {string} name
 */
function ownProperty(element, name) {
  const value = Object.getOwnPropertyDescriptor(element, name)?.value;
  if (value !== undefined) Reflect.deleteProperty(element, name);
  return value;
}

/**
 * @param {Element} element
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function near(element, signal) {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) done();
      },
      { rootMargin: NEAR_MARGIN },
    );
    const done = () => {
      observer.disconnect();
      resolve();
    };
    observer.observe(element);
    signal.addEventListener('abort', done);
  });
}
