/**
 * The panel that plays the exchange and its misfortunes; only where the system runs locally.
 */

import { $, busy, button, h, replace, say, whenOpen } from './dom.js';
import { EVENTS } from './generated/catalogue.js';
import * as local from './local.js';
import { fillTexts, listText, onLanguage, text, textOr, typeLabel } from './texts.js';
import { problemText, rejectionText } from './words.js';
import { span } from './zone.js';

/** @typedef {import('./types.js').ExchangeEvent} ExchangeEvent */
/** @typedef {import('./types.js').Field} Field */

/**
 * @typedef {(element: HTMLElement, task: () => Promise<string>) => Promise<void>} Run shows the text of a
 *   task
 */

const CRASH_PERCENT = -20;
const CRASH_SECONDS = 5;
const BURST = 500;
const MAX_SENT = 6;
/** The times after which an event that was sent is looked for among the rejected, in milliseconds. */
const LOOKS_MS = [300, 700, 1_500, 3_000, 6_000, 12_000];

/** The classes, the most urgent first. */
const CLASSES = /** @type {const} */ ([0, 1, 2]);

/**
 * Sets the panel up.
 * @param {import('./session.js').Session} session
 * @param {object} page
 * @param {() => string | null} page.currentPrice
 * @param {() => string} page.symbol the shown market
 * @param {(id: string) => void} page.openTimeline
 * @param {() => void} page.sent told when something was sent
 */
export function setUpExchange(session, { currentPrice, symbol, openTimeline, sent: told }) {
  const status = $('#exchange-status');
  const type = $('#event-type');
  const fields = $('#event-fields');
  const log = $('#sent');
  /** @type {ExchangeEvent | null} */
  let last = null;

  /** @type {Run} */
  const run = (element, task) =>
    busy(element, async () => {
      status.dataset.kind = '';
      say(status, text('exchange-sending'));
      try {
        say(status, await task());
      } catch (error) {
        status.dataset.kind = 'problem';
        say(status, text('exchange-refused', { problem: problemText(error) }));
      }
    });
  // The data of all events is as large as this page: it is loaded when the first one is sent.
  const data = () => import('./catalogue.js');
  /** @param {string} name */
  const sample = async (name) =>
    (await data()).sampleOf(name, { symbol: symbol(), price: currentPrice() });

  /** @param {ExchangeEvent} event */
  const publish = async (event) => {
    const { sent = {} } = await local.publish([event]);
    last = event;
    $('#repeat').disabled = false;
    const line = remember(event);
    told();
    watchFor(event, line);
    const queues = Object.keys(sent).filter((queue) => sent[queue] > 0);
    return text('exchange-sent-to', { type: event.event_type, queues: listText(queues) });
  };
  /** @param {ExchangeEvent} event @returns {HTMLLIElement} its line */
  const remember = (event) => {
    const priority = EVENTS.find((each) => each.type === event.event_type)?.priority ?? 2;
    const way = button(text('exchange-timeline'), {
      class: 'small link',
      'aria-label': text('exchange-timeline-label', { id: event.id }),
    });
    way.addEventListener('click', () => openTimeline(event.id));
    const mark = h('span', { class: 'class-mark', dataset: { priority } }, `P${priority}`);
    const line = h('li', {}, mark, h('code', {}, event.id), way);
    log.prepend(line);
    while (log.children.length > MAX_SENT) log.lastElementChild?.remove();
    return line;
  };

  /**
   * Says so where the system rejects an event; nothing where its notification comes.
   * @param {ExchangeEvent} event
   * @param {HTMLElement} line
   */
  const watchFor = async (event, line) => {
    let arrived = false;
    /** @param {CustomEvent<import('./types.js').Notification>} event */
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
        const why = rejectionText(rejection);
        line.append(h('span', { class: 'rejection' }, why));
        if (last === event) {
          status.dataset.kind = 'problem';
          say(status, why);
        }
        return;
      }
    } catch {
      // The local server is gone, which other parts of the page say.
    } finally {
      session.removeEventListener('notification', hear);
    }
  };

  // One click each: these are for the first minute.
  setUpQuick((name, one) =>
    run(one, async () => {
      const texts = Object.fromEntries((await sample(name)).map((field) => [field.name, field.value]));
      return publish((await data()).eventOf(name, session.user, texts, 0));
    }),
  );

  const draw = async () => {
    const { value: shown } = type;
    const drawn = await sample(shown).catch(() => []);
    // Another type was chosen meanwhile.
    if (shown !== type.value) return;
    replace(
      fields,
      drawn.map(({ name, value, values, required }) => {
        const input = values
          ? h(
              'select',
              { name },
              values.map((each) => h('option', { value: each, selected: each === value }, each)),
            )
          : h('input', { name, type: 'text', value, autocomplete: 'off', spellcheck: 'false' });
        return h(
          'label',
          { class: 'field' },
          h('span', {}, name, !required && h('span', { class: 'hint' }, text('exchange-optional'))),
          input,
        );
      }),
    );
  };
  replace(
    type,
    CLASSES.map((priority) =>
      h(
        'optgroup',
        { dataset: { class: priority } },
        EVENTS.filter((event) => event.priority === priority).map(({ type: name }) =>
          h('option', { value: name }, name),
        ),
      ),
    ),
  );
  const describe = () => {
    for (const option of $('#event-expires').options) {
      if (option.value !== '0') option.textContent = span(Number(option.value) * 1000);
    }
    for (const group of /** @type {NodeListOf<HTMLOptGroupElement>} */ (type.querySelectorAll('optgroup'))) {
      group.label = `P${group.dataset.class}: ${textOr(`exchange-class-${group.dataset.class}`, '')}`;
    }
  };
  describe();
  onLanguage(() => {
    describe();
    if ($('#event-form-box').open) draw();
  });
  type.value = 'order_filled';
  type.addEventListener('change', draw);
  whenOpen($('#event-form-box'), draw);
  $('#event-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const texts = Object.fromEntries(
      [.../** @type {NodeListOf<Field>} */ (fields.querySelectorAll('[name]'))].map((field) => [
        field.name,
        field.value,
      ]),
    );
    run($('#event-submit'), async () =>
      publish((await data()).eventOf(type.value, session.user, texts, Number($('#event-expires').value))),
    );
  });

  /** @param {string} id @param {() => Promise<string>} task */
  const act = (id, task) => {
    const element = $(`#${id}`);
    element.addEventListener('click', () => run(element, task));
  };
  act('crash', async () => {
    await local.crash(symbol(), CRASH_PERCENT, CRASH_SECONDS);
    return text('exchange-falls', { symbol: symbol(), seconds: CRASH_SECONDS });
  });
  act('burst', async () => {
    const { sent = {} } = await local.burst(session.user, BURST);
    told();
    const queues = Object.entries(sent).filter(([, count]) => count > 0);
    const counts = queues.map(([queue, count]) => text('exchange-burst-count', { count, queue }));
    return text('exchange-burst-sent', { counts: listText(counts) });
  });
  act('drop', async () => {
    const { closed } = await local.disconnect(session.user);
    return text('exchange-closed', { count: closed });
  });
  act('repeat', async () => {
    if (!last) throw new Error('nothing to repeat');
    const { id } = last;
    await local.publish([last]);
    told();
    return text('exchange-repeated', { id });
  });
  const busyExchange = $('#busy');
  busyExchange.addEventListener('change', () =>
    run(busyExchange, async () => {
      const { checked } = busyExchange;
      await local.setPace(checked);
      return text(checked ? 'exchange-pace-busy' : 'exchange-pace-calm');
    }),
  );
  local.pace().then(
    ({ busy: isBusy }) => (busyExchange.checked = isBusy),
    () => {},
  );
  session.addEventListener('client', () => {
    last = null;
    $('#repeat').disabled = true;
    replace(log);
  });
  /** @type {Promise<void> | undefined} */
  let faults;
  whenOpen($('#faults'), () => {
    faults ??= import('./faults.js').then(({ setUpFaults }) => setUpFaults(run));
  });
}

/**
 * Shows a button for every event, by class, and a field that finds them by their names.
 * @param {(name: string, button: HTMLButtonElement) => void} send
 */
function setUpQuick(send) {
  const groups = CLASSES.map((priority) => {
    const ofClass = EVENTS.filter((event) => event.priority === priority);
    const buttons = ofClass.map(({ type, severity }) => {
      const text = `type-${type}`;
      const one = button('', { class: 'chip', title: type, dataset: { severity, event: type, text } });
      one.addEventListener('click', () => send(type, one));
      return { node: one, words: () => `${typeLabel(type)} ${type}`.toLowerCase() };
    });
    const head = h(
      'h4',
      { class: 'quick-head', id: `quick-p${priority}` },
      h('span', { class: 'class-mark', dataset: { priority } }, `P${priority}`),
      ' ',
      h('span', { dataset: { text: `exchange-class-${priority}` } }),
    );
    const chips = h('div', { class: 'quick-chips' }, buttons.map(({ node }) => node));
    const node = h('div', { role: 'group', 'aria-labelledby': head.id }, head, chips);
    return { node, buttons };
  });
  const none = h('p', { class: 'hint', role: 'status' });
  replace($('#quick'), groups.map(({ node }) => node), none);
  fillTexts($('#quick'));
  const filter = $('#quick-filter');
  filter.addEventListener('input', () => {
    const wanted = filter.value.toLowerCase().split(/[\s_]+/);
    let count = 0;
    for (const { node, buttons } of groups) {
      for (const { node: one, words } of buttons) {
        const said = words();
        one.hidden = !wanted.every((word) => said.includes(word));
      }
      const left = buttons.filter(({ node: one }) => !one.hidden).length;
      node.hidden = left === 0;
      count += left;
    }
    say(none, count === 0 ? text('exchange-find-none') : '');
  });
}
