import { Backoff } from './backoff.js';
import { ClientError, hasCode } from './errors.js';
import { retryDelay } from './limits.js';

/** The most ids in one ack. */
const MAX_IDS = 100;

/** What the server may answer and yet accept the same ack later. */
const TEMPORARY = new Set([
  'disconnected',
  'closed',
  'timeout',
  'internal',
  'limit_reached',
  'too_many_requests',
]);

/**
 * Collects what is to be acked, and says it until the server has confirmed it.
 *
 * An id is in `#queue` until it is sent, then in `#underWay` until the reply; a lost reply brings it back.
 * Nothing is in here that {@link import('./seen.js').Seen} does not keep as taken, so its bound holds here.
 */
export class Acks {
  /** @type {Set<string>} */
  #queue = new Set();
  /** @type {Set<string>} */
  #underWay = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #backoff = new Backoff({ base: 1_000, cap: 30_000 });

  /**
   * @param {object} means
   * @param {(ids: string[]) => Promise<unknown>} means.send resolves with the server's reply
   * @param {(ids: string[]) => void} means.onConfirmed
   * @param {(error: Error) => void} means.onProblem
   * @param {number} means.window how long an ack waits for others, more or less, in milliseconds
   */
  constructor({ send, onConfirmed, onProblem, window }) {
    this.send = send;
    this.onConfirmed = onConfirmed;
    this.onProblem = onProblem;
    this.window = window;
  }

  get isEmpty() {
    return this.#queue.size === 0 && this.#underWay.size === 0;
  }

  /** @param {string} id */
  add(id) {
    if (this.#queue.has(id) || this.#underWay.has(id)) return;
    this.#queue.add(id);
    if (this.#queue.size >= MAX_IDS) this.flush();
    // Not the same wait in every tab: what the first one acks, the others need not.
    else this.#flushIn(this.window * (0.5 + Math.random()));
  }

  /** Forgets these, which were acked elsewhere. @param {string[]} ids */
  forget(ids) {
    for (const id of ids) this.#queue.delete(id);
  }

  /** Says now what is waiting. Resolves when all of that is answered, one way or the other. */
  async flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const ids = [...this.#queue];
    this.#queue.clear();
    const batches = [];
    for (let from = 0; from < ids.length; from += MAX_IDS) {
      batches.push(this.#say(ids.slice(from, from + MAX_IDS)));
    }
    await Promise.all(batches);
  }

  /** @param {string[]} ids */
  async #say(ids) {
    for (const id of ids) this.#underWay.add(id);
    /** @type {unknown} */
    let failure;
    try {
      await this.send(ids);
    } catch (error) {
      failure = error;
    }
    for (const id of ids) this.#underWay.delete(id);
    if (failure === undefined) {
      this.#backoff.reset();
      this.onConfirmed(ids);
    } else if (failure instanceof ClientError && TEMPORARY.has(failure.code)) {
      for (const id of ids) this.#queue.add(id);
      // Without a connection the next one flushes; a timer would only find it missing.
      if (!hasCode(failure, 'disconnected') && !hasCode(failure, 'closed')) {
        this.#flushIn(Math.max(1_000 + this.#backoff.next(), retryDelay(failure)));
      }
    } else {
      // Asking again would be refused again. They stay unacked, so the next hello brings them back.
      this.onProblem(/** @type {Error} */ (failure));
    }
  }

  /** @param {number} wait in milliseconds */
  #flushIn(wait) {
    this.#timer ??= setTimeout(() => this.flush(), wait);
  }
}
