/**
 * The sections of the preferences: the catalogue's, in its order, and the words for what is in them.
 */

import * as catalogue from './generated/catalogue.js';
import { channelLabel } from './words.js';

/** @typedef {import('./types.js').Preferences} Preferences */
/** @typedef {import('./types.js').Section} Section */
/** @typedef {import('./types.js').SectionValue} SectionValue */

/**
 * The sections in the order in which they are shown.
 * @type {readonly Section[]}
 */
export const SECTIONS = catalogue.SECTIONS;

/**
 * Returns what a document says of a section.
 * @param {Preferences} preferences
 * @param {string} key
 * @returns {SectionValue | undefined} undefined where it has no such section
 */
export function sectionOf(preferences, key) {
  return /** @type {SectionValue | undefined} */ (preferences[key]);
}

/** @type {Record<string, string>} */
const PLAIN = {
  timeZone: 'Time zone',
  language: 'Language',
  quietHours: 'Quiet hours',
  lockScreen: 'Lock screen',
  enabled: 'on',
  channels: 'channels',
  from: 'from',
  to: 'until',
};

/**
 * Returns the name of a place in the document, such as `Quiet hours, from`.
 * @param {string} path
 */
export function labelOf(path) {
  const [first, ...rest] = path.split('.');
  const section = SECTIONS.find(({ key }) => key === first);
  /** @param {string} part */
  const nameOf = (part) => section?.options.find(({ key }) => key === part)?.label ?? PLAIN[part] ?? part;
  return [section?.label ?? PLAIN[first] ?? first, ...rest.map(nameOf)].join(', ');
}

/** @type {Record<string, string>} */
const VALUES = { full: 'show everything', redacted: 'hide amounts and names' };

/**
 * Returns a value of the document for reading.
 * @param {unknown} value
 */
export function valueText(value) {
  if (typeof value === 'string' && VALUES[value]) return VALUES[value];
  if (Array.isArray(value)) return value.map(channelLabel).join(', ') || 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return value === null || value === undefined ? 'as your account has it' : String(value);
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
