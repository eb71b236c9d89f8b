import { MAX_FRAME_BYTES } from './connection.js';
import { ClientError } from './errors.js';

/** What can be asked twice with the same outcome, so that a lost reply is no reason to fail. */
const REPEATABLE = new Set([
  'ack',
  'archive',
  'followTopic',
  'getNotification',
  'getPreferences',
  'getReachability',
  'linkTelegram',
  'listAlerts',
  'listNotifications',
  'listTopics',
  'markUnread',
  'pauseAlert',
  'ping',
  'registerDevice',
  'resumeAlert',
  'snooze',
  'unarchive',
  'unfollowTopic',
  'unlinkTelegram',
]);

/** @param {string} action @param {Record<string, unknown>} fields */
export function refuseIfTooLarge(action, fields) {
  // The requestId is not known yet; it is short.
  const size = new TextEncoder().encode(JSON.stringify({ ...fields, action })).length + 64;
  if (size > MAX_FRAME_BYTES) {
    throw new ClientError(
      'too_large',
      `the request has ${size} bytes; at most ${MAX_FRAME_BYTES} are possible`,
    );
  }
}

/** @param {string} action @param {Record<string, unknown>} fields */
export function isRepeatable(action, fields) {
  if (action === 'createAlert') return typeof fields.clientId === 'string';
  // "All" of a moment later would be more than was meant.
  if (action === 'markRead') return Array.isArray(fields.ids);
  return REPEATABLE.has(action);
}

/** A random UUID; `crypto.randomUUID` is missing where a page is not served securely. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
