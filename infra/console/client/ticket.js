import { ClientError } from './errors.js';
import { claimsOf } from './token.js';

/** The token was refused: only another token helps. */
export class Refused extends ClientError {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super('unauthorized', message);
    this.status = status;
  }
}

/** The server wants to be left alone for a while. */
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
  if (!response.ok) throw new Later(response.status, retryAfter(response.headers.get('retry-after')));
  const { ticket, url } = await response.json();
  const address = new URL(url);
  address.searchParams.set('ticket', ticket);
  return address.href;
}

/**
 * When a JWT expires, which is when its connection ends.
 * @param {string} token
 * @returns {number} in milliseconds; infinite where the token does not say it
 */
export function expiryOf(token) {
  const { exp } = claimsOf(token);
  return typeof exp === 'number' ? exp * 1000 : Infinity;
}

/**
 * The header as milliseconds from now. A page of another origin sees it only where the server exposes it.
 * @param {string | null} header seconds, or a date
 */
export function retryAfter(header, now = Date.now()) {
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(LONGEST_WAIT, Math.max(0, wait)) : 0;
}
