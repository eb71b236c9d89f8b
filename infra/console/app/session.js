// Who is signed in, and the one client that speaks for them. The parts of the page listen here, so that they
// need not know that another trader has another client.

import { NotificationClient } from '../client/index.js';
import { claimsOf } from '../client/token.js';
import * as local from './local.js';

const FORWARDED = ['notification', 'read', 'acked', 'unread', 'state', 'problem'];

/** A token is asked for again this long before it ends. */
const RENEW_MS = 60_000;

const REMEMBERED = 'console.trader';

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
    let endsAt = Date.now() + first.expiresIn * 1000;
    this.chatId = first.chatId ?? null;
    this.timeZone = first.timeZone ?? null;
    try {
      sessionStorage.setItem(REMEMBERED, user);
    } catch {
      // Without storage the first trader is chosen the next time as well.
    }
    this.#open(user, async () => {
      if (Date.now() > endsAt - RENEW_MS) {
        const next = await local.session(user);
        token = next.token;
        endsAt = Date.now() + next.expiresIn * 1000;
      }
      return token;
    });
  }

  /** Signs in with the exchange's own token, which is kept in memory only. */
  signInWith(token) {
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

export function rememberedTrader(traders) {
  let remembered = null;
  try {
    remembered = sessionStorage.getItem(REMEMBERED);
  } catch {
    remembered = null;
  }
  return traders.includes(remembered) ? remembered : traders[0];
}

/** The token of `#token=…`, which is taken out of the address bar at once. */
export function tokenOfAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

/** Whom the token names. It is not trusted for anything: the server checks the token, this only shows the name. */
export function subjectOf(token) {
  return claimsOf(token).sub ?? null;
}
