/**
 * The price in the simulator: who lets it fall sees it fall there, too.
 */

import { $, say } from './dom.js';
import { shown } from './numbers.js';

/**
 * Shows the last price of the market that the levers move.
 * @param {{alerts: import('./alerts.js').Alerts, prices: import('./prices.js').Prices | null}} market
 */
export function setUpTicker({ alerts, prices }) {
  const place = $('#exchange-price');
  prices?.addEventListener('tick', ({ detail }) => say(place, `${alerts.symbol} ${shown(detail.price)}`));
}
