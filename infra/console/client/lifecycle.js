import { Stopwatch } from './time.js';

/** How often the clock is looked at, in milliseconds. */
const TICK = 10_000;

/** A browser slows the timers of hidden tabs down to one a minute: only more than that was a sleep. */
const SLEPT = 75_000;

/**
 * What happens to the page: it is hidden, frozen, put to sleep with the machine, taken off the network.
 * Outside of a page only the clock is left.
 */
export class Lifecycle {
  /** @type {AbortController | undefined} */
  #listening;
  #sinceTick = new Stopwatch();
  /** @type {Stopwatch | undefined} */
  #sinceHidden;

  /**
   * @param {object} means
   * @param {() => void} means.onTick
   * @param {(awayFor: number) => void} means.onWake it is looked at, or runs again, after so many
   *   milliseconds
   * @param {() => void} means.onHide it may not get another moment soon
   * @param {() => void} means.onLeave it is left, perhaps for good
   * @param {() => void} means.onReturn it is shown again as it was left
   * @param {() => void} means.onOffline
   * @param {() => void} means.onOnline
   */
  constructor(means) {
    this.means = means;
  }

  start() {
    if (this.#listening) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const { means } = this;
    this.#sinceTick = new Stopwatch();
    const ticking = setInterval(() => this.#tick(), TICK);
    signal.addEventListener('abort', () => clearInterval(ticking));
    if (typeof window === 'undefined') return;

    /** @param {EventTarget} target @param {string} type @param {(event: any) => void} listener */
    const on = (target, type, listener) => target.addEventListener(type, listener, { signal });
    on(document, 'visibilitychange', () => {
      if (document.hidden) {
        this.#sinceHidden = new Stopwatch();
        means.onHide();
      } else {
        means.onWake(this.#sinceHidden?.elapsed ?? 0);
      }
    });
    on(document, 'freeze', () => means.onHide());
    on(document, 'resume', () => means.onWake(this.#sinceTick.elapsed));
    on(window, 'pagehide', () => means.onLeave());
    on(window, 'pageshow', (event) => event.persisted && means.onReturn());
    on(window, 'offline', () => means.onOffline());
    on(window, 'online', () => means.onOnline());
  }

  stop() {
    this.#listening?.abort();
    this.#listening = undefined;
  }

  get isOffline() {
    return typeof navigator !== 'undefined' && navigator.onLine === false;
  }

  #tick() {
    const passed = this.#sinceTick.elapsed;
    this.#sinceTick = new Stopwatch();
    if (passed > SLEPT) this.means.onWake(passed);
    this.means.onTick();
  }
}
