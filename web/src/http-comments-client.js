// Comments that a server of ours keeps (docs/http-api.md). Bodies are handed on as they are: the
// module wrote them, and reads them.

import { WORK } from './assets.js';
import { RefusedError } from './comments-client.js';
import { importChecked } from './import-checked.js';
import { keepToken, keptToken } from './keepsakes.js';
import { makeUuid } from './uuid.js';

/** @typedef {import('./comments-client.js').CommentsClient} CommentsClient */

const WORK_NEEDED = 428;
const PAGE_COUNT = 100;
const PAGES_MAX = 20;
const EVENTS = ['created', 'edited', 'deleted', 'held', 'counts', 'reset'];

/** @implements {CommentsClient} */
export class HttpCommentsClient {
  #site;

  /** @param {string} site the address of the site's part of the API, "https://…/v1/bao" */
  constructor(site) {
    this.#site = site.replace(/\/$/, '');
  }

  /**
   * @param {string} articleId
   * @param {{signal: AbortSignal}} options
   */
  async list(articleId, { signal }) {
    const pages = [];
    let after = '';
    do {
      const query = new URLSearchParams({ count: String(PAGE_COUNT), after });
      const response = await this.#ask(`${this.#thread(articleId)}?${query}`, { signal });
      pages.push((await response.text()).slice(1, -1));
      after = response.headers.get('Ykien-Next') ?? '';
    } while (after && pages.length < PAGES_MAX);
    return `[${pages.filter(Boolean).join(',')}]`;
  }

  /**
   * @param {string} articleId
   * @param {string} comment
   * @param {{id: string, signal: AbortSignal}} options
   */
  async add(articleId, comment, { id, signal }) {
    /** @type {Record<string, string>} */
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': id };
    const wish = { method: 'POST', headers, body: comment, signal };
    let response = await this.#ask(this.#thread(articleId), wish);
    if (response.status === WORK_NEEDED) {
      /** @type {typeof import('./work.js')} */
      const { doWork } = await importChecked(WORK);
      headers['Ykien-Work'] = await doWork((await response.json()).challenge);
      response = await this.#ask(this.#thread(articleId), wish);
    }
    if (!response.ok) throw await failure(response);
    this.#keepToken(response);
    return JSON.stringify((await response.json()).comment);
  }

  /**
   * @param {string} articleId
   * @param {{signal: AbortSignal}} options
   */
  async own(articleId, { signal }) {
    if (!keptToken(this.#site)) return '{}';
    const address = `${this.#site}/me/articles/${encodeURIComponent(articleId)}`;
    return (await this.#ask(address, { signal })).text();
  }

  /**
   * @param {string} commentId
   * @param {string} vote
   * @param {{signal: AbortSignal}} options
   */
  async vote(commentId, vote, { signal }) {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': makeUuid(Date.now()) };
    const address = `${this.#comment(commentId)}/vote`;
    const response = await this.#ask(address, { method: 'PUT', headers, body: vote, signal });
    this.#keepToken(response);
    return response.text();
  }

  /**
   * @param {string} commentId
   * @param {string} comment
   * @param {{signal: AbortSignal}} options
   */
  async edit(commentId, comment, { signal }) {
    const headers = { 'Content-Type': 'application/json' };
    const wish = { method: 'PATCH', headers, body: comment, signal };
    const response = await this.#ask(this.#comment(commentId), wish);
    return JSON.stringify((await response.json()).comment);
  }

  /** @param {string} commentId @param {{signal: AbortSignal}} options */
  remove(commentId, { signal }) {
    return this.#ask(this.#comment(commentId), { method: 'DELETE', signal });
  }

  /** @param {string} commentId @param {{signal: AbortSignal}} options */
  restore(commentId, { signal }) {
    return this.#ask(`${this.#comment(commentId)}/restore`, { method: 'POST', signal });
  }

  /**
   * Not while nobody sees the page.
   * @param {string} articleId
   * @param {() => void} changed
   * @param {{signal: AbortSignal}} options
   */
  watch(articleId, changed, { signal }) {
    const address = `${this.#site}/articles/${encodeURIComponent(articleId)}/events`;
    /** @type {EventSource | undefined} */ let source;
    let missed = false; // what happened while nobody listened
    const listen = () => {
      source?.close();
      source = undefined;
      if (document.hidden || signal.aborted) return;
      source = new EventSource(address);
      for (const type of EVENTS) source.addEventListener(type, changed);
      source.onerror = () => (missed = true);
      source.onopen = () => {
        if (missed) changed();
        missed = false;
      };
    };
    const seen = () => {
      missed ||= document.hidden;
      listen();
    };
    document.addEventListener('visibilitychange', seen, { signal });
    signal.addEventListener('abort', listen);
    listen();
  }

  /** @param {string} id */
  #comment(id) {
    return `${this.#site}/comments/${encodeURIComponent(id)}`;
  }

  /** @param {Response} response */
  #keepToken({ headers }) {
    const token = headers.get('Ykien-Token');
    if (token) keepToken(this.#site, token);
  }

  /** @param {string} articleId */
  #thread(articleId) {
    return `${this.#site}/articles/${encodeURIComponent(articleId)}/comments`;
  }

  /**
   * @param {string} address
   * @param {RequestInit & {headers?: Record<string, string>}} wish
   */
  async #ask(address, { headers, ...wish }) {
    const token = keptToken(this.#site);
    const own = token ? { ...headers, Authorization: `Bearer ${token}` } : headers;
    const response = await fetch(address, { ...wish, headers: own, credentials: 'omit' });
    if (response.status === 422) throw new RefusedError(await response.text());
    if (!response.ok && response.status !== WORK_NEEDED) throw await failure(response);
    return response;
  }
}

/** @param {Response} response */
async function failure(response) {
  return new Error(`${response.status} ${await response.text()}`);
}
