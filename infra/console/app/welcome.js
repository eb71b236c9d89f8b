/**
 * The line that tells a first visitor what this page is and what to try. It is shown until it is dismissed.
 */

import { $, h, replace } from './dom.js';
import { onLanguage, text, textWith } from './texts.js';

const DISMISSED = 'console.welcome';

/**
 * Shows the line, unless it was dismissed in this browser.
 * @param {boolean} hasSimulator
 */
export function setUpWelcome(hasSimulator) {
  const line = $('#welcome');
  const content = $('#welcome-text');
  try {
    if (localStorage.getItem(DISMISSED) !== null) return;
  } catch {
    // The browser keeps nothing for this page: the line is shown every time.
  }
  const fill = () => {
    if (!hasSimulator) {
      replace(
        content,
        textWith('welcome', {
          lead: h('strong', {}, text('welcome-lead')),
          link: h('a', { href: '#preferences' }, text('welcome-link')),
        }),
      );
      return;
    }
    const app = textWith('welcome-app', {
      lead: h('strong', {}, text('welcome-app-lead')),
      link: h('a', { href: '#simulator' }, text('welcome-app-link')),
    });
    const simulator = textWith('welcome-simulator', {
      lead: h('strong', {}, text('welcome-simulator-lead')),
    });
    replace(
      content,
      h('span', { dataset: { place: 'app' } }, app),
      h('span', { dataset: { place: 'simulator' } }, simulator),
    );
  };
  onLanguage(fill);
  fill();
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
