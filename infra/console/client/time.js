/**
 * Time as this page measures it. The device's clock may be wrong by minutes and may be set at any moment, so
 * nothing here is ever compared with a time that the server wrote.
 */

/** Milliseconds on the monotonic clock of this page. https://www.w3.org/TR/hr-time-3/#sec-monotonic-clock */
export const now = () => performance.now();

/**
 * Measures how long something has lasted, a sleep of the machine included: some platforms stop the monotonic
 * clock meanwhile, and the wall clock may be set back, so the larger of both is taken.
 */
export class Stopwatch {
  #monotonic = performance.now();
  #wall = Date.now();

  /** Milliseconds since it was made. */
  get elapsed() {
    return Math.max(performance.now() - this.#monotonic, Date.now() - this.#wall);
  }
}
