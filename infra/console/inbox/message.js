/**
 * Messages with variables, in the rules of a language: the modules in `texts/` and those of the page are
 * made of Fluent files, and their functions insert and choose by these.
 */

/** @typedef {string | number} Value a number is written by the rules of the language */

/**
 * @typedef {object} Tools
 * @property {(value: Value) => string} put
 * @property {(value: Value, texts: Record<string, string>, other: string) => string} choose
 */

/**
 * @template Variables
 * @typedef {{readonly [Key in keyof Variables]: Variables[Key] extends undefined
 *   ? string : (variables: Variables[Key], tools: Tools) => string}} Messages
 */

/** An inserted text must not turn around the text beside it. https://www.w3.org/TR/unicode-bidi/ */
const ISOLATE = '\u2068';
const END = '\u2069';

/**
 * Returns how a language inserts and chooses.
 * @param {string} language
 * @param {boolean} isRightToLeft
 * @returns {Tools}
 */
export function toolsOf(language, isRightToLeft) {
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  return {
    put: (value) => {
      const text = typeof value === 'number' ? numbers.format(value) : value;
      return isRightToLeft ? `${ISOLATE}${text}${END}` : text;
    },
    choose: (value, texts, other) => {
      if (Object.hasOwn(texts, value)) return texts[value];
      // `100+` has the plural of 100.
      const number = typeof value === 'number' ? value : Number.parseInt(value, 10);
      return (Number.isNaN(number) ? undefined : texts[plurals.select(number)]) ?? other;
    },
  };
}

/**
 * Returns the first of the wanted languages that is known, in its own script: `zh-CN` is `zh-Hans`, and
 * `pt-PT` is read by those who read `pt-BR`.
 * @param {readonly (string | null | undefined)[]} wanted tags, the preferred one first
 * @param {readonly string[]} known tags
 * @returns {{name: string, locale: string}} the known tag, and the wanted one, by whose rules numbers and
 *   dates are written; English where none is known
 */
export function matching(wanted, known) {
  for (const tag of wanted) {
    const exact = known.find((each) => each.toLowerCase() === tag?.toLowerCase());
    if (tag && exact) return { name: exact, locale: tag };
    const script = scriptOf(tag);
    const found = script && known.find((each) => scriptOf(each) === script);
    if (tag && found) return { name: found, locale: tag };
  }
  return { name: 'en', locale: 'en' };
}

/** @param {string | null | undefined} tag @returns {string | undefined} such as `zh-Hans` */
function scriptOf(tag) {
  try {
    const { language, script } = new Intl.Locale(tag ?? '').maximize();
    return `${language}-${script}`;
  } catch {
    return undefined;
  }
}
