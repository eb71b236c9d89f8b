/**
 * The state of the connection, in the header.
 */

import { $, say } from './dom.js';

/** @typedef {import('./types.js').State} State */

/** @type {Partial<Record<State, string>>} */
const TEXTS = {
  connecting: 'Connecting…',
  open: 'Catching up…',
  synced: 'Live',
  offline: 'Offline',
  closed: 'Signed out',
};

/** @type {Record<State, string>} */
const KINDS = {
  synced: 'good',
  connecting: 'busy',
  open: 'busy',
  waiting: 'warn',
  offline: 'warn',
  closed: 'idle',
};

/**
 * Shows how the connection of the session is doing.
 * @param {import('./session.js').Session} session
 */
export function setUpConnection(session) {
  const pill = $('#connection');
  const text = $('#connection-text');
  const announced = $('#connection-announced');
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @param {{state: State, retryAt?: number}} now `retryAt` in milliseconds since 1970 */
  const show = ({ state, retryAt }) => {
    clearInterval(timer);
    pill.dataset.kind = KINDS[state] ?? 'idle';
    if (state !== 'waiting') {
      say(text, TEXTS[state] ?? state);
    } else {
      // Both are of this device's clock; from here on the page's own counts, which cannot be set.
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
