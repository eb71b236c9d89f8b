// The panel that plays the exchange and its misfortunes; only where the system runs locally.

import { $, busy, button, h, replace, say } from './dom.js';
import { EVENTS, eventOf } from './catalogue.js';
import * as local from './local.js';
import { REJECTIONS, problemText } from './words.js';

const CRASH_PERCENT = -20;
const CRASH_SECONDS = 5;
const BURST = 500;
const MOST_SENT = 6;
const LOOK_AT_FAULTS_MS = 2_000;
/** So long after it was sent, in milliseconds, it is looked for among the rejected. */
const LOOKS_MS = [300, 700, 1_500, 3_000, 6_000, 12_000];

const KINDS = [
  ['hang', 'hangs (no answer)'], ['500', 'answers 500'], ['429', 'throttles (429)'], ['503_delivered', 'delivers, but answers 503'],
  ['reset', 'resets the connection'], ['garbage', 'answers garbage'], ['unregistered', 'says: unregistered'],
  ['403', 'says: blocked (403)'], ['401', 'rejects our credentials (401)'], ['invalid_argument', 'says: invalid argument'],
];

export function setUpExchange(session, { currentPrice, symbol, openTimeline, sent: told }) {
  const status = $('#exchange-status');
  const type = $('#event-type');
  const fields = $('#event-fields');
  const log = $('#sent');
  let last = null;

  const run = (element, task) => busy(element, async () => {
    status.dataset.kind = '';
    say(status, 'Sending…');
    try {
      say(status, (await task()) ?? '');
    } catch (error) {
      status.dataset.kind = 'problem';
      say(status, `Refused: ${problemText(error)}`);
    }
  });
  const definition = (name) => EVENTS.find((event) => event.type === name);
  const sample = (name) => definition(name).fields({ symbol: symbol(), price: currentPrice() });

  const publish = async (event) => {
    const { sent } = await local.publish([event]);
    last = event;
    $('#repeat').disabled = false;
    const line = remember(event);
    told();
    watchFor(event, line);
    return `Sent ${event.event_type} to ${Object.keys(sent ?? {}).filter((queue) => sent[queue] > 0).join(', ')}`;
  };
  const remember = (event) => {
    const way = button('Timeline', { class: 'small link', 'aria-label': `Timeline of ${event.id}` });
    way.addEventListener('click', () => openTimeline(event.id));
    log.prepend(h('li', {}, h('span', { class: 'class-mark', dataset: { priority: definition(event.event_type).priority } }, `P${definition(event.event_type).priority}`),
      h('code', {}, event.id), way));
    while (log.children.length > MOST_SENT) log.lastElementChild.remove();
    return log.firstElementChild;
  };

  /** Says so where the system rejects it; nothing where its notification comes. */
  const watchFor = async (event, line) => {
    let arrived = false;
    const hear = ({ detail }) => {
      arrived ||= detail.id === event.id;
    };
    session.addEventListener('notification', hear);
    try {
      for (const wait of LOOKS_MS) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        const rejection = arrived ? null : await local.rejection(event.id);
        if (arrived) return;
        if (!rejection) continue;
        const text = rejectionText(rejection);
        line.append(h('span', { class: 'rejection' }, text));
        if (last === event) {
          status.dataset.kind = 'problem';
          say(status, text);
        }
        return;
      }
    } catch {
      // The local server is gone, which others say.
    } finally {
      session.removeEventListener('notification', hear);
    }
  };

  // One click each: the first minute.
  replace($('#quick'), EVENTS.map(({ type: name, priority, label }) => {
    const one = button(label, { class: 'chip', dataset: { priority, event: name } });
    one.prepend(h('span', { class: 'class-mark', dataset: { priority } }, `P${priority}`));
    one.addEventListener('click', () => run(one, () => {
      const texts = Object.fromEntries(sample(name).map((field) => [field.name, field.value]));
      return publish(eventOf(name, session.user, texts, 0));
    }));
    return one;
  }));

  const draw = () => {
    replace(fields, sample(type.value).map(({ name, kind, value, values, required }) => {
      const input = kind === 'choice'
        ? h('select', { name }, values.map((each) => h('option', { value: each }, each)))
        : h('input', { name, type: 'text', value, autocomplete: 'off', spellcheck: 'false' });
      return h('label', { class: 'field' }, h('span', {}, name, !required && h('span', { class: 'hint' }, 'optional')), input);
    }));
  };
  replace(type, EVENTS.map(({ type: name, priority }) => h('option', { value: name }, `P${priority}  ${name}`)));
  type.value = 'order_filled';
  type.addEventListener('change', draw);
  $('#event-form-box').addEventListener('toggle', draw);
  draw();
  $('#event-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const texts = Object.fromEntries([...fields.querySelectorAll('[name]')].map(({ name, value }) => [name, value]));
    run($('#event-submit'), () => publish(eventOf(type.value, session.user, texts, Number($('#event-expires').value))));
  });

  const act = (id, task) => $(`#${id}`).addEventListener('click', ({ currentTarget }) => run(currentTarget, task));
  act('crash', async () => {
    await local.crash(symbol(), CRASH_PERCENT, CRASH_SECONDS);
    return `${symbol()} falls by 20 % within ${CRASH_SECONDS} s`;
  });
  act('burst', async () => {
    const { sent } = await local.burst(session.user, BURST);
    told();
    return `Sent ${Object.entries(sent ?? {}).filter(([, count]) => count > 0).map(([queue, count]) => `${count} to ${queue}`).join(', ')}`;
  });
  act('drop', async () => {
    const { closed } = await local.disconnect(session.user);
    return `The server closed ${closed} ${closed === 1 ? 'connection' : 'connections'}`;
  });
  act('repeat', async () => {
    await local.publish([last]);
    told();
    return `Sent ${last.id} once more: you must see it once`;
  });
  session.addEventListener('client', () => {
    last = null;
    $('#repeat').disabled = true;
    replace(log);
  });
  setUpFaults(run);
}

/** A rejection as the exchange reads it: its code, and the field at fault. */
export function rejectionText({ code, field }) {
  const why = REJECTIONS[code] ?? 'it cannot be read';
  return `Rejected with ${code}${field ? ` at ${field}` : ''}: ${why}.`;
}

function setUpFaults(run) {
  replace($('#fault-kind'), KINDS.map(([value, label]) => h('option', { value }, label)));
  const list = $('#fault-list');
  const box = $('#faults');
  const label = (kind) => KINDS.find(([name]) => name === kind)?.[1] ?? kind;
  const look = async () => {
    try {
      const answer = await local.faults();
      const faults = Array.isArray(answer) ? answer : answer.faults ?? [];
      const lines = faults.map(({ channel, kind, count, seconds }) =>
        `${channel === 'push' ? 'FCM' : channel === 'telegram' ? 'Telegram' : channel} ${label(String(kind))}${seconds ? `, for ${seconds} s` : ''}${count ? `, ${count} left` : ''}`);
      if (lines.join('\n') === list.dataset.shown) return;
      list.dataset.shown = lines.join('\n');
      replace(list, lines.length > 0 ? lines.map((line) => h('li', {}, line)) : h('li', { class: 'hint' }, 'All providers answer.'));
    } catch {
      replace(list, h('li', { class: 'hint' }, 'The sandbox does not answer.'));
    }
  };
  $('#fault-form').addEventListener('submit', (event) => {
    event.preventDefault();
    run($('#fault-submit'), async () => {
      const fault = { channel: $('#fault-channel').value, kind: $('#fault-kind').value, seconds: Number($('#fault-seconds').value) };
      await local.addFault(fault);
      await look();
      return `From now on for ${fault.seconds} s: ${fault.channel === 'push' ? 'FCM' : 'Telegram'} ${label(fault.kind)}`;
    });
  });
  $('#fault-clear').addEventListener('click', ({ currentTarget }) => run(currentTarget, async () => {
    await local.clearFaults();
    await look();
    return 'All providers answer again';
  }));
  box.addEventListener('toggle', () => box.open && look());
  setInterval(() => {
    if (box.open && document.visibilityState === 'visible') look();
  }, LOOK_AT_FAULTS_MS);
}
