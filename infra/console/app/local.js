/**
 * The endpoints that only `cargo local` has: the exchange, its providers and the trader's devices. Each
 * rejects with a `LocalError` where the local server refuses, and as `fetch` does where it does not answer.
 */

/** @typedef {import('./types.js').ExchangeEvent} ExchangeEvent */
/** @typedef {import('./types.js').Fault} Fault */

/** A refusal of the local server. */
export class LocalError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * @template Answer
 * @param {'GET' | 'POST' | 'DELETE'} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<Answer>} the JSON of the answer
 */
async function call(method, path, body) {
  /** @type {RequestInit} */
  const request = { method, cache: 'no-store' };
  if (body !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  const response = await fetch(`local/${path}`, request);
  const text = await response.text();
  /** @type {{code?: string, message?: string}} */
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    if (response.ok) throw new LocalError('bad_json', 'The local server sent no JSON.');
  }
  if (!response.ok)
    throw new LocalError(
      answer.code ?? `http_${response.status}`,
      answer.message ?? `HTTP ${response.status}`,
    );
  return /** @type {Answer} */ (answer);
}

/** @type {{at: number, asked: number} | null} */
let clock = null;

/**
 * Returns the exchange's time, in milliseconds since 1970. The page plays the exchange, whose clock is
 * right; this device's may be minutes off.
 */
export const exchangeNow = () => (clock ? clock.at + (performance.now() - clock.asked) : Date.now());

/** Asks the local server what time it is. */
export async function readClock() {
  const before = performance.now();
  /** @type {{now: string}} */
  const { now } = await call('GET', 'time');
  const after = performance.now();
  clock = { at: Date.parse(now), asked: (before + after) / 2 };
}

/**
 * Returns the rejection of an event; null while there is none.
 * @param {string} id
 * @returns {Promise<import('./types.js').Rejection | null>}
 */
export const rejection = async (id) =>
  (await call('GET', `rejected?id=${encodeURIComponent(id)}`)).rejection;

/**
 * Returns the names of the demo traders.
 * @returns {Promise<string[]>}
 */
export const traders = async () => (await call('GET', 'traders')).traders;

/**
 * Signs a demo trader in.
 * @param {string} user
 * @returns {Promise<import('./types.js').DemoSession>}
 */
export const session = (user) => call('POST', 'session', { user });

/**
 * Publishes events as the exchange.
 * @param {ExchangeEvent[]} events
 * @returns {Promise<import('./types.js').Sent>}
 */
export const publish = (events) => call('POST', 'events', { events });

/**
 * Moves the price of a market.
 * @param {string} symbol
 * @param {number} percent below zero for a fall
 * @param {number} seconds
 */
export const crash = (symbol, percent, seconds) => call('POST', 'crash', { symbol, percent, seconds });

/**
 * Returns whether much happens at the exchange by itself.
 * @returns {Promise<{busy: boolean}>}
 */
export const pace = () => call('GET', 'pace');

/** Lets much happen by itself, or one story after the other. @param {boolean} busy */
export const setPace = (busy) => call('POST', 'pace', { busy });

/**
 * Publishes many events of all kinds for one trader.
 * @param {string | null} user
 * @param {number} count
 * @returns {Promise<import('./types.js').Sent>}
 */
export const burst = (user, count) => call('POST', 'burst', { user, count });

/**
 * Closes the trader's connections, and returns how many they were.
 * @param {string | null} user
 * @returns {Promise<{closed: number}>}
 */
export const disconnect = (user) => call('POST', 'disconnect', { user });

/**
 * Writes to the bot in a demo trader's chat.
 * @param {string} chatId
 * @param {string} text
 */
export const sayToBot = (chatId, text) => call('POST', 'telegram', { chatId, text });

/**
 * Returns the faults that are on.
 * @returns {Promise<Fault[] | {faults?: Fault[]}>}
 */
export const faults = () => call('GET', 'faults');

/**
 * Lets a provider fail.
 * @param {Fault} fault
 */
export const addFault = (fault) => call('POST', 'faults', fault);

/** Ends all faults. */
export const clearFaults = () => call('DELETE', 'faults');

/**
 * Returns the content of a demo trader's phone and mailbox.
 * @param {string} user
 * @returns {Promise<import('./types.js').Phone>}
 */
export const phone = (user) => call('GET', `phone?user=${encodeURIComponent(user)}`);

/**
 * Returns the address of an e-mail as a document.
 * @param {string} id
 */
export const emailAddress = (id) => `local/emails/${encodeURIComponent(id)}`;
