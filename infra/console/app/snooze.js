/**
 * Snooze: until its end nothing but a critical event interrupts. It takes effect at once, unlike the
 * preferences beside it, which are saved.
 */

import { $, busy, say } from './dom.js';
import { onLanguage, text } from './texts.js';
import { dayAndTime, minuteText, minutesOf, tomorrowAt } from './zone.js';
import { problemText } from './words.js';

const HOUR_MS = 3_600_000;
const MORNING = minutesOf('08:00');
/** The shortest time after which the server is asked whether a snooze has ended. */
const ASK_AGAIN_MS = 60_000;
/** The longest time that a timer of the browser can wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Sets the control up.
 * @param {import('./session.js').Session} session
 * @param {import('./types.js').Zone} zone
 * @param {() => void} askAgain has the server asked when the snooze may have ended
 * @returns {(until: string | null | undefined) => void} shows the server's value: the end; null or
 *   undefined where there is no snooze
 */
export function setUpSnooze(session, zone, askAgain) {
  const buttons = [$('#snooze-hour'), $('#snooze-tomorrow'), $('#snooze-off')];
  const [hour, tomorrow, off] = buttons;
  const state = $('#snooze-state');
  /** @type {string | null | undefined} */
  let shown;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} said @param {'' | 'problem'} [kind] */
  const tell = (said, kind = '') => {
    state.dataset.kind = kind;
    say(state, said);
  };
  /** @param {string | null | undefined} said */
  const show = (said) => {
    // A server leaves it out where there is no snooze.
    const until = said ?? null;
    shown = until;
    clearTimeout(timer);
    for (const button of buttons) button.disabled = false;
    off.disabled = until === null;
    if (until === null) tell(text('snooze-is-off'));
    else tell(text('snooze-until', { time: dayAndTime(Date.parse(until), zone.name) }));
    if (!until) return;
    // The device's clock decides only when the server is asked: the server knows whether it has ended. A
    // clock that is fast must not ask all the time.
    const left = Math.max(ASK_AGAIN_MS, Date.parse(until) - Date.now() + 1_000);
    timer = setTimeout(askAgain, Math.min(left, LONGEST_TIMER_MS));
  };
  /**
   * @param {HTMLElement} button
   * @param {() => string | null} end
   */
  const choose = (button, end) =>
    button.addEventListener('click', () =>
      busy(button, async () => {
        const { client } = session;
        const until = end();
        try {
          await session.signedIn.snooze(until);
          if (client === session.client) show(until);
        } catch (error) {
          if (client !== session.client) return;
          tell(text('snooze-not-changed', { problem: problemText(error) }), 'problem');
        }
      }),
    );
  choose(hour, () => new Date(Date.now() + HOUR_MS).toISOString());
  choose(tomorrow, () => new Date(tomorrowAt(MORNING, zone.name)).toISOString());
  choose(off, () => null);

  const again = () => {
    say(tomorrow, text('snooze-tomorrow', { time: minuteText(MORNING) }));
    if (shown !== undefined) show(shown);
  };
  zone.addEventListener('change', again);
  onLanguage(again);
  again();
  session.addEventListener('client', () => {
    clearTimeout(timer);
    shown = undefined;
    tell('');
  });
  return show;
}
