/**
 * The faults that the providers of a local stack play. Loaded when they are first looked at.
 */

import { $, h, replace } from './dom.js';
import * as local from './local.js';

/** @typedef {import('./types.js').Fault} Fault */
/** @typedef {import('./exchange.js').Run} Run */

const LOOK_AT_FAULTS_MS = 2_000;

const KINDS = [
  ['hang', 'hangs (no answer)'],
  ['500', 'answers 500'],
  ['429', 'throttles (429)'],
  ['503_delivered', 'delivers, but answers 503'],
  ['reset', 'resets the connection'],
  ['garbage', 'answers garbage'],
  ['unregistered', 'says: unregistered'],
  ['403', 'says: blocked (403)'],
  ['401', 'rejects our credentials (401)'],
  ['invalid_argument', 'says: invalid argument'],
];

/** The providers by their channels. @type {Record<string, string>} */
const PROVIDERS = { push: 'FCM', telegram: 'Telegram' };

/** @param {string} channel of a fault */
const providerOf = (channel) => PROVIDERS[channel] ?? channel;

/** @param {string} kind of a fault */
const kindText = (kind) => KINDS.find(([name]) => name === kind)?.[1] ?? kind;

/** @param {Fault} fault @returns {string} its line in the list */
function faultText({ channel, kind, count, seconds }) {
  const time = seconds ? `, for ${seconds} s` : '';
  const left = count ? `, ${count} left` : '';
  return `${providerOf(channel)} ${kindText(String(kind))}${time}${left}`;
}

/**
 * Sets the faults up.
 * @param {Run} run
 */
export function setUpFaults(run) {
  replace(
    $('#fault-kind'),
    KINDS.map(([value, label]) => h('option', { value }, label)),
  );
  const list = $('#fault-list');
  const box = $('#faults');
  const look = async () => {
    try {
      const answer = await local.faults();
      const faults = Array.isArray(answer) ? answer : (answer.faults ?? []);
      const lines = faults.map(faultText);
      if (lines.join('\n') === list.dataset.shown) return;
      list.dataset.shown = lines.join('\n');
      replace(
        list,
        lines.length > 0
          ? lines.map((line) => h('li', {}, line))
          : h('li', { class: 'hint' }, 'All providers answer.'),
      );
    } catch {
      replace(list, h('li', { class: 'hint' }, 'The sandbox does not answer.'));
    }
  };
  $('#fault-form').addEventListener('submit', (event) => {
    event.preventDefault();
    run($('#fault-submit'), async () => {
      const fault = {
        channel: $('#fault-channel').value,
        kind: $('#fault-kind').value,
        seconds: Number($('#fault-seconds').value),
      };
      await local.addFault(fault);
      await look();
      return `From now on for ${fault.seconds} s: ${providerOf(fault.channel)} ${kindText(fault.kind)}`;
    });
  });
  const clear = $('#fault-clear');
  clear.addEventListener('click', () =>
    run(clear, async () => {
      await local.clearFaults();
      await look();
      return 'All providers answer again';
    }),
  );
  box.addEventListener('toggle', () => box.open && look());
  look();
  setInterval(() => {
    if (box.open && document.visibilityState === 'visible') look();
  }, LOOK_AT_FAULTS_MS);
}
