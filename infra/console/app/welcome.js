/**
 * The line that tells a first visitor what this page is and what to try. It is shown until it is dismissed.
 */

import { $, h, replace } from './dom.js';

const DISMISSED = 'console.welcome';

/**
 * Shows the line, unless it was dismissed in this browser.
 * @param {boolean} hasSimulator
 */
export function setUpWelcome(hasSimulator) {
  const line = $('#welcome');
  const text = $('#welcome-text');
  try {
    if (localStorage.getItem(DISMISSED) !== null) return;
  } catch {
    // The browser keeps nothing for this page: the line is shown every time.
  }
  if (hasSimulator) {
    replace(
      text,
      h(
        'span',
        { dataset: { place: 'app' } },
        h('strong', {}, 'A trader’s app, live.'),
        ' Set an alert on the chart, or open the ',
        h('a', { href: '#simulator' }, 'simulator'),
        ' and liquidate the trader.',
      ),
      h(
        'span',
        { dataset: { place: 'simulator' } },
        h('strong', {}, 'You are the exchange.'),
        ' Send a liquidation, and see where it arrives: as a message here, on the phone and by mail.',
      ),
    );
  } else {
    replace(
      text,
      h('strong', {}, 'Your notifications, live.'),
      ' Set an alert on the chart, and choose in the ',
      h('a', { href: '#preferences' }, 'preferences'),
      ' what reaches you, and where.',
    );
  }
  line.hidden = false;
  $('#welcome-close').addEventListener('click', () => {
    line.hidden = true;
    $('#main').focus({ preventScroll: true });
    try {
      localStorage.setItem(DISMISSED, 'dismissed');
    } catch {
      // It is gone until the page is loaded again.
    }
  });
}
