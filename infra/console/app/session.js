// Who is signed in, and the one client that speaks for them. The parts of the page listen here, so that they
// need not know that another trader has another client.

import { NotificationClient } from '../client/index.js';
import { Stopwatch } from '../client/time.js';
import { claimsOf } from '../client/token.js';
import * as local from './local.js';

const FORWARDED = ['notification', 'read', 'acked', 'unread', 'state', 'problem'];

/** A token is asked for again this long before it ends. */
const RENEW_MS = 60_000;

const REMEMBERED = 'console.trader';
const TOKEN = 'console.token';

export class Session extends EventTarget {
  #config;
  #turn = 0;
  client = null;
  user = null;
  /** Of the demo trader; see `signInAs`. */
  chatId = null;
  timeZone = null;

  constructor(config) {
    super();
    this.#config = config;
  }

  /** Signs a demo trader in; only where the system runs locally. */
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
    this.#open(user, async () => {
      if (had.elapsed > expiresIn * 1000 - RENEW_MS) {
        const next = await local.session(user);
        ({ token, expiresIn } = next);
        had = new Stopwatch();
      }
      return token;
    });
    // The same token would not be asked about again.
    this.client.addEventListener('problem', ({ detail }) => {
      if (detail?.code === 'unauthorized') expiresIn = 0;
    });
  }

  /** Signs in with the exchange's own token. */
  signInWith(token) {
    this.#turn += 1;
    this.chatId = null;
    this.timeZone = null;
    this.#open(subjectOf(token), async () => token);
  }

  async signOut() {
    const { client } = this;
    this.client = null;
    this.user = null;
    this.dispatchEvent(new Event('client'));
    await client?.stop();
  }

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
        if (client === this.client) this.dispatchEvent(new CustomEvent(type, { detail: event.detail }));
      });
    }
    this.client = client;
    this.user = user;
    this.dispatchEvent(new Event('client'));
    before?.stop();
    client.start();
  }
}

function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // The browser keeps nothing for this page.
  }
}

function stored(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberedTrader(traders) {
  const remembered = stored(REMEMBERED);
  return traders.includes(remembered) ? remembered : traders[0];
}

/** The token that this tab was signed in with: a link that leads here again must not sign it out, or in as another. */
export const keptToken = () => stored(TOKEN);

/** Keeps the token for this tab; null forgets it. */
export const keepToken = (token) => store(TOKEN, token);

/** The token of `#token=…`, which is taken out of the address bar at once. */
export function tokenOfAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token || null;
}

/** The trader whom the token names. It is not trusted for anything: the server checks the token, this only shows the name. */
export function subjectOf(token) {
  const { sub } = claimsOf(token);
  return typeof sub === 'string' && sub !== '' ? sub : null;
}
