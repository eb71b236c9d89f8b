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
  accepted: 'accepted',
  unknown: 'unknown',
  expired: 'expired',
  suppressed: 'suppressed',
  dead_lettered: 'dead-lettered',
};

export const isFinal = (state) => !['pending', 'deferred', 'retrying'].includes(state);

const CODES = {
  timeout: 'The server did not answer in time.',
  disconnected: 'The connection was lost before the answer came.',
  closed: 'You are signed out.',
  not_found: 'It does not exist any more.',
  limit_reached: 'The limit is reached.',
};

/** What a refusal says to a person; the server's own words where it has any. */
export function problemText(error) {
  const own = CODES[error?.code];
  if (own && (!error.message || error.message === error.code)) return own;
  return error?.message || String(error);
}
