/**
 * @typedef {object} Texts
 * @property {string} notifications
 * @property {(count: string) => string} bell
 * @property {string} unread
 * @property {string} markRead
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

/** @type {Record<string, Texts>} */
const TEXTS = {
  en: {
    notifications: 'Notifications',
    bell: (count) => (count === '0' ? 'Notifications, none unread' : `Notifications, ${count} unread`),
    unread: 'unread',
    markRead: 'Mark as read',
    markAllRead: 'Mark all as read',
    close: 'Close',
    dismiss: 'Dismiss',
    empty: 'Nothing here yet',
    emptyHint: 'What happens to your orders and positions appears here.',
    loadOlder: 'Show older ones',
    loading: 'Loading…',
    end: 'That is all',
    failed: 'This did not work.',
    again: 'Try again',
    more: (count) => `${count} more`,
    priorities: ['Urgent', 'Important', ''],
    details: 'Delivery details',
    filter: 'Show',
    filters: {
      all: 'All',
      unread: 'Unread',
      trades: 'Trades',
      funds: 'Funds',
      alerts: 'Alerts',
      security: 'Security',
      news: 'News',
    },
    search: 'Search by symbol',
    noMatch: 'Nothing matches',
    fold: (count, of) => `${count} more of ${of}`,
    sides: { buy: 'Buy', sell: 'Sell', long: 'Long', short: 'Short' },
    result: 'P&L',
    desktop: 'Desktop notifications',
    sound: 'Sound',
    blocked: 'Your browser blocks them. Allow them in its settings for this page.',
  },
  de: {
    notifications: 'Mitteilungen',
    bell: (count) => (count === '0' ? 'Mitteilungen, alle gelesen' : `Mitteilungen, ${count} ungelesen`),
    unread: 'ungelesen',
    markRead: 'Als gelesen markieren',
    markAllRead: 'Alle gelesen',
    close: 'Schließen',
    dismiss: 'Ausblenden',
    empty: 'Noch nichts da',
    emptyHint: 'Was mit Ihren Orders und Positionen geschieht, erscheint hier.',
    loadOlder: 'Ältere zeigen',
    loading: 'Wird geladen …',
    end: 'Das ist alles',
    failed: 'Das hat nicht geklappt.',
    again: 'Noch einmal',
    more: (count) => `${count} weitere`,
    priorities: ['Dringend', 'Wichtig', ''],
    details: 'Zustellung im Einzelnen',
    filter: 'Zeigen',
    filters: {
      all: 'Alle',
      unread: 'Ungelesen',
      trades: 'Handel',
      funds: 'Guthaben',
      alerts: 'Alarme',
      security: 'Sicherheit',
      news: 'Neues',
    },
    search: 'Nach Symbol suchen',
    noMatch: 'Nichts Passendes',
    fold: (count, of) => `${count} weitere zu ${of}`,
    sides: { buy: 'Kauf', sell: 'Verkauf', long: 'Long', short: 'Short' },
    result: 'Ergebnis',
    desktop: 'Mitteilungen des Systems',
    sound: 'Ton',
    blocked: 'Ihr Browser blockiert sie. Erlauben Sie sie in seinen Einstellungen für diese Seite.',
  },
};

/** @param {string} language a tag such as `de-AT` @param {Partial<Texts>} own @returns {Texts} */
export function textsFor(language, own) {
  const [primary] = language.toLowerCase().split('-');
  return { ...(TEXTS[primary] ?? TEXTS.en), ...own };
}
