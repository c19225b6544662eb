// A part of long work, between which the page can scroll and answer.

const SLICE_MS = 10;

export class Slice {
  #began = performance.now();

  get isOver() {
    return performance.now() - this.#began >= SLICE_MS;
  }

  /** Begins another one in a task of its own; at once, where this one has only begun. */
  async next() {
    if (!this.isOver) return;
    await nextTask();
    this.#began = performance.now();
  }
}

/** What comes after it is a task of its own. @returns {Promise<unknown>} */
export function nextTask() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
}
