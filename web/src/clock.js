// The one timer: ticks while something that shows the time is in sight of a reader, and else not at all.

export class Clock {
  #timer = 0;
  #inSight = false;
  #options;

  /**
   * @param {{strip: Element, nextTickMs: () => number, tick: () => void, signal: AbortSignal}} options
   *   nextTickMs: until something shown changes; 0 = never
   */
  constructor(options) {
    this.#options = options;
    const { strip, signal } = options;
    const watcher = new IntersectionObserver((entries) => {
      this.#inSight = entries[entries.length - 1].isIntersecting;
      this.#resume();
    });
    watcher.observe(strip);
    document.addEventListener('visibilitychange', () => this.#resume(), { signal });
    signal.addEventListener('abort', () => {
      watcher.disconnect();
      clearTimeout(this.#timer);
    });
  }

  #resume() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#inSight && document.visibilityState === 'visible') this.#tick();
  }

  #tick() {
    this.#options.tick();
    const next = this.#options.nextTickMs();
    // On the full second, as the clocks beside this one.
    if (next > 0) this.#timer = setTimeout(() => this.#tick(), next - (Date.now() % Math.min(next, 1000)));
  }
}
