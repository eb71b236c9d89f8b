import { Backoff } from './backoff.js';
import { ClientError, hasCode } from './errors.js';
import { retryDelay } from './limits.js';

/** @typedef {import('./types.js').AckKind} AckKind */

/** The maximum number of ids in one ack. */
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
 * Collects what is to be acked, as received or as seen, and sends it until the server has confirmed it.
 * `seen` includes `received`, and takes its place in the queue.
 *
 * An id is in `#queue` until it is sent, then in `#underWay` until the reply; a lost reply brings it back.
 * Except for what the embedder acks by its own choice, nothing is in here that
 * {@link import('./stages.js').Stages} does not keep, so its bound holds here.
 */
export class Acks {
  /** @type {Map<string, AckKind>} */
  #queue = new Map();
  /** @type {Record<AckKind, Set<string>>} */
  #underWay = { received: new Set(), seen: new Set() };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #backoff = new Backoff({ base: 1_000, cap: 30_000 });

  /**
   * @param {object} means
   * @param {(ids: string[], kind: AckKind) => Promise<unknown>} means.send resolves with the server's reply
   * @param {(ids: string[], kind: AckKind) => void} means.onConfirmed
   * @param {(error: Error) => void} means.onProblem
   * @param {number} means.window the time in milliseconds for which an ack waits for others, on average
   */
  constructor({ send, onConfirmed, onProblem, window }) {
    this.send = send;
    this.onConfirmed = onConfirmed;
    this.onProblem = onProblem;
    this.window = window;
  }

  /** @param {string} id @param {AckKind} kind */
  add(id, kind) {
    if (this.#isCovered(id, kind)) return;
    this.#queue.set(id, kind);
    if (this.#queue.size >= MAX_IDS) this.flush();
    // Not the same wait in every tab: what the first one acks, the others need not.
    else this.#flushIn(this.window * (0.5 + Math.random()));
  }

  /**
   * Forgets what was acked elsewhere: as seen, they need no ack at all, as received only the one as seen.
   * @param {string[]} ids
   * @param {AckKind} kind
   */
  forget(ids, kind) {
    for (const id of ids) if (kind === 'seen' || this.#queue.get(id) === kind) this.#queue.delete(id);
  }

  /** Sends now what is waiting. Resolves when all of that is answered, one way or the other. */
  async flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const queue = [...this.#queue];
    this.#queue.clear();
    const batches = [];
    for (const kind of /** @type {AckKind[]} */ (['seen', 'received'])) {
      const ids = queue.filter(([, wanted]) => wanted === kind).map(([id]) => id);
      for (let from = 0; from < ids.length; from += MAX_IDS) {
        batches.push(this.#send(ids.slice(from, from + MAX_IDS), kind));
      }
    }
    await Promise.all(batches);
  }

  /** @param {string[]} ids @param {AckKind} kind */
  async #send(ids, kind) {
    const underWay = this.#underWay[kind];
    for (const id of ids) underWay.add(id);
    /** @type {unknown} */
    let failure;
    try {
      await this.send(ids, kind);
    } catch (error) {
      failure = error;
    }
    for (const id of ids) underWay.delete(id);
    if (failure === undefined) {
      this.#backoff.reset();
      this.onConfirmed(ids, kind);
    } else if (failure instanceof ClientError && TEMPORARY.has(failure.code)) {
      for (const id of ids) if (!this.#isCovered(id, kind)) this.#queue.set(id, kind);
      // Without a connection the next one flushes; a timer would only find it missing.
      if (!hasCode(failure, 'disconnected') && !hasCode(failure, 'closed')) {
        this.#flushIn(Math.max(1_000 + this.#backoff.next(), retryDelay(failure)));
      }
    } else {
      // The same ack would be refused again. They stay unacked, so the next hello brings them back.
      this.onProblem(/** @type {Error} */ (failure));
    }
  }

  /**
   * Tells whether this ack, or one that says more, is waiting or sent.
   * @param {string} id
   * @param {AckKind} kind
   */
  #isCovered(id, kind) {
    const queued = this.#queue.get(id);
    if (queued === kind || queued === 'seen') return true;
    return this.#underWay[kind].has(id) || this.#underWay.seen.has(id);
  }

  /** @param {number} wait in milliseconds */
  #flushIn(wait) {
    this.#timer ??= setTimeout(() => this.flush(), wait);
  }
}
