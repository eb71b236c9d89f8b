import english from './texts/en.js';
import { LOADERS } from './texts/index.js';
import { matching, toolsOf } from './message.js';

/** @typedef {import('./texts/types.js').InboxTexts} InboxTexts */
/** @typedef {import('./texts/types.js').InboxVariables} InboxVariables */

/**
 * @typedef {object} Texts
 * @property {string} notifications
 * @property {(count: string) => string} bell
 * @property {string} unread
 * @property {string} markRead
 * @property {string} markUnread
 * @property {string} archive
 * @property {string} unarchive
 * @property {string} markAllRead
 * @property {string} close
 * @property {string} dismiss
 * @property {string} empty
 * @property {string} emptyHint
 * @property {string} loadOlder
 * @property {string} loading
 * @property {string} end
 * @property {string} failed
 * @property {string} again
 * @property {(count: string) => string} more
 * @property {string[]} priorities of P0, P1 and P2
 * @property {string} details
 * @property {string} filter
 * @property {Record<string, string>} filters
 * @property {string} search
 * @property {string} noMatch
 * @property {(count: string, of: string) => string} fold
 * @property {Record<string, string>} sides
 * @property {string} result
 * @property {string} desktop
 * @property {string} sound
 * @property {string} blocked
 */

/** The languages that are loaded. @type {Map<string, InboxTexts>} */
const loaded = new Map([['en', english]]);

const KNOWN = ['en', ...Object.keys(LOADERS)];

/**
 * Returns the texts of a language; the English ones until they are loaded, and where they cannot be.
 * @param {string} language a tag such as `de-AT`
 * @param {Partial<Texts>} own
 * @returns {Texts}
 */
export function textsFor(language, own) {
  const { name, locale } = matching([language], KNOWN);
  const messages = loaded.get(name);
  return { ...(messages ? textsOf(messages, locale) : textsOf(english, 'en')), ...own };
}

/**
 * Loads the texts of a language.
 * @param {string} language a tag such as `de-AT`
 * @returns {Promise<boolean>} whether `textsFor` returns others now
 */
export async function loadTexts(language) {
  const { name } = matching([language], KNOWN);
  if (loaded.has(name)) return false;
  try {
    loaded.set(name, (await LOADERS[name]()).default);
    return true;
  } catch {
    // It is tried again when the language is set again.
    return false;
  }
}

/** @param {InboxTexts} messages @param {string} locale @returns {Texts} */
function textsOf(messages, locale) {
  const tools = toolsOf(locale, new Intl.Locale(locale).maximize().script === 'Arab');
  return {
    notifications: messages.notifications,
    bell: (count) => messages.bell({ count }, tools),
    unread: messages['unread-mark'],
    markRead: messages['mark-read'],
    markUnread: messages['mark-unread'],
    archive: messages.archive,
    unarchive: messages.unarchive,
    markAllRead: messages['mark-all-read'],
    close: messages.close,
    dismiss: messages.dismiss,
    empty: messages.empty,
    emptyHint: messages['empty-hint'],
    loadOlder: messages['load-older'],
    loading: messages.loading,
    end: messages.end,
    failed: messages.failed,
    again: messages.again,
    more: (count) => messages.more({ count }, tools),
    priorities: [messages['priority-urgent'], messages['priority-important'], ''],
    details: messages.details,
    filter: messages.filter,
    filters: {
      all: messages['filter-all'],
      unread: messages['filter-unread'],
      trades: messages['filter-trades'],
      funds: messages['filter-funds'],
      alerts: messages['filter-alerts'],
      security: messages['filter-security'],
      news: messages['filter-news'],
      archived: messages['filter-archived'],
    },
    search: messages.search,
    noMatch: messages['no-match'],
    fold: (count, of) => messages.fold({ count, of }, tools),
    sides: {
      buy: messages['side-buy'],
      sell: messages['side-sell'],
      long: messages['side-long'],
      short: messages['side-short'],
    },
    result: messages.result,
    desktop: messages.desktop,
    sound: messages.sound,
    blocked: messages.blocked,
  };
}
