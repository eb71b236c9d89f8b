import { ClientError, hasCode } from './errors.js';

/** The wait where the server names none, in milliseconds. */
const UNNAMED = 1_000;

/**
 * How long to wait after `too_many_requests` before the same request is sent again: what the server asks
 * for, and up to half as much again, so that clients that were refused together do not return together.
 * @param {unknown} error
 * @returns {number} in milliseconds; 0 for any other error
 */
export function retryDelay(error) {
  if (!hasCode(error, 'too_many_requests')) return 0;
  const { retryAfter } = /** @type {ClientError} */ (error);
  const wait = typeof retryAfter === 'number' && retryAfter > 0 ? retryAfter * 1_000 : UNNAMED;
  return Math.round(wait * (1 + Math.random() / 2));
}
