/**
 * The market panel: its prices, the chart, and the trader's alerts on both.
 */

import { $, busy, h, replace, say } from './dom.js';
import { Alerts, TickSize, isActive } from './alerts.js';
import { compare, ofUnits, units } from './decimal.js';
import { numberLanguage, shown } from './numbers.js';
import { notice } from './notice.js';
import { PriceChart } from './chart.js';
import { Prices } from './prices.js';
import { problemText } from './words.js';
import { secondTime } from './zone.js';
import { setUpAlertList } from './alert-list.js';
import { setUpMarketFollow } from './market-follow.js';
import { onLanguage, text } from './texts.js';

/** @typedef {import('./session.js').Session} Session */

/** The time for which prices are watched before the demo alert is put where they will soon be. */
const DEMO_RANGE_SECONDS = 45;
const DEMO_COOLDOWN_SECONDS = 60;
/** The decimals that a price may have while none of its market was seen. */
const MOST_DECIMALS = 12;

/**
 * Sets the panel up, on the first market.
 * @param {import('./types.js').Config} config
 * @param {Session} session
 * @param {import('./types.js').Zone} zone
 * @returns {{alerts: Alerts, prices: Prices | null, show: (symbol: string) => void}} `prices` is null where
 *   the deployment has none; `show` shows another market
 */
export function setUpMarket(config, session, zone) {
  const chooser = $('#symbol');
  replace(
    chooser,
    config.symbols.map((symbol) => h('option', { value: symbol }, symbol)),
  );
  const prices = config.pricesUrl ? new Prices(config.pricesUrl) : null;
  const alerts = new Alerts(session, () => prices?.price ?? null);
  const chart = new PriceChart($('#chart-canvas'), $('#chart-levels'), (price) => alerts.conditionAt(price));
  chart.loaded.catch(() => notice(text('market-chart-not-loaded'), 'problem'));
  let tickSize = new TickSize();
  const decimals = () => tickSize.decimals;
  const shownPrice = $('#price');
  const feed = $('#feed');

  const renderList = setUpAlertList(alerts, {
    decimals,
    zone: () => zone.name,
    currentPrice: () => prices?.price ?? null,
  });
  // Loaded when they are first opened.
  onClick('#add-alert', async () =>
    (await import('./alert-form.js')).setUpAlertForm(alerts, {
      currentPrice: () => prices?.price ?? null,
      decimals: () => tickSize.decimals || MOST_DECIMALS,
      zone: () => zone.name,
    }),
  );
  onClick('#all-alerts', async () =>
    (await import('./alert-overview.js')).setUpOverview(session, alerts, (symbol) => show(symbol)),
  );
  const showLevels = () => {
    chart.showLevels(
      alerts.entries
        .filter((entry) => isActive(entry.alert) || entry.busy)
        .map((entry) => ({
          key: entry.key,
          price: entry.wanted,
          condition: (entry.busy && alerts.conditionAt(entry.wanted)) || entry.alert.condition,
          state: entry.alert.state,
          label: entry.alert.recurring ? '↻' : '',
          busy: entry.busy,
        })),
    );
  };
  alerts.addEventListener('change', showLevels);
  alerts.addEventListener('fired', ({ detail: { entry } }) => {
    chart.flash(entry.key);
    if (entry.firedAt !== undefined) chart.mark(entry.firedAt);
  });
  chart.addEventListener('move', ({ detail }) => {
    const entry = alerts.find(detail.key);
    if (entry) alerts.moveIfMeant(entry, detail.price);
  });
  chart.addEventListener('remove', ({ detail }) => {
    const entry = alerts.find(detail.key);
    if (entry) alerts.remove(entry);
  });
  chart.addEventListener('create', async ({ detail }) => {
    try {
      if (await alerts.isMeant(detail.price))
        await alerts.create({ targetPrice: detail.price, recurring: false });
    } catch (error) {
      notice(text('alert-not-created', { problem: problemText(error) }), 'problem');
    }
  });
  const inZone = () => {
    chart.zone = zone.name;
    say($('#chart-zone'), text('market-zone', { zone: zone.name }));
    renderList();
    if (feed.dataset.kind === 'warn') saySince();
  };
  zone.addEventListener('change', inZone);
  onLanguage(() => {
    inZone();
    describeChart();
    if (feed.dataset.kind !== 'warn') say(feed, text(feedText));
  });
  setUpUndo(alerts, chart);
  const showFollow = setUpMarketFollow(session);

  const describeChart = () =>
    $('#chart').setAttribute('aria-label', text('market-chart-of', { symbol: alerts.symbol }));
  /** @type {'market-waiting' | 'market-no-feed' | 'market-live'} */
  let feedText = 'market-waiting';
  /** @param {'idle' | 'busy' | 'good'} kind @param {typeof feedText} key */
  const feedState = (kind, key) => {
    feedText = key;
    feed.dataset.kind = kind;
    say(feed, text(key));
  };
  /** @param {string} why */
  const feedWarning = (why) => {
    feed.dataset.kind = 'warn';
    say(feed, why);
  };
  /** @param {string} symbol */
  const watch = (symbol) => {
    tickSize = new TickSize();
    chart.clear();
    say(shownPrice, '–');
    shownPrice.removeAttribute('data-move');
    alerts.watch(symbol);
    showFollow(symbol);
    describeChart();
    if (!prices) {
      feedState('idle', 'market-no-feed');
      return;
    }
    feedState('busy', 'market-waiting');
    prices.watch(symbol);
  };
  /** @type {string | null} */
  let before = null;
  prices?.addEventListener('tick', ({ detail }) => {
    if (tickSize.see(detail.price)) {
      chart.decimals = tickSize.decimals;
      renderList();
    }
    chart.push(detail);
    const order = before === null ? 0 : compare(detail.price, before);
    if (order !== 0) shownPrice.dataset.move = order > 0 ? 'up' : 'down';
    before = detail.price;
    say(shownPrice, shown(detail.price, tickSize.decimals));
    if (feed.dataset.kind !== 'good' && prices.isLive) feedState('good', 'market-live');
  });
  const saySince = () =>
    feedWarning(
      prices?.lastAt
        ? text('market-stopped', { time: secondTime(prices.lastAt, zone.name) })
        : text('market-none'),
    );
  prices?.addEventListener('stopped', saySince);
  session.addEventListener('notification', ({ detail }) => {
    if (detail.event !== 'price_feed' || detail.data.symbol !== alerts.symbol) return;
    // An old one that is handed over late says nothing about now.
    if (detail.data.state === 'stale' && feed.dataset.kind !== 'good') feedWarning(text('market-stale'));
  });
  numberLanguage.addEventListener('change', () => {
    if (prices?.price) say(shownPrice, shown(prices.price, tickSize.decimals));
  });
  inZone();
  chooser.addEventListener('change', () => watch(chooser.value));
  watch(config.symbols[0]);
  if (config.local) setUpDemoAlert({ alerts, chart, prices, session, decimals });
  /** @param {string} symbol */
  const show = (symbol) => {
    if (symbol === chooser.value) return;
    chooser.value = symbol;
    watch(symbol);
  };
  return { alerts, prices, show };
}

/**
 * Lets a button open what is loaded with its first click.
 * @param {`#${string}`} id
 * @param {() => Promise<() => void>} load
 */
function onClick(id, load) {
  /** @type {(() => void) | undefined} */
  let open;
  const element = $(id);
  element.addEventListener('click', () =>
    busy(element, async () => {
      try {
        open ??= await load();
        open();
      } catch {
        notice(text('load-failed'), 'problem');
      }
    }),
  );
}

/**
 * Lets an alert that was deleted be restored: by the button of the message, and by Ctrl+Z in the panel.
 * @param {Alerts} alerts
 * @param {PriceChart} chart
 */
function setUpUndo(alerts, chart) {
  /** @type {(() => void) | null} */
  let undo = null;
  alerts.addEventListener('removed', ({ detail: { alert } }) => {
    if (!isActive(alert)) return;
    const run = async () => {
      undo = null;
      end();
      try {
        const restored = await alerts.restore(alert);
        const entry = alerts.entries.find((each) => each.alert.id === restored.id);
        if (entry) chart.focus(entry.key);
      } catch (error) {
        notice(text('alert-not-restored', { problem: problemText(error) }), 'problem');
      }
    };
    const said = text('alert-deleted', { price: shown(alert.targetPrice) });
    const end = notice(said, 'info', { label: text('undo'), run });
    undo = run;
  });
  $('#market').addEventListener('keydown', (event) => {
    if (
      event.key.toLowerCase() !== 'z' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      !undo ||
      /** @type {Element} */ (event.target).matches('input')
    )
      return;
    event.preventDefault();
    undo();
  });
}

/**
 * Creates a first alert so near that it is crossed within the first minute; only where the trader has none.
 * @param {object} market
 * @param {Alerts} market.alerts
 * @param {PriceChart} market.chart
 * @param {Prices | null} market.prices
 * @param {Session} market.session
 * @param {() => number} market.decimals
 */
function setUpDemoAlert({ alerts, chart, prices, session, decimals }) {
  /** The trader and the market that it was tried for. @type {string | null} */
  let done = null;
  const tryIt = async () => {
    const key = `${session.user} ${alerts.symbol}`;
    if (done === key || !alerts.loaded || session.client?.state !== 'synced') return;
    if (!prices?.isLive || prices.price === null) return;
    done = key;
    if (alerts.entries.length > 0) return;
    const range = chart.recentRange(DEMO_RANGE_SECONDS);
    if (!range) return;
    const spread = units(range.high, decimals()) - units(range.low, decimals());
    const step = spread / 8n > 0n ? spread / 8n : 1n;
    try {
      await alerts.create({
        targetPrice: ofUnits(units(prices.price, decimals()) + step, decimals()),
        condition: 'above',
        recurring: true,
        cooldownSeconds: DEMO_COOLDOWN_SECONDS,
        rearmPercent: '0.01',
        note: text('alert-demo-note'),
      });
    } catch (error) {
      notice(text('alert-demo-failed', { problem: problemText(error) }), 'problem');
    }
  };
  alerts.addEventListener('change', tryIt);
  prices?.addEventListener('tick', tryIt);
}
