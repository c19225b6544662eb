// The one timer: runs while something that shows the time is in sight of a reader, and else not at
// all.

// Beside comments it says "5 minutes ago": nobody needs that to the second.
const COARSE_MS = 60_000;

export class Clock {
  #timer = 0;
  /** @type {Set<Element>} */ #inSight = new Set();
  #options;

  /**
   * @param {{fine: Element, coarse: Element, nextTickMs: () => number, tick: () => void,
   *   signal: AbortSignal}} options
   *   fine: shows seconds; coarse: shows minutes; nextTickMs: until something shown changes, 0 =
   *   never
   */
  constructor(options) {
    this.#options = options;
    const { fine, coarse, signal } = options;
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries)
        this.#inSight[isIntersecting ? 'add' : 'delete'](target);
      this.#resume();
    });
    watcher.observe(fine);
    watcher.observe(coarse);
    document.addEventListener('visibilitychange', () => this.#resume(), { signal });
    signal.addEventListener('abort', () => {
      watcher.disconnect();
      clearTimeout(this.#timer);
    });
  }

  get #runs() {
    return this.#inSight.size > 0 && document.visibilityState === 'visible';
  }

  /** What came into sight may be late. */
  #resume() {
    clearTimeout(this.#timer);
    if (this.#runs) this.#options.tick();
  }

  /** Sets the timer for the next change; to be called after each frame. */
  arm() {
    clearTimeout(this.#timer);
    const { fine, coarse, nextTickMs, tick } = this.#options;
    const seconds = this.#inSight.has(fine);
    if (!this.#runs || (!seconds && !coarse.querySelector('time'))) return;
    const next = nextTickMs();
    if (next > 0) this.#timer = setTimeout(tick, seconds ? next : Math.max(next, COARSE_MS));
  }
}
