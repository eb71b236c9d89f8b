// Prices are decimals in text. They are compared and moved as whole numbers of their last digit, never as floats.

const SHAPE = /^(-?)(\d+)(?:\.(\d+))?$/;

export function isDecimal(text) {
  return SHAPE.test(text);
}

export function isPositive(text) {
  return isDecimal(text) && units(text, decimalsOf(text)) > 0n;
}

export function decimalsOf(text) {
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.length - dot - 1;
}

/** How many of the last digit there are; digits beyond `decimals` are cut off. */
export function units(text, decimals) {
  const match = SHAPE.exec(text);
  if (!match) throw new RangeError(`no decimal: ${text}`);
  const [, sign, whole, fraction = ''] = match;
  const digits = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
  return sign ? -digits : digits;
}

export function ofUnits(count, decimals) {
  const digits = (count < 0n ? -count : count).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals > 0 ? `${whole}.${digits.slice(-decimals)}` : whole;
  return count < 0n ? `-${text}` : text;
}

export function compare(a, b) {
  const decimals = Math.max(decimalsOf(a), decimalsOf(b));
  const [left, right] = [units(a, decimals), units(b, decimals)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `text` moved by so many of the last of `decimals` digits; never down to zero or below. */
export function moved(text, steps, decimals) {
  const next = units(text, decimals) + BigInt(steps);
  return ofUnits(next > 0n ? next : 1n, decimals);
}

/** A step for arrow keys: about a hundredth of a percent of the price, as a power of ten of the last digit. */
export function stepOf(price, decimals) {
  const tenThousandth = units(price, decimals) / 10_000n;
  return tenThousandth > 0n ? 10n ** BigInt(tenThousandth.toString().length - 1) : 1n;
}
