/**
 * Short messages of the page itself. Notifications are the inbox's business.
 */

import { $, h, replace } from './dom.js';
import { textOr } from './texts.js';

const STAYS_MS = 7_000;
/** A message with an action stays longer, and as long as the pointer or the focus is on it. */
const STAYS_WITH_ACTION_MS = 15_000;
const MAX_NOTICES = 3;

/** Takes all messages away. */
export function clearNotices() {
  for (const region of [$('#notices'), $('#problems')]) replace(region);
}

/**
 * Shows a message for a while.
 * @param {string} text
 * @param {'info' | 'problem'} [kind] a problem is announced as an alert
 * @param {{label: string, run: () => void} | null} [action] a button of the message
 * @returns {() => void} takes the message away
 */
export function notice(text, kind = 'info', action = null) {
  const region = $(kind === 'problem' ? '#problems' : '#notices');
  const close = h('button', { type: 'button', class: 'icon', 'aria-label': textOr('dismiss', '×') }, '×');
  const box = h('div', { class: `notice notice--${kind}` }, h('span', {}, text));
  const end = () => box.remove();
  if (action) {
    const act = h('button', { type: 'button', class: 'small' }, action.label);
    act.addEventListener('click', () => {
      end();
      action.run();
    });
    box.append(act);
  }
  box.append(close);
  close.addEventListener('click', end);
  while (region.children.length >= MAX_NOTICES) region.firstElementChild?.remove();
  region.append(box);
  const pass = () => {
    if (box.matches(':hover, :focus-within')) setTimeout(pass, STAYS_MS);
    else end();
  };
  setTimeout(pass, action ? STAYS_WITH_ACTION_MS : STAYS_MS);
  return end;
}
