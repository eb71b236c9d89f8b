import { byTime } from '../client/order.js';
import { element, icon, ICONS } from './dom.js';
import { chip } from './list.js';

/** @typedef {import('../client/types.js').Notification} Notification */
/** @typedef {import('./trader-inbox.js').Texts} Texts */

/** How many are on the screen at most. */
const MOST = 3;

/** How many of those that stay wait for room; nobody dismisses more than that one by one. */
const QUEUE = 20;

/** What asks the trader to do something: it stays until somebody has seen it. */
const DEMANDS = new Set(['position_liquidated', 'margin_call']);

/** How long anything else stays, in milliseconds. */
const STAY = 7_000;

/**
 * What matters most comes first: what asks for something, then P0, then P1.
 * @param {Notification} notification
 */
const rank = ({ event, priority }) => (DEMANDS.has(event) ? 0 : priority + 1);

/** Of two that ask for something, one so much newer, in milliseconds, takes the other one's place. */
const OUTDATED = 60_000;

/** So long, in milliseconds, those of a burst are collected before three are chosen. */
const GATHER = 80;

/**
 * What interrupts the trader: a liquidation or a margin call until it is dismissed or read, other P0 and P1 for
 * some seconds. Of a burst there are three, P0 first and newest first, and the rest is a number that leads to the inbox.
 *
 * They are a stack that stands on the bottom of the screen and grows upwards. One that has had its time leaves
 * its place empty while others are on top of it, and the next one takes it: so nothing moves that somebody may
 * be about to click.
 */
export class Toasts {
  /** On the screen, oldest first. @type {Toast[]} */
  #shown = [];
  /** What waits for room: what stays, and anything else until three are chosen. @type {Notification[]} */
  #waiting = [];
  /** What found no room. */
  #passedOver = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #gathering;

  /**
   * @param {object} means
   * @param {() => Texts} means.texts
   * @param {(notification: Notification) => void} means.onOpen
   * @param {() => void} means.onMore
   */
  constructor({ texts, onOpen, onMore }) {
    this.texts = texts;
    this.onOpen = onOpen;
    this.more = element('button', { type: 'button', class: 'more' });
    this.more.hidden = true;
    this.more.addEventListener('click', () => {
      this.forgetRest();
      onMore();
    });
    this.stack = element('div', { class: 'stack' });
    this.node = element('div', { class: 'toasts', part: 'toasts' }, this.stack, this.more);
    this.node.hidden = true;
  }

  /** @param {Notification} notification */
  add(notification) {
    this.#waiting.push(notification);
    this.#gathering ??= setTimeout(() => this.#choose(), GATHER);
  }

  /** These were read, or all: nobody has to be told any more. @param {string[] | undefined} ids */
  remove(ids) {
    const isRead = (/** @type {Notification} */ { id }) => ids === undefined || ids.includes(id);
    this.#waiting = this.#waiting.filter((notification) => !isRead(notification));
    for (const toast of this.#shown.filter((toast) => isRead(toast.notification))) this.#drop(toast);
    if (ids === undefined) this.#passedOver = 0;
    this.#choose();
  }

  /** The trader looks at the inbox, where the rest is. */
  forgetRest() {
    this.#passedOver = 0;
    this.#waiting = [];
    this.#count();
  }

  clear() {
    this.remove(undefined);
  }

  #choose() {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#waiting.sort((a, b) => rank(a) - rank(b) || byTime(b, a));
    const chosen = [];
    while (this.#waiting.length > 0) {
      const [best] = this.#waiting;
      if (this.#shown.length + chosen.length >= MOST && !this.#makeRoom(best)) break;
      chosen.push(best);
      this.#waiting.shift();
    }
    // The best of them comes to lie on top.
    for (const notification of chosen.reverse()) this.#show(notification);
    const stay = this.#waiting.filter(({ event }) => DEMANDS.has(event)).slice(0, QUEUE);
    this.#passedOver = this.#shown.length === 0 ? 0 : this.#passedOver + this.#waiting.length - stay.length;
    this.#waiting = stay;
    this.#count();
  }

  /** Takes one away that matters less than this. @param {Notification} than @returns {boolean} whether there is one */
  #makeRoom(than) {
    const lesser = this.#shown.find(({ notification }) => rank(notification) > rank(than));
    const limit = Date.parse(than.timestamp) - OUTDATED;
    const outdated = this.#shown.find(
      ({ notification }) => rank(notification) === rank(than) && Date.parse(notification.timestamp) < limit,
    );
    const toast = lesser ?? outdated;
    if (!toast) return false;
    this.#drop(toast);
    if (DEMANDS.has(toast.notification.event)) this.#waiting.push(toast.notification);
    else this.#passedOver += 1;
    return true;
  }

  /** @param {Notification} notification */
  #show(notification) {
    const toast = new Toast(notification, this.texts(), {
      onOpen: () => {
        this.#end(toast);
        this.onOpen(notification);
      },
      onDismiss: () => this.#end(toast),
      onExpire: () => {
        this.#drop(toast);
        this.#choose();
      },
    });
    this.#shown.push(toast);
    const empty = this.stack.querySelector('.past');
    if (empty) empty.replaceWith(toast.node);
    else this.stack.prepend(toast.node);
  }

  /** The trader has done with it, and expects the others to close up. @param {Toast} toast */
  #end(toast) {
    this.#drop(toast);
    for (const empty of this.stack.querySelectorAll('.past')) empty.remove();
    this.#choose();
  }

  /** @param {Toast} toast */
  #drop(toast) {
    toast.stop();
    toast.node.classList.add('past');
    toast.node.removeAttribute('role');
    this.#shown = this.#shown.filter((other) => other !== toast);
    while (this.stack.firstElementChild?.classList.contains('past')) this.stack.firstElementChild.remove();
  }

  #count() {
    const rest = this.#waiting.length + this.#passedOver;
    this.more.hidden = rest === 0;
    this.node.hidden = rest === 0 && this.#shown.length === 0;
    this.more.textContent = this.texts().more(String(rest));
  }
}

class Toast {
  #left = STAY;
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #listening = new AbortController();

  /**
   * @param {Notification} notification
   * @param {Texts} texts
   * @param {{onOpen: () => void, onDismiss: () => void, onExpire: () => void}} means
   */
  constructor(notification, texts, { onOpen, onDismiss, onExpire }) {
    const { title, body, priority } = notification;
    this.notification = notification;
    this.onExpire = onExpire;
    const sign = chip(priority);
    sign.update(texts);
    const open = element(
      'button',
      { type: 'button', class: 'open' },
      sign.node,
      element('span', { class: 'title', dir: 'auto' }, title),
      element('span', { class: 'body', dir: 'auto' }, body),
    );
    const dismiss = element('button', { type: 'button', class: 'dismiss' }, icon(ICONS.cross));
    dismiss.setAttribute('aria-label', `${texts.dismiss}: ${title}`);
    dismiss.title = texts.dismiss;
    open.addEventListener('click', onOpen);
    dismiss.addEventListener('click', onDismiss);
    this.node = element('div', { class: `toast p${priority}`, part: 'toast' }, open, dismiss);
    this.node.setAttribute('role', priority === 0 ? 'alert' : 'status');
    this.node.dataset.id = notification.id;
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onDismiss();
    });
    if (!DEMANDS.has(notification.event)) this.#expire();
  }

  stop() {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  /** Time passes only while somebody may be looking, and nobody is reading it right now. */
  #expire() {
    const { signal } = this.#listening;
    const review = () => {
      const isHeld = document.hidden || this.node.matches(':hover, :focus-within');
      if (isHeld && this.#timer !== undefined) {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#left -= Date.now() - this.#since;
      } else if (!isHeld && this.#timer === undefined) {
        this.#since = Date.now();
        this.#timer = setTimeout(() => this.onExpire(), Math.max(this.#left, 1_000));
      }
    };
    for (const type of ['pointerenter', 'pointerleave', 'focusin', 'focusout']) {
      // The focus has moved only after its event.
      this.node.addEventListener(type, () => queueMicrotask(review), { signal });
    }
    document.addEventListener('visibilitychange', review, { signal });
    review();
  }
}
