// Carries out what the module asks of the outside world: loading, sending, keeping, focusing
// (docs/abi.md, effects).

import { reasonOf } from './comments-client.js';
import { keepReading, keepSort } from './keepsakes.js';
import { makeUuid } from './uuid.js';

/** @typedef {import('./comments-client.js').CommentsClient} CommentsClient */
/** @typedef {import('./comments-client.js').RefusedError} RefusedError */
/** @typedef {import('./abi.js').EngineDocument} EngineDocument */

const Effect = {
  none: 0,
  loadComments: 1,
  sendDraft: 2,
  keepReading: 3,
  focusField: 4,
  openTools: 5,
  keepSort: 6,
  vote: 7,
  changeDraft: 8,
  moveDraft: 9,
  editDraft: 10,
  remove: 11,
  restore: 12,
};
const TIME_LIMIT_MS = 10_000;

export class Discussion {
  #options;
  /** The id of the comment on its way: a second try must not store it twice. */
  #id = '';
  #text = ''; // what it says
  #focuses = false;
  #watches = false;
  /** Whether the list is being asked for again, and whether it has to be once more. */
  #refresh = { runs: false, again: false };

  /**
   * @param {{
   *   document: EngineDocument, client: () => CommentsClient, articleId: string,
   *   form: import('./draft-form.js').DraftForm,
   *   changed: () => void, openTools: () => Promise<void>,
   *   stored: (comment: unknown) => void, failed: (error: unknown) => void,
   *   signal: AbortSignal,
   * }} options
   */
  constructor(options) {
    this.#options = options;
  }

  /** @param {boolean} settled whether the words are as they should be */
  run(settled) {
    const { document: engineDocument, form, openTools, failed } = this.#options;
    for (
      let [effect, detail] = engineDocument.nextEffect();
      effect !== Effect.none;
      [effect, detail] = engineDocument.nextEffect()
    ) {
      if (effect === Effect.loadComments) this.#load().catch(failed);
      else if (effect === Effect.sendDraft) this.#send().catch(failed);
      else if (effect === Effect.keepReading) keepReading(engineDocument);
      else if (effect === Effect.focusField) this.#focuses = true;
      else if (effect === Effect.openTools) openTools().catch(failed);
      else if (effect === Effect.keepSort) keepSort(engineDocument.sort);
      else if (effect === Effect.vote) this.#vote(detail).catch(failed);
      else if (effect === Effect.changeDraft) form.answer(detail);
      else if (effect === Effect.moveDraft) form.move();
      else if (effect === Effect.editDraft) form.edit(detail);
      else if (effect === Effect.remove) this.#change('remove', detail).catch(failed);
      else if (effect === Effect.restore) this.#change('restore', detail).catch(failed);
    }
    // Not before the fields say what is wrong with them.
    if (!this.#focuses || !settled) return;
    this.#focuses = false;
    form.focus();
  }

  async #load() {
    const { document: engineDocument, client, articleId, changed, signal } = this.#options;
    try {
      const json = await withTimeLimit(signal, (limited) =>
        client().list(articleId, { signal: limited }),
      );
      if (signal.aborted) return;
      engineDocument.setComments(json);
      this.#watch();
      this.#remember();
    } catch (error) {
      if (signal.aborted) return;
      engineDocument.commentsFailed(reasonOf(error));
    }
    changed();
  }

  /** What the reader has said before; without it, one can vote as well. */
  async #remember() {
    const { document: engineDocument, client, articleId, changed, signal } = this.#options;
    const keeper = client();
    if (!keeper.own) return;
    const json = await keeper.own(articleId, { signal }).catch(() => '{}');
    if (signal.aborted) return;
    const changes = keeper.edit && keeper.remove && keeper.restore;
    engineDocument.setOwn((keeper.vote ? 1 : 0) + (changes ? 2 : 0), json);
    changed();
  }

  /** @param {'remove' | 'restore'} how @param {string} id of a comment */
  async #change(how, id) {
    const { document: engineDocument, client, changed, signal } = this.#options;
    try {
      await withTimeLimit(signal, async (limited) => client()[how]?.(id, { signal: limited }));
    } catch (error) {
      if (signal.aborted) return;
      console.warn('ykien: comment not changed', error);
      engineDocument.changeFailed(id);
    }
    if (!signal.aborted) changed();
  }

  /** @param {string} detail the comment's id, a line end, what to say */
  async #vote(detail) {
    const { document: engineDocument, client, changed, signal } = this.#options;
    const [id, vote] = detail.split('\n');
    try {
      const sums = await withTimeLimit(signal, async (limited) =>
        client().vote?.(id, vote, { signal: limited }),
      );
      if (!signal.aborted) engineDocument.voteStored(id, String(sums));
    } catch (error) {
      if (signal.aborted) return;
      console.warn('ykien: vote not stored', error);
      engineDocument.voteFailed(id);
    }
    if (!signal.aborted) changed();
  }

  /** @param {unknown} error */
  #notStored(error) {
    const { document: engineDocument } = this.#options;
    console.warn('ykien: comment not stored', error);
    // Of a publisher's own client too, which has no such class.
    const { name, answer } = /** @type {Partial<RefusedError>} */ (error ?? {});
    if (name !== 'RefusedError') return engineDocument.commentFailed();
    try {
      engineDocument.commentRefused(String(answer));
    } catch (unread) {
      console.warn('ykien: not a refusal', unread); // the module counts it as a failure
    }
  }

  #watch() {
    const { client, articleId, signal } = this.#options;
    if (this.#watches) return;
    this.#watches = true;
    client().watch?.(articleId, () => this.#loadAgain(), { signal });
  }

  /** What others have written. Where it does not come, what is there stays. */
  async #loadAgain() {
    const { document: engineDocument, client, articleId, changed, signal } = this.#options;
    const refresh = this.#refresh;
    refresh.again = refresh.runs;
    if (refresh.runs) return;
    refresh.runs = true;
    try {
      const json = await withTimeLimit(signal, (limited) =>
        client().list(articleId, { signal: limited }),
      );
      if (signal.aborted) return;
      engineDocument.setComments(json);
      changed();
    } catch (error) {
      if (!signal.aborted) console.warn('ykien: comments not read again', error);
    } finally {
      refresh.runs = false;
    }
    if (refresh.again) this.#loadAgain();
  }

  async #send() {
    const {
      document: engineDocument,
      client,
      articleId,
      form,
      changed,
      stored,
      signal,
    } = this.#options;
    const { text, editing } = form;
    if (text !== this.#text) this.#id = ''; // another one
    this.#text = text;
    this.#id ||= makeUuid(Date.now());
    try {
      engineDocument.setNow(Date.now());
      const comment = engineDocument.prepareComment(this.#id);
      const options = { id: this.#id };
      const answer = await withTimeLimit(signal, async (limited) =>
        editing
          ? String(await client().edit?.(editing, comment, { signal: limited }))
          : client().add(articleId, comment, { ...options, signal: limited }),
      );
      this.#id = '';
      if (signal.aborted) return;
      engineDocument.commentStored(answer);
      form.stored(text);
      stored(JSON.parse(answer));
    } catch (error) {
      if (signal.aborted) return;
      this.#notStored(error);
    }
    if (!signal.aborted) changed();
  }
}

/**
 * Ends with a TimeoutError when the client does not end by itself.
 * @template T
 * @param {AbortSignal} signal
 * @param {(signal: AbortSignal) => Promise<T>} ask
 * @returns {Promise<T>}
 */
function withTimeLimit(signal, ask) {
  const limited = new AbortController();
  return new Promise((resolve, reject) => {
    const stop = () => {
      limited.abort(signal.reason);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      const error = new DOMException('no answer in time', 'TimeoutError');
      limited.abort(error);
      reject(error);
    }, TIME_LIMIT_MS);
    signal.addEventListener('abort', stop, { once: true });
    // A client of the publisher's own may throw before it has made a promise.
    Promise.resolve()
      .then(() => ask(limited.signal))
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
      });
  });
}
