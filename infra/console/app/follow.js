/**
 * Where a notification leads: to its market on this page, or into the exchange's app.
 */

import { $ } from './dom.js';
import { notice } from './notice.js';
import { text } from './texts.js';

/** @typedef {import('./types.js').Notification} Notification */

/**
 * Sets up what follows the link of a notification.
 * @param {import('./types.js').Config} config
 * @param {object} page
 * @param {(symbol: string) => void} page.showMarket
 * @param {(id: string) => void} page.openTimeline
 * @returns {(notification: Notification) => void}
 */
export function setUpFollow({ symbols, appUrl }, { showMarket, openTimeline }) {
  return ({ id, link }) => {
    if (!link) {
      openTimeline(id);
      return;
    }
    const market = symbols.find((symbol) => link === `/trade/${symbol}`);
    const address = appUrl && URL.parse(`${appUrl.replace(/\/$/, '')}${link}`);
    if (market) {
      showMarket(market);
      $('#symbol').focus({ preventScroll: true });
      $('#market').scrollIntoView({ block: 'nearest' });
    } else if (address && /^https?:$/.test(address.protocol)) {
      open(address, '_blank', 'noopener');
    } else {
      notice(text('follow-elsewhere', { link }), 'info', {
        label: text('follow-details'),
        run: () => openTimeline(id),
      });
    }
  };
}
