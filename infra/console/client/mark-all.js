import { Backoff } from './backoff.js';
import { hasCode } from './errors.js';
import { retryDelay } from './limits.js';
import { unlessAborted } from './promises.js';

/** @typedef {import('./types.js').ListedNotification} ListedNotification */

/** The most ids in one `markRead`, and the most notifications in one page of the list. */
const MAX_IDS = 100;

/** Answers after which the same request may succeed. */
const TEMPORARY = ['timeout', 'disconnected', 'internal', 'limit_reached', 'too_many_requests'];

/**
 * Marks read what is in the inbox at the moment of the call, from the newest to the oldest, in requests that
 * are short enough to succeed under load. `markRead` with `all` would take as long as the inbox is long, and
 * would include what arrives meanwhile: a margin call that was not seen would count as read, which stops
 * its ladder.
 *
 * Each page begins below the one before, so what arrives on top meanwhile is not in any of them.
 *
 * @param {object} means
 * @param {(before: string | undefined) => Promise<{notifications: ListedNotification[], next?: string}>}
 *   means.list
 * @param {(ids: string[]) => Promise<import('./types.js').Unread>} means.mark
 * @param {ReadonlySet<string>} means.later ids of notifications that came since, which stay unread
 * @param {AbortSignal} means.signal
 */
export async function markAllRead({ list, mark, later, signal }) {
  /** @type {string | undefined} */
  let before;
  do {
    const cursor = before;
    const page = await patiently(() => list(cursor), signal);
    const unread = page.notifications.filter(({ id, read }) => !read && !later.has(id));
    for (let from = 0; from < unread.length; from += MAX_IDS) {
      const ids = unread.slice(from, from + MAX_IDS).map(({ id }) => id);
      const left = await patiently(() => mark(ids), signal);
      if (from + MAX_IDS >= unread.length && !left.unreadMore && left.unread <= later.size) return;
    }
    before = page.next;
  } while (before !== undefined);
}

/**
 * Repeats a request until it succeeds, is refused for good, or the client is stopped.
 * @template T
 * @param {() => Promise<T>} request
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
async function patiently(request, signal) {
  const backoff = new Backoff({ base: 500, cap: 30_000 });
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (signal.aborted || !TEMPORARY.some((code) => hasCode(error, code))) throw error;
      const wait = Math.max(250 + backoff.next(), retryDelay(error));
      await unlessAborted(new Promise((resolve) => setTimeout(resolve, wait)), signal);
    }
  }
}
