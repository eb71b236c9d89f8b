/**
 * Numbers as people write them: read and shown by the rules of the trader's language, as decimals in text
 * and never as floats. "1.234" is one thousand in German and one in English, so a text that could be either
 * is refused.
 */

import { decimalsOf, isDecimal } from './decimal.js';
import { language as pageLanguage, text as words } from './texts.js';

/** @typedef {import('./types.js').Convention} Convention */
/** @typedef {import('./types.js').Reading} Reading */

/** The conventions that a text may have been meant by, whatever the trader's language is. */
const ALTERNATIVES = ['en', 'de'];
/** Signs of one kind: a group mark that is a space or an apostrophe may be typed as any of them. */
const SPACES = /[\s\u00a0\u2007\u2009\u202f]/g;
const APOSTROPHES = /['\u2018\u2019\u02bc]/g;

/** @type {Map<string, Convention>} */
const conventions = new Map();

/**
 * Returns the marks of a language, by the platform's own data.
 * @param {string} language
 * @returns {Convention}
 */
export function conventionOf(language) {
  const known = conventions.get(language);
  if (known) return known;
  const parts = new Intl.NumberFormat(language, { useGrouping: 'always' }).formatToParts(1234567.5);
  /** @param {'decimal' | 'group'} type */
  const mark = (type) => normal(parts.find((part) => part.type === type)?.value ?? '');
  const digits = new Map(
    [...new Intl.NumberFormat(language, { useGrouping: false }).format(9876543210n)].map((digit, index) => [
      digit,
      String(9 - index),
    ]),
  );
  const found = { language, decimal: mark('decimal'), group: mark('group'), digits };
  conventions.set(language, found);
  return found;
}

/** @param {string} text */
const normal = (text) => text.replaceAll(SPACES, ' ').replaceAll(APOSTROPHES, "'");

/**
 * Returns the decimal of a text by one convention.
 * @param {string} text
 * @param {Convention} convention
 * @returns {string | null} null where it is no number by it
 */
function readBy(text, { language, decimal, group, digits }) {
  const plain = [...text].map((character) => digits.get(character) ?? character).join('');
  const at = plain.lastIndexOf(decimal);
  const whole = at < 0 ? plain : plain.slice(0, at);
  const fraction = at < 0 ? '' : plain.slice(at + decimal.length);
  if (!/^\d*$/.test(fraction) || (at >= 0 && fraction === '')) return null;
  let count = whole;
  // A space between groups means the same everywhere.
  const mark = group && whole.includes(group) ? group : ' ';
  if (whole.includes(mark)) {
    count = whole.split(mark).join('');
    if (!/^[1-9]\d*$/.test(count)) return null;
    const threes = count.replace(/\B(?=(\d{3})+$)/g, mark);
    // Groups are not of three everywhere: 12,34,567 in India.
    if (
      whole !== threes &&
      whole !== normal(new Intl.NumberFormat(language, { useGrouping: 'always' }).format(BigInt(count)))
    )
      return null;
  }
  if (!/^\d+$/.test(count)) return null;
  const stripped = count.replace(/^0+(?=\d)/, '');
  return fraction ? `${stripped}.${fraction}` : stripped;
}

/**
 * Reads a number. Where the language's own decimal mark could also be another language's group mark
 * ("1.234"), only the reading that is plausible counts, and without one the text is refused. The mark of
 * another language's decimals is never read as a group ("64,250" in English).
 * @param {string} text
 * @param {string} language
 * @param {(value: string) => boolean} [isPlausible] whether the number could be meant
 * @returns {Reading}
 */
export function readNumber(text, language, isPlausible = () => false) {
  const typed = normal(text.trim());
  if (typed === '') return { problem: words('number-empty') };
  const own = conventionOf(language);
  const value = readBy(typed, own);
  const others = ALTERNATIVES.map((name) => readBy(typed, conventionOf(name))).filter(
    /** @returns {other is string} */
    (other) => other !== null && other !== value,
  );
  if (value === null) {
    if (others.length === 0)
      return { problem: words('number-none', { example: shown('1234567.5', 1) }) };
    return {
      problem: words('number-other-rules', { language: languageName(language), ways: choices(others, own) }),
    };
  }
  if (others.length === 0) return { value };
  const isOwnMark = typed.includes(own.decimal);
  if (isOwnMark && isPlausible(value) && !others.some(isPlausible)) return { value };
  return { problem: words('number-ambiguous', { ways: choices([value, ...others], own) }) };
}

/**
 * Returns how each of these values is written so that it cannot be taken for another one.
 * @param {string[]} values
 * @param {Convention} convention
 */
function choices(values, { decimal }) {
  const ways = values.map((value) => {
    const [whole, fraction] = value.split('.');
    if (fraction === undefined) return whole;
    // Three digits behind a mark look like a group.
    return `${whole}${decimal}${fraction.length === 3 ? `${fraction}0` : fraction}`;
  });
  return new Intl.ListFormat(pageLanguage.locale, { type: 'disjunction' }).format(new Set(ways));
}

/**
 * Returns the name of a language, in that of the page; its tag where it has none.
 * @param {string} language
 */
export function languageName(language) {
  try {
    return new Intl.DisplayNames(pageLanguage.name, { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * Returns a decimal grouped for reading in a language, with every digit that it has, or with `decimals`.
 * A text that is no decimal comes back as it is.
 * @param {string} text
 * @param {string} language
 * @param {number} [decimals]
 */
export function show(text, language, decimals = decimalsOf(text)) {
  if (!isDecimal(text)) return text;
  const key = `${language} ${decimals}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(key, format);
  }
  // A text is formatted exactly. https://tc39.es/ecma402/#sec-intl-mathematical-value
  return format.format(/** @type {Intl.StringNumericLiteral} */ (text));
}

/**
 * The language in which numbers are written: that of the notifications where the trader has chosen one, or
 * the browser's. Tells with `change` that it is another one.
 */
class NumberLanguage extends EventTarget {
  name = usable(navigator.languages?.[0] ?? navigator.language);

  /** @param {string | null} language null for the browser's */
  set(language) {
    const next = usable(language || (navigator.languages?.[0] ?? navigator.language));
    if (next === this.name) return;
    this.name = next;
    this.dispatchEvent(new Event('change'));
  }
}

/** @param {string} language @returns {string} the nearest language that the browser knows */
function usable(language) {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The one language of the page. */
export const numberLanguage = new NumberLanguage();

/**
 * Returns a decimal for reading, in the trader's language.
 * @param {string} text
 * @param {number} [decimals]
 */
export const shown = (text, decimals) => show(text, numberLanguage.name, decimals);

/**
 * Returns a decimal for a field: without groups, so that it is read as it was written.
 * @param {string} text
 * @param {number} [decimals]
 */
export function editable(text, decimals = decimalsOf(text)) {
  if (!isDecimal(text)) return text;
  const [whole, fraction = ''] = text.split('.');
  const padded = fraction.padEnd(decimals, '0');
  const { decimal, digits } = conventionOf(numberLanguage.name);
  const own = new Map([...digits].map(([digit, latin]) => [latin, digit]));
  const plain = padded ? `${whole}${decimal}${padded}` : whole;
  return [...plain].map((character) => own.get(character) ?? character).join('');
}

/**
 * Reads what the trader has typed, in the trader's language.
 * @param {string} text
 * @param {(value: string) => boolean} [isPlausible] whether the number could be meant
 */
export const readTyped = (text, isPlausible) => readNumber(text, numberLanguage.name, isPlausible);
