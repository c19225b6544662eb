// Writers who do not give up, and what must be there after them.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { post, readAll } from './comment-server.mjs';

const WRITERS = 8;

/**
 * A comment that was not answered is sent again, with its key.
 * acknowledged: by key, the comment's id
 */
export class Load {
  acknowledged = new Map();
  sent = new Map();
  #unsure = [];
  #abort = new AbortController();
  #running = [];

  /** @param {string[]} urls of servers that share a database */
  start(...urls) {
    this.#abort = new AbortController();
    this.#running = Array.from({ length: WRITERS }, (_, i) => this.#write(urls[i % urls.length]));
  }

  async stop() {
    this.#abort.abort();
    await Promise.all(this.#running);
  }

  /** Asks until each comment that was ever sent is acknowledged. */
  async finish(url) {
    await this.stop();
    const { signal } = (this.#abort = new AbortController());
    while (this.#unsure.length > 0) await this.#send(url, this.#unsure.pop(), signal);
  }

  async #write(url) {
    const { signal } = this.#abort;
    while (!signal.aborted) await this.#send(url, this.#unsure.pop() ?? randomUUID(), signal);
  }

  async #send(url, key, signal) {
    this.sent.set(key, `Ý kiến ${key}`);
    try {
      const response = await post(url, { key, text: this.sent.get(key), signal });
      const { comment, code } = await response.json();
      assert.ok([200, 201, 503].includes(response.status), `${response.status} ${code}`);
      if (response.ok) this.acknowledged.set(key, comment.id);
      else this.#unsure.push(key); // no acknowledgement: asked again
    } catch (error) {
      this.#unsure.push(key);
      if (error instanceof assert.AssertionError) throw error;
      if (!signal.aborted) await new Promise((done) => setTimeout(done, 5));
    }
  }
}

/** Neither lost, nor doubled, nor half there. @param {Load} load @returns how many are there */
export async function check(load, url) {
  const comments = await readAll(url);
  const texts = new Map(comments.map(({ id, text }) => [id, text]));
  assert.equal(texts.size, comments.length, 'an id comes once');
  for (const [key, id] of load.acknowledged) assert.equal(texts.get(id), load.sent.get(key));
  const known = new Set(load.sent.values());
  assert.ok(
    comments.every(({ text }) => known.has(text)),
    'nothing that nobody has sent',
  );
  assert.equal(new Set(texts.values()).size, comments.length, 'each key once');
  return comments.length;
}
