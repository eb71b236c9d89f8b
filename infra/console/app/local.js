// The endpoints that only `cargo local` has: the exchange, its providers and the trader's devices.

export class LocalError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function call(method, path, body) {
  const request = { method, cache: 'no-store' };
  if (body !== undefined) {
    request.headers = { 'content-type': 'application/json' };
    request.body = JSON.stringify(body);
  }
  const response = await fetch(`local/${path}`, request);
  const text = await response.text();
  let answer = {};
  try {
    answer = text ? JSON.parse(text) : {};
  } catch {
    if (response.ok) throw new LocalError('bad_json', 'The local server sent no JSON.');
  }
  if (!response.ok) throw new LocalError(answer.code ?? `http_${response.status}`, answer.message ?? `HTTP ${response.status}`);
  return answer;
}

let clock = null;

/**
 * The exchange's time, in milliseconds since 1970. The page plays the exchange, whose clock is right; this device's may
 * be minutes off.
 */
export const exchangeNow = () => (clock ? clock.at + (performance.now() - clock.asked) : Date.now());

/** Asks the local server what time it is. */
export async function readClock() {
  const before = performance.now();
  const { now } = await call('GET', 'time');
  const after = performance.now();
  clock = { at: Date.parse(now), asked: (before + after) / 2 };
}

/** The rejection of an event, {code, field, message}; null while there is none. */
export const rejection = async (id) => (await call('GET', `rejected?id=${encodeURIComponent(id)}`)).rejection;
export const traders = async () => (await call('GET', 'traders')).traders;
export const session = (user) => call('POST', 'session', { user });
export const publish = (events) => call('POST', 'events', { events });
export const crash = (symbol, percent, seconds) => call('POST', 'crash', { symbol, percent, seconds });
export const burst = (user, count) => call('POST', 'burst', { user, count });
export const disconnect = (user) => call('POST', 'disconnect', { user });
export const sayToBot = (chatId, text) => call('POST', 'telegram', { chatId, text });
export const faults = () => call('GET', 'faults');
export const addFault = (fault) => call('POST', 'faults', fault);
export const clearFaults = () => call('DELETE', 'faults');
export const phone = (user) => call('GET', `phone?user=${encodeURIComponent(user)}`);
export const emailAddress = (id) => `local/emails/${encodeURIComponent(id)}`;
