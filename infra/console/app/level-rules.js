// What makes a level doubtful: it is far from the price, or there already. Decimals in text, never floats.

import { compare, decimalsOf, units } from './decimal.js';
import { shown } from './numbers.js';

/** More digits before the mark than any price has. */
const MOST_DIGITS = 12;
/** A level more than so many times above the price is a mistake, and not asked about. */
const FACTOR = 1_000n;
/** Beyond this part of the price, in percent, it is asked about. */
const FAR_PERCENT = 50n;

function both(level, price) {
  const decimals = Math.max(decimalsOf(level), decimalsOf(price));
  return [units(level, decimals), units(price, decimals)];
}

/** How far the level is from the price, in whole percent of the price: below zero under it. Null where no price is known. */
export function distance(level, price) {
  if (price === null) return null;
  const [at, now] = both(level, price);
  return now > 0n ? ((at - now) * 100n) / now : null;
}

export function isFar(level, price) {
  const percent = distance(level, price);
  return percent !== null && (percent > FAR_PERCENT || percent < -FAR_PERCENT);
}

/** Whether a number that was typed could be meant as a level: it is not far from the price. */
export const isNear = (level, price) => price !== null && compare(level, '0') > 0 && !isFar(level, price);

/** Why there cannot be a level; null where there can. */
export function levelProblem(level, price) {
  if (compare(level, '0') <= 0) return 'A level is above zero.';
  if (level.split('.')[0].length > MOST_DIGITS) return `A level has at most ${MOST_DIGITS} digits before the decimals.`;
  if (price === null) return null;
  const [at, now] = both(level, price);
  if (now > 0n && at > now * FACTOR) return `A level is at most a thousand times the price, which is ${shown(price)}.`;
  return null;
}

/** What has to be asked before this level is armed; null where nothing has. */
export function levelQuestion({ level, condition, price, others }) {
  const where = `${condition === 'above' ? 'at or above' : 'at or below'} ${shown(level)}`;
  if (others.some((alert) => alert.condition === condition && compare(alert.targetPrice, level) === 0)) {
    return { title: 'You have this alert already', text: `An alert ${where} is armed. A second one would tell you the same twice.`, yes: 'Create it twice' };
  }
  const percent = distance(level, price);
  if (!isFar(level, price)) return null;
  const size = percent < 0n ? -percent : percent;
  return {
    title: 'Far from the price',
    text: [`The alert would fire ${where}.`, `The price is ${shown(price)}: that is ${size} % ${percent < 0n ? 'lower' : 'higher'}.`],
    yes: `Create it at ${shown(level)}`,
  };
}
