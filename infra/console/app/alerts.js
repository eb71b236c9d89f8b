// The trader's alerts on the shown market: what the server has of them, and what is being changed.

import { compare, decimalsOf } from './decimal.js';
import { ask } from './confirm.js';
import { levelProblem, levelQuestion } from './level-rules.js';
import { shown } from './numbers.js';
import { notice } from './notice.js';
import { problemText } from './words.js';

/** While an alert waits for its price to come back, only the server knows when it has. */
const LOOK_AGAIN_MS = 10_000;
const MOST_PAST = 6;

/** Events: `change`; `fired` {entry, notification}; `removed` {alert}. */
export class Alerts extends EventTarget {
  #session;
  #entries = [];
  #lastKey = 0;
  #price = () => null;
  symbol = null;
  loaded = false;

  constructor(session, price) {
    super();
    this.#session = session;
    this.#price = price;
    session.addEventListener('client', () => this.#reset());
    session.addEventListener('state', ({ detail }) => {
      if (detail.state === 'synced') this.load();
    });
    session.addEventListener('notification', ({ detail }) => this.#heard(detail));
    document.addEventListener('visibilitychange', () => {
      // Another device may have changed them meanwhile.
      if (document.visibilityState === 'visible' && session.client?.state === 'synced') this.load();
    });
    setInterval(() => {
      const waits = this.#entries.some(({ alert }) => alert.state === 'waiting');
      if (waits && document.visibilityState === 'visible' && session.client?.state === 'synced') this.load();
    }, LOOK_AGAIN_MS);
  }

  /** {key, alert, wanted (the price that is asked for), problem, firedAt, firedPrice}, highest price first. */
  get entries() {
    return this.#entries;
  }

  watch(symbol) {
    this.symbol = symbol;
    this.#reset();
    if (this.#session.client?.state === 'synced') this.load();
  }

  #reset() {
    this.#entries = [];
    this.loaded = false;
    this.#changed();
  }

  async load() {
    const { client } = this.#session;
    const { symbol } = this;
    if (!client || !symbol) return;
    let alerts;
    try {
      alerts = (await client.listAlerts(symbol)).alerts;
    } catch (error) {
      if (!['disconnected', 'closed'].includes(error.code)) notice(`The alerts could not be read: ${problemText(error)}`, 'problem');
      return;
    }
    if (client !== this.#session.client || symbol !== this.symbol) return;
    const active = alerts.filter(isActive);
    const past = alerts.filter((alert) => !isActive(alert)).slice(0, MOST_PAST);
    const known = new Map(this.#entries.map((entry) => [entry.alert.id, entry]));
    const kept = [...active, ...past].map((alert) => {
      const entry = known.get(alert.id) ?? this.#entry(alert);
      entry.alert = alert;
      return entry;
    });
    // What is on its way to the server is not in its list yet.
    const ids = new Set(kept.map((entry) => entry.alert.id));
    const busy = this.#entries.filter((entry) => entry.busy && !ids.has(entry.alert.id));
    this.#entries = [...kept, ...busy];
    this.loaded = true;
    this.#changed();
  }

  #entry(alert) {
    return { key: `level-${++this.#lastKey}`, alert, wanted: alert.targetPrice, busy: false, problem: null };
  }

  #changed() {
    for (const entry of this.#entries) if (!entry.busy) entry.wanted = entry.alert.targetPrice;
    this.#entries.sort((a, b) => compare(b.wanted, a.wanted));
    this.dispatchEvent(new Event('change'));
  }

  find(key) {
    return this.#entries.find((entry) => entry.key === key);
  }

  /** On which side a level at this price waits, as the price is now; null where no price is known. */
  conditionAt(price) {
    const now = this.#price();
    if (now === null) return null;
    return compare(price, now) < 0 ? 'below' : 'above';
  }

  /** Why there cannot be a level at this price; null where there can. */
  problemOf(level) {
    return levelProblem(level, this.#price());
  }

  /**
   * Whether the trader wants a level that is far from the price, or there already: resolves with true at once where
   * nothing has to be asked.
   */
  async isMeant(level, condition, except = null) {
    const others = this.#entries.filter((entry) => entry !== except && isActive(entry.alert)).map(({ alert }) => alert);
    const question = levelQuestion({ level, condition: condition ?? this.conditionAt(level) ?? 'above', price: this.#price(), others });
    return question === null || ask(question);
  }

  /** Rejects with the server's refusal. */
  async create(alert) {
    const { client } = this.#session;
    if (!client) throw new Error('Sign in first.');
    const condition = this.conditionAt(alert.targetPrice) ?? 'above';
    const wanted = { symbol: this.symbol, condition, ...alert };
    if (!wanted.condition) wanted.condition = condition;
    const { alert: created } = await client.createAlert(wanted);
    if (client !== this.#session.client || created.symbol !== this.symbol) return created;
    if (!this.#entries.some((entry) => entry.alert.id === created.id)) this.#entries.push(this.#entry(created));
    this.#changed();
    return created;
  }

  /**
   * Shows the level where it is wanted at once, and moves it back where the server refuses. The new alert is there
   * before the old one goes: a move that fails halfway leaves a level too many, never one too few.
   */
  async move(entry, price) {
    entry.wanted = price;
    entry.problem = null;
    if (entry.busy) return;
    entry.busy = true;
    this.#changed();
    const { client } = this.#session;
    try {
      while (compare(entry.wanted, entry.alert.targetPrice) !== 0 || !isActive(entry.alert)) {
        const before = entry.alert;
        const wanted = { ...wishOf(before), targetPrice: entry.wanted, condition: this.conditionAt(entry.wanted) ?? before.condition };
        await exchange(client, entry, before, wanted);
      }
    } catch (error) {
      entry.problem = `Not moved to ${shown(entry.wanted)}: ${problemText(error)}`;
      entry.wanted = entry.alert.targetPrice;
      notice(entry.problem, 'problem');
      // Where a reply was lost, only the server knows how far it came.
      this.load();
    }
    entry.busy = false;
    this.#changed();
  }

  /** The same for a price that somebody may not mean: asks where it is doubtful. */
  async moveIfMeant(entry, price) {
    const problem = this.problemOf(price);
    if (problem) {
      entry.problem = problem;
      this.#changed();
      return false;
    }
    if (!(await this.isMeant(price, this.conditionAt(price) ?? entry.alert.condition, entry))) {
      this.#changed();
      return false;
    }
    await this.move(entry, price);
    return true;
  }

  /** Arms an alert again that was removed. Rejects with the server's refusal. */
  async restore(alert) {
    return this.create(wishOf(alert));
  }

  /** A past alert once more, at its price. */
  async again(entry) {
    await this.move(entry, entry.alert.targetPrice);
  }

  async remove(entry) {
    if (entry.busy) return;
    entry.busy = true;
    const at = this.#entries.indexOf(entry);
    this.#entries.splice(at, 1);
    this.#changed();
    try {
      await this.#session.client.deleteAlert(entry.alert.id);
      this.dispatchEvent(new CustomEvent('removed', { detail: { alert: entry.alert } }));
    } catch (error) {
      if (error.code !== 'not_found') {
        entry.busy = false;
        entry.problem = `Not deleted: ${problemText(error)}`;
        notice(entry.problem, 'problem');
        this.#entries.push(entry);
        this.#changed();
      }
    }
  }

  #heard(notification) {
    if (notification.event !== 'price_alert') return;
    const { data } = notification;
    const entry = this.#entries.find(({ alert }) => alert.id === data.alert_id);
    const firedAt = Date.parse(notification.timestamp);
    // One that was late on its way says less than what is known. Both times are the server's.
    if (!entry || entry.firedAt >= firedAt) return;
    entry.alert = { ...entry.alert, state: entry.alert.recurring ? 'waiting' : 'fired' };
    entry.firedAt = firedAt;
    entry.firedPrice = data.current_price;
    this.#changed();
    this.dispatchEvent(new CustomEvent('fired', { detail: { entry, notification } }));
  }
}

export const isActive = (alert) => alert.state === 'armed' || alert.state === 'waiting';

/** Puts an alert as `wanted` in the place of `before`. */
async function exchange(client, entry, before, wanted) {
  const create = async (wish) => {
    entry.alert = (await client.createAlert(wish)).alert;
  };
  const forget = () => client.deleteAlert(before.id).catch((error) => {
    if (error.code !== 'not_found') throw error;
  });
  try {
    await create(wanted);
  } catch (error) {
    if (error.code !== 'limit_reached' || !isActive(before)) throw error;
    // Who has as many as anybody may have has no room for one more: the old one goes first.
    await forget();
    try {
      await create(wanted);
    } catch (second) {
      await create(wishOf(before));
      throw second;
    }
    return;
  }
  await forget();
}

function wishOf({ symbol, condition, targetPrice, recurring, cooldownSeconds, rearmPercent, expiresAt, note }) {
  const wish = { symbol, condition, targetPrice, recurring, cooldownSeconds, rearmPercent };
  if (expiresAt) wish.expiresAt = expiresAt;
  if (note) wish.note = note;
  return wish;
}

/** How many decimals a price of the market has, as far as was seen. */
export class TickSize {
  decimals = 0;

  see(price) {
    const decimals = decimalsOf(price);
    if (decimals <= this.decimals) return false;
    this.decimals = decimals;
    return true;
  }
}
