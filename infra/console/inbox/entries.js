import { byTime } from '../client/order.js';
import { now } from '../client/time.js';

/** @typedef {import('../client/types.js').Notification} Notification */
/** @typedef {import('../client/types.js').ListedNotification} ListedNotification */

/** @typedef {{notification: Notification, isRead: boolean, arrivedAt: number}} Entry */

/** The milliseconds for which a notification may be here before the server lists it. */
const UNLISTED = 60_000;

/** The maximum number of entries; beyond it the oldest are dropped, and can be loaded again. */
const MAX_ENTRIES = 10_000;

/**
 * The inbox as far as it is known: newest first, each once, and whole down to its end, below which
 * {@link cursor} goes on.
 */
export class Entries {
  /** @type {Entry[]} */
  all = [];
  /**
   * Where older ones begin; undefined when there are none, or nothing is known yet.
   * @type {string | undefined}
   */
  cursor;
  /** @type {Map<string, Entry>} */
  #byId = new Map();
  /** The last entry above {@link cursor}. @type {Notification | undefined} */
  #floor;
  /** Ids of entries below which an earlier cursor goes on. @type {Map<string, string>} */
  #cursors = new Map();
  /** Read since the list that is under way was asked for. @type {Set<string>} */
  #readMeanwhile = new Set();
  /**
   * All were read while a list was under way, which may be of before or after: it has to be asked for again.
   */
  isOutdated = false;
  /**
   * What came since everything is being marked read. Defined as long as that lasts.
   * @type {Set<string> | undefined}
   */
  #later;

  /** Everything that is here, or is listed from now on, counts as read; what arrives does not. */
  presumeRead() {
    this.#later = new Set();
    return this.read(undefined);
  }

  /** The server's word counts again. */
  believe() {
    this.#later = undefined;
  }

  /** @param {string} id */
  get(id) {
    return this.#byId.get(id);
  }

  /**
   * There are more than are kept, and the oldest cannot go, since no cursor below any of them is known: the
   * list has to be asked for anew.
   */
  get isOverfull() {
    return this.all.length > MAX_ENTRIES;
  }

  /**
   * Something came by itself.
   * @param {Notification} notification
   * @returns {boolean} whether it is new here
   */
  arrive(notification) {
    if (this.#byId.has(notification.id)) return false;
    this.#later?.add(notification.id);
    // What is older than all that is loaded comes with its page: alone, it would hide that others are
    // missing.
    if (this.#isBelow(notification)) return true;
    this.#insert({ notification, isRead: false, arrivedAt: now() });
    if (this.all.length > MAX_ENTRIES) this.#trim();
    return true;
  }

  /** The list is asked for anew. */
  startOver() {
    this.#readMeanwhile.clear();
    this.isOutdated = false;
  }

  /**
   * The list from its top. What came in the meantime, or so lately that the server may not list it yet,
   * stays.
   * @param {ListedNotification[]} listed
   * @param {string | undefined} cursor
   */
  replace(listed, cursor) {
    const since = now() - UNLISTED;
    const fresh = this.all.filter(({ arrivedAt }) => arrivedAt > since);
    this.all = [];
    this.#byId.clear();
    this.#cursors.clear();
    this.#floor = undefined;
    this.append(listed, cursor);
    for (const entry of fresh) {
      const { notification } = entry;
      if (!this.#byId.has(notification.id) && !this.#isBelow(notification)) this.#insert(entry);
    }
    this.read([...this.#readMeanwhile]);
  }

  /** An older page. @param {ListedNotification[]} listed @param {string | undefined} cursor */
  append(listed, cursor) {
    for (const { read: isListedRead, acked, ...notification } of listed) {
      const read = isListedRead || (this.#later !== undefined && !this.#later.has(notification.id));
      const known = this.#byId.get(notification.id);
      if (known) known.isRead ||= read;
      else this.#insert({ notification, isRead: read, arrivedAt: -Infinity });
    }
    this.cursor = cursor;
    const last = listed.at(-1);
    if (last && cursor !== undefined) this.#cursors.set(last.id, cursor);
    this.#floor = cursor === undefined ? undefined : (last ?? this.#floor);
  }

  /** @param {Notification} notification */
  #isBelow(notification) {
    return this.#floor !== undefined && byTime(notification, this.#floor) < 0;
  }

  /**
   * These were read, or all.
   * @param {string[] | undefined} ids
   * @returns {string[]} those that were not before
   */
  read(ids) {
    if (ids === undefined) this.isOutdated = true;
    else for (const id of ids) this.#readMeanwhile.add(id);
    const entries = ids === undefined ? this.all : ids.map((id) => this.#byId.get(id));
    const changed = [];
    for (const entry of entries) {
      if (!entry || entry.isRead) continue;
      entry.isRead = true;
      changed.push(entry.notification.id);
    }
    return changed;
  }

  /** They are not read after all. @param {string[]} ids */
  unread(ids) {
    for (const id of ids) {
      this.#readMeanwhile.delete(id);
      const entry = this.#byId.get(id);
      if (entry) entry.isRead = false;
    }
  }

  /** @param {Entry} entry */
  #insert(entry) {
    this.#byId.set(entry.notification.id, entry);
    this.all.splice(this.#placeOf(entry.notification), 0, entry);
  }

  /** @param {Notification} notification */
  #placeOf(notification) {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byTime(this.all[middle].notification, notification) > 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Lets the oldest go, down to an entry below which a cursor is known: without one there would be a gap.
   */
  #trim() {
    for (let last = Math.floor(MAX_ENTRIES * 0.9); last > 0; last -= 1) {
      const cursor = this.#cursors.get(this.all[last].notification.id);
      if (cursor === undefined) continue;
      for (const { notification } of this.all.splice(last + 1)) {
        this.#byId.delete(notification.id);
        this.#cursors.delete(notification.id);
      }
      this.cursor = cursor;
      this.#floor = this.all[last].notification;
      return;
    }
  }
}
