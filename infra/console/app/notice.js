// Short messages of the page itself. What the trader is notified of is the inbox's business.

import { $, h } from './dom.js';

const STAYS_MS = 7_000;
/** What can be undone stays longer, and as long as the pointer or the focus is on it. */
const STAYS_WITH_ACTION_MS = 15_000;
const MOST = 3;

/** Shows a message; `action` is {label, run}. */
export function notice(text, kind = 'info', action = null) {
  const region = $(kind === 'problem' ? '#problems' : '#notices');
  const close = h('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss' }, '×');
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
  while (region.children.length >= MOST) region.firstElementChild.remove();
  region.append(box);
  const pass = () => {
    if (box.matches(':hover, :focus-within')) setTimeout(pass, STAYS_MS);
    else end();
  };
  setTimeout(pass, action ? STAYS_WITH_ACTION_MS : STAYS_MS);
  return end;
}
