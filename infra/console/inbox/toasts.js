import { byTime } from '../client/order.js';
import { element, icon, ICONS } from './dom.js';
import { now } from '../client/time.js';
import { facts, isDemand, picture, severityOf } from './facts.js';
import { isolated } from './isolate.js';
import { chip } from './list.js';

/** @typedef {import('../client/types.js').Notification} Notification */
/** @typedef {import('./trader-inbox.js').Texts} Texts */

/** How many are on the screen at most: on a narrow one, two would take half of it. */
const MAX_TOASTS = 3;
const MAX_NARROW = 1;
const NARROW = '(max-width: 52rem)';

/** Tells the page how high the toasts are, so that it can end above them. */
const HEIGHT = '--inbox-toasts-height';

/** The most of those that stay that wait for room; more than that are not dismissed one by one. */
const QUEUE = 20;

/** How long anything else stays, in milliseconds. */
const STAY = 7_000;

/**
 * What matters most comes first: what asks for something, then P0, then P1.
 * @param {Notification} notification
 */
const rank = (notification) => (isDemand(notification) ? 0 : notification.priority + 1);

/** The milliseconds for which the toasts of a burst are collected before three are chosen. */
const GATHER = 80;

/**
 * Interrupts the trader: what is critical and asks for something (a liquidation, a margin call, a change of
 * the account's security) until it is dismissed or read, other P0 and P1 for some seconds. Of a burst three
 * are shown, P0 first and the newest first, and the rest is a number that leads to the inbox. What came last
 * is always among them; where there is room for one alone, the newest of the most important ones.
 *
 * They stand in a row at the bottom of the window that grows away from its end; on a narrow window there is
 * one. One that has had its time leaves its place empty while others are beside it, and the next one takes
 * it: so nothing moves under the pointer. The height of the row is `--inbox-toasts-height` on the document:
 * a page that ends above it has nothing covered.
 */
export class Toasts {
  /** On the screen, oldest first. @type {Toast[]} */
  #shown = [];
  /** What waits for room: what stays, and anything else until three are chosen. @type {Notification[]} */
  #waiting = [];
  /** What found no room. */
  #passedOver = 0;
  /** The newest of those that came since the last choice. @type {Notification | undefined} */
  #newest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #gathering;

  /**
   * @param {object} means
   * @param {() => Texts} means.texts
   * @param {() => import('./days.js').Days} means.days
   * @param {(notification: Notification) => void} means.onOpen
   * @param {(notification: Notification) => void} means.onDismiss
   * @param {() => void} means.onMore
   * @param {() => void} means.onEmpty the last one is gone, and had the focus
   */
  constructor({ texts, days, onOpen, onDismiss, onMore, onEmpty }) {
    this.texts = texts;
    this.days = days;
    this.onOpen = onOpen;
    this.onDismiss = onDismiss;
    this.onEmpty = onEmpty;
    this.narrow = matchMedia(NARROW);
    this.height = 0;
    this.more = element('button', { type: 'button', class: 'more' });
    this.more.hidden = true;
    this.more.addEventListener('click', () => {
      this.forgetRest();
      onMore();
    });
    this.stack = element('div', { class: 'stack' });
    this.node = element('div', { class: 'toasts', part: 'toasts' }, this.stack, this.more);
    this.node.hidden = true;
    this.narrow.addEventListener('change', () => this.#choose());
    // Not at once: the page that ends above it is laid out anew, which must not happen while sizes are
    // observed.
    new ResizeObserver(() => requestAnimationFrame(() => this.#measure())).observe(this.node);
  }

  get most() {
    return this.narrow.matches ? MAX_NARROW : MAX_TOASTS;
  }

  #measure() {
    const height = this.node.isConnected ? this.node.offsetHeight : 0;
    if (height === this.height) return;
    this.height = height;
    document.documentElement.style.setProperty(HEIGHT, `${height}px`);
  }

  /** @param {Notification} notification */
  add(notification) {
    this.#waiting.push(notification);
    if (!this.#newest || byTime(notification, this.#newest) > 0) this.#newest = notification;
    this.#gathering ??= setTimeout(() => this.#choose(), GATHER);
  }

  /** Takes these away, or all: they were read. @param {string[] | undefined} ids */
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
    // The window has become narrower.
    while (this.#shown.length > this.most) this.#putBack(this.#least());
    this.#waiting.sort((a, b) => rank(a) - rank(b) || byTime(b, a));
    const chosen = [];
    while (this.#waiting.length > 0) {
      const [best] = this.#waiting;
      if (this.#shown.length + chosen.length >= this.most && !this.#makeRoom(best)) break;
      chosen.push(best);
      this.#waiting.shift();
    }
    const newest = this.#newest;
    this.#newest = undefined;
    // What came last is shown in any case where there is room for more than one: the others have had a look.
    if (newest && this.most > 1 && this.#waiting.includes(newest)) {
      this.#waiting.splice(this.#waiting.indexOf(newest), 1);
      if (this.#shown.length > 0) this.#putBack(this.#least());
      else this.#waiting.push(...chosen.splice(-1));
      chosen.push(newest);
    }
    // The best of them comes to lie on top.
    for (const notification of chosen.reverse()) this.#show(notification);
    const stay = this.#waiting.filter(isDemand).slice(0, QUEUE);
    this.#passedOver = this.#shown.length === 0 ? 0 : this.#passedOver + this.#waiting.length - stay.length;
    this.#waiting = stay;
    this.#count();
  }

  /**
   * Takes one away that matters less than this, or as much and is older; not the one that is being read.
   * @param {Notification} than
   * @returns {boolean} whether there is one
   */
  #makeRoom(than) {
    const times = this.#shown.map(({ notification }) => notification).sort(byTime);
    const last = this.most > 1 ? times.at(-1) : undefined;
    const isLess = (/** @type {Toast} */ { notification }) =>
      // What came last keeps its place, until something comes after it.
      (notification !== last || byTime(notification, than) < 0) &&
      (rank(notification) > rank(than) ||
        (rank(notification) === rank(than) && byTime(notification, than) < 0));
    const lesser = this.#shown.filter(isLess);
    lesser.sort((a, b) => Number(a.isHeld) - Number(b.isHeld)
      || rank(b.notification) - rank(a.notification) || byTime(a.notification, b.notification));
    const [toast] = lesser;
    if (!toast) return false;
    this.#putBack(toast);
    return true;
  }

  #least() {
    const order = [...this.#shown].sort(
      (a, b) =>
        Number(a.isHeld) - Number(b.isHeld) ||
        rank(b.notification) - rank(a.notification) ||
        byTime(a.notification, b.notification),
    );
    return order[0];
  }

  /** @param {Toast} toast */
  #putBack(toast) {
    this.#drop(toast);
    if (isDemand(toast.notification)) this.#waiting.push(toast.notification);
    else this.#passedOver += 1;
  }

  /** @param {Notification} notification */
  #show(notification) {
    const toast = new Toast(notification, this.texts(), this.days(), {
      onOpen: () => {
        // First, while it still has the focus: the page may take that to what it shows.
        const hadFocus = toast.hasFocus;
        this.onOpen(notification);
        this.#end(toast, hadFocus);
      },
      onDismiss: () => {
        const { hasFocus } = toast;
        this.onDismiss(notification);
        this.#end(toast, hasFocus);
      },
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

  /**
   * The trader has done with it, and expects the others to close up.
   * @param {Toast} toast
   * @param {boolean} hadFocus
   */
  #end(toast, hadFocus) {
    const isFree = toast.hasFocus || document.activeElement === document.body;
    this.#drop(toast);
    for (const empty of this.stack.querySelectorAll('.past')) empty.remove();
    this.#choose();
    if (!hadFocus || !isFree) return;
    const next = this.#shown.at(-1);
    if (next) next.focus();
    else this.onEmpty();
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
    this.#measure();
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
   * @param {import('./days.js').Days} days
   * @param {{onOpen: () => void, onDismiss: () => void, onExpire: () => void}} means
   */
  constructor(notification, texts, days, { onOpen, onDismiss, onExpire }) {
    const { title, body, priority, data, timestamp } = notification;
    this.notification = notification;
    this.onExpire = onExpire;
    const sign = chip(priority);
    sign.update(texts);
    const at = Date.parse(timestamp);
    const time = element('time', { datetime: timestamp, dir: 'auto' });
    time.textContent = Number.isNaN(at) ? timestamp : days.clock.format(at);
    const open = element(
      'button',
      { type: 'button', class: 'open' },
      picture(notification),
      element('span', { class: 'line' }, sign.node, time),
      element('span', { class: 'title', dir: 'auto' }, ...isolated(title, data)),
      element('span', { class: 'body', dir: 'auto' }, ...isolated(body, data)),
      element('span', { class: 'facts' }, ...facts(notification, texts, days)),
    );
    const dismiss = element('button', { type: 'button', class: 'dismiss' }, icon(ICONS.cross));
    dismiss.setAttribute('aria-label', `${texts.dismiss}: ${title}`);
    dismiss.title = texts.dismiss;
    this.open = open;
    open.addEventListener('click', onOpen);
    dismiss.addEventListener('click', onDismiss);
    const kinds = `toast p${priority} ${severityOf(notification)}`;
    this.node = element('div', { class: kinds, part: 'toast' }, open, dismiss);
    this.node.setAttribute('role', priority === 0 ? 'alert' : 'status');
    this.node.dataset.id = notification.id;
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onDismiss();
    });
    if (!isDemand(notification)) this.#expire();
  }

  /** The trader is at it right now. */
  get isHeld() {
    return this.node.matches(':hover, :focus-within');
  }

  get hasFocus() {
    return this.node.matches(':focus-within');
  }

  focus() {
    this.open.focus();
  }

  stop() {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  /** Lets time pass only while the trader may be looking, and is not reading it right now. */
  #expire() {
    const { signal } = this.#listening;
    const review = () => {
      const isHeld = document.hidden || this.isHeld;
      if (isHeld && this.#timer !== undefined) {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#left -= now() - this.#since;
      } else if (!isHeld && this.#timer === undefined) {
        this.#since = now();
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
