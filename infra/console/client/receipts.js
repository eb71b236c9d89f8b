import { Acks } from './acks.js';
import { defaultPresence } from './presence.js';
import { Stages } from './stages.js';

/** @typedef {import('./types.js').AckKind} AckKind */

/**
 * What the server is told of each notification: that this page has received it, and that the trader has seen
 * it. Both end its being pending, but only `seen` ends the attempts on other channels, so it is sent only
 * where the trader attends to the page, or has touched the notification.
 */
export class Receipts {
  #stages;
  #acks;
  #presence;

  /**
   * @param {object} means
   * @param {import('./types.js').Presence} [means.presence] the page's own unless it is given
   * @param {number} means.remembered the number of seen ids that are remembered
   * @param {number} means.window the time in milliseconds for which an ack waits for others, on average
   * @param {(ids: string[], kind: AckKind) => Promise<unknown>} means.send resolves with the server's reply
   * @param {(ids: string[], kind: AckKind) => void} means.onConfirmed
   * @param {(error: Error) => void} means.onProblem
   */
  constructor({ presence = defaultPresence(), remembered, window, send, onConfirmed, onProblem }) {
    this.onProblem = onProblem;
    this.#presence = presence;
    this.#stages = new Stages(remembered);
    this.#acks = new Acks({
      window,
      send,
      onConfirmed: (ids, kind) => {
        for (const id of ids) this.#stages.ack(id, kind);
        onConfirmed(ids, kind);
      },
      onProblem,
    });
  }

  /** Watches for the trader's return to the page, until the signal aborts. @param {AbortSignal} signal */
  watch(signal) {
    this.#presence.watch?.(() => this.#seeAll(), signal);
  }

  /** @param {string} id */
  stage(id) {
    return this.#stages.of(id);
  }

  /** The page's handler is called. @param {string} id */
  offered(id) {
    this.#stages.offer(id);
  }

  /** The page's handler threw. @param {string} id */
  failed(id) {
    this.#stages.fail(id);
  }

  /** The page has taken it. @param {string} id */
  taken(id) {
    const stage = this.#stages.take(id);
    if (stage === 'seen') return;
    if (this.#isAttended()) this.#seeAll();
    else if (stage === 'taken') this.#acks.add(id, 'received');
  }

  /**
   * The server has sent it again, so it does not know that the page has it: the ack was lost. That it was
   * seen is not repeated here: the server has confirmed that, or it is still in the queue.
   * @param {string} id
   */
  repeated(id) {
    this.#acks.add(id, this.#isAttended() ? 'seen' : 'received');
  }

  /** The trader has touched these, or the embedder knows that they were seen. @param {string[]} ids */
  seen(ids) {
    for (const id of ids) if (this.#stages.of(id) !== 'seen') this.#acks.add(id, 'seen');
  }

  /**
   * The server knows these, by another request or from another tab.
   * @param {string[]} ids
   * @param {AckKind} kind
   */
  acked(ids, kind) {
    for (const id of ids) this.#stages.ack(id, kind);
    this.#acks.forget(ids, kind);
  }

  /** Sends now what is waiting. Resolves when all of that is answered, one way or the other. */
  flush() {
    return this.#acks.flush();
  }

  /** All that the page has is seen now. */
  #seeAll() {
    for (const id of this.#stages.unseen()) this.#acks.add(id, 'seen');
  }

  #isAttended() {
    try {
      return this.#presence.isAttended();
    } catch (error) {
      // The embedder's code has failed, which must not keep the notification pending for ever.
      this.onProblem(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  }
}
