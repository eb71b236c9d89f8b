// How the socket is doing, in the header.

import { $, say } from './dom.js';

const TEXTS = {
  connecting: 'Connecting…',
  open: 'Catching up…',
  synced: 'Live',
  offline: 'Offline',
  closed: 'Signed out',
};

const KINDS = { synced: 'good', connecting: 'busy', open: 'busy', waiting: 'warn', offline: 'warn', closed: 'idle' };

export function setUpConnection(session) {
  const pill = $('#connection');
  const text = $('#connection-text');
  const announced = $('#connection-announced');
  let timer = null;
  const show = ({ state, retryAt }) => {
    clearInterval(timer);
    pill.dataset.kind = KINDS[state] ?? 'idle';
    if (state !== 'waiting') {
      say(text, TEXTS[state] ?? state);
    } else {
      // Both are of this device's clock; from here on the page's own counts, which nobody sets.
      const until = performance.now() + Math.max(0, Number(retryAt ?? Date.now()) - Date.now());
      const count = () => {
        const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
        say(text, seconds > 0 ? `Reconnecting in ${seconds} s` : 'Reconnecting…');
      };
      count();
      timer = setInterval(count, 500);
    }
    // The seconds are for the eye; a screen reader hears only the change.
    if (state === 'synced') say(announced, 'Connection: live');
    if (state === 'waiting') say(announced, 'Connection lost, reconnecting');
    if (state === 'offline') say(announced, 'You are offline');
  };
  session.addEventListener('state', ({ detail }) => show(detail));
  session.addEventListener('client', () => show({ state: session.client ? 'connecting' : 'closed' }));
}
