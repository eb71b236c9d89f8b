// Short messages of the page itself. What the trader is notified of is the inbox's business.

import { $, h } from './dom.js';

const STAYS_MS = 7_000;
const MOST = 3;

export function notice(text, kind = 'info') {
  const region = $(kind === 'problem' ? '#problems' : '#notices');
  const close = h('button', { type: 'button', class: 'icon', 'aria-label': 'Dismiss' }, '×');
  const box = h('div', { class: `notice notice--${kind}` }, h('span', {}, text), close);
  close.addEventListener('click', () => box.remove());
  while (region.children.length >= MOST) region.firstElementChild.remove();
  region.append(box);
  setTimeout(() => box.remove(), STAYS_MS);
}
