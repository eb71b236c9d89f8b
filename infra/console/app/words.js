/**
 * The words of the page for the names of the protocol. A refusal is told in these, never in the server's.
 */

import * as catalogue from './generated/catalogue.js';
import { shown } from './numbers.js';
import { text, textOr } from './texts.js';

/** The channels of the catalogue, in its order. */
export const CHANNELS = catalogue.CHANNELS.map((name) => ({
  name,
  /** In the language of the page as it is now. */
  get label() {
    return channelLabel(name);
  },
}));

/**
 * Returns the name of a channel on the page.
 * @param {string} name
 */
export const channelLabel = (name) => textOr(`channel-${name}`, name);

/** @param {string} name of the protocol @returns {string} what is said of one that the page does not know */
const plain = (name) => name.replaceAll('_', ' ');

/**
 * Returns why a delivery is in its state.
 * @param {string} reason the server's name of it
 */
export const reasonText = (reason) => textOr(`reason-${reason}`, plain(reason));

/**
 * Returns why nothing would reach the trader on a channel.
 * @param {string} channel
 * @param {string} reason the server's name of it
 */
export const unreachableText = (channel, reason) =>
  textOr(
    `unreachable-${reason}`,
    textOr(`unreachable-${reason}-${channel}`, reasonText(reason)),
  );

/**
 * Returns the name of a delivery's state, as the timeline shows it.
 * @param {string} state the server's name of it
 */
export const stateText = (state) => textOr(`state-${state}`, plain(state));

/**
 * Returns the name of an attempt's result.
 * @param {string} result the server's name of it
 */
export const resultText = (result) => textOr(`result-${result}`, plain(result));

/**
 * Returns where a notification was seen, such as `Seen on Telegram`.
 * @param {import('./types.js').NotificationDetails['ackedBy']} by absent where the server does not say it
 */
export const seenText = (by) => (by ? textOr(`seen-${by.channel}`, text('seen')) : text('seen'));

/**
 * Returns what was done about a message that was seen elsewhere, as the timeline shows it.
 * @param {string} dismissal the server's name of it
 */
export const dismissalText = (dismissal) => textOr(`dismissal-${dismissal}`, plain(dismissal));

/**
 * Returns a rejection as the exchange reads it: its code, and the field at fault.
 * @param {import('./types.js').Rejection} rejection
 */
export function rejectionText({ code, field }) {
  const why = textOr(`rejection-${code}`, text('rejection-other'));
  return field ? text('rejection-at', { code, field, why }) : text('rejection', { code, why });
}

/**
 * Tells whether a delivery in this state changes no more.
 * @param {string} state
 */
export const isFinal = (state) => !['pending', 'deferred', 'retrying'].includes(state);

/** @param {import('./types.js').CatalogueOption} option */
function optionRule(option) {
  if (option.kind === 'time') return text('field-time');
  if (option.kind === 'switch') return text('field-switch');
  return text('field-number', { least: shown(option.least), most: shown(option.most) });
}

/**
 * Returns what is wrong with a field.
 * @param {string} path as the server names it
 */
function fieldText(path) {
  const [first, key, name] = path.split('.');
  /** @type {readonly import('./types.js').CatalogueSection[]} */
  const sections = catalogue.SECTIONS;
  const section = first === 'preferences' ? sections.find((each) => each.key === key) : undefined;
  const option = section?.options.find((each) => each.key === name);
  if (option) return optionRule(option);
  return textOr(`field-${first}-${key}`, '');
}

/**
 * Returns the code and the field of an error, as far as it has them.
 * @param {unknown} error
 * @returns {{code?: string, field?: string}}
 */
export const refusalOf = (error) => error ?? {};

/**
 * Tells whether a request has failed only since the connection was lost or the trader has signed out. The
 * header says that already.
 * @param {unknown} error
 */
export const isCutOff = (error) => ['disconnected', 'closed'].includes(refusalOf(error).code ?? '');

/**
 * Returns what a refusal says to a person.
 * @param {unknown} error with the server's `code`, and its `field` where one is at fault
 */
export function problemText(error) {
  const { code, field } = refusalOf(error);
  if (field) {
    const said = fieldText(field);
    if (said) return said;
    if (/\.channels(\.|$)/.test(field)) return text('field-channels');
  }
  return textOr(`problem-${code}`, text('problem'));
}
