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
  },
};

/** @param {string} language a tag such as `de-AT` @param {Partial<Texts>} own @returns {Texts} */
export function textsFor(language, own) {
  const [primary] = language.toLowerCase().split('-');
  return { ...(TEXTS[primary] ?? TEXTS.en), ...own };
}
