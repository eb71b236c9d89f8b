import { hasCode } from './errors.js';
import { Backoff } from './backoff.js';
import { retryDelay } from './limits.js';
import { byTime } from './order.js';
import { now } from './time.js';

/** @typedef {import('./types.js').Notification} Notification */

/** The maximum time in milliseconds for which live notifications wait for older ones. */
const LONGEST_HOLD = 5_000;

/**
 * Puts what comes during a drain in order. `hello` sends pending notifications page by page, oldest first,
 * and live ones come in between; nothing marks which is which, but a reply tells how many of a page it sent.
 * Of what came with a page, so many of the oldest go on, and the rest, which is newer, waits for the end.
 */
export class Hold {
  /** @type {Map<string, Notification>} */
  #held = new Map();
  /** What came with this page and went on at once. @type {Notification[]} */
  #passed = [];
  #isOver = false;
  /** How many frames came with this page, repeats included. */
  received = 0;

  /** @param {Notification} frame @returns {boolean} whether it waits; if not, it goes on at once */
  take(frame) {
    this.received += 1;
    // P0 never waits.
    if (this.#isOver || frame.priority === 0) {
      this.#passed.push(frame);
      return false;
    }
    this.#held.set(frame.id, frame);
    return true;
  }

  startPage() {
    this.received = 0;
    this.#passed = [];
  }

  /** What of this page can go on, in order. @param {number} sent */
  endPage(sent) {
    const oldest = [...this.#held.values(), ...this.#passed].sort(byTime).slice(0, sent);
    return oldest.filter(({ id }) => this.#held.delete(id));
  }

  /** All that is held, in order; nothing is held from now on. */
  end() {
    this.#isOver = true;
    const rest = [...this.#held.values()].sort(byTime);
    this.#held.clear();
    return rest;
  }
}

/**
 * Says `hello` until nothing is pending that this connection has not been sent.
 * @param {import('./connection.js').Connection} connection
 * @param {object} means
 * @param {number} means.timeout of one page, in milliseconds
 * @param {(frames: Notification[]) => void} means.give
 * @param {(page: import('./types.js').Reply, when: {askedAt: number, isMixed: boolean}) => void}
 *   means.onPage
 * @param {(error: Error) => void} means.onProblem
 */
export async function drain(connection, { timeout, give, onPage, onProblem }) {
  let hold = new Hold();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let impatience;
  const start = () => {
    hold = new Hold();
    connection.hold = hold;
    impatience = setTimeout(() => give(hold.end()), LONGEST_HOLD);
  };
  const end = () => {
    clearTimeout(impatience);
    connection.hold = undefined;
    give(hold.end());
  };
  const backoff = new Backoff({ base: 1_000, cap: 30_000 });
  /** @type {string | undefined} */
  let after;
  start();
  try {
    for (;;) {
      hold.startPage();
      const askedAt = now();
      try {
        const page = await connection.request('hello', after === undefined ? {} : { after }, timeout);
        const sent = typeof page.sent === 'number' ? page.sent : 0;
        onPage(page, { askedAt, isMixed: hold.received > sent });
        give(hold.endPage(sent));
        if (page.more !== true || typeof page.next !== 'string') return;
        after = page.next;
        backoff.reset();
      } catch (error) {
        if (connection.isClosed) throw error;
        if (hasCode(error, 'timeout') && !(await connection.check(timeout))) throw error;
        // The socket is well: live notifications go on coming, so it is kept, and asked again.
        const isRefusedForNow = hasCode(error, 'too_many_requests');
        if (!isRefusedForNow) onProblem(/** @type {Error} */ (error));
        if (hasCode(error, 'bad_field')) after = undefined;
        const wait = Math.max(1_000 + backoff.next(), retryDelay(error));
        // What comes live meanwhile is not older than anything that this page would bring soon.
        if (isRefusedForNow) end();
        await Promise.race([connection.closed, new Promise((resolve) => setTimeout(resolve, wait))]);
        if (connection.isClosed) throw error;
        if (isRefusedForNow) start();
      }
    }
  } finally {
    end();
  }
}
