/**
 * The words of the page for the names of the protocol. A refusal is told in these, never in the server's.
 */

import * as catalogue from './generated/catalogue.js';

/** @typedef {import('./types.js').Channel} Channel */

/** @type {Record<Channel, string>} */
const LABELS = {
  websocket: 'In-app',
  push: 'Push',
  telegram: 'Telegram',
  email: 'E-mail',
  sms: 'SMS',
};

/** The channels of the catalogue, in its order. */
export const CHANNELS = catalogue.CHANNELS.map((name) => ({ name, label: LABELS[name] }));

/**
 * Returns the name of a channel on the page.
 * @param {string} name
 */
export const channelLabel = (name) => CHANNELS.find((channel) => channel.name === name)?.label ?? name;

/** @type {Record<string, string>} */
const REASONS = {
  disabled: 'You have switched this kind off.',
  not_chosen: 'You have not chosen this channel.',
  threshold: 'It is not below the limit that you have set.',
  min_score: 'It is below the minimum that you have set.',
  no_contact: 'There is no address, device or chat to send to.',
  channel_not_deployed: 'This system does not serve the channel.',
  superseded: 'Something newer has made it obsolete.',
  already_notified: 'You were told of the same a short time before.',
  over_cap: 'The allowance of this channel is used up.',
  country_not_allowed: 'No SMS is sent to the country of this number.',
  quiet_hours: 'It waits for the end of your quiet hours.',
  snoozed: 'It waits for the end of your snooze.',
  backfill: 'It is from the past, and only for the inbox.',
};

/**
 * The reasons for which an event is rejected, by the code of the server.
 * @type {Record<string, string>}
 */
export const REJECTIONS = {
  bad_json: 'it is no JSON object',
  unknown_type: 'there is no such type of event',
  missing_field: 'a field is missing',
  bad_field: 'a field cannot be read',
  too_large: 'it is larger than 32 KiB',
  future_timestamp: 'it occurred more than 5 minutes in the future',
};

/**
 * Returns why a delivery is in its state.
 * @param {string} reason the server's name of it
 */
export const reasonText = (reason) => REASONS[reason] ?? reason.replaceAll('_', ' ');

/** @type {Record<string, Record<string, string>>} */
const UNREACHABLE = {
  no_contact: {
    push: 'No device is registered.',
    telegram: 'No Telegram chat is linked.',
    email: 'Your account has no e-mail address, or mail to it bounced.',
    sms: 'Your account has no phone number.',
  },
  not_chosen: {
    push: 'You have not chosen push for anything of this class.',
    telegram: 'You have not chosen Telegram for anything of this class.',
    email: 'You have not chosen e-mail for anything of this class.',
    sms: 'SMS is for critical events only.',
  },
  disabled: {},
  quiet_hours: {},
  snoozed: {},
};

/**
 * Returns why nothing would reach the trader on a channel.
 * @param {string} channel
 * @param {string} reason the server's name of it
 */
export function unreachableText(channel, reason) {
  if (reason === 'quiet_hours')
    return 'Quiet hours: it would wait for their end. Critical events still come through.';
  if (reason === 'snoozed') return 'Snoozed: it would wait for the end. Critical events still come through.';
  if (reason === 'disabled') return 'Every event of this class is switched off.';
  return UNREACHABLE[reason]?.[channel] ?? reasonText(reason);
}

/**
 * The states of a delivery, as the timeline shows them.
 * @type {Record<string, string>}
 */
export const STATES = {
  pending: 'pending',
  deferred: 'deferred',
  retrying: 'retrying',
  acked: 'acked',
  not_needed: 'not needed',
  accepted: 'accepted',
  unknown: 'unknown',
  expired: 'expired',
  suppressed: 'suppressed',
  dead_lettered: 'dead-lettered',
};

/**
 * Returns where a notification was seen, such as `Seen on Telegram`.
 * @param {import('./types.js').NotificationDetails['ackedBy']} by absent where the server does not say it
 */
export function seenText(by) {
  if (!by) return 'Seen';
  return by.channel === 'websocket' ? 'Seen in the app' : `Seen on ${channelLabel(by.channel)}`;
}

/**
 * What was done about a message that was seen elsewhere, as the timeline shows it.
 * @type {Record<string, string>}
 */
export const DISMISSALS = { dismissal_requested: 'Dismissal requested' };

/**
 * Tells whether a delivery in this state changes no more.
 * @param {string} state
 */
export const isFinal = (state) => !['pending', 'deferred', 'retrying'].includes(state);

/** @type {Record<string, string>} */
const CODES = {
  bad_type: 'The local server takes JSON only.',
  busy: 'That is going on already.',
  forbidden: 'Only the console itself may do this.',
  starting: 'The system is still starting.',
  bad_field: 'One of the values is not possible.',
  bad_json: 'The server could not read the request.',
  disconnected: 'The connection was lost before the answer came.',
  closed: 'You are signed out.',
  internal: 'Something went wrong at the server. Try again.',
  limit_reached: 'You have as many as are possible. Delete one first.',
  missing_field: 'A value is missing.',
  not_found: 'It does not exist any more.',
  timeout: 'The server did not answer in time.',
  too_large: 'It is too long.',
  too_many_requests: 'Too much was asked in a short time. Wait a moment.',
  unauthorized: 'The server did not accept the token.',
  unavailable: 'The server is not available right now.',
  unknown_action: 'The server does not know how to do this.',
  unreachable: 'The server cannot be reached.',
  version_conflict: 'It was changed elsewhere meanwhile.',
};

const CLOCK = 'The time is between 00:00 and 23:59.';

/** @param {import('./types.js').Option} option */
function optionRule(option) {
  if (option.kind === 'time') return CLOCK;
  if (option.kind === 'switch') return 'This is on or off.';
  return `This is a number from ${option.least} to ${option.most}.`;
}

/**
 * The refusals of the options of the sections, by the path that the server names.
 * @type {Record<string, string>}
 */
const OPTIONS = Object.fromEntries(
  catalogue.SECTIONS.flatMap(
    /** @param {import('./types.js').Section} section */
    ({ key, options }) =>
      options.map((option) => [
        `preferences.${key}.${option.key}`,
        optionRule(option),
      ]),
  ),
);

/**
 * The refusals of a field, by the path that the server names.
 * @type {Record<string, string>}
 */
const FIELDS = {
  ...OPTIONS,
  'alert.condition': 'Choose when it fires.',
  'alert.cooldownSeconds': 'The cooldown is a whole number of seconds, at most a day.',
  'alert.expiresAt': 'The end has to be in the future.',
  'alert.note': 'A note has at most 280 characters, and only such as can be sent.',
  'alert.rearmPercent': 'The way back is a number of percent from 0 to 50.',
  'alert.targetPrice': 'There cannot be an alert at this price.',
  'preferences.language': 'This language is not known.',
  'preferences.lockScreen': 'Choose what a locked screen shows.',
  'preferences.quietHours': 'From and until must differ, and be times between 00:00 and 23:59.',
  'preferences.quietHours.from': 'From and until must differ, and be times between 00:00 and 23:59.',
  'preferences.quietHours.to': 'From and until must differ, and be times between 00:00 and 23:59.',
  'preferences.timeZone': 'This time zone is not known: write one such as Europe/Berlin.',
};

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
    if (FIELDS[field]) return FIELDS[field];
    if (/\.channels(\.|$)/.test(field)) return 'At least one channel outside the app is needed here.';
  }
  return CODES[code ?? ''] ?? 'This did not work.';
}
