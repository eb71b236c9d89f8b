/**
 * Full jitter: a random wait below a ceiling that doubles up to a cap, so that the clients of a server that
 * comes back do not come back all at once.
 */
export class Backoff {
  #ceiling;

  /**
   * @param {{base: number, cap: number}} limits in milliseconds
   * @param {() => number} [random]
   */
  constructor({ base, cap }, random = Math.random) {
    this.base = base;
    this.cap = cap;
    this.random = random;
    this.#ceiling = base;
  }

  /** The next wait in milliseconds. */
  next() {
    const wait = Math.round(this.random() * this.#ceiling);
    this.#ceiling = Math.min(this.cap, this.#ceiling * 2);
    return wait;
  }

  reset() {
    this.#ceiling = this.base;
  }
}
