/**
 * How far each notification has come on this page. It moves forward only:
 *
 *     (unknown) → offered → taken → received → seen
 *                  ↑  ↓
 *                 failed
 *
 * `offered`: the page's handler runs. `failed`: it threw, and is asked again when the notification comes
 * again. `taken`: the page has it, the server does not know yet. `received`: the server knows that.
 * `seen`: the server knows that the trader has seen it.
 *
 * Memory is bounded. What was seen falls out first, oldest first: the server does not offer it again, so at
 * worst a late copy of something old is shown twice. What was not seen is kept, since it will come again or
 * is still to be reported as seen; only beyond a bound that no trader's inbox reaches does its oldest go,
 * too.
 *
 * @typedef {'offered' | 'failed' | 'taken' | 'received' | 'seen'} Stage
 * @typedef {import('./types.js').AckKind} AckKind
 */
export class Stages {
  /** @type {Map<string, 'offered' | 'failed' | 'taken'>} */
  #open = new Map();
  /** @type {Set<string>} */
  #received = new Set();
  /** @type {Set<string>} */
  #seen = new Set();
  /** Acked before this page had it, such as by another tab. @type {Map<string, AckKind>} */
  #ahead = new Map();

  /** @param {number} limit how many seen ids are remembered */
  constructor(limit) {
    this.limit = limit;
  }

  /** @param {string} id @returns {Stage | undefined} */
  of(id) {
    if (this.#seen.has(id)) return 'seen';
    return this.#received.has(id) ? 'received' : this.#open.get(id);
  }

  /** Ids of the notifications that the page has and the server does not know as seen. */
  *unseen() {
    for (const [id, stage] of this.#open) if (stage === 'taken') yield id;
    yield* this.#received;
  }

  /** @param {string} id */
  offer(id) {
    this.#set(id, 'offered');
  }

  /** The handler threw, unless the notification has got further by another way. @param {string} id */
  fail(id) {
    if (this.of(id) === 'offered') this.#set(id, 'failed');
  }

  /**
   * The page has taken it.
   * @param {string} id
   * @returns {Stage | undefined} its stage from now on, which is more than `taken` where it was acked before
   */
  take(id) {
    if (this.of(id) === 'seen') return 'seen';
    this.#set(id, 'taken');
    const kind = this.#ahead.get(id);
    if (kind) this.ack(id, kind);
    return this.of(id);
  }

  /**
   * The server knows it as received or seen, by this tab or another one. Whether the page still has to get
   * it, this page decides for itself.
   * @param {string} id
   * @param {AckKind} kind
   */
  ack(id, kind) {
    const stage = this.of(id);
    if (stage === 'taken' || stage === 'received') {
      if (stage === kind) return;
      this.#open.delete(id);
      this.#received.delete(id);
      this.#ahead.delete(id);
      const ids = kind === 'seen' ? this.#seen : this.#received;
      ids.add(id);
      dropOldest(ids, kind === 'seen' ? this.limit : this.limit * 4);
    } else if (stage !== 'seen' && this.#ahead.get(id) !== 'seen') {
      this.#ahead.set(id, kind);
      dropOldest(this.#ahead, this.limit);
    }
  }

  /** @param {string} id @param {'offered' | 'failed' | 'taken'} stage */
  #set(id, stage) {
    this.#open.set(id, stage);
    dropOldest(this.#open, this.limit * 4);
  }
}

/** @param {Map<string, unknown> | Set<string>} collection @param {number} limit */
function dropOldest(collection, limit) {
  if (collection.size <= limit) return;
  for (const oldest of collection.keys()) {
    collection.delete(oldest);
    return;
  }
}
