/**
 * The session: the trader who is signed in, and the one client that speaks for them. The parts of the page
 * listen here, so that they need not know that another trader has another client.
 */

import { NotificationClient } from '../client/index.js';
import { hasCode } from '../client/errors.js';
import { Stopwatch } from '../client/time.js';
import { claimsOf } from '../client/token.js';
import * as local from './local.js';
import { dropToken, forgetToken, keepOn } from './kept-token.js';

/** @typedef {import('./types.js').Config} Config */
/** @typedef {import('../client/index.js').ClientEvents} ClientEvents */

/** @type {(keyof ClientEvents)[]} */
const FORWARDED = ['notification', 'read', 'acked', 'unread', 'state', 'problem'];

/** The time before its end at which a token is asked for again. */
const RENEW_MS = 60_000;

const REMEMBERED = 'console.trader';

/** The session, with the events of `SessionEvents`. */
export class Session
  extends /** @type {import('./types.js').TypedClass<import('./types.js').SessionEvents>} */ (EventTarget)
{
  #config;
  #turn = 0;
  /** @type {NotificationClient | null} */
  client = null;
  /** The trader's name. @type {string | null} */
  user = null;
  /** The demo trader's chat with the bot; null for others. @type {string | null} */
  chatId = null;
  /** The demo trader's zone; null for others. @type {string | null} */
  timeZone = null;

  /** Where the tabs of this page tell each other of a sign-out. @type {BroadcastChannel | undefined} */
  #tabs;

  /** @param {Config} config */
  constructor(config) {
    super();
    this.#config = config;
    if (typeof BroadcastChannel === 'undefined') return;
    this.#tabs = new BroadcastChannel(`sign-out ${config.ticketUrl}`);
    this.#tabs.onmessage = ({ data }) => this.#hear(data?.signedOut, data?.signOuts);
  }

  /** The client of the trader who is signed in. Throws where there is none. */
  get signedIn() {
    if (!this.client) throw new Error('no trader is signed in');
    return this.client;
  }

  /**
   * Signs a demo trader in; only where the system runs locally. Rejects where the local server does not
   * answer.
   * @param {string} user
   */
  async signInAs(user) {
    const turn = (this.#turn += 1);
    const first = await local.session(user);
    // Another trader was chosen meanwhile.
    if (turn !== this.#turn) return;
    let { token } = first;
    let { expiresIn } = first;
    let had = new Stopwatch();
    this.chatId = first.chatId ?? null;
    this.timeZone = first.timeZone ?? null;
    // Without storage the first trader is chosen the next time as well.
    store(REMEMBERED, user);
    const client = this.#open(user, async () => {
      if (had.elapsed > expiresIn * 1000 - RENEW_MS) {
        const next = await local.session(user);
        ({ token, expiresIn } = next);
        had = new Stopwatch();
      }
      return token;
    });
    // The same token would not be asked about again.
    client.addEventListener('problem', ({ detail }) => {
      if (hasCode(detail, 'unauthorized')) expiresIn = 0;
    });
  }

  /** Signs in with the exchange's own token. @param {string} token */
  signInWith(token) {
    this.#turn += 1;
    this.chatId = null;
    this.timeZone = null;
    this.#open(subjectOf(token), async () => token);
  }

  /**
   * Ends the session here and in the trader's other tabs: forgets the token, and closes the connection.
   * Resolves when the last acks are sent.
   */
  async signOut() {
    const { user } = this;
    const signOuts = forgetToken();
    const ended = this.#end();
    this.#tabs?.postMessage({ signedOut: user, signOuts });
    await ended;
  }

  /**
   * Ends the session in this tab, since it has ended elsewhere, and tells of it with `ended`. Resolves when
   * the connection is closed.
   */
  async endHere() {
    const ended = this.#end();
    this.dispatchEvent(new Event('ended'));
    await ended;
  }

  async #end() {
    // What is still being asked for must not sign in again.
    this.#turn += 1;
    const { client } = this;
    this.client = null;
    this.user = null;
    this.chatId = null;
    this.timeZone = null;
    this.dispatchEvent(new Event('client'));
    await client?.stop();
  }

  /**
   * Another tab has signed a trader out.
   * @param {unknown} user
   * @param {unknown} signOuts of this browser, with this one
   */
  #hear(user, signOuts) {
    if (typeof user !== 'string' || this.user === null) return;
    if (user !== this.user) {
      keepOn(typeof signOuts === 'number' ? signOuts : undefined);
      return;
    }
    dropToken();
    void this.endHere();
  }

  /**
   * @param {string | null} user
   * @param {() => Promise<string>} token
   * @returns {NotificationClient} the client that is in use now
   */
  #open(user, token) {
    const before = this.client;
    const client = new NotificationClient({
      ticketUrl: this.#config.ticketUrl,
      token,
      user: user ?? undefined,
      // Listeners have it once this returns: the inbox and the timeline are synchronous.
      onNotification: () => {},
    });
    for (const type of FORWARDED) {
      client.addEventListener(type, (event) => {
        if (client !== this.client) return;
        this.dispatchEvent(new CustomEvent(type, { detail: event.detail }));
      });
    }
    this.client = client;
    this.user = user;
    this.dispatchEvent(new Event('client'));
    before?.stop();
    client.start();
    return client;
  }
}

/** @param {string} key @param {string} value */
function store(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // The browser keeps nothing for this page.
  }
}

/** @param {string} key */
function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Returns the demo trader whom this tab had last; the first one where it had none.
 * @param {string[]} traders
 */
export function rememberedTrader(traders) {
  const remembered = stored(REMEMBERED);
  return traders.find((trader) => trader === remembered) ?? traders[0];
}

/**
 * Returns the token of `#token=…`, which is taken out of the address bar at once; null where there is none.
 */
export function tokenOfAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token || null;
}

/**
 * Returns the trader whom the token names. It is not trusted for anything: the server checks the token, this
 * only shows the name.
 * @param {string} token
 * @returns {string | null} null where it cannot be read
 */
export function subjectOf(token) {
  const { sub } = claimsOf(token);
  return typeof sub === 'string' && sub !== '' ? sub : null;
}
