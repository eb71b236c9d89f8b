/**
 * The trader's alerts on the shown market: the server's, and what is being changed about them.
 */

import { compare, decimalsOf } from './decimal.js';
import { ask } from './confirm.js';
import { levelProblem, levelQuestion } from './level-rules.js';
import { shown } from './numbers.js';
import { notice } from './notice.js';
import { isCutOff, problemText, refusalOf } from './words.js';
import { text } from './texts.js';

/** @typedef {import('../client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('./types.js').Condition} Condition */
/** @typedef {import('./types.js').Entry} Entry */
/** @typedef {import('./types.js').NewAlert} NewAlert */
/** @typedef {import('./types.js').Notification} Notification */
/** @typedef {import('./types.js').PriceAlert} PriceAlert */
/** @typedef {import('./types.js').WantedAlert} WantedAlert */

/** While an alert waits for its price to come back, only the server knows when it has. */
const LOOK_AGAIN_MS = 10_000;
const MAX_PAST = 6;

/** The alerts, with the events of `AlertEvents`. */
export class Alerts
  extends /** @type {import('./types.js').TypedClass<import('./types.js').AlertEvents>} */ (EventTarget)
{
  #session;
  /** @type {Entry[]} */
  #entries = [];
  #lastKey = 0;
  #price;
  /** The shown market; nothing until one is shown. */
  symbol = '';
  /** The server's alerts on the market are known. */
  loaded = false;

  /**
   * @param {import('./session.js').Session} session
   * @param {() => string | null} price the last price of the market; null where none is known
   */
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

  /** The alerts with what is being changed about them, the highest price first. */
  get entries() {
    return this.#entries;
  }

  /** Shows another market. @param {string} symbol */
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

  /** Reads the alerts again, where a trader is signed in. */
  async load() {
    const { client } = this.#session;
    const { symbol } = this;
    if (!client || !symbol) return;
    /** @type {PriceAlert[]} */
    let alerts;
    try {
      alerts = (await client.listAlerts(symbol)).alerts;
    } catch (error) {
      if (!isCutOff(error)) notice(text('alert-not-read', { problem: problemText(error) }), 'problem');
      return;
    }
    if (client !== this.#session.client || symbol !== this.symbol) return;
    const open = alerts.filter((alert) => isActive(alert) || isPaused(alert));
    const past = alerts.filter((alert) => !open.includes(alert)).slice(0, MAX_PAST);
    const known = new Map(this.#entries.map((entry) => [entry.alert.id, entry]));
    const kept = [...open, ...past].map((alert) => {
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

  /** @param {PriceAlert} alert @returns {Entry} */
  #entry(alert) {
    return { key: `level-${++this.#lastKey}`, alert, wanted: alert.targetPrice, busy: false, problem: null };
  }

  #changed() {
    for (const entry of this.#entries) if (!entry.busy) entry.wanted = entry.alert.targetPrice;
    this.#entries.sort((a, b) => compare(b.wanted, a.wanted));
    this.dispatchEvent(new Event('change'));
  }

  /** Returns the entry of this key. @param {string} key */
  find(key) {
    return this.#entries.find((entry) => entry.key === key);
  }

  /**
   * Returns the side on which a level at this price waits, as the price is now.
   * @param {string} price
   * @returns {Condition | null} null where no price is known
   */
  conditionAt(price) {
    const now = this.#price();
    if (now === null) return null;
    return compare(price, now) < 0 ? 'below' : 'above';
  }

  /** Returns why there cannot be a level at this price; null where there can. @param {string} level */
  problemOf(level) {
    return levelProblem(level, this.#price());
  }

  /**
   * Asks whether a level is meant that is far from the price, or there already.
   * @param {string} level
   * @param {Condition} [condition]
   * @param {Entry | null} [except] the entry that is moved there
   * @returns {Promise<boolean>} true at once where nothing has to be asked
   */
  async isMeant(level, condition, except = null) {
    const others = this.#entries
      .filter((entry) => entry !== except && isActive(entry.alert))
      .map(({ alert }) => alert);
    const question = levelQuestion({
      level,
      condition: condition ?? this.conditionAt(level) ?? 'above',
      price: this.#price(),
      others,
    });
    return question === null || ask(question);
  }

  /**
   * Creates an alert on the market. Rejects with the server's refusal.
   * @param {NewAlert} alert on the side of its price, unless it has a condition
   * @returns {Promise<PriceAlert>}
   */
  async create(alert) {
    const client = this.#session.signedIn;
    const condition = this.conditionAt(alert.targetPrice) ?? 'above';
    const wanted = { symbol: this.symbol, condition, ...alert };
    if (!wanted.condition) wanted.condition = condition;
    const { alert: created } = await client.createAlert(wanted);
    if (client !== this.#session.client || created.symbol !== this.symbol) return created;
    if (!this.#entries.some((entry) => entry.alert.id === created.id))
      this.#entries.push(this.#entry(created));
    this.#changed();
    return created;
  }

  /**
   * Shows the level where it is wanted at once, and moves it back where the server refuses. The new alert is
   * there before the old one goes: a move that fails halfway leaves a level too many, never one too few.
   * @param {Entry} entry
   * @param {string} price
   */
  async move(entry, price) {
    entry.wanted = price;
    entry.problem = null;
    if (entry.busy) return;
    entry.busy = true;
    this.#changed();
    try {
      const client = this.#session.signedIn;
      while (compare(entry.wanted, entry.alert.targetPrice) !== 0 || !isActive(entry.alert)) {
        const before = entry.alert;
        const wanted = {
          ...wishOf(before),
          targetPrice: entry.wanted,
          condition: this.conditionAt(entry.wanted) ?? before.condition,
        };
        await exchange(client, entry, before, wanted);
      }
    } catch (error) {
      entry.problem = text('alert-not-moved', { price: shown(entry.wanted), problem: problemText(error) });
      entry.wanted = entry.alert.targetPrice;
      notice(entry.problem, 'problem');
      // Where a reply was lost, only the server knows how far it came.
      this.load();
    }
    entry.busy = false;
    this.#changed();
  }

  /**
   * Moves the level, or asks where the price is doubtful.
   * @param {Entry} entry
   * @param {string} price
   * @returns {Promise<boolean>} false where it stays
   */
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

  /** Arms an alert again that was removed. Rejects with the server's refusal. @param {PriceAlert} alert */
  async restore(alert) {
    return this.create(wishOf(alert));
  }

  /**
   * Arms a past alert once more, at its price; asks where the price now is far from it, or there already.
   * @param {Entry} entry
   */
  async again(entry) {
    await this.moveIfMeant(entry, entry.alert.targetPrice);
  }

  /** Pauses an active alert, or resumes a paused one. @param {Entry} entry */
  async pauseOrResume(entry) {
    if (entry.busy) return;
    const resumes = isPaused(entry.alert);
    entry.busy = true;
    entry.problem = null;
    this.#changed();
    try {
      const client = this.#session.signedIn;
      const { id } = entry.alert;
      entry.alert = (await (resumes ? client.resumeAlert(id) : client.pauseAlert(id))).alert;
    } catch (error) {
      const problem = problemText(error);
      entry.problem = text(resumes ? 'alert-not-resumed' : 'alert-not-paused', { problem });
      notice(entry.problem, 'problem');
      // It may have fired meanwhile.
      this.load();
    }
    entry.busy = false;
    this.#changed();
  }

  /** Deletes an alert; one that the server refuses to delete comes back. @param {Entry} entry */
  async remove(entry) {
    if (entry.busy) return;
    entry.busy = true;
    const at = this.#entries.indexOf(entry);
    this.#entries.splice(at, 1);
    this.#changed();
    try {
      await this.#session.signedIn.deleteAlert(entry.alert.id);
      this.dispatchEvent(new CustomEvent('removed', { detail: { alert: entry.alert } }));
    } catch (error) {
      if (refusalOf(error).code !== 'not_found') {
        entry.busy = false;
        entry.problem = text('alert-not-deleted', { problem: problemText(error) });
        notice(entry.problem, 'problem');
        this.#entries.push(entry);
        this.#changed();
      }
    }
  }

  /** @param {Notification} notification */
  #heard(notification) {
    if (notification.event !== 'price_alert') return;
    const { data } = notification;
    const entry = this.#entries.find(({ alert }) => alert.id === data.alert_id);
    const firedAt = Date.parse(notification.timestamp);
    // One that was late on its way says less than what is known. Both times are the server's.
    if (!entry || (entry.firedAt !== undefined && entry.firedAt >= firedAt)) return;
    entry.alert = { ...entry.alert, state: entry.alert.recurring ? 'waiting' : 'fired' };
    entry.firedAt = firedAt;
    entry.firedPrice = String(data.current_price);
    this.#changed();
    this.dispatchEvent(new CustomEvent('fired', { detail: { entry, notification } }));
  }
}

/**
 * Tells whether an alert can still fire.
 * @param {PriceAlert} alert
 */
export const isActive = (alert) => alert.state === 'armed' || alert.state === 'waiting';

/** @param {PriceAlert} alert */
export const isPaused = (alert) => alert.state === 'paused';

/**
 * Puts an alert as `wanted` in the place of `before`.
 * @param {NotificationClient} client
 * @param {Entry} entry
 * @param {PriceAlert} before
 * @param {WantedAlert} wanted
 */
async function exchange(client, entry, before, wanted) {
  /** @param {WantedAlert} wish */
  const create = async (wish) => {
    entry.alert = (await client.createAlert(wish)).alert;
  };
  const forget = () =>
    client.deleteAlert(before.id).catch((error) => {
      if (refusalOf(error).code !== 'not_found') throw error;
    });
  try {
    await create(wanted);
  } catch (error) {
    if (refusalOf(error).code !== 'limit_reached' || !isActive(before)) throw error;
    // There is no room for one more, so the old one goes first.
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

/** Returns what creates an alert once more. @param {PriceAlert} alert @returns {WantedAlert} */
export function wishOf({
  symbol,
  condition,
  targetPrice,
  recurring,
  cooldownSeconds,
  rearmPercent,
  expiresAt,
  note,
}) {
  /** @type {WantedAlert} */
  const wish = { symbol, condition, targetPrice, recurring, cooldownSeconds, rearmPercent };
  if (expiresAt) wish.expiresAt = expiresAt;
  if (note) wish.note = note;
  return wish;
}

/** The number of decimals that prices of the market have, as far as they were seen. */
export class TickSize {
  decimals = 0;

  /**
   * Looks at a price.
   * @param {string} price
   * @returns {boolean} whether it has more decimals than any before
   */
  see(price) {
    const decimals = decimalsOf(price);
    if (decimals <= this.decimals) return false;
    this.decimals = decimals;
    return true;
  }
}
