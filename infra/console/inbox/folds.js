import { fieldOf, isDemand } from './facts.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('../client/types.js').Notification} Notification */

/**
 * What stands in the place of several: the newest of them carries it.
 * @typedef {object} Fold
 * @property {string} key the oldest one's id, which stays while newer ones come
 * @property {string[]} ids of all of them
 * @property {string} of their market, or their order
 * @property {boolean} isOpen
 */

/** @typedef {Entry & {fold?: Fold, isInside?: boolean}} Row */

/** Within so many milliseconds of the first they are one burst. */
const WITHIN = 60_000;

/** So many at least: two are read as quickly as a row that says that there are two. */
const LEAST = 3;

/**
 * The rows of a list: several that follow each other, are of one order or market and came within a minute
 * are one row, unless it is open. What asks for something always has a row of its own.
 * @param {Entry[]} entries newest first
 * @param {Set<string>} open the keys of the folds that are open
 * @returns {Row[]} newest first
 */
export function foldRows(entries, open) {
  /** @type {Row[]} */
  const rows = [];
  /** Oldest first. @type {Entry[]} */
  let run = [];
  const end = () => {
    if (run.length < LEAST) {
      rows.push(...run);
    } else {
      const [{ notification: first }] = run;
      const isOpen = open.has(first.id);
      const ids = run.map(({ notification }) => notification.id);
      const head = run[run.length - 1];
      if (isOpen) rows.push(...run.slice(0, -1).map((entry) => ({ ...entry, isInside: true })));
      rows.push({
        ...head,
        isRead: isOpen ? head.isRead : run.every(({ isRead }) => isRead),
        fold: { key: first.id, ids, of: thingOf(first), isOpen },
      });
    }
    run = [];
  };
  // From the oldest on, so that what comes on top changes nothing below.
  for (let at = entries.length - 1; at >= 0; at -= 1) {
    const entry = entries[at];
    if (run.length > 0 && !isOneBurst(run[0].notification, entry.notification)) end();
    run.push(entry);
  }
  end();
  return rows.reverse();
}

/** @param {Notification} first @param {Notification} next */
function isOneBurst(first, next) {
  const thing = thingOf(first);
  if (thing === '' || isDemand(first) || isDemand(next)) return false;
  const order = fieldOf(first, 'order_id');
  if (thing !== thingOf(next) && (order === '' || order !== fieldOf(next, 'order_id'))) return false;
  return Date.parse(next.timestamp) - Date.parse(first.timestamp) < WITHIN;
}

/** What it is about. @param {Notification} notification */
const thingOf = (notification) => fieldOf(notification, 'symbol') || fieldOf(notification, 'order_id');
