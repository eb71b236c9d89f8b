import { Stopwatch } from './time.js';

/** @typedef {import('./types.js').Presence} Presence */

/** The milliseconds after an input for which the trader counts as attending to the page. */
const ATTENTION = 60_000;

/**
 * The inputs that count. `scroll` is none of them: a list scrolls by itself when something arrives, and a
 * person who scrolls sends one of these as well. A moved pointer may be a pushed table.
 */
const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchstart'];

/**
 * Whether the trader attends to the page: it is visible, and was used in the last minute.
 * @implements {Presence}
 */
export class PagePresence {
  #page;
  #stopwatch;
  /** @type {{readonly elapsed: number} | undefined} */
  #sinceInput;

  /**
   * @param {Window} [page]
   * @param {() => {readonly elapsed: number}} [stopwatch] starts one, which measures in milliseconds
   */
  constructor(page = window, stopwatch = () => new Stopwatch()) {
    this.#page = page;
    this.#stopwatch = stopwatch;
  }

  isAttended() {
    if (this.#page.document.visibilityState !== 'visible' || !this.#sinceInput) return false;
    return this.#sinceInput.elapsed < ATTENTION;
  }

  /** @param {() => void} onAttended @param {AbortSignal} signal */
  watch(onAttended, signal) {
    /** @param {Event} event */
    const used = ({ isTrusted }) => {
      // What a script dispatches is no sign of a person.
      if (!isTrusted) return;
      const wasAttended = this.isAttended();
      this.#sinceInput = this.#stopwatch();
      if (!wasAttended && this.isAttended()) onAttended();
    };
    const options = { capture: true, passive: true, signal };
    for (const type of INPUTS) this.#page.addEventListener(type, used, options);
    const shown = () => this.isAttended() && onAttended();
    this.#page.document.addEventListener('visibilitychange', shown, { signal });
  }
}

/** Without a document nothing is known of the trader. @type {Presence} */
const UNKNOWN = { isAttended: () => false };

/**
 * Returns the presence that is used unless the embedder supplies one.
 * @returns {Presence}
 */
export const defaultPresence = () => (typeof document === 'undefined' ? UNKNOWN : new PagePresence());
