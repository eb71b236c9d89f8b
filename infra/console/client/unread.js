import { now } from './time.js';

/** The server counts so far and no further. */
const MAX_COUNTED = 100;

/** The milliseconds by which a post may precede or follow the write that is counted. */
const MARGIN = 2_000;

/** While notifications keep coming, the count is looked at again so often. */
const LONGEST_DOUBT = 10_000;

/**
 * How many notifications are unread.
 *
 * The server's word is what counts. Between two words of it, a notification that is new here adds one. That
 * is exact unless the two were so close that the word may or may not include the notification, or two words
 * overlapped, so that the later one to arrive may be the older. Then the count is *in doubt*, and the server
 * is asked again once it is quiet: guessing is never needed for longer than that.
 */
export class Unread {
  /** @type {import('./types.js').Unread | undefined} */
  #shown;
  #arrivedAt = -Infinity;
  #countedAt = -Infinity;
  /**
   * What is shown while everything is being marked read, whatever the server counts.
   * @type {number | undefined}
   */
  #presumed;
  /** The server's last word while that lasts. @type {import('./types.js').Unread | undefined} */
  #word;
  /** When the count came into doubt. @type {number | undefined} */
  #doubtedAt;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {object} means
   * @param {(unread: import('./types.js').Unread) => void} means.onChange
   * @param {() => void} means.ask lets the server count again
   */
  constructor({ onChange, ask }) {
    this.onChange = onChange;
    this.ask = ask;
  }

  get shown() {
    return this.#shown;
  }

  /** A notification that is new here came by itself. */
  arrived() {
    const at = now();
    this.#arrivedAt = at;
    if (this.#shown === undefined || this.#presumed !== undefined) return;
    const count = this.#shown.unread + 1;
    const unreadMore = this.#shown.unreadMore || count > MAX_COUNTED;
    this.#show({ unread: Math.min(count, MAX_COUNTED), unreadMore });
    if (at - this.#countedAt < MARGIN) this.#doubt();
    else if (this.#doubtedAt !== undefined) this.#askLater();
  }

  /**
   * The server's word.
   * @param {{unread?: unknown, unreadMore?: unknown}} word
   * @param {{askedAt: number, isMixed?: boolean}} when when it was asked for at the latest; mixed: it came
   *   together with notifications that it may or may not include
   */
  counted(word, { askedAt, isMixed = false }) {
    if (typeof word.unread !== 'number') return;
    const unreadMore = word.unreadMore === true;
    if (this.#presumed !== undefined) {
      this.#word = { unread: word.unread, unreadMore };
      return;
    }
    const isOverlapped = this.#countedAt > askedAt;
    // Where there are more than can be counted, one more or less is not seen.
    const isUnsure = !unreadMore && (isMixed || this.#arrivedAt > askedAt - MARGIN);
    this.#countedAt = now();
    this.#show({ unread: word.unread, unreadMore });
    this.#settle();
    if (isOverlapped || isUnsure) this.#doubt();
  }

  /** Shows this count until {@link release}: the others are being marked read. @param {number} count */
  presume(count) {
    this.#settle();
    this.#presumed = Math.min(count, MAX_COUNTED);
    this.#show({ unread: this.#presumed, unreadMore: count > MAX_COUNTED });
  }

  /** The server's word counts again. */
  release() {
    this.#presumed = undefined;
    const word = this.#word;
    this.#word = undefined;
    if (word) this.#show(word);
    this.#doubt();
  }

  stop() {
    this.#settle();
  }

  #doubt() {
    this.#doubtedAt ??= now();
    this.#askLater();
  }

  /** Asks when it has been quiet, but does not wait for that for ever. */
  #askLater() {
    clearTimeout(this.#timer);
    const latest = (this.#doubtedAt ?? now()) + LONGEST_DOUBT;
    const wait = Math.min(MARGIN * 1.25, Math.max(0, latest - now()));
    this.#timer = setTimeout(() => {
      this.#settle();
      this.ask();
    }, wait);
  }

  #settle() {
    clearTimeout(this.#timer);
    this.#doubtedAt = undefined;
  }

  /** @param {import('./types.js').Unread} next */
  #show(next) {
    if (next.unread === this.#shown?.unread && next.unreadMore === this.#shown.unreadMore) return;
    this.#shown = next;
    this.onChange(next);
  }
}
