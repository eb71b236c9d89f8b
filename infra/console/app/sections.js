/**
 * The sections of the preferences: the catalogue's, in its order, and the words for what is in them.
 */

import * as catalogue from './generated/catalogue.js';
import { channelLabel } from './words.js';
import { optionLabel, sectionInSentence, sectionLabel, text, textOr } from './texts.js';

/** @typedef {import('./types.js').Preferences} Preferences */
/** @typedef {import('./types.js').Section} Section */
/** @typedef {import('./types.js').SectionValue} SectionValue */

/**
 * The sections in the order in which they are shown, with their names in the language of the page as it is
 * now.
 * @type {readonly Section[]}
 */
export const SECTIONS = /** @type {readonly import('./types.js').CatalogueSection[]} */ (
  catalogue.SECTIONS
).map(({ options, ...section }) => ({
  ...section,
  options: options.map((option) => ({
    ...option,
    get label() {
      return optionLabel(section.key, option.key);
    },
  })),
  get label() {
    return sectionLabel(section.key);
  },
  get inSentence() {
    return sectionInSentence(section.key);
  },
}));

/**
 * Returns what a document says of a section.
 * @param {Preferences} preferences
 * @param {string} key
 * @returns {SectionValue | undefined} undefined where it has no such section
 */
export function sectionOf(preferences, key) {
  return /** @type {SectionValue | undefined} */ (preferences[key]);
}

/**
 * Returns the name of a place in the document, such as `Quiet hours, from`.
 * @param {string} path
 */
export function labelOf(path) {
  const [first, ...rest] = path.split('.');
  const section = SECTIONS.find(({ key }) => key === first);
  /** @param {string} part */
  const nameOf = (part) =>
    section?.options.find(({ key }) => key === part)?.label ?? textOr(`place-${part}`, part);
  return [section?.label ?? textOr(`place-${first}`, first), ...rest.map(nameOf)].join(', ');
}

/**
 * Returns a value of the document for reading.
 * @param {unknown} value
 */
export function valueText(value) {
  if (value === 'full' || value === 'redacted') return text(`lock-screen-${value}`);
  if (Array.isArray(value)) return value.map(channelLabel).join(', ') || text('value-none');
  if (value === true) return text('value-yes');
  if (value === false) return text('value-no');
  return value === null || value === undefined ? text('value-account') : String(value);
}

/**
 * Tells whether a document has a section that is told of in the app only.
 * @param {Preferences} preferences
 * @param {string} key
 */
const isInAppOnly = (preferences, key) =>
  sectionOf(preferences, key)?.channels.every((name) => name === 'websocket') ?? false;

/**
 * Returns the mandatory sections that this change leaves without a channel outside the app.
 * @param {Preferences} before
 * @param {Preferences} after
 */
export function losesChannels(before, after) {
  return SECTIONS.filter(
    ({ key, mandatory }) => mandatory && isInAppOnly(after, key) && !isInAppOnly(before, key),
  );
}
