import { ClientError } from './errors.js';
import { Pace } from './pace.js';
import { deferred } from './promises.js';
import { now } from './time.js';

/** @typedef {import('./types.js').ServerFrame} ServerFrame */
/** @typedef {import('./types.js').Reply} Reply */

/** The longest frame that the server takes, in bytes. */
export const MAX_FRAME_BYTES = 16 * 1024;

/**
 * One open socket: frames out, replies matched to their requests, everything else handed on. It knows
 * nothing of what was before it or comes after it.
 */
export class Connection {
  #socket;
  /**
   * @type {Map<string, {resolve: (reply: Reply) => void, reject: (error: Error) => void, timer:
   *   ReturnType<typeof setTimeout>}>}
   */
  #waiting = new Map();
  #sent = 0;
  #heard = 0;
  #isClosed = false;
  /** @type {import('./promises.js').Deferred<void>} */
  #end = deferred();
  /** @type {Promise<boolean> | undefined} */
  #check;

  /**
   * @param {WebSocket} socket open already
   * @param {number} expiresAt when its token does, at the latest, on the clock of `time.js`
   * @param {(frame: ServerFrame, from: Connection) => void} onFrame
   * @param {(error: Error) => void} onProblem
   */
  constructor(socket, expiresAt, onFrame, onProblem) {
    this.#socket = socket;
    this.expiresAt = expiresAt;
    this.onFrame = onFrame;
    this.onProblem = onProblem;
    this.openedAt = now();
    this.heardAt = now();
    /** The code with which the server closed it. @type {number | undefined} */
    this.closeCode = undefined;
    /** Frames that wait for the end of the drain. @type {import('./drain.js').Hold | undefined} */
    this.hold = undefined;
    /** Keeps the server's limit of `hello` without `after`: one in 5 s, three at once. */
    this.hellos = new Pace({ burst: 2, every: 6_000 });
    /** The drain, while it lasts. @type {Promise<void> | undefined} */
    this.syncing = undefined;
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = ({ code }) => {
      this.closeCode = code;
      this.close();
    };
    socket.onerror = () => this.close();
    if (socket.readyState !== WebSocket.OPEN) this.close();
  }

  /** Resolves when the socket has closed, or is given up. */
  get closed() {
    return this.#end.promise;
  }

  get isClosed() {
    return this.#isClosed;
  }

  get isBusy() {
    return this.#waiting.size > 0;
  }

  /**
   * @param {string} action
   * @param {Record<string, unknown>} fields
   * @param {number} timeout in milliseconds
   * @returns {Promise<Reply>} what the server replied
   */
  request(action, fields, timeout) {
    this.#sent += 1;
    const requestId = String(this.#sent);
    const frame = JSON.stringify({ ...fields, action, requestId });
    const size = new TextEncoder().encode(frame).length;
    if (size > MAX_FRAME_BYTES) {
      const message = `the frame has ${size} bytes; at most ${MAX_FRAME_BYTES} are possible`;
      return Promise.reject(new ClientError('too_large', message));
    }
    // A socket that has begun to close says so before its event comes.
    if (this.#socket.readyState !== WebSocket.OPEN) this.close();
    if (this.#isClosed) return Promise.reject(disconnected());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(requestId);
        reject(new ClientError('timeout', `no reply to ${action} within ${timeout} ms`));
      }, timeout);
      this.#waiting.set(requestId, { resolve, reject, timer });
      this.#socket.send(frame);
    });
  }

  /**
   * Whether anything comes back within the deadline; if not, the socket is dead and is given up.
   * @param {number} deadline in milliseconds
   */
  check(deadline) {
    this.#check ??= this.#ask(deadline).finally(() => (this.#check = undefined));
    return this.#check;
  }

  /** @param {number} deadline */
  async #ask(deadline) {
    const heard = this.#heard;
    try {
      await this.request('ping', {}, deadline);
      return true;
    } catch (error) {
      // A refusal is a sign of life too; and so is a frame that overtook the reply.
      const isAlive = !this.#isClosed && this.#heard > heard;
      if (!isAlive) this.close();
      return isAlive;
    }
  }

  /** Closes the socket, or gives up one that does not answer. What was sent before still leaves. */
  close() {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // The closing handshake of a dead socket takes minutes; nothing here waits for it.
    this.#socket.onmessage = this.#socket.onclose = this.#socket.onerror = null;
    this.#socket.close(1000);
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(disconnected());
    }
    this.#waiting.clear();
    this.#end.resolve();
  }

  /** Closes the socket once its requests are answered, or the time is up. @param {number} timeout */
  async retire(timeout) {
    const until = now() + timeout;
    while (this.isBusy && !this.#isClosed && now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    this.close();
  }

  /** @param {unknown} data */
  #receive(data) {
    this.heardAt = now();
    this.#heard += 1;
    /** @type {any} */
    let frame;
    try {
      frame = JSON.parse(String(data));
    } catch (cause) {
      this.onProblem(new ClientError('bad_json', 'the server sent a frame that is not JSON', { cause }));
      return;
    }
    if (frame?.type === 'reply') {
      const { type, requestId, ...fields } = frame;
      this.#settle(requestId)?.resolve(fields);
    } else if (frame?.type === 'error') {
      const { type, requestId, code, message, field, retryAfter, ...details } = frame;
      const error = new ClientError(code, message, { field, details, retryAfter });
      const request = this.#settle(requestId);
      if (request) request.reject(error);
      else if (requestId === undefined) this.onProblem(error);
    } else if (frame && typeof frame === 'object') {
      this.onFrame(frame, this);
    }
  }

  /** @param {string} requestId */
  #settle(requestId) {
    const request = this.#waiting.get(requestId);
    if (request) {
      this.#waiting.delete(requestId);
      clearTimeout(request.timer);
    }
    return request;
  }
}

const disconnected = () => new ClientError('disconnected', 'the connection was lost before the reply came');

/**
 * Opens a socket.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<WebSocket>}
 */
export function openSocket(url, signal) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const fail = () => {
      signal.removeEventListener('abort', fail);
      socket.onopen = socket.onclose = socket.onerror = null;
      // A handshake that is broken off is an error in the browser's console; one that is over can be closed.
      if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
      else socket.close();
      reject(signal.reason ?? new ClientError('disconnected', 'the socket could not be opened'));
    };
    socket.onopen = () => {
      signal.removeEventListener('abort', fail);
      socket.onopen = socket.onclose = socket.onerror = null;
      resolve(socket);
    };
    socket.onclose = socket.onerror = fail;
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail);
  });
}
