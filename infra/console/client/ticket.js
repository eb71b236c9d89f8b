import { ClientError } from './errors.js';
import { claimsOf } from './token.js';

/** The token was refused: only another token helps. */
export class Refused extends ClientError {
  /** @param {number} status @param {string} message @param {boolean} [isKnown] it was not asked again */
  constructor(status, message, isKnown = false) {
    super('unauthorized', message);
    this.status = status;
    this.isKnown = isKnown;
  }
}

/**
 * The server asks to be tried again later: 429, or 5xx, which is also how it answers while its keys rotate.
 */
export class Later extends ClientError {
  /** @param {number} status @param {number} wait in milliseconds; 0 where the server names no time */
  constructor(status, wait) {
    super('unavailable', `no ticket could be had: HTTP ${status}`);
    this.status = status;
    this.wait = wait;
  }
}

// Beyond this a Retry-After is a mistake rather than a wish.
const LONGEST_WAIT = 10 * 60_000;

/**
 * Buys a ticket, which opens one socket once.
 * @param {{ticketUrl: string, token: string, signal: AbortSignal}} request
 * @returns {Promise<string>} the address to open
 */
export async function buyTicket({ ticketUrl, token, signal }) {
  const response = await fetch(ticketUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal,
  }).catch((cause) => {
    if (signal.aborted) throw signal.reason;
    // The browser does not say whether the network failed or the server's CORS rules forbid this origin.
    throw new ClientError('unreachable', 'the ticket address cannot be reached from this page', { cause });
  });
  if (response.status === 401 || response.status === 403) {
    const answer = await response.json().catch(() => ({}));
    throw new Refused(response.status, String(answer?.message ?? 'the token was refused'));
  }
  if (!response.ok) throw new Later(response.status, retryAfter(response.headers));
  const { ticket, url } = await response.json();
  const address = new URL(url);
  address.searchParams.set('ticket', ticket);
  return address.href;
}

/**
 * How long a JWT is valid from its issue on; its connection ends with it. Both ends are the issuer's times:
 * the device's clock is not asked.
 * @param {string} token
 * @returns {number} in milliseconds; infinite where the token does not say it
 */
export function lifetimeOf(token) {
  const { iat, exp } = claimsOf(token);
  return typeof iat === 'number' && typeof exp === 'number' ? Math.max(0, exp - iat) * 1000 : Infinity;
}

/**
 * How long the server asks to wait, in milliseconds. A page of another origin sees the header only where the
 * server exposes it. A date counts from the server's own `Date`, and not at all without one.
 * https://httpwg.org/specs/rfc9110.html#field.retry-after
 * @param {Headers} headers
 */
export function retryAfter(headers) {
  const header = headers.get('retry-after');
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(header) - Date.parse(headers.get('date') ?? '');
  return Number.isFinite(wait) ? Math.min(LONGEST_WAIT, Math.max(0, wait)) : 0;
}
