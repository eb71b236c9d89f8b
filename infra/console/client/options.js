export const DEFAULTS = {
  requestTimeout: 15_000,
  connectTimeout: 15_000,
  ackWindow: 150,
  remembered: 5_000,
  backoff: { base: 250, cap: 30_000 },
  // After a socket that lived for this many milliseconds, the next wait starts small again.
  stableAfter: 10_000,
  // The gateway closes a socket that is silent for 10 minutes.
  pingAfter: 4 * 60_000,
  // A live notification that did not come in spite of everything is found by the next hello.
  helloAfter: 10 * 60_000,
  // The server closes a connection after two hours.
  renewAfter: 110 * 60_000,
};

/**
 * The page's options over the defaults.
 * @param {import('./types.js').Options} options
 */
export function complete(options) {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return /** @type {import('./types.js').Options & typeof DEFAULTS} */ ({ ...DEFAULTS, ...given });
}
