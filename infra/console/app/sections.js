// The sections of the preferences, in the order in which they are shown.

import { channelLabel } from './words.js';

export const SECTIONS = [
  { key: 'liquidation', priority: 0, label: 'Liquidation', hint: 'Cannot be switched off', sms: true, mandatory: true },
  { key: 'liquidationWarning', priority: 0, label: 'Margin call', extra: { key: 'thresholdPercent', label: 'below', unit: '% margin ratio', least: '100', most: '1000' }, sms: true },
  { key: 'orderFilled', priority: 0, label: 'Order filled', sms: true },
  { key: 'priceAlert', priority: 1, label: 'Price alert', hint: 'And when prices stop' },
  { key: 'partialFill', priority: 1, label: 'Partial fill' },
  { key: 'deposit', priority: 1, label: 'Deposit credited' },
  { key: 'newListing', priority: 2, label: 'New listing', extra: { key: 'minScore', label: 'score at least', unit: '', least: '0', most: '10' } },
  { key: 'weeklyReport', priority: 2, label: 'Weekly report' },
  { key: 'dailyReport', priority: 2, label: 'Daily report', extra: { key: 'time', label: 'at', type: 'time' } },
  { key: 'referral', priority: 2, label: 'Referral income' },
];

const PLAIN = {
  timeZone: 'Time zone', language: 'Language', quietHours: 'Quiet hours', enabled: 'on', channels: 'channels',
  thresholdPercent: 'threshold', minScore: 'minimum score', time: 'time', from: 'from', to: 'until',
};

/** The name of a place in the document, such as `Quiet hours, from`. */
export function labelOf(path) {
  return path.split('.').map((part) => SECTIONS.find(({ key }) => key === part)?.label ?? PLAIN[part] ?? part).join(', ');
}

/** A value of the document, for reading. */
export function valueText(value) {
  if (Array.isArray(value)) return value.map(channelLabel).join(', ') || 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return value === null || value === undefined ? 'as your account has it' : String(value);
}

const isInAppOnly = (section) => section.channels.every((name) => name === 'websocket');

/** The mandatory sections that this change leaves without a channel outside the app. */
export function losesChannels(before, after) {
  return SECTIONS.filter(({ key, mandatory }) => mandatory && isInAppOnly(after[key]) && !isInAppOnly(before[key]));
}
