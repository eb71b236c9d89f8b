import { Backoff } from './backoff.js';
import { Connection, openSocket } from './connection.js';
import { drain } from './drain.js';
import { ClientError, hasCode } from './errors.js';
import { Lifecycle } from './lifecycle.js';
import { deadline, deferred, unlessAborted } from './promises.js';
import { buyTicket, Later, lifetimeOf, Refused } from './ticket.js';
import { now, Stopwatch } from './time.js';

/** @typedef {import('./types.js').State} State */

/** How long a socket that may be dead has to answer: unasked for, and when the trader is looking. */
const CHECK = { calm: 10_000, urgent: 4_000 };

/** The milliseconds out of sight that no socket dies of. */
const GLANCE = 10_000;

/** The milliseconds out of sight after which a page that is shown again sends a hello. */
const AWAY = 60_000;

/** The milliseconds before the end of its token at which a connection is replaced. */
const EARLIER = 30_000;

/**
 * The close code of a connection that has sent far too much, and the least wait after it, in milliseconds.
 */
const ABUSED = 1008;
const AFTER_ABUSE = 10_000;

/** A browser can be wrong about being offline, so it is tried all the same. */
const OFFLINE_RETRY = 60_000;

/**
 * The line to the server: one socket after the other, caught up on, looked after, and replaced in time. What
 * comes through it is none of its business.
 */
export class Line {
  #options;
  #means;
  #lifecycle;
  #backoff;
  #refusals = new Backoff({ base: 10_000, cap: 5 * 60_000 });

  /** Present from `start` to `stop`. @type {AbortController | undefined} */
  #run;
  /** The socket that requests go through. @type {Connection | undefined} */
  #primary;
  /** The socket that is to take its place. @type {Connection | undefined} */
  #next;
  #isRenewing = false;
  #renewAt = Infinity;
  /**
   * The token in use, and since when it is known here.
   * @type {{token: string, known: Stopwatch} | undefined}
   */
  #bearer;
  /** The token that the server has refused. @type {string | undefined} */
  #refused;
  #lost = /** @type {import('./promises.js').Deferred<void>} */ (deferred());
  #arrival = /** @type {import('./promises.js').Deferred<void>} */ (deferred());
  #nudge = /** @type {import('./promises.js').Deferred<void>} */ (deferred());
  #syncedAt = 0;
  /** The page is left, and may come back. */
  #isLeft = false;

  /**
   * @param {import('./types.js').Options & typeof import('./options.js').DEFAULTS} options
   * @param {object} means
   * @param {(frame: import('./types.js').ServerFrame, from: Connection) => void} means.onFrame
   * @param {(frames: import('./types.js').Notification[]) => void} means.onDrained
   * @param {(page: import('./types.js').Reply, when: {askedAt: number, isMixed: boolean}) => void}
   *   means.onPage
   * @param {(state: State, retryAt?: number) => void} means.onState
   * @param {(error: Error) => void} means.onProblem
   * @param {() => void} means.onOpen requests go through a new socket
   * @param {() => void} means.onHide the page may not get another moment soon
   */
  constructor(options, means) {
    this.#options = options;
    this.#means = means;
    this.#backoff = new Backoff(options.backoff);
    this.#lifecycle = new Lifecycle({
      onTick: () => this.#tick(),
      onWake: (awayFor) => this.#wake(awayFor),
      onHide: () => means.onHide(),
      onLeave: () => this.#leave(),
      onReturn: () => this.#return(),
      onOffline: () => this.#primary?.check(CHECK.urgent),
      onOnline: () => this.#wake(Infinity),
    });
  }

  /** Aborts with the stop; undefined while there is no line. */
  get signal() {
    return this.#run?.signal;
  }

  get connection() {
    return this.#primary;
  }

  /** @returns {AbortSignal} aborts with the stop */
  start() {
    this.#run = new AbortController();
    this.#refused = undefined;
    this.#isLeft = false;
    this.#lifecycle.start();
    void this.#live(this.#run.signal);
    return this.#run.signal;
  }

  /** @returns {Connection[]} what is still to be closed */
  stop() {
    const open = [this.#primary, this.#next].filter((connection) => connection !== undefined);
    this.#primary = this.#next = undefined;
    this.#arrival = deferred();
    this.#run?.abort(new ClientError('closed', 'the client was stopped'));
    this.#run = undefined;
    this.#lifecycle.stop();
    return open;
  }

  /** Tries at once, also with a token that was refused. */
  retry() {
    this.#refused = undefined;
    this.tryNow();
  }

  /** Ends a wait for the next try. */
  tryNow() {
    this.#nudge.resolve();
    this.#nudge = deferred();
  }

  /** Asks for what is pending, and for the count. */
  resync() {
    if (this.#primary) void this.#sync(this.#primary);
  }

  /** Whether the socket answers. */
  suspect() {
    void this.#primary?.check(CHECK.calm);
  }

  /**
   * The socket, as soon as there is one.
   * @param {AbortSignal} outer
   * @param {number} until
   * @returns {Promise<Connection>}
   */
  async connected(outer, until) {
    const late = () => new ClientError('disconnected', 'there was no connection in time');
    const { signal, done } = deadline(outer, Math.max(1, until - now()), late);
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
        this.#means.onState('connecting');
        const connection = await this.#connect(signal);
        if (signal.aborted) {
          connection.close();
          return;
        }
        this.#refusals.reset();
        failures = 0;
        this.#adopt(connection);
        await unlessAborted(this.#lost.promise, signal);
        if (now() - connection.openedAt > this.#options.stableAfter) this.#backoff.reset();
        wait = this.#backoff.next();
        notBefore = 0;
        if (connection.closeCode === ABUSED) {
          wait += AFTER_ABUSE;
          notBefore = now() + AFTER_ABUSE;
          const message = 'the server closed the connection: too many requests';
          this.#means.onProblem(new ClientError('too_many_requests', message));
        }
      } catch (error) {
        if (signal.aborted) return;
        wait = this.#backoff.next();
        notBefore = 0;
        if (error instanceof Refused) {
          wait = 5_000 + this.#refusals.next();
        } else if (error instanceof Later && error.wait > 0) {
          wait += error.wait;
          notBefore = now() + error.wait;
        }
        failures += 1;
        // That a network fails now and then is no news; that it does not come back is.
        const isNews = error instanceof Refused ? !error.isKnown : !isPassing(error) || failures === 3;
        if (isNews) this.#means.onProblem(/** @type {Error} */ (error));
      }
    }
  }

  /** A socket with a ticket of its own. @param {AbortSignal} outer @returns {Promise<Connection>} */
  async #connect(outer) {
    const { connectTimeout, ticketUrl, token } = this.#options;
    const late = () => new ClientError('timeout', `not connected within ${connectTimeout} ms`);
    // The page may have to ask the trader for a token, which takes its time.
    const bearer = await unlessAborted(Promise.resolve(token()), outer);
    // The server's no to a token is final: only another one is worth a request.
    if (bearer === this.#refused) throw new Refused(401, 'the token was refused', true);
    if (bearer !== this.#bearer?.token) this.#bearer = { token: bearer, known: new Stopwatch() };
    const left = lifetimeOf(bearer) - this.#bearer.known.elapsed;
    const { signal, done } = deadline(outer, connectTimeout, late);
    try {
      const url = await buyTicket({ ticketUrl, token: bearer, signal });
      const socket = await openSocket(url, signal);
      return new Connection(socket, now() + left, this.#means.onFrame, this.#means.onProblem);
    } catch (error) {
      if (error instanceof Refused) this.#refused = bearer;
      throw error;
    } finally {
      done();
    }
  }

  /** @param {Connection} connection */
  #adopt(connection) {
    this.#lost = deferred();
    this.#promote(connection);
    this.#means.onState('open');
    void this.#sync(connection);
  }

  /** Requests go through this one from now on. @param {Connection} connection */
  #promote(connection) {
    this.#primary = connection;
    this.#renewAt = connection.openedAt + this.#options.renewAfter * (1 - Math.random() / 10);
    const fresh = connection.expiresAt - EARLIER;
    // A page that hands out the same token until it expires gets a new connection when the server closes
    // this.
    if (fresh > now() + 2 * EARLIER) this.#renewAt = Math.min(this.#renewAt, fresh);
    void connection.closed.then(() => this.#closed(connection));
    this.#arrival.resolve();
    this.#means.onOpen();
  }

  /** @param {Connection} connection */
  #closed(connection) {
    if (this.#primary !== connection) return;
    this.#primary = undefined;
    this.#arrival = deferred();
    if (this.#run && this.#next && !this.#next.isClosed) {
      this.#promote(this.#next);
      this.#means.onState('open');
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
      connection.syncing ??= this.#drain(connection);
      await connection.syncing;
      this.#syncedAt = now();
      if (this.#primary === connection && this.#run) this.#means.onState('synced');
      return true;
    } catch (error) {
      // The socket is gone, which is noticed where it is held.
      if (!hasCode(error, 'disconnected') && !hasCode(error, 'timeout'))
        this.#means.onProblem(/** @type {Error} */ (error));
      return false;
    } finally {
      connection.syncing = undefined;
    }
  }

  /** @param {Connection} connection */
  async #drain(connection) {
    const wait = connection.hellos.take();
    if (wait > 0) {
      await Promise.race([connection.closed, new Promise((resolve) => setTimeout(resolve, wait))]);
    }
    await drain(connection, {
      timeout: this.#options.requestTimeout,
      give: this.#means.onDrained,
      onPage: this.#means.onPage,
      onProblem: this.#means.onProblem,
    });
  }

  /**
   * Changes to a new socket before the server closes this one. The old one stays until the new one has
   * caught up, so that there is no moment without one; what both bring is shown once.
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
        this.#renewAt = now() + 60_000;
        return;
      }
      this.#promote(next);
      void old.retire(this.#options.requestTimeout);
    } catch (error) {
      if (signal.aborted) return;
      this.#means.onProblem(/** @type {Error} */ (error));
      this.#renewAt = now() + 60_000 + this.#backoff.next();
    } finally {
      this.#isRenewing = false;
    }
  }

  // When to try, and when to look whether all is well.

  /** @param {AbortSignal} signal */
  async #reachable(signal) {
    while (this.#isLeft) await unlessAborted(this.#nudge.promise, signal);
    if (!this.#lifecycle.isOffline) return;
    this.#means.onState('offline');
    await this.#sleep(OFFLINE_RETRY, signal);
    // All clients that were on that network come back in the same moment.
    await this.#sleep(Math.random() * 2 * this.#options.backoff.base, signal);
  }

  /** @param {number} wait @param {number} notBefore @param {AbortSignal} signal */
  async #pause(wait, notBefore, signal) {
    if (wait <= 0 || this.#lifecycle.isOffline || this.#isLeft) return;
    const retryAt = now() + wait;
    // What the page is told is for people to read, so it is a time of the device's clock.
    this.#means.onState('waiting', Date.now() + wait);
    do {
      await this.#sleep(retryAt - now(), signal);
      // The trader may be impatient, but not beyond what the server asked for.
    } while (now() < Math.min(notBefore, retryAt));
  }

  /** Waits, unless it is to go on at once. @param {number} wait @param {AbortSignal} signal */
  async #sleep(wait, signal) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const time = new Promise((resolve) => (timer = setTimeout(resolve, wait)));
    try {
      await unlessAborted(Promise.race([time, this.#nudge.promise]), signal);
    } finally {
      clearTimeout(timer);
      // The next wait does not add to those before.
      this.#nudge = deferred();
    }
  }

  #tick() {
    const connection = this.#primary;
    const run = this.#run;
    if (!connection || !run) return;
    const at = now();
    const { helloAfter, pingAfter } = this.#options;
    if (at - connection.heardAt > pingAfter) void connection.check(CHECK.calm);
    if (at - this.#syncedAt > helloAfter) void this.#sync(connection);
    if (at > this.#renewAt) void this.#renew(run.signal);
  }

  /** @param {number} awayFor in milliseconds */
  async #wake(awayFor) {
    this.tryNow();
    const connection = this.#primary;
    if (!connection || awayFor < GLANCE) return;
    const isAlive = await connection.check(CHECK.urgent);
    if (isAlive && awayFor > AWAY) await this.#sync(connection);
  }

  /** The page may be kept and shown again, for which it must not hold a socket. */
  #leave() {
    this.#isLeft = true;
    this.#means.onHide();
    this.#primary?.close();
    this.#next?.close();
  }

  #return() {
    this.#isLeft = false;
    this.tryNow();
  }
}

/** @param {unknown} error whether trying again is all there is to do about it */
const isPassing = (error) =>
  (error instanceof Later && (error.status >= 500 || error.status === 429)) ||
  ['unreachable', 'timeout', 'disconnected'].some((code) => hasCode(error, code));
