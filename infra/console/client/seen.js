/**
 * How far each notification has come on this page. It moves forward only:
 *
 *     (unknown) → offered → taken → acked
 *                  ↑  ↓
 *                 failed
 *
 * `offered`: the page's handler runs. `failed`: it threw, and is asked again when the notification comes
 * again. `taken`: the page has it, the server does not know yet. `acked`: the server knows.
 *
 * Memory is bounded. What is acked falls out first, oldest first: the server does not offer it again, so at
 * worst a late copy of something old is shown twice. What is not acked is kept, since it will come again;
 * only beyond a bound that no trader's inbox reaches does its oldest go too.
 *
 * @typedef {'offered' | 'failed' | 'taken' | 'acked'} Stage
 */
export class Seen {
  /** @type {Map<string, Stage>} */
  #open = new Map();
  /** @type {Set<string>} */
  #acked = new Set();
  /** Acked by another tab before this page had it. @type {Set<string>} */
  #ackedElsewhere = new Set();

  /** @param {number} limit how many acked ids are remembered */
  constructor(limit) {
    this.limit = limit;
  }

  /** @param {string} id @returns {Stage | undefined} */
  stage(id) {
    return this.#acked.has(id) ? 'acked' : this.#open.get(id);
  }

  /** @param {string} id @param {'offered' | 'failed' | 'taken'} stage */
  open(id, stage) {
    this.#open.set(id, stage);
    dropOldest(this.#open, this.limit * 4);
  }

  /** @param {string} id */
  acked(id) {
    this.#open.delete(id);
    this.#ackedElsewhere.delete(id);
    // Deleted first, so that it becomes the newest.
    this.#acked.delete(id);
    this.#acked.add(id);
    dropOldest(this.#acked, this.limit);
  }

  /**
   * Another tab has acked it. Whether the page still has to get it, this page decides for itself.
   * @param {string} id
   */
  ackedByAnotherTab(id) {
    if (this.#open.get(id) === 'taken') this.acked(id);
    else if (!this.#acked.has(id)) {
      this.#ackedElsewhere.add(id);
      dropOldest(this.#ackedElsewhere, this.limit);
    }
  }

  /** @param {string} id */
  isAckedElsewhere(id) {
    return this.#ackedElsewhere.has(id);
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
