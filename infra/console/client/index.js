/**
 * The trader's connection to the notification system. See README.md for what it promises, and index.d.ts for
 * its types.
 *
 * The parts: a {@link Line} has one socket after the other and catches up on each; {@link Receipts} knows
 * how far each notification has come on this page, and tells the server what was received and seen;
 * {@link Unread} counts; {@link Tabs} speaks with the trader's other tabs. This file connects them.
 *
 * Why there is one client: infra/adr/0017-the-trader-in-a-browser.md.
 */

import { ClientError, hasCode } from './errors.js';
import { Line } from './line.js';
import { retryDelay } from './limits.js';
import { markAllRead } from './mark-all.js';
import { complete } from './options.js';
import { byTime } from './order.js';
import { unlessAborted } from './promises.js';
import { Receipts } from './receipts.js';
import { isRepeatable, randomId, refuseIfTooLarge } from './requests.js';
import { isNotification, isRead, isRearranged, Tabs } from './tabs.js';
import { now } from './time.js';
import { Unread } from './unread.js';

export { byTime, ClientError };

/** @typedef {import('./types.js').Notification} Notification */
/** @typedef {import('./types.js').Read} Read */
/** @typedef {import('./types.js').Reply} Reply */
/** @typedef {import('./types.js').State} State */
/** @typedef {import('./connection.js').Connection} Connection */

/** What these actions do to notifications. @type {Record<string, import('./types.js').Rearranged['how']>} */
const REARRANGES = { archive: 'archived', unarchive: 'unarchived', markUnread: 'unread' };

/** How long a stop waits for the server's word on the last acks. */
const LAST_WORDS = 1_000;

export class NotificationClient extends EventTarget {
  #options;
  #line;
  #receipts;
  #unread;
  #tabs;
  /** @type {State} */
  #state = 'closed';
  #isListenedTo = false;
  #hasMissed = false;
  /**
   * What came since everything is being marked read, which is none of it.
   * @type {Set<string> | undefined}
   */
  #later;
  /** What came since that was asked for last, and is unread. @type {Set<string>} */
  #fresh = new Set();
  /** @type {Promise<void> | undefined} */
  #markingAll;

  /** @param {import('./types.js').Options} options */
  constructor(options) {
    super();
    this.#options = complete(options);
    const { ackWindow, presence, remembered, requestTimeout, ticketUrl, user } = this.#options;
    this.#line = new Line(this.#options, {
      onFrame: (frame, from) => this.#receive(frame, from),
      onDrained: (frames) => frames.forEach((frame) => this.#give(frame, false)),
      onPage: (page, when) => this.#unread.counted(page, when),
      onState: (state, retryAt) => this.#setState(state, retryAt),
      onProblem: (error) => this.#problem(error),
      onOpen: () => void this.#receipts.flush(),
      onHide: () => void this.#receipts.flush(),
    });
    this.#receipts = new Receipts({
      presence,
      remembered,
      window: ackWindow,
      send: async (ids, kind) => {
        const { connection } = this.#line;
        if (!connection) throw new ClientError('disconnected', 'there is no connection');
        return connection.request('ack', { ids, kind }, requestTimeout);
      },
      onConfirmed: (ids, kind) => {
        this.#tabs.tellAcked(ids, kind);
        this.#emit('acked', { ids, kind });
      },
      onProblem: (error) => this.#problem(error),
    });
    this.#unread = new Unread({
      onChange: (unread) => this.#emit('unread', { ...unread }),
      ask: () => this.#line.resync(),
    });
    const name = user === undefined ? undefined : `notifications ${ticketUrl} ${user}`;
    this.#tabs = new Tabs(name, {
      onNotification: (notification) => this.#arrive(notification, this.#line.connection),
      onAcked: (ids, kind) => {
        this.#receipts.acked(ids, kind);
        this.#emit('acked', { ids, kind });
      },
      // A tab that has a socket is told by the server, which knows the count of this moment.
      onRead: (read) => this.#state !== 'synced' && this.#readElsewhere(read),
      onRearranged: (change) => this.#state !== 'synced' && this.#rearrangedElsewhere(change),
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
    if (this.#line.signal) {
      this.#line.retry();
      return;
    }
    this.#tabs.open();
    this.#receipts.watch(this.#line.start());
  }

  /** Sends the last acks, and disconnects. What waits for a reply is rejected with `closed`. */
  async stop() {
    if (!this.#line.signal) return;
    const flushed = this.#receipts.flush();
    const patience = new Promise((resolve) => setTimeout(resolve, LAST_WORDS));
    const connections = this.#line.stop();
    this.#unread.stop();
    this.#setState('closed');
    await Promise.race([flushed, patience]);
    for (const connection of connections) connection.close();
    if (!this.#line.signal) this.#tabs.close();
  }

  /**
   * Asks the server for something. Until there is a connection, the request waits for one.
   * @param {string} action
   * @param {Record<string, unknown>} [fields]
   * @param {{timeout?: number}} [options] in milliseconds, over all
   * @returns {Promise<any>} the fields of the reply
   */
  async request(action, fields = {}, { timeout = this.#options.requestTimeout } = {}) {
    const { signal } = this.#line;
    if (!signal) throw closed();
    refuseIfTooLarge(action, fields);
    const until = now() + timeout;
    for (;;) {
      const connection = await this.#line.connected(signal, until);
      const askedAt = now();
      try {
        const reply = await connection.request(action, fields, Math.max(1, until - now()));
        if (action === 'markRead') this.#readHere(fields, reply, askedAt);
        else if (action in REARRANGES) this.#rearrangedHere(REARRANGES[action], fields.ids, reply, askedAt);
        return reply;
      } catch (error) {
        if (signal.aborted) throw closed();
        const wait = retryDelay(error);
        // It was refused before anything was done, so every action may be repeated.
        if (wait > 0 && now() + wait < until) {
          await unlessAborted(new Promise((resolve) => setTimeout(resolve, wait)), signal);
          continue;
        }
        if (hasCode(error, 'timeout')) this.#line.suspect();
        if (!hasCode(error, 'disconnected') || !isRepeatable(action, fields)) throw error;
      }
    }
  }

  /** @param {import('./types.js').WantedPage} [page] */
  list(page = {}) {
    return this.request('listNotifications', { ...page });
  }

  /** @param {import('./types.js').WantedPage} [page] */
  listNotifications(page = {}) {
    return this.list(page);
  }

  /** @param {{ids: string[]} | {all: true}} which */
  markRead(which) {
    return this.request('markRead', { ...which });
  }

  /** @param {string[]} ids */
  archive(ids) {
    return this.request('archive', { ids: [...ids] });
  }

  /** @param {string[]} ids */
  unarchive(ids) {
    return this.request('unarchive', { ids: [...ids] });
  }

  /** @param {string[]} ids */
  markUnread(ids) {
    return this.request('markUnread', { ids: [...ids] });
  }

  /**
   * Tells the server that the trader has seen these, until it has confirmed it.
   * @param {string[]} ids
   */
  seen(ids) {
    this.#receipts.seen(ids);
  }

  /**
   * Marks read what is in the inbox now. The count is 0 at once; the server is told in the background, which
   * is repeated until it has succeeded. What comes meanwhile stays unread.
   * @returns {Promise<void>} resolves when the server has all of it
   */
  markAllRead() {
    const before = this.#markingAll;
    this.#fresh = new Set();
    this.#unread.presume(0);
    // Asked for again, it is about what has come since, too.
    const run = before ? before.catch(() => {}).then(() => this.#markAll()) : this.#markAll();
    this.#markingAll = run;
    const done = () => {
      if (this.#markingAll !== run) return;
      this.#markingAll = undefined;
      this.#unread.release();
    };
    run.then(done, done);
    return run;
  }

  async #markAll() {
    const { signal } = this.#line;
    if (!signal) throw closed();
    const later = (this.#later = new Set(this.#fresh));
    try {
      await markAllRead({
        list: (before) =>
          this.listNotifications(before === undefined ? { limit: 100 } : { limit: 100, before }),
        mark: (ids) => this.markRead({ ids }),
        later,
        signal,
      });
    } finally {
      this.#later = undefined;
    }
  }

  /** @param {string} id */
  getNotification(id) {
    return this.request('getNotification', { id });
  }

  getPreferences() {
    return this.request('getPreferences');
  }

  /**
   * @param {object} preferences
   * @param {number} version
   * @param {{confirmInAppOnly?: boolean}} [options]
   */
  putPreferences(preferences, version, { confirmInAppOnly = false } = {}) {
    const confirmed = confirmInAppOnly ? { confirmInAppOnly } : {};
    return this.request('putPreferences', { preferences, version, ...confirmed });
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

  /** @param {string} alertId */
  pauseAlert(alertId) {
    return this.request('pauseAlert', { alertId });
  }

  /** @param {string} alertId */
  resumeAlert(alertId) {
    return this.request('resumeAlert', { alertId });
  }

  /** @param {string} topic */
  followTopic(topic) {
    return this.request('followTopic', { topic });
  }

  /** @param {string} topic */
  unfollowTopic(topic) {
    return this.request('unfollowTopic', { topic });
  }

  listTopics() {
    return this.request('listTopics');
  }

  /** @param {import('./types.js').WantedDevice} device */
  registerDevice(device) {
    return this.request('registerDevice', { ...device });
  }

  /** @param {string} deviceId */
  removeDevice(deviceId) {
    return this.request('removeDevice', { deviceId });
  }

  /** @param {import('./types.js').Channel[]} [channels] */
  testDelivery(channels) {
    return this.request('testDelivery', channels === undefined ? {} : { channels });
  }

  /** @param {string | null} until */
  snooze(until) {
    return this.request('snooze', { until });
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
      this.#line.resync();
    }
  }

  // What the server says.

  /** @param {import('./types.js').ServerFrame} frame @param {Connection} from */
  #receive(frame, from) {
    if (!this.#line.signal) return;
    if (frame.type === 'notification') {
      if (!isNotification(frame)) {
        this.#problem(new ClientError('bad_frame', 'a notification came without its id or time'));
        return;
      }
      if (!this.#receipts.stage(frame.id)) this.#tabs.tellNotification(frame);
      this.#arrive(frame, from);
    } else if (frame.type === 'read' && isRead(frame)) {
      this.#readElsewhere(frame);
    } else if (Object.values(REARRANGES).some((how) => how === frame.type)) {
      const change = { ...frame, how: frame.type };
      if (isRearranged(change)) this.#rearrangedElsewhere(change);
    }
    // Other types are of a later version of the protocol.
  }

  /**
   * @param {Notification} notification
   * @param {Connection | undefined} by the socket that may be in a drain
   */
  #arrive(notification, by) {
    if (!by?.hold) this.#give(notification, true);
    else if (!by.hold.take(notification)) this.#give(notification, false);
  }

  /** @param {Notification} notification @param {boolean} isLive it came by itself, not with a hello */
  #give(notification, isLive) {
    if (!this.#line.signal) return;
    const { id } = notification;
    switch (this.#receipts.stage(id)) {
      case undefined:
        if (!this.#options.onNotification && !this.#isListenedTo) {
          this.#miss();
          return;
        }
        this.#receipts.offered(id);
        if (isLive) this.#unread.arrived();
        this.#keepUnread(id);
        this.#emit('notification', notification);
        this.#offer(notification);
        break;
      case 'failed':
        this.#receipts.offered(id);
        this.#offer(notification);
        break;
      case 'offered':
        break;
      default:
        this.#receipts.repeated(id);
    }
  }

  /** It came while everything is being marked read, so it is none of that. @param {string} id */
  #keepUnread(id) {
    if (!this.#markingAll) return;
    this.#later?.add(id);
    this.#fresh.add(id);
    this.#unread.presume(this.#fresh.size);
  }

  /** @param {string[]} ids */
  #noLongerLater(ids) {
    if (!this.#markingAll) return;
    for (const id of ids) {
      this.#later?.delete(id);
      this.#fresh.delete(id);
    }
    this.#unread.presume(this.#fresh.size);
  }

  /**
   * Reports, once, that nothing takes notifications. They are not acked, which would silence other channels.
   */
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
      this.#receipts.failed(id);
      this.#problem(error instanceof Error ? error : new Error(String(error)));
    };
    try {
      // Not waited for: one notification that is slow to be taken must not hold up a margin call.
      const answer = /** @type {any} */ (this.#options.onNotification?.(notification));
      if (typeof answer?.then === 'function') answer.then(() => this.#receipts.taken(id), failed);
      else this.#receipts.taken(id);
    } catch (error) {
      failed(error);
    }
  }

  /** @param {Record<string, any>} which @param {Reply} reply @param {number} askedAt */
  #readHere(which, reply, askedAt) {
    const { unread, unreadMore } = /** @type {any} */ (reply);
    const read = /** @type {Read} */ (
      which.all === true ? { all: true, unread, unreadMore } : { ids: [...which.ids], unread, unreadMore }
    );
    this.#receipts.acked(read.ids ?? [], 'seen');
    this.#noLongerLater(read.ids ?? []);
    this.#unread.counted(reply, { askedAt });
    this.#tabs.tellRead(read);
    this.#emit('read', read);
  }

  /** @param {Read} read */
  #readElsewhere({ ids, all, unread, unreadMore }) {
    this.#receipts.acked(ids ?? [], 'seen');
    this.#noLongerLater(ids ?? []);
    // When it was counted is not said; it was not long ago.
    this.#unread.counted({ unread, unreadMore }, { askedAt: now() - 2_000 });
    this.#emit('read', all ? { all: true, unread, unreadMore } : { ids, unread, unreadMore });
  }

  /**
   * @param {import('./types.js').Rearranged['how']} how
   * @param {any} ids
   * @param {Reply} reply
   * @param {number} askedAt
   */
  #rearrangedHere(how, ids, reply, askedAt) {
    const { unread, unreadMore } = /** @type {any} */ (reply);
    const change = { how, ids: [.../** @type {string[]} */ (ids)], unread, unreadMore };
    this.#rearrange(change);
    this.#unread.counted(reply, { askedAt });
    this.#tabs.tellRearranged(change);
    this.#emit('rearranged', change);
  }

  /** @param {import('./types.js').Rearranged} change */
  #rearrangedElsewhere({ how, ids, unread, unreadMore }) {
    this.#rearrange({ how, ids });
    // When it was counted is not said; it was not long ago.
    this.#unread.counted({ unread, unreadMore }, { askedAt: now() - 2_000 });
    this.#emit('rearranged', { how, ids, unread, unreadMore });
  }

  /** @param {Pick<import('./types.js').Rearranged, 'how' | 'ids'>} change */
  #rearrange({ how, ids }) {
    if (how === 'archived') {
      this.#receipts.acked(ids, 'seen');
      this.#noLongerLater(ids);
    } else if (how === 'unread') {
      // While everything is being marked read, these are no part of that.
      for (const id of ids) this.#keepUnread(id);
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

const closed = () => new ClientError('closed', 'the client is not started');
