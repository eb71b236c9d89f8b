/**
 * Prices are decimals in text. They are compared and moved as whole numbers of their last digit, never as
 * floats.
 */

const SHAPE = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Tells whether a text is a decimal: digits, with a point among them or not, below zero or not.
 * @param {string} text
 */
export function isDecimal(text) {
  return SHAPE.test(text);
}

/**
 * Returns how many digits a decimal has behind its point.
 * @param {string} text
 */
export function decimalsOf(text) {
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.length - dot - 1;
}

/**
 * Returns the decimal as a count of its last digit; digits beyond `decimals` are cut off.
 * @param {string} text throws a `RangeError` where it is no decimal
 * @param {number} decimals
 */
export function units(text, decimals) {
  const match = SHAPE.exec(text);
  if (!match) throw new RangeError(`no decimal: ${text}`);
  const [, sign, whole, fraction = ''] = match;
  const digits = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
  return sign ? -digits : digits;
}

/**
 * Returns the decimal with so many of its last digit: the reverse of `units`.
 * @param {bigint} count
 * @param {number} decimals
 */
export function ofUnits(count, decimals) {
  const digits = (count < 0n ? -count : count).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals > 0 ? `${whole}.${digits.slice(-decimals)}` : whole;
  return count < 0n ? `-${text}` : text;
}

/**
 * Compares two decimals, exactly.
 * @param {string} a
 * @param {string} b
 * @returns {-1 | 0 | 1}
 */
export function compare(a, b) {
  const decimals = Math.max(decimalsOf(a), decimalsOf(b));
  const [left, right] = [units(a, decimals), units(b, decimals)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Returns a decimal that is moved by so many of its last digit; never down to zero or below.
 * @param {string} text
 * @param {bigint} steps
 * @param {number} decimals
 */
export function moved(text, steps, decimals) {
  const next = units(text, decimals) + BigInt(steps);
  return ofUnits(next > 0n ? next : 1n, decimals);
}

/**
 * Returns the price that is so many percent away, to the nearest of its last digit; never the price itself,
 * where a percent is less than that digit.
 * @param {string} price
 * @param {number} percent a whole number
 * @param {number} decimals
 */
export function byPercent(price, percent, decimals) {
  const count = units(price, decimals);
  const by = (count * BigInt(Math.abs(percent)) + 50n) / 100n || 1n;
  return moved(price, percent < 0 ? -by : by, decimals);
}

/**
 * Returns the step of an arrow key: about a hundredth of a percent of the price, as a power of ten of the
 * last digit.
 * @param {string} price
 * @param {number} decimals
 */
export function stepOf(price, decimals) {
  const tenThousandth = units(price, decimals) / 10_000n;
  return tenThousandth > 0n ? 10n ** BigInt(tenThousandth.toString().length - 1) : 1n;
}
