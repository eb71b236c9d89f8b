/**
 * The delivery details of one notification. In the simulator they always have their panel; in the trader's
 * app it opens above the rest, beside nothing that a toast would be hidden by, and closes again.
 */

import { $ } from './dom.js';

/**
 * Sets the panel up.
 * @param {import('./session.js').Session} session
 * @param {import('./places.js').Places} places
 * @param {(id: string) => void} show shows a notification in the panel
 * @returns {(id: string) => void} opens the panel with a notification
 */
export function setUpDetails(session, places, show) {
  const panel = $('#timeline');
  /** Where the focus was before it was opened. @type {HTMLElement | null} */
  let before = null;
  const close = () => {
    if (!panel.hasAttribute('data-open')) return;
    const hadFocus = panel.contains(document.activeElement);
    panel.removeAttribute('data-open');
    if (hadFocus && places.current === 'app') {
      before?.focus();
      // It was opened from the inbox, which has closed: the focus is still on what is hidden now.
      if (document.activeElement !== before) $('#main').focus({ preventScroll: true });
    }
    before = null;
  };
  $('#timeline-close').addEventListener('click', close);
  panel.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && places.current === 'app') close();
  });
  places.addEventListener('change', close);
  session.addEventListener('client', close);
  return (id) => {
    if (places.current === 'app' && !panel.hasAttribute('data-open')) {
      before = /** @type {HTMLElement | null} */ (document.activeElement);
      panel.toggleAttribute('data-open', true);
    }
    show(id);
  };
}
