/**
 * The trader's connection to the notification system. See README.md for what it promises, and index.d.ts for
 * its types.
 *
 * The cast: a {@link Connection} is one socket; {@link drain} catches up on it; {@link Seen} knows how far each
 * notification has come on this page; {@link Acks} tells the server what the page has; {@link Unread} counts;
 * {@link Tabs} speaks with the trader's other tabs; {@link Lifecycle} watches the page. This file lets them
 * work together, and decides when there is which socket.
 */

import { Acks } from './acks.js';
import { Backoff } from './backoff.js';
import { Connection, MAX_FRAME_BYTES, openSocket } from './connection.js';
import { drain } from './drain.js';
import { ClientError, hasCode } from './errors.js';
import { Lifecycle } from './lifecycle.js';
import { byTime } from './order.js';
import { deadline, deferred, unlessAborted } from './promises.js';
import { Seen } from './seen.js';
import { isNotification, isRead, Tabs } from './tabs.js';
import { buyTicket, Later, Refused } from './ticket.js';
import { Unread } from './unread.js';

export { byTime, ClientError };

/** @typedef {import('./types.js').Notification} Notification */
/** @typedef {import('./types.js').Read} Read */
/** @typedef {import('./types.js').Reply} Reply */
/** @typedef {import('./types.js').State} State */

const DEFAULTS = {
  requestTimeout: 15_000,
  connectTimeout: 15_000,
  ackWindow: 150,
  remembered: 5_000,
  backoff: { base: 250, cap: 30_000 },
  // A socket that lived so long was a success: the next wait starts small again.
  stableAfter: 10_000,
  // The gateway closes a socket that is silent for 10 minutes.
  pingAfter: 4 * 60_000,
  // A live notification that did not come in spite of everything is found by the next hello.
  helloAfter: 10 * 60_000,
  // The server closes a connection after two hours.
  renewAfter: 110 * 60_000,
};

/** How long a socket that may be dead has to answer: unasked for, and when the trader is looking. */
const CHECK = { calm: 10_000, urgent: 4_000 };

/** After so long out of sight, being looked at again is worth a hello. */
const AWAY = 60_000;

/** A browser can be wrong about being offline, so it is tried all the same. */
const OFFLINE_RETRY = 60_000;

/** How long a stop waits for the server's word on the last acks. */
const LAST_WORDS = 1_000;

/** What can be asked twice with the same outcome, so that a lost reply is no reason to fail. */
const REPEATABLE = new Set([
  'ack',
  'getNotification',
  'getPreferences',
  'getReachability',
  'linkTelegram',
  'listAlerts',
  'listNotifications',
  'ping',
  'registerDevice',
  'unlinkTelegram',
]);

export class NotificationClient extends EventTarget {
  #options;
  #lifecycle;
  #seen;
  #acks;
  #unread;
  #tabs;
  #backoff;
  #refusals = new Backoff({ base: 10_000, cap: 5 * 60_000 });

  /** Present from `start` to `stop`. @type {AbortController | undefined} */
  #run;
  /** @type {State} */
  #state = 'closed';
  /** The socket that requests go through. @type {Connection | undefined} */
  #primary;
  /** The socket that is to take its place. @type {Connection | undefined} */
  #next;
  #isRenewing = false;
  #renewAt = Infinity;
  #lost = /** @type {import('./promises.js').Deferred<void>} */ (deferred());
  #arrival = /** @type {import('./promises.js').Deferred<void>} */ (deferred());
  #nudge = /** @type {import('./promises.js').Deferred<void>} */ (deferred());
  #syncedAt = 0;
  /** The page is left, and may come back. */
  #isLeft = false;
  #isListenedTo = false;
  #hasMissed = false;

  /** @param {import('./types.js').Options} options */
  constructor(options) {
    super();
    this.#options = { ...DEFAULTS, ...options };
    const { ackWindow, backoff, remembered, ticketUrl, user } = this.#options;
    this.#backoff = new Backoff(backoff);
    this.#seen = new Seen(remembered);
    this.#lifecycle = new Lifecycle({
      onTick: () => this.#tick(),
      onWake: (awayFor) => this.#wake(awayFor),
      onHide: () => this.#acks.flush(),
      onLeave: () => this.#leave(),
      onReturn: () => this.#return(),
      onOffline: () => this.#primary?.check(CHECK.urgent),
      onOnline: () => this.#wake(0),
    });
    this.#acks = new Acks({
      window: ackWindow,
      // A hidden tab's timers are slow, and an ack that is late lets the next channel ring.
      isUrgent: () => this.#lifecycle.isHidden,
      send: async (ids) => {
        if (!this.#primary) throw new ClientError('disconnected', 'there is no connection');
        return this.#primary.request('ack', { ids }, this.#options.requestTimeout);
      },
      onConfirmed: (ids) => {
        for (const id of ids) this.#seen.acked(id);
        this.#tabs.tellAcked(ids);
        this.#emit('acked', { ids });
      },
      onProblem: (error) => this.#problem(error),
    });
    this.#unread = new Unread({
      onChange: (unread) => this.#emit('unread', { ...unread }),
      ask: () => this.#resync(),
    });
    const name = user === undefined ? undefined : `notifications ${ticketUrl} ${user}`;
    this.#tabs = new Tabs(name, {
      onNotification: (notification) => this.#arrive(notification, this.#primary),
      onAcked: (ids) => {
        for (const id of ids) this.#seen.ackedByAnotherTab(id);
        this.#acks.forget(ids);
        this.#emit('acked', { ids });
      },
      // A tab that has a socket is told by the server, which knows the count of this moment.
      onRead: (read) => this.#state !== 'synced' && this.#readElsewhere(read),
    });
  }

  /** @returns {State} */
  get state() {
    return this.#state;
  }

  /** The last known count; undefined until the server has said one. */
  get unread() {
    const shown = this.#unread.shown;
    return shown && { ...shown };
  }

  /** Connects, and stays connected. Called again, it ends a wait for the next try. */
  start() {
    if (this.#run) {
      this.#tryNow();
      return;
    }
    this.#run = new AbortController();
    this.#isLeft = false;
    this.#lifecycle.start();
    this.#tabs.open();
    void this.#live(this.#run.signal);
  }

  /** Says the last acks, and disconnects. What waits for a reply is rejected with `closed`. */
  async stop() {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    const connections = [this.#primary, this.#next];
    const flushed = this.#acks.flush();
    this.#primary = this.#next = undefined;
    this.#arrival = deferred();
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_WORDS));
    run.abort(closed());
    this.#lifecycle.stop();
    this.#unread.stop();
    this.#setState('closed');
    await Promise.race([flushed, patience]);
    for (const connection of connections) connection?.close();
    if (!this.#run) this.#tabs.close();
  }

  /**
   * Asks the server for something. Until there is a connection, the request waits for one.
   * @param {string} action
   * @param {Record<string, unknown>} [fields]
   * @param {{timeout?: number}} [options] in milliseconds, over all
   * @returns {Promise<any>} the fields of the reply
   */
  async request(action, fields = {}, { timeout = this.#options.requestTimeout } = {}) {
    const run = this.#run;
    if (!run) throw closed();
    refuseIfTooLarge(action, fields);
    const until = Date.now() + timeout;
    for (;;) {
      const connection = await this.#connected(run.signal, until);
      const askedAt = Date.now();
      try {
        const reply = await connection.request(action, fields, Math.max(1, until - Date.now()));
        if (action === 'markRead') this.#readHere(fields, reply, askedAt);
        return reply;
      } catch (error) {
        if (run.signal.aborted) throw closed();
        if (hasCode(error, 'timeout')) void connection.check(CHECK.calm);
        if (!hasCode(error, 'disconnected') || !isRepeatable(action, fields)) throw error;
      }
    }
  }

  /** @param {{before?: string, limit?: number}} [page] */
  listNotifications(page = {}) {
    return this.request('listNotifications', { ...page });
  }

  /** @param {{ids: string[]} | {all: true}} which */
  markRead(which) {
    return this.request('markRead', { ...which });
  }

  /** @param {string} id */
  getNotification(id) {
    return this.request('getNotification', { id });
  }

  getPreferences() {
    return this.request('getPreferences');
  }

  /** @param {object} preferences @param {number} version */
  putPreferences(preferences, version) {
    return this.request('putPreferences', { preferences, version });
  }

  /** @param {string} [at] */
  getReachability(at) {
    return this.request('getReachability', at === undefined ? {} : { at });
  }

  /**
   * Asked again after a lost reply, it creates the alert once: the server knows it by `clientId`.
   * @param {object} alert
   * @param {{clientId?: string}} [options]
   */
  createAlert(alert, { clientId = randomId() } = {}) {
    return this.request('createAlert', { alert, clientId });
  }

  /** @param {string} [symbol] */
  listAlerts(symbol) {
    return this.request('listAlerts', symbol === undefined ? {} : { symbol });
  }

  /** @param {string} alertId */
  deleteAlert(alertId) {
    return this.request('deleteAlert', { alertId });
  }

  /** @param {{token: string, platform: 'ios' | 'android' | 'web', language?: string}} device */
  registerDevice(device) {
    return this.request('registerDevice', { ...device });
  }

  /** @param {string} deviceId */
  removeDevice(deviceId) {
    return this.request('removeDevice', { deviceId });
  }

  linkTelegram() {
    return this.request('linkTelegram');
  }

  unlinkTelegram() {
    return this.request('unlinkTelegram');
  }

  /**
   * @param {string} type
   * @param {EventListenerOrEventListenerObject | null} listener
   * @param {AddEventListenerOptions | boolean} [options]
   */
  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
    if (type !== 'notification' || !listener) return;
    this.#isListenedTo = true;
    if (this.#hasMissed) {
      this.#hasMissed = false;
      this.#resync();
    }
  }

  // Which socket there is, and when.

  /** Has a socket, and when it is lost another one, until stopped. @param {AbortSignal} signal */
  async #live(signal) {
    let wait = 0;
    let notBefore = 0;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#pause(wait, notBefore, signal);
        await this.#reachable(signal);
        this.#setState('connecting');
        const connection = await this.#connect(signal);
        this.#refusals.reset();
        failures = 0;
        this.#adopt(connection);
        await unlessAborted(this.#lost.promise, signal);
        if (Date.now() - connection.openedAt > this.#options.stableAfter) this.#backoff.reset();
        wait = this.#backoff.next();
        notBefore = 0;
      } catch (error) {
        if (signal.aborted) return;
        wait = this.#backoff.next();
        notBefore = 0;
        if (error instanceof Refused) {
          wait = 5_000 + this.#refusals.next();
        } else if (error instanceof Later && error.wait > 0) {
          wait += error.wait;
          notBefore = Date.now() + error.wait;
        }
        failures += 1;
        // That a network fails now and then is no news; that it does not come back is.
        if (!isPassing(error) || failures === 3) this.#problem(/** @type {Error} */ (error));
      }
    }
  }

  /** A socket with a ticket of its own. @param {AbortSignal} outer @returns {Promise<Connection>} */
  async #connect(outer) {
    const { connectTimeout, ticketUrl, token } = this.#options;
    const late = () => new ClientError('timeout', `not connected within ${connectTimeout} ms`);
    // The page may have to ask the trader for a token, which takes its time.
    const bearer = await unlessAborted(Promise.resolve(token()), outer);
    const { signal, done } = deadline(outer, connectTimeout, late);
    try {
      const url = await buyTicket({ ticketUrl, token: bearer, signal });
      const socket = await openSocket(url, signal);
      return new Connection(
        socket,
        (frame, from) => this.#receive(frame, from),
        (error) => this.#problem(error),
      );
    } finally {
      done();
    }
  }

  /** @param {Connection} connection */
  #adopt(connection) {
    this.#lost = deferred();
    this.#promote(connection);
    this.#setState('open');
    void this.#sync(connection);
  }

  /** Requests go through this one from now on. @param {Connection} connection */
  #promote(connection) {
    this.#primary = connection;
    const { renewAfter } = this.#options;
    this.#renewAt = connection.openedAt + renewAfter * (1 - Math.random() / 10);
    void connection.closed.then(() => this.#closed(connection));
    this.#arrival.resolve();
    void this.#acks.flush();
  }

  /** @param {Connection} connection */
  #closed(connection) {
    if (this.#primary !== connection) return;
    this.#primary = undefined;
    this.#arrival = deferred();
    if (this.#run && this.#next && !this.#next.isClosed) {
      this.#promote(this.#next);
      this.#setState('open');
    } else {
      this.#lost.resolve();
    }
  }

  /**
   * Catches up on this socket; a second call while that lasts is the same.
   * @param {Connection} connection
   */
  async #sync(connection) {
    try {
      connection.syncing ??= drain(connection, {
        timeout: this.#options.requestTimeout,
        give: (frames) => frames.forEach((frame) => this.#give(frame, false)),
        onPage: (page, when) => this.#unread.counted(page, when),
        onProblem: (error) => this.#problem(error),
      });
      await connection.syncing;
      this.#syncedAt = Date.now();
      if (this.#primary === connection && this.#run) this.#setState('synced');
      return true;
    } catch (error) {
      // The socket is gone, which is noticed where it is held.
      if (!hasCode(error, 'disconnected') && !hasCode(error, 'timeout')) this.#problem(/** @type {Error} */ (error));
      return false;
    } finally {
      connection.syncing = undefined;
    }
  }

  #resync() {
    if (this.#primary && this.#run) void this.#sync(this.#primary);
  }

  /**
   * Changes to a new socket before the server closes this one. The old one stays until the new one has caught
   * up, so that there is no moment without one; what both bring is shown once.
   * @param {AbortSignal} signal
   */
  async #renew(signal) {
    const old = this.#primary;
    if (!old || this.#isRenewing) return;
    this.#isRenewing = true;
    try {
      const next = await this.#connect(signal);
      if (this.#primary !== old) {
        next.close();
        return;
      }
      this.#next = next;
      const isSynced = await this.#sync(next);
      this.#next = undefined;
      if (this.#primary === next) return;
      if (!isSynced || this.#primary !== old) {
        next.close();
        this.#renewAt = Date.now() + 60_000;
        return;
      }
      this.#promote(next);
      void old.retire(this.#options.requestTimeout);
    } catch (error) {
      if (signal.aborted) return;
      this.#problem(/** @type {Error} */ (error));
      this.#renewAt = Date.now() + 60_000 + this.#backoff.next();
    } finally {
      this.#isRenewing = false;
    }
  }

  // When to try, and when to look whether all is well.

  /** @param {AbortSignal} signal */
  async #reachable(signal) {
    while (this.#isLeft) await unlessAborted(this.#nudge.promise, signal);
    if (!this.#lifecycle.isOffline) return;
    this.#setState('offline');
    await this.#sleep(OFFLINE_RETRY, signal);
    // Everybody who was on that network comes back in the same moment.
    await this.#sleep(Math.random() * 2 * this.#options.backoff.base, signal);
  }

  /** @param {number} wait @param {number} notBefore @param {AbortSignal} signal */
  async #pause(wait, notBefore, signal) {
    if (wait <= 0 || this.#lifecycle.isOffline || this.#isLeft) return;
    const retryAt = Date.now() + wait;
    this.#setState('waiting', retryAt);
    do {
      await this.#sleep(retryAt - Date.now(), signal);
      // Somebody may be impatient, but not beyond what the server asked for.
    } while (Date.now() < Math.min(notBefore, retryAt));
  }

  /** Waits, unless somebody wants to go on at once. @param {number} wait @param {AbortSignal} signal */
  async #sleep(wait, signal) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const time = new Promise((resolve) => (timer = setTimeout(resolve, wait)));
    try {
      await unlessAborted(Promise.race([time, this.#nudge.promise]), signal);
    } finally {
      clearTimeout(timer);
    }
  }

  #tryNow() {
    this.#nudge.resolve();
    this.#nudge = deferred();
  }

  #tick() {
    const connection = this.#primary;
    const run = this.#run;
    if (!connection || !run) return;
    const now = Date.now();
    const { helloAfter, pingAfter } = this.#options;
    if (now - connection.heardAt > pingAfter) void connection.check(CHECK.calm);
    if (now - this.#syncedAt > helloAfter) void this.#sync(connection);
    if (now > this.#renewAt) void this.#renew(run.signal);
  }

  /** @param {number} awayFor */
  async #wake(awayFor) {
    this.#tryNow();
    const connection = this.#primary;
    if (!connection) return;
    const isAlive = await connection.check(CHECK.urgent);
    if (isAlive && awayFor > AWAY) await this.#sync(connection);
  }

  /** The page may be kept and shown again, for which it must not hold a socket. */
  #leave() {
    this.#isLeft = true;
    void this.#acks.flush();
    this.#primary?.close();
    this.#next?.close();
  }

  #return() {
    this.#isLeft = false;
    this.#tryNow();
  }

  // What the server says.

  /** @param {import('./types.js').ServerFrame} frame @param {Connection} from */
  #receive(frame, from) {
    if (!this.#run) return;
    if (frame.type === 'notification') {
      if (!isNotification(frame)) {
        this.#problem(new ClientError('bad_frame', 'a notification came without its id or time'));
        return;
      }
      if (!this.#seen.stage(frame.id)) this.#tabs.tellNotification(frame);
      this.#arrive(frame, from);
    } else if (frame.type === 'read' && isRead(frame)) {
      this.#readElsewhere(frame);
    }
    // Other types are of a later version of the protocol.
  }

  /** @param {Notification} notification @param {Connection | undefined} by the socket that may be in a drain */
  #arrive(notification, by) {
    if (!this.#run) return;
    if (!by?.hold) this.#give(notification, true);
    else if (!by.hold.take(notification)) this.#give(notification, false);
  }

  /** @param {Notification} notification @param {boolean} isLive it came by itself, not with a hello */
  #give(notification, isLive) {
    const { id } = notification;
    switch (this.#seen.stage(id)) {
      case undefined:
        if (!this.#options.onNotification && !this.#isListenedTo) {
          this.#miss();
          return;
        }
        this.#seen.open(id, 'offered');
        if (isLive) this.#unread.arrived();
        this.#emit('notification', notification);
        this.#offer(notification);
        break;
      case 'failed':
        this.#seen.open(id, 'offered');
        this.#offer(notification);
        break;
      case 'offered':
        break;
      default:
        // The server does not know that it is here, so the ack was lost.
        this.#acks.add(id);
    }
  }

  /** Acking what nobody has looked at would silence the other channels. */
  #miss() {
    if (this.#hasMissed) return;
    this.#hasMissed = true;
    this.#problem(new ClientError('nobody_listens', 'a notification came and nothing takes it'));
  }

  /** @param {Notification} notification */
  #offer(notification) {
    const { id } = notification;
    /** @param {unknown} error */
    const failed = (error) => {
      if (this.#seen.stage(id) === 'offered') this.#seen.open(id, 'failed');
      this.#problem(error instanceof Error ? error : new Error(String(error)));
    };
    try {
      // Not waited for: one notification that is slow to be taken must not hold up a margin call.
      const answer = /** @type {any} */ (this.#options.onNotification?.(notification));
      if (typeof answer?.then === 'function') answer.then(() => this.#taken(id), failed);
      else this.#taken(id);
    } catch (error) {
      failed(error);
    }
  }

  /** @param {string} id */
  #taken(id) {
    if (this.#seen.stage(id) === 'acked') return;
    if (this.#seen.isAckedElsewhere(id)) {
      this.#seen.acked(id);
      return;
    }
    this.#seen.open(id, 'taken');
    this.#acks.add(id);
  }

  /** @param {Record<string, any>} which @param {Reply} reply @param {number} askedAt */
  #readHere(which, reply, askedAt) {
    const { unread, unreadMore } = /** @type {any} */ (reply);
    const read = /** @type {Read} */ (
      which.all === true ? { all: true, unread, unreadMore } : { ids: [...which.ids], unread, unreadMore }
    );
    for (const id of read.ids ?? []) if (this.#seen.stage(id)) this.#seen.acked(id);
    this.#acks.forget(read.ids ?? []);
    this.#unread.counted(reply, { askedAt });
    this.#tabs.tellRead(read);
    this.#emit('read', read);
  }

  /** @param {Read} read */
  #readElsewhere({ ids, all, unread, unreadMore }) {
    for (const id of ids ?? []) this.#seen.ackedByAnotherTab(id);
    this.#acks.forget(ids ?? []);
    // When it was counted is not said; it was not long ago.
    this.#unread.counted({ unread, unreadMore }, { askedAt: Date.now() - 2_000 });
    this.#emit('read', all ? { all: true, unread, unreadMore } : { ids, unread, unreadMore });
  }

  // Requests.

  /** @param {AbortSignal} outer @param {number} until @returns {Promise<Connection>} */
  async #connected(outer, until) {
    const late = () => new ClientError('disconnected', 'there was no connection in time');
    const { signal, done } = deadline(outer, Math.max(1, until - Date.now()), late);
    try {
      for (;;) {
        if (this.#primary && !this.#primary.isClosed) return this.#primary;
        // A socket that has closed is noticed a moment later.
        if (this.#primary) await unlessAborted(Promise.resolve(), signal);
        else await unlessAborted(this.#arrival.promise, signal);
      }
    } finally {
      done();
    }
  }

  // Events.

  /** @param {State} state @param {number} [retryAt] */
  #setState(state, retryAt) {
    if (state === this.#state && retryAt === undefined) return;
    this.#state = state;
    this.#emit('state', retryAt === undefined ? { state } : { state, retryAt });
  }

  /** @param {Error} error */
  #problem(error) {
    this.#emit('problem', error);
  }

  /** @param {string} type @param {unknown} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** @param {unknown} error whether trying again is all there is to do about it */
const isPassing = (error) =>
  (error instanceof Later && (error.status >= 500 || error.status === 429)) ||
  ['unreachable', 'timeout', 'disconnected'].some((code) => hasCode(error, code));

const closed = () => new ClientError('closed', 'the client is not started');

/** @param {string} action @param {Record<string, unknown>} fields */
function refuseIfTooLarge(action, fields) {
  // The requestId is not known yet; it is short.
  const size = new TextEncoder().encode(JSON.stringify({ ...fields, action })).length + 64;
  if (size > MAX_FRAME_BYTES) {
    throw new ClientError('too_large', `the request has ${size} bytes; at most ${MAX_FRAME_BYTES} are possible`);
  }
}

/** @param {string} action @param {Record<string, unknown>} fields */
function isRepeatable(action, fields) {
  if (action === 'createAlert') return typeof fields.clientId === 'string';
  // "All" of a moment later would be more than was meant.
  if (action === 'markRead') return Array.isArray(fields.ids);
  return REPEATABLE.has(action);
}

/** A random UUID; `crypto.randomUUID` is missing where a page is not served securely. */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
