/**
 * The faults that the providers of a local stack play. Loaded when they are first looked at.
 */

import { $, h, replace, whenOpen } from './dom.js';
import * as local from './local.js';
import { fillTexts, language, onLanguage, text, textOr } from './texts.js';
import { span } from './zone.js';

/** @typedef {import('./types.js').Fault} Fault */
/** @typedef {import('./exchange.js').Run} Run */

const LOOK_AT_FAULTS_MS = 2_000;

/** The faults that a provider can have. */
const KINDS = [
  'hang',
  '500',
  '429',
  '503_delivered',
  'reset',
  'garbage',
  'unregistered',
  '403',
  '401',
  'invalid_argument',
];

/** @param {string} channel of a fault */
const providerOf = (channel) => textOr(`provider-${channel}`, channel);

/** @param {string} kind of a fault */
const kindText = (kind) => textOr(`fault-${kind}`, kind);

/** @param {Fault} fault @returns {string} its line in the list */
function faultText({ channel, kind, count, seconds }) {
  const said = text('faults-line', { provider: providerOf(channel), fault: kindText(String(kind)) });
  const time = seconds && text('faults-for', { span: span(seconds * 1000) });
  const left = count && text('faults-left', { count });
  return [said, time, left].filter(Boolean).join(', ');
}

/**
 * Sets the faults up.
 * @param {Run} run
 */
export function setUpFaults(run) {
  replace(
    $('#fault-kind'),
    KINDS.map((value) => h('option', { value, dataset: { text: `fault-${value}` } })),
  );
  fillTexts($('#fault-kind'));
  const list = $('#fault-list');
  const box = $('#faults');
  const look = async () => {
    try {
      const answer = await local.faults();
      const faults = Array.isArray(answer) ? answer : (answer.faults ?? []);
      const lines = faults.map(faultText);
      const shown = [language.name, ...lines].join('\n');
      if (shown === list.dataset.shown) return;
      list.dataset.shown = shown;
      replace(
        list,
        lines.length > 0
          ? lines.map((line) => h('li', {}, line))
          : h('li', { class: 'hint' }, text('faults-none')),
      );
    } catch {
      replace(list, h('li', { class: 'hint' }, text('faults-unknown')));
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
      return text('faults-set', {
        span: span(fault.seconds * 1000),
        provider: providerOf(fault.channel),
        fault: kindText(fault.kind),
      });
    });
  });
  const clear = $('#fault-clear');
  clear.addEventListener('click', () =>
    run(clear, async () => {
      await local.clearFaults();
      await look();
      return text('faults-cleared');
    }),
  );
  whenOpen(box, look);
  onLanguage(look);
  setInterval(() => {
    if (box.open && document.visibilityState === 'visible') look();
  }, LOOK_AT_FAULTS_MS);
}
