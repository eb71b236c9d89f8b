import { now } from './time.js';

/**
 * A token bucket: `burst` calls at once, then one every `every` milliseconds. The client keeps the server's
 * limits by itself, so that it is not refused.
 */
export class Pace {
  #tokens;
  #at = now();

  /** @param {{burst: number, every: number}} limits */
  constructor({ burst, every }) {
    this.burst = burst;
    this.every = every;
    this.#tokens = burst;
  }

  /** Takes a token. @returns {number} how long to wait before the call, in milliseconds */
  take() {
    const at = now();
    this.#tokens = Math.min(this.burst, this.#tokens + (at - this.#at) / this.every) - 1;
    this.#at = at;
    return this.#tokens >= 0 ? 0 : Math.ceil(-this.#tokens * this.every);
  }
}
