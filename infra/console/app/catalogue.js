/**
 * The data of the events that the page publishes as the exchange: of the kind that an exchange would send.
 * Loaded when the first one is sent.
 */

import { decimalsOf, ofUnits, units } from './decimal.js';
import { SECTIONS } from './generated/catalogue.js';
import * as generated from './generated/samples.js';
import { exchangeNow } from './local.js';

/** @typedef {import('./types.js').ExchangeEvent} ExchangeEvent */
/** @typedef {import('./types.js').SampleField} SampleField */

/** The market and the instant of the catalogue's samples, and the price at which they are. */
const SAMPLED = { symbol: 'BTC-USDT', price: '64250.10', at: Date.parse('2026-11-23T14:05:00Z') };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * @param {string} sampled
 * @param {string | null} price
 * @returns {string} the price that is to this price as the sampled one is to that of the samples
 */
function priceLike(sampled, price) {
  if (price === null) return sampled;
  const decimals = decimalsOf(price);
  const places = Math.max(decimalsOf(sampled), decimalsOf(SAMPLED.price));
  const count = (units(price, decimals) * units(sampled, places)) / units(SAMPLED.price, places);
  return ofUnits(count > 0n ? count : 1n, decimals);
}

/** The length from which a reference is taken for a hash, which always has the same length. */
const HASH = 32;

/** @param {string} sampled @returns {string} another reference that looks like it */
function reference(sampled) {
  const digits = String(Math.floor(Math.random() * 900_000 + 100_000));
  if (sampled.length >= HASH) return sampled.slice(0, -digits.length) + digits;
  return sampled.replace(/\d*(?=\D*$)/, digits);
}

/** @param {number} instant in milliseconds since 1970 */
const time = (instant) => new Date(instant).toISOString();

/**
 * @param {number} step in milliseconds
 * @returns {number} the whole steps from the samples' instant to now, in milliseconds
 */
const passed = (step) => Math.floor((exchangeNow() - SAMPLED.at) / step) * step;

/**
 * The sample data that only the page knows, by event. The type check refuses a field that the catalogue does
 * not have.
 * @type {import('./types.js').Samples}
 */
const SAMPLES = {
  // Of one position: the liquidation supersedes the margin call.
  position_liquidated: () => ({ position_id: 'pos-77' }),
  margin_call: () => ({ position_id: 'pos-77' }),
  price_feed: () => ({ last_tick_at: time(exchangeNow() - 60_000) }),
};

/**
 * Returns a text of a sample as the exchange would send it at this moment.
 * @param {import('./types.js').EventField} field
 * @param {string} sampled
 * @param {import('./types.js').Market | null} market null where the sample is about another one
 */
function fresh({ name, kind }, sampled, market) {
  if (kind === 'id') return reference(sampled);
  if (kind === 'time') return time(Date.parse(sampled) + passed(HOUR_MS));
  if (kind === 'day') return time(Date.parse(sampled) + passed(DAY_MS)).slice(0, 10);
  if (kind === 'week') return weekOf(new Date(exchangeNow()));
  if (market && name === 'symbol') return market.symbol;
  if (market && /(^|_)price$/.test(name)) return priceLike(sampled, market.price);
  return sampled;
}

/**
 * Returns the data of an event. Throws a `RangeError` where the catalogue has none.
 * @param {string} name
 * @returns {import('./types.js').EventData}
 */
function dataOf(name) {
  const found = generated.SAMPLES.find(({ type }) => type === name);
  if (!found) throw new RangeError(`no event: ${name}`);
  return found;
}

/** The sections that a weakening can be about: the critical ones. */
const CRITICAL = SECTIONS.filter(({ priority }) => priority === 0).map(({ key }) => key);

/**
 * Returns the fields of an event with sample data: the required ones, and the optional ones that there is
 * data for.
 * @param {string} name
 * @param {import('./types.js').Market} market
 * @returns {SampleField[]}
 */
export function sampleOf(name, market) {
  const { type, fields, sample } = dataOf(name);
  /** @type {Record<string, string | undefined>} */
  const known = SAMPLES[type]?.() ?? {};
  const isOfMarket = sample.symbol === SAMPLED.symbol;
  return fields
    .filter((field) => field.required || sample[field.name] !== undefined)
    .map((field) => ({
      name: field.name,
      value: known[field.name] ?? fresh(field, sample[field.name] ?? '', isOfMarket ? market : null),
      required: field.required,
      values: field.kind === 'section' ? CRITICAL : field.values,
    }));
}

/**
 * Returns the value that a text of the form stands for.
 * @param {import('./types.js').EventField['kind'] | undefined} kind undefined for a field that the catalogue
 *   does not have
 * @param {string} text
 */
function valueOf(kind, text) {
  if (kind === 'count' && /^\d+$/.test(text)) return Number(text);
  if (kind === 'list') return text.split(',').map((part) => part.trim());
  if (kind === 'texts') return { en: text };
  return text;
}

/**
 * Makes an event of these texts. Empty ones are left out, for the system to say what is missing.
 * @param {string} name
 * @param {string | null} user
 * @param {Record<string, string>} texts by the fields of its data
 * @param {number} expiresInSeconds 0 for an event that expires as its type says
 * @returns {ExchangeEvent}
 */
export function eventOf(name, user, texts, expiresInSeconds) {
  const { type, fields } = dataOf(name);
  /** @type {ExchangeEvent['data']} */
  const data = {};
  for (const [key, text] of Object.entries(texts)) {
    if (text !== '') data[key] = valueOf(fields.find((field) => field.name === key)?.kind, text);
  }
  const now = exchangeNow();
  /** @type {ExchangeEvent} */
  const event = {
    id: `${type}-${now.toString(36)}${Math.floor(Math.random() * 46_656).toString(36)}`,
    event_type: type,
    user_id: user,
    occurred_at: time(now),
    data,
  };
  if (expiresInSeconds > 0) event.expires_at = time(now + expiresInSeconds * 1000);
  return event;
}

/** @param {Date} date @returns {string} the ISO week: it belongs to the year that has its Thursday */
function weekOf(date) {
  const weekday = date.getUTCDay() || 7;
  const thursday = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - weekday);
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.ceil(((thursday - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7);
  return `${year}-W${String(week).padStart(2, '0')}`;
}
