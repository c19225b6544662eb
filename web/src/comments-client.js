// Where comments are kept. A newspaper may set `element.client` to anything of this shape.
//
// What is kept is opaque here: the module writes a comment's JSON and reads it.

/**
 * @typedef {{
 *   list(articleId: string, options: {signal: AbortSignal}): Promise<string>,
 *   add(articleId: string, comment: string, options: {id: string, signal: AbortSignal}):
 *   Promise<string>,
 *   watch?(articleId: string, changed: () => void, options: {signal: AbortSignal}): void,
 *   own?(articleId: string, options: {signal: AbortSignal}): Promise<string>,
 *   vote?(commentId: string, vote: string, options: {signal: AbortSignal}): Promise<string>,
 *   edit?(commentId: string, comment: string, options: {signal: AbortSignal}): Promise<string>,
 *   remove?(commentId: string, options: {signal: AbortSignal}): Promise<unknown>,
 *   restore?(commentId: string, options: {signal: AbortSignal}): Promise<unknown>,
 * }} CommentsClient
 *   list: a JSON array of comments, in any order. add: stores one, and answers it as stored; an id
 *   stored before is answered with what was stored then. Both reject with an error; see reasonOf().
 *   own: what the reader has said of an article, `{"votes": […], "comments": […]}`; where there is
 *   none, nobody votes or changes anything. edit: answers the comment as it is stored then.
 *   vote: `{"value": "like"}` or null, answered with the sums (docs/http-api.md).
 *   watch: calls `changed` whenever the list may be another one, until the signal ends it.
 */

/** Why a client failed, as the module knows it (docs/abi.md). */
export const Reason = { timedOut: 1, network: 2, storage: 3, badAnswer: 4 };

/** The rules of who keeps comments refuse one. */
export class RefusedError extends Error {
  /** @param {string} answer JSON, `{"checked": …}` as docs/http-api.md has it */
  constructor(answer) {
    super('refused');
    this.name = 'RefusedError';
    this.answer = answer;
  }
}

const STORAGE_ERRORS = new Set([
  'QuotaExceededError',
  'SecurityError',
  'InvalidStateError',
  'UnknownError',
  'VersionError',
  'AbortError',
  'NotFoundError',
]);

/** @param {unknown} error */
export function reasonOf(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'TimeoutError') return Reason.timedOut;
  if (name === 'SyntaxError' || name === 'YkienError') return Reason.badAnswer;
  return STORAGE_ERRORS.has(name) ? Reason.storage : Reason.network;
}

const DATABASE = 'ykien';
const STORE = 'comments';

/**
 * Keeps comments in the reader's own browser, in IndexedDB: key [article, id].
 * @implements {CommentsClient}
 */
export class LocalCommentsClient {
  #factory;

  /** @param {IDBFactory} [factory] */
  constructor(factory = globalThis.indexedDB) {
    this.#factory = factory;
  }

  /**
   * @param {string} articleId
   * @param {{signal: AbortSignal}} options
   */
  async list(articleId, { signal }) {
    const range = IDBKeyRange.bound([articleId], [articleId, []]);
    const rows = await this.#run('readonly', signal, (store) => store.getAll(range));
    return `[${rows.map((row) => row.json).join(',')}]`;
  }

  /**
   * @param {string} articleId
   * @param {string} comment
   * @param {{id: string, signal: AbortSignal}} options
   */
  async add(articleId, comment, { id, signal }) {
    const known = await this.#run('readonly', signal, (store) => store.get([articleId, id]));
    if (known) return known.json;
    await this.#run('readwrite', signal, (store) =>
      store.add({ article: articleId, id, json: comment }),
    );
    return comment;
  }

  /**
   * One request in one transaction; done when that is on disk, not when the request succeeds.
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {AbortSignal} signal
   * @param {(store: IDBObjectStore) => IDBRequest<T>} ask
   * @returns {Promise<T>}
   */
  async #run(mode, signal, ask) {
    const database = await this.#open(signal);
    try {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = ask(transaction.objectStore(STORE));
      await settled(signal, (resolve, reject) => {
        transaction.oncomplete = () => resolve(undefined);
        transaction.onabort = () =>
          reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
      });
      return request.result;
    } finally {
      database.close();
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<IDBDatabase>} */
  #open(signal) {
    return settled(signal, (resolve, reject) => {
      if (!this.#factory) throw new DOMException('no IndexedDB', 'SecurityError');
      const request = this.#factory.open(DATABASE, 1);
      request.onupgradeneeded = () =>
        request.result.createObjectStore(STORE, { keyPath: ['article', 'id'] });
      request.onsuccess = () => (signal.aborted ? request.result.close() : resolve(request.result));
      request.onerror = () => reject(request.error);
    });
  }
}

/**
 * A promise that also ends when the signal does.
 * @template T
 * @param {AbortSignal} signal
 * @param {(resolve: (value: T) => void, reject: (error: unknown) => void) => void} start
 * @returns {Promise<T>}
 */
function settled(signal, start) {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    start(resolve, reject);
  });
}
