/**
 * The simulator of the exchange. Loaded when it is first shown: a deployed page never loads it.
 */

import { $, say } from './dom.js';
import { setUpExchange } from './exchange.js';
import { shown } from './numbers.js';
import { setUpPhone } from './phone.js';

/**
 * Sets the simulator up.
 * @param {import('./session.js').Session} session
 * @param {import('./types.js').Zone} zone
 * @param {{alerts: import('./alerts.js').Alerts, prices: import('./prices.js').Prices | null}} market
 * @param {(id: string) => void} openTimeline
 */
export function setUpSimulator(session, zone, { alerts, prices }, openTimeline) {
  const askPhone = setUpPhone(session, zone);
  setUpExchange(session, {
    currentPrice: () => prices?.price ?? null,
    symbol: () => alerts.symbol,
    openTimeline,
    sent: askPhone,
  });
  // Who lets the price fall sees it fall here, too.
  const price = $('#exchange-price');
  prices?.addEventListener('tick', ({ detail }) => say(price, `${alerts.symbol} ${shown(detail.price)}`));
}
