/**
 * A test notification: what each channel has accepted, and where it was seen. Loaded when it is first sent.
 */

import { $, h, replace, say } from './dom.js';
import { onLanguage, text } from './texts.js';
import { CHANNELS, channelLabel, isFinal, problemText } from './words.js';
import { reasonText, refusalOf, resultText, seenText, stateText } from './words.js';
import { secondTime } from './zone.js';

/** @typedef {import('./types.js').Channel} Channel */
/** @typedef {import('./types.js').Delivery} Delivery */
/** @typedef {import('./types.js').NotificationDetails} NotificationDetails */

/** The waits before the server is asked again what became of it, in milliseconds: two minutes in all. */
const LOOKS_MS = [400, 600, 1_000, 2_000, 2_000, 4_000, 5_000, 5_000, 10_000, 20_000, 30_000, 40_000];

/**
 * Sets the test up.
 * @param {import('./session.js').Session} session
 * @param {import('./types.js').Zone} zone
 * @returns {() => Promise<void>} sends a test
 */
export function setUpTestDelivery(session, zone) {
  const sms = $('#test-sms');
  const status = $('#test-status');
  const result = $('#test-result');
  /** The number of tests: a later one ends the looks at the one before. */
  let turn = 0;
  /** @type {{details: NotificationDetails | null, channels: Channel[]} | null} */
  let drawn = null;

  /** @param {string} said @param {'' | 'good' | 'problem'} [kind] */
  const tell = (said, kind = '') => {
    status.dataset.kind = kind;
    say(status, said);
  };
  const clear = () => {
    turn += 1;
    drawn = null;
    result.hidden = true;
    replace(result);
    tell('');
  };
  /** @param {NotificationDetails | null} details @param {Channel[]} channels those that were named */
  const draw = (details, channels) => {
    drawn = { details, channels };
    result.hidden = false;
    // As many rows as there will be: nothing moves when they are filled.
    const rows = channels.flatMap((channel) => {
      const deliveries = details?.deliveries.filter((delivery) => delivery.channel === channel) ?? [];
      const none = details && { text: text('test-not-sent'), kind: '' };
      if (deliveries.length === 0) return [row(channelLabel(channel), none, null)];
      return deliveries.map((delivery) => {
        const device = deliveries.length > 1 && delivery.device ? ` ${delivery.device.slice(0, 4)}` : '';
        return row(channelLabel(channel) + device, acceptance(delivery, zone.name), seen(delivery));
      });
    });
    /** @param {Delivery} delivery */
    function seen({ channel, device }) {
      const { ackedAt, ackedBy } = details ?? {};
      if (!ackedAt || ackedBy?.channel !== channel) return null;
      if (ackedBy.device && ackedBy.device !== device) return null;
      return text('clock-at', { time: secondTime(Date.parse(ackedAt), zone.name) });
    }
    replace(
      result,
      h('caption', { class: 'unseen' }, text('test-table')),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          /** @type {const} */ (['reach-channel', 'test-accepted', 'test-seen']).map((key) =>
            h('th', { scope: 'col' }, text(key)),
          ),
        ),
      ),
      h('tbody', {}, rows),
    );
  };

  /**
   * Looks until every channel has ended and it was seen, or for two minutes.
   * @param {string} id
   * @param {Channel[]} channels
   * @param {number} mine
   */
  const follow = async (id, channels, mine) => {
    const { client } = session;
    for (const wait of LOOKS_MS) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (mine !== turn || !client) return;
      try {
        const details = await client.getNotification(id);
        if (mine !== turn) return;
        draw(details, channels);
        tell(summary(details, zone.name), details.ackedAt ? 'good' : '');
        if (details.ackedAt && details.deliveries.every(({ state }) => isFinal(state))) return;
      } catch (error) {
        if (mine !== turn) return;
        // It may not be stored yet, and a lost connection comes back.
        if (!['not_found', 'disconnected', 'timeout'].includes(refusalOf(error).code ?? '')) {
          tell(text('test-not-read', { problem: problemText(error) }), 'problem');
          return;
        }
      }
    }
  };

  session.addEventListener('client', clear);
  const again = () => drawn && draw(drawn.details, drawn.channels);
  zone.addEventListener('change', again);
  onLanguage(again);

  return async () => {
    clear();
    const mine = turn;
    const channels = CHANNELS.map(({ name }) => name).filter((name) => name !== 'sms' || sms.checked);
    draw(null, channels);
    tell(text('test-sending'));
    try {
      const { id } = await session.signedIn.testDelivery(sms.checked ? channels : undefined);
      if (mine !== turn) return;
      tell(text('test-waiting'));
      void follow(id, channels, mine);
    } catch (error) {
      if (mine !== turn) return;
      clear();
      // This has a rule of its own, which the words of every refusal do not say.
      const problem = refusalOf(error).code === 'limit_reached' ? text('test-limit') : problemText(error);
      tell(text('test-refused', { problem }), 'problem');
    }
  };
}

/**
 * @param {string} label
 * @param {{text: string, kind: string} | null} accepted
 * @param {string | null} seen
 */
const row = (label, accepted, seen) =>
  h(
    'tr',
    {},
    h('th', { scope: 'row' }, label),
    h('td', { dataset: { kind: accepted?.kind ?? '' } }, accepted?.text ?? '…'),
    h('td', { dataset: { kind: seen ? 'good' : '' } }, seen ?? '–'),
  );

/**
 * Returns what a channel has said, and when.
 * @param {Delivery} delivery
 * @param {string} zone
 */
function acceptance({ state, reason, attempts }, zone) {
  const accepted = attempts.find(({ result }) => result === 'accepted');
  if (accepted) {
    return { text: text('clock-at', { time: secondTime(Date.parse(accepted.at), zone) }), kind: 'good' };
  }
  const said = [stateText(state), reason && reasonText(reason)].filter(Boolean).join(': ');
  const last = attempts.at(-1);
  if (!last) return { text: said, kind: isFinal(state) ? 'warn' : '' };
  const time = secondTime(Date.parse(last.at), zone);
  return { text: text('test-attempt', { text: said, result: resultText(last.result), time }), kind: 'warn' };
}

/**
 * @param {NotificationDetails} details
 * @param {string} zone
 */
function summary({ ackedAt, ackedBy }, zone) {
  if (!ackedAt) return text('test-unseen');
  return text('seen-at', { seen: seenText(ackedBy), time: secondTime(Date.parse(ackedAt), zone) });
}
