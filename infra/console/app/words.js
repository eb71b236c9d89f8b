// What the protocol's names are called on the page.

export const CHANNELS = [
  { name: 'websocket', label: 'In-app', icon: '◉' },
  { name: 'push', label: 'Push', icon: '▯' },
  { name: 'telegram', label: 'Telegram', icon: '➤' },
  { name: 'email', label: 'E-mail', icon: '✉' },
  { name: 'sms', label: 'SMS', icon: '▤' },
];

export const channelLabel = (name) => CHANNELS.find((channel) => channel.name === name)?.label ?? name;

const REASONS = {
  disabled: 'You have switched this kind off.',
  not_chosen: 'You have not chosen this channel.',
  threshold: 'The margin ratio is not below your threshold.',
  min_score: 'The listing scores below your minimum.',
  no_contact: 'There is no address, device or chat to send to.',
  channel_not_deployed: 'This system does not serve the channel.',
  superseded: 'The position was liquidated meanwhile.',
  over_cap: 'The allowance of this channel is used up.',
  country_not_allowed: 'No SMS is sent to the country of this number.',
  quiet_hours: 'It waits for the end of your quiet hours.',
};

/** What the server says of an event that it has rejected. */
export const REJECTIONS = {
  bad_json: 'it is no JSON object',
  unknown_type: 'there is no such type of event',
  missing_field: 'a field is missing',
  bad_field: 'a field cannot be read',
  too_large: 'it is larger than 32 KiB',
  future_timestamp: 'it occurred more than 5 minutes in the future',
};

export const reasonText = (reason) => REASONS[reason] ?? reason.replaceAll('_', ' ');

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
    email: 'E-mail is for liquidations and reports only.',
    sms: 'SMS is for critical events only.',
  },
  disabled: {},
  quiet_hours: {},
};

export function unreachableText(channel, reason) {
  if (reason === 'quiet_hours') return 'Quiet hours: it would wait for their end. Critical events still come through.';
  if (reason === 'disabled') return 'Every event of this class is switched off.';
  return UNREACHABLE[reason]?.[channel] ?? reasonText(reason);
}

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

export const isFinal = (state) => !['pending', 'deferred', 'retrying'].includes(state);

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

/** What is wrong with a field, by the path that the server names. */
const FIELDS = {
  'alert.condition': 'Choose when it fires.',
  'alert.cooldownSeconds': 'The cooldown is a whole number of seconds, at most a day.',
  'alert.expiresAt': 'The end has to be in the future.',
  'alert.note': 'A note has at most 280 characters, and only such as can be sent.',
  'alert.rearmPercent': 'The way back is a number of percent from 0 to 50.',
  'alert.targetPrice': 'There cannot be an alert at this price.',
  'preferences.dailyReport.time': 'The time is between 00:00 and 23:59.',
  'preferences.language': 'This language is not known.',
  'preferences.liquidationWarning.thresholdPercent': 'The margin ratio is a number from 100 to 1000.',
  'preferences.newListing.minScore': 'The score is a number from 0 to 10.',
  'preferences.quietHours': 'From and until must differ, and be times between 00:00 and 23:59.',
  'preferences.quietHours.from': 'From and until must differ, and be times between 00:00 and 23:59.',
  'preferences.quietHours.to': 'From and until must differ, and be times between 00:00 and 23:59.',
  'preferences.timeZone': 'This time zone is not known: write one such as Europe/Berlin.',
};

/** What a refusal says to a person, in the page's own words and never in the server's. */
export function problemText(error) {
  const { code, field } = error ?? {};
  if (field) {
    if (FIELDS[field]) return FIELDS[field];
    if (/\.channels(\.|$)/.test(field)) return 'At least one channel outside the app is needed here.';
  }
  return CODES[code] ?? 'This did not work.';
}
