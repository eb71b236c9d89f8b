/**
 * The state of the connection, in the header.
 */

import { $, say } from './dom.js';
import { onLanguage, text } from './texts.js';

/** @typedef {import('./types.js').State} State */

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
  const shown = $('#connection-text');
  const announced = $('#connection-announced');
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let timer;
  /** @type {{state: State, retryAt?: number} | undefined} */
  let last;
  /** @param {{state: State, retryAt?: number}} now `retryAt` in milliseconds since 1970 */
  const show = (now) => {
    last = now;
    const { state, retryAt } = now;
    clearInterval(timer);
    pill.dataset.kind = KINDS[state] ?? 'idle';
    if (state !== 'waiting') {
      say(shown, text(`connection-${state}`));
    } else {
      // Both are of this device's clock; from here on the page's own counts, which cannot be set.
      const until = performance.now() + Math.max(0, Number(retryAt ?? Date.now()) - Date.now());
      const count = () => {
        const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
        say(shown, seconds > 0 ? text('connection-waiting-for', { seconds }) : text('connection-waiting'));
      };
      count();
      timer = setInterval(count, 500);
    }
    // The seconds are for the eye; a screen reader hears only the change.
    if (state === 'synced' || state === 'waiting' || state === 'offline')
      say(announced, text(`connection-said-${state}`));
  };
  session.addEventListener('state', ({ detail }) => show(detail));
  session.addEventListener('client', () => show({ state: session.client ? 'connecting' : 'closed' }));
  onLanguage(() => last && show(last));
}
