/**
 * The rules of levels: which are refused, and which are doubtful, since they are far from the price or there
 * already. Prices are decimals in text, never floats.
 */

import { compare, decimalsOf, units } from './decimal.js';
import { shown } from './numbers.js';
import { text } from './texts.js';

/** @typedef {import('./types.js').Condition} Condition */
/** @typedef {import('./types.js').Question} Question */

/** More digits before the mark than any price has. */
const MAX_DIGITS = 12;
/** A level more than so many times above the price is a mistake, and not asked about. */
const FACTOR = 1_000n;
/** Beyond this part of the price, in percent, it is asked about. */
const FAR_PERCENT = 50n;

/** @param {string} level @param {string} price */
function both(level, price) {
  const decimals = Math.max(decimalsOf(level), decimalsOf(price));
  return [units(level, decimals), units(price, decimals)];
}

/**
 * Returns how far the level is from the price, in whole percent of the price: below zero under it.
 * @param {string} level
 * @param {string | null} price
 * @returns {bigint | null} null where no price is known
 */
export function distance(level, price) {
  if (price === null) return null;
  const [at, now] = both(level, price);
  return now > 0n ? ((at - now) * 100n) / now : null;
}

/**
 * Tells whether the level is so far from the price that it may be a mistake.
 * @param {string} level
 * @param {string | null} price
 */
export function isFar(level, price) {
  const percent = distance(level, price);
  return percent !== null && (percent > FAR_PERCENT || percent < -FAR_PERCENT);
}

/**
 * Tells whether a number that was typed could be meant as a level: it is not far from the price.
 * @param {string} level
 * @param {string | null} price
 */
export const isNear = (level, price) => price !== null && compare(level, '0') > 0 && !isFar(level, price);

/**
 * Returns why there cannot be a level, in words for the trader.
 * @param {string} level
 * @param {string | null} price
 * @returns {string | null} null where there can be one
 */
export function levelProblem(level, price) {
  if (compare(level, '0') <= 0) return text('level-zero');
  if (level.split('.')[0].length > MAX_DIGITS) return text('level-digits', { count: MAX_DIGITS });
  if (price === null) return null;
  const [at, now] = both(level, price);
  if (now > 0n && at > now * FACTOR) return text('level-factor', { price: shown(price) });
  return null;
}

/**
 * Returns the question to ask before this level is armed.
 * @param {object} wanted
 * @param {string} wanted.level
 * @param {Condition} wanted.condition
 * @param {string | null} wanted.price
 * @param {{condition: Condition, targetPrice: string}[]} wanted.others the alerts that are armed already
 * @returns {Question | null} null where nothing is doubtful
 */
export function levelQuestion({ level, condition, price, others }) {
  if (others.some((alert) => alert.condition === condition && compare(alert.targetPrice, level) === 0)) {
    return {
      title: text('level-twice-title'),
      text: text('level-twice', { condition, price: shown(level) }),
      yes: text('level-twice-yes'),
    };
  }
  const percent = distance(level, price);
  if (price === null || percent === null || !isFar(level, price)) return null;
  const size = percent < 0n ? -percent : percent;
  return {
    title: text('level-far-title'),
    text: [
      text('level-far', { condition, price: shown(level) }),
      text('level-far-by', {
        direction: percent < 0n ? 'lower' : 'higher',
        price: shown(price),
        percent: shown(String(size)),
      }),
    ],
    yes: text('level-far-yes', { price: shown(level) }),
  };
}
