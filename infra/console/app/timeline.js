/**
 * The timeline of a notification, hop by hop. It follows the latest one until one is picked.
 */

import { $, empty, h, replace, say, svg } from './dom.js';
import { onLanguage, text, textWith } from './texts.js';
import { channelLabel, dismissalText, isCutOff, isFinal, problemText } from './words.js';
import { reasonText, refusalOf, resultText, seenText, stateText } from './words.js';
import { isolated } from '../inbox/isolate.js';
import { dayAndTime, exactTime, secondTime, span } from './zone.js';

/** @typedef {import('../client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('./types.js').Lane} Lane */
/** @typedef {import('./types.js').NotificationDetails} NotificationDetails */

/**
 * The times after which it is looked at again while something is under way, at first often, in milliseconds.
 */
const LOOKS_MS = [400, 900, 2_000, 4_000, 8_000, 15_000, 30_000];
/** The rest after which one is looked at: of a burst, only the last one is. */
const RESTS_MS = 250;
/** The drawing is as wide as its place, within these limits, so that its text has the size of other text. */
const WIDTHS = [300, 900];
const LABELS = 120;
/** The least room for the label of a tick. */
const TICK_ROOM = 40;
const ROW = 26;
const TOP = 26;
const TICKS = [1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000];
/** @param {number} ms a tick: a whole number of its unit */
function tickText(ms) {
  if (ms < 1_000) return text('span-ms', { number: ms });
  if (ms < 60_000) return text('span-s', { number: ms / 1_000 });
  if (ms < 3_600_000) return text('span-min', { minutes: ms / 60_000 });
  if (ms < 86_400_000) return text('span-h', { hours: ms / 3_600_000 });
  return text('span-d', { days: ms / 86_400_000 });
}

/**
 * Sets the timeline up.
 * @param {import('./session.js').Session} session
 * @param {import('./types.js').Zone} zone
 * @param {((id: string) => Promise<string | null>) | null} [rejectionOf] finds out why there is no
 *   notification; only where the system runs locally
 * @returns {(id: string) => void} shows a notification instead of the latest one
 */
export function setUpTimeline(session, zone, rejectionOf = null) {
  const body = $('#timeline-body');
  const follow = $('#timeline-follow');
  /** The id of the notification. @type {string | null} */
  let shown = null;
  let look = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {NotificationDetails | null} */
  let drawn = null;
  /** The dead devices, chats and mailboxes of which the page knows: each is told once. */
  const told = new Set();

  const clear = () => {
    clearTimeout(timer);
    shown = null;
    drawn = null;
    replace(body, empty(text('timeline-empty')));
    say($('#timeline-title'), text('timeline-title'));
  };

  const load = async () => {
    const { client } = session;
    const id = shown;
    // What is hidden asks for nothing: it does when it is shown.
    if (!client || !id || !body.checkVisibility()) return;
    try {
      const details = await client.getNotification(id);
      if (client !== session.client || id !== shown) return;
      draw(details);
      tellDead(details);
      again(details.deliveries.some(({ state }) => !isFinal(state)) || !details.ackedAt);
    } catch (error) {
      if (client !== session.client || id !== shown) return;
      // It may be shown before it is stored: P0 is posted first.
      if (refusalOf(error).code === 'not_found') await missing(client, id);
      else if (!isCutOff(error))
        replace(body, empty(text('timeline-problem', { id, problem: problemText(error) })));
    }
  };
  /** @param {NotificationClient} client @param {string} id */
  const missing = async (client, id) => {
    const rejection = await rejectionOf?.(id).catch(() => null);
    if (client !== session.client || id !== shown) return;
    if (rejection || look >= 4) say($('#timeline-title'), text('timeline-title'));
    if (rejection) replace(body, h('p', { class: 'empty' }, h('code', {}, id), ' ', rejection));
    else if (look < 4) again(true);
    else replace(body, empty(text('timeline-missing', { id })));
  };
  /**
   * Tells of a delivery that found a device, chat or mailbox dead: the reachability has changed.
   * @param {NotificationDetails} details
   */
  const tellDead = ({ notification, deliveries }) => {
    const dead = deliveries.filter(
      ({ state, attempts }) => state === 'dead_lettered' || attempts.some(({ result }) => result === 'gone'),
    );
    const fresh = dead
      .map(({ channel, device }) => `${notification.id} ${channel} ${device ?? ''}`)
      .filter((key) => !told.has(key));
    for (const key of fresh) told.add(key);
    if (fresh.length > 0) session.dispatchEvent(new Event('contacts'));
  };
  /** @param {boolean} isOpen whether something is under way */
  const again = (isOpen) => {
    clearTimeout(timer);
    if (!isOpen || look >= LOOKS_MS.length) return;
    timer = setTimeout(load, LOOKS_MS[look]);
    look += 1;
  };
  /** @param {string} id @param {number} [wait] in milliseconds */
  const show = (id, wait = 0) => {
    if (id !== shown) drawn = null;
    shown = id;
    look = 0;
    clearTimeout(timer);
    timer = setTimeout(load, wait);
  };

  /** Shows the last one of the inbox, before anything comes live. */
  const showNewest = async () => {
    const { client } = session;
    try {
      const [newest] = (await session.signedIn.listNotifications({ limit: 1 })).notifications;
      if (newest && client === session.client && shown === null) show(newest.id);
    } catch {
      // Then it stays empty until something comes.
    }
  };

  /** @param {NotificationDetails} details */
  const draw = (details) => {
    drawn = details;
    const { notification } = details;
    replace(
      $('#timeline-title'),
      textWith('timeline-of', {
        notification: h('bdi', {}, ...isolated(notification.title, notification.data)),
      }),
    );
    const lanes = lanesOf(details);
    replace(
      body,
      h(
        'div',
        { class: 'timeline-head' },
        h(
          'span',
          { class: 'class-mark', dataset: { priority: notification.priority } },
          `P${notification.priority}`,
        ),
        h(
          'span',
          { class: 'timeline-text', dir: 'auto' },
          ...isolated(notification.body, notification.data),
        ),
        h('code', {}, notification.id),
        h('span', { class: 'hint' }, dayAndTime(Date.parse(details.occurredAt), zone.name)),
      ),
      h(
        'div',
        {
          class: 'timeline-chart',
          tabindex: 0,
          role: 'region',
          'aria-label': text('timeline-chart'),
          dir: 'ltr',
        },
        drawing(lanes, details, Math.min(Math.max(body.clientWidth - 28, WIDTHS[0]), WIDTHS[1])),
      ),
      table(lanes, details, zone.name),
    );
  };

  // Drawn again where it has another place, or times are those of another zone.
  let width = 0;
  new ResizeObserver(() => {
    if (body.clientWidth === width) return;
    if (width === 0) load();
    width = body.clientWidth;
    // Not at once: drawing changes the size that is observed.
    requestAnimationFrame(() => drawn && draw(drawn));
  }).observe(body);
  zone.addEventListener('change', () => drawn && draw(drawn));
  onLanguage(() => {
    if (drawn) draw(drawn);
    else if (shown) load();
    else clear();
  });
  session.addEventListener('client', clear);
  session.addEventListener('notification', ({ detail }) => {
    if (follow.checked || shown === null) show(detail.id, RESTS_MS);
  });
  // One that was seen long after it came is no longer looked at by itself.
  /** @param {CustomEvent<{ids?: string[]}>} event */
  const seen = ({ detail: { ids } }) => {
    if (shown && ids?.includes(shown) && !drawn?.ackedAt) show(shown, RESTS_MS);
  };
  session.addEventListener('acked', (event) => event.detail.kind === 'seen' && seen(event));
  session.addEventListener('read', seen);
  follow.addEventListener('change', () => {
    if (follow.checked && latest) show(latest);
  });
  /** @type {string | null} */
  let latest = null;
  session.addEventListener('notification', ({ detail }) => {
    latest = detail.id;
  });
  session.addEventListener('state', ({ detail }) => {
    if (detail.state !== 'synced') return;
    if (shown) load();
    else showNewest();
  });
  clear();

  return (id) => {
    follow.checked = false;
    show(id);
    // One who opened it by keyboard reads on here.
    $('#timeline-title').focus({ preventScroll: true });
    $('#timeline').scrollIntoView({
      block: 'nearest',
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    });
  };
}

/**
 * Returns one lane per hop.
 * @param {NotificationDetails} details
 */
function lanesOf({ occurredAt, routedAt, ackedBy, deliveries }) {
  const zero = Date.parse(occurredAt);
  /** @param {string} time */
  const since = (time) => Date.parse(time) - zero;
  /** @type {Lane[]} */
  const lanes = [];
  if (routedAt)
    lanes.push({
      label: text('timeline-route'),
      kind: 'route',
      state: '',
      bars: [{ from: 0, to: since(routedAt), result: 'routed', at: routedAt }],
    });
  for (const delivery of deliveries) {
    const { channel, device, reason, until, attempts, dismissal } = delivery;
    lanes.push({
      label: channelLabel(channel) + (device ? ` ${device.slice(0, 4)}` : ''),
      kind: 'delivery',
      state: stateOf(delivery, ackedBy),
      reason,
      until,
      dismissal,
      bars: attempts.map((attempt) => ({
        from: since(attempt.at),
        to: since(attempt.at) + (attempt.durationMs ?? 0),
        took: attempt.durationMs,
        result: attempt.result,
        at: attempt.at,
        status: attempt.status,
        connection: attempt.connection,
      })),
    });
  }
  return lanes;
}

/**
 * Returns the state of a delivery for the trader: where the ack came from elsewhere, `acked` says that it
 * ended the delivery. One that was never tried was not needed; one whose last try succeeded was accepted.
 * @param {import('./types.js').Delivery} delivery
 * @param {NotificationDetails['ackedBy']} ackedBy the app, where it is not said
 */
function stateOf({ channel, device, state, attempts }, ackedBy) {
  if (state !== 'acked' || channel === 'websocket') return state;
  if (ackedBy?.channel === channel && (!ackedBy.device || ackedBy.device === device)) return state;
  return attempts.at(-1)?.result === 'accepted' ? 'accepted' : 'not_needed';
}

/**
 * Draws the lanes. Milliseconds and hours fit on one axis only if it is logarithmic.
 * @param {Lane[]} lanes
 * @param {NotificationDetails} details
 * @param {number} width in pixels
 */
function drawing(lanes, { occurredAt, ackedAt }, width) {
  const acked = ackedAt ? Math.max(0, Date.parse(ackedAt) - Date.parse(occurredAt)) : null;
  const last = Math.max(100, acked ?? 0, ...lanes.flatMap(({ bars }) => bars.map(({ to }) => to)));
  const end = TICKS.find((tick) => tick >= last) ?? last;
  const room = width - LABELS - 22;
  /** @param {number} ms since it occurred */
  const x = (ms) => LABELS + (Math.log10(1 + Math.max(0, ms)) / Math.log10(1 + end)) * room;
  const height = TOP + lanes.length * ROW + 8;
  let free = -Infinity;
  const ticks = TICKS.filter((tick) => {
    if (tick > end || x(tick) < free) return false;
    free = x(tick) + TICK_ROOM;
    return true;
  }).map((tick) => [
    svg('line', { class: 'tl-grid', x1: x(tick), x2: x(tick), y1: TOP - 6, y2: height }),
    svg('text', { class: 'tl-tick', x: x(tick), y: 14 }, tickText(tick)),
  ]);
  const rows = lanes.map(({ label, kind, state, bars }, index) => {
    const y = TOP + index * ROW;
    return [
      svg('text', { class: 'tl-label', x: LABELS - 10, y: y + 16 }, label),
      svg('line', { class: 'tl-lane', x1: LABELS, x2: width - 16, y1: y + 12, y2: y + 12 }),
      bars.length === 0 &&
        svg('text', { class: 'tl-state', x: LABELS + 8, y: y + 16 }, stateText(state)),
      bars.map((bar) =>
        svg('rect', {
          class: `tl-bar tl-bar--${kind} tl-bar--${bar.result}`,
          x: x(bar.from),
          y: y + 5,
          height: 14,
          rx: 3,
          width: Math.max(4, x(bar.to) - x(bar.from)),
        }),
      ),
    ];
  });
  const ack = acked !== null && [
    svg('line', { class: 'tl-ack', x1: x(acked), x2: x(acked), y1: TOP - 4, y2: height }),
    svg(
      'text',
      { class: 'tl-ack-label', x: Math.min(x(acked) + 5, width - 66), y: height - 1 },
      text('timeline-ack-after', { span: span(acked) }),
    ),
  ];
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height + 6}`,
      class: 'tl',
      role: 'img',
      'aria-label': text('timeline-chart-label'),
    },
    ticks,
    rows,
    ack,
  );
}

/**
 * Makes the table of the hops.
 * @param {Lane[]} lanes
 * @param {NotificationDetails} details
 * @param {string} zone
 */
function table(lanes, { occurredAt, ackedAt, ackedBy }, zone) {
  const zero = Date.parse(occurredAt);
  // The roles are said again: on a narrow screen the rows are laid out as grids, and then have none by
  // themselves.
  /** @param {...import('./types.js').Child} content */
  const cell = (...content) => h('td', { role: 'cell', class: 'number' }, ...content);
  /**
   * @param {string} hop
   * @param {string | null | undefined} at
   * @param {number | undefined} took
   * @param {string} result
   * @param {string} [kind]
   */
  const row = (hop, at, took, result, kind = '') =>
    h(
      'tr',
      { role: 'row', dataset: { kind } },
      h('th', { scope: 'row', role: 'rowheader' }, hop),
      cell(at ? exactTime(Date.parse(at), zone) : '–'),
      cell(at ? `+${span(Date.parse(at) - zero)}` : '–'),
      cell(took === undefined ? '' : span(took)),
      h('td', { role: 'cell', class: 'result' }, result),
    );
  const rows = [row(text('timeline-occurred'), occurredAt, undefined, text('timeline-at-exchange'))];
  for (const { label, kind, state, reason, until, dismissal, bars } of lanes) {
    if (kind === 'route') {
      rows.push(row(text('timeline-routed'), bars[0].at, undefined, text('timeline-from-queue')));
      continue;
    }
    const outcome = [
      stateText(state),
      reason && reasonText(reason),
      until && text('timeline-until', { time: dayAndTime(Date.parse(until), zone) }),
    ]
      .filter(Boolean)
      .join(': ');
    const dismissed = dismissal && `· ${dismissalText(dismissal)}`;
    if (bars.length === 0) rows.push(row(label, null, undefined, outcome, state));
    // A socket is tried once each; elsewhere it is the same address again.
    const which = bars.some(({ connection }) => connection) ? 'timeline-socket' : 'timeline-try';
    bars.forEach((bar, index) =>
      rows.push(
        row(
          bars.length > 1 ? text(which, { channel: label, number: index + 1 }) : label,
          bar.at,
          bar.took,
          [
            resultText(bar.result),
            bar.status && `(${bar.status})`,
            index === bars.length - 1 && bar.result !== state && `→ ${outcome}`,
            index === bars.length - 1 && dismissed,
          ]
            .filter(Boolean)
            .join(' '),
          index === bars.length - 1 ? state : bar.result,
        ),
      ),
    );
  }
  const ack = ackedAt
    ? text('seen-at', { seen: seenText(ackedBy), time: secondTime(Date.parse(ackedAt), zone) })
    : text('timeline-no-ack');
  rows.push(row(text('timeline-ack'), ackedAt, undefined, ack, ackedAt ? 'acked' : 'pending'));
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': text('timeline-table') },
    h(
      'table',
      { class: 'plain hops', role: 'table' },
      h(
        'thead',
        { role: 'rowgroup' },
        h(
          'tr',
          { role: 'row' },
          /** @type {const} */ (['hop', 'at', 'since', 'took', 'result']).map((column) =>
            h('th', { scope: 'col', role: 'columnheader' }, text(`timeline-${column}`)),
          ),
        ),
      ),
      h('tbody', { role: 'rowgroup' }, rows),
    ),
  );
}
