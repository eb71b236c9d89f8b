import { arrange, element, icon, ICONS } from './dom.js';
import { facts, picture, severityOf } from './facts.js';
import { isolated } from './isolate.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('./folds.js').Row} Row */
/** @typedef {import('./trader-inbox.js').Texts} Texts */
/** @typedef {import('./trader-inbox.js').RenderRow} RenderRow */

/** How many entries are in the document at most. */
const WINDOW = 150;

/** By how many the window moves when its edge comes near. */
const STEP = 50;

/** The top of the list: browsers hold a scrolled list in place when something comes above, but not at 0. */
const TOP = 1;

/**
 * The entries as the trader sees them: by day, newest first, and only a window of them in the document. One
 * of them is in the order of the Tab key; the arrow keys go through all.
 */
export class List {
  #first = 0;
  /** The trader is at the top, or on the way there. */
  #isFollowing = true;
  /** @type {Row[]} */
  #all = [];
  /** @type {string | undefined} */
  #active;
  /** @type {Map<string, Item>} */
  #items = new Map();
  /** @type {Map<string, {section: HTMLElement, heading: HTMLElement, list: HTMLElement}>} */
  #sections = new Map();
  /** @type {RenderRow | undefined} */
  #renderRow;

  /**
   * @param {object} means
   * @param {(notification: Entry['notification']) => void} means.onOpen
   * @param {(notification: Entry['notification']) => void} means.onDetails
   * @param {(ids: string[]) => void} means.onRead
   * @param {(key: string) => void} means.onFold
   * @param {() => void} means.onEnd the end of what is known comes near
   */
  constructor({ onOpen, onDetails, onRead, onFold, onEnd }) {
    this.onOpen = onOpen;
    this.onDetails = onDetails;
    this.onRead = onRead;
    this.onFold = onFold;
    this.onEnd = onEnd;
    this.days = element('div', { class: 'days' });
    this.foot = element('div', { class: 'foot' });
    this.node = element('div', { class: 'scroller', part: 'list', tabindex: '-1' }, this.days, this.foot);
    this.node.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.node.addEventListener('keydown', (event) => this.#key(event));
    for (const type of ['wheel', 'touchmove', 'pointerdown', 'keydown']) {
      this.node.addEventListener(type, () => (this.#isFollowing = false), { passive: true });
    }
    this.node.addEventListener('focusin', (event) => {
      const id = /** @type {HTMLElement} */ (event.target).closest?.('li')?.dataset.id;
      if (id !== undefined) this.#activate(id);
    });
  }

  get renderRow() {
    return this.#renderRow;
  }

  set renderRow(renderRow) {
    this.#renderRow = renderRow;
    this.#items.clear();
  }

  /** How many of the newest entries are needed to show what is shown. */
  get depth() {
    return this.#first + WINDOW;
  }

  /**
   * @param {Row[]} entries newest first
   * @param {Texts} texts
   * @param {import('./days.js').Days} days
   */
  render(entries, texts, days) {
    const isAtTop = this.node.scrollTop < 8 && this.#first === 0;
    this.#isFollowing ||= isAtTop;
    if (this.node.scrollTop === 0) this.node.scrollTop = TOP;
    const anchor = this.#anchor();
    const before = this.#all;
    this.#all = entries;
    this.#keepPlace(before);
    this.texts = texts;
    this.clockwork = days;
    this.#draw();
    this.#restore(anchor);
    // What comes on top is scrolled to, so that nothing ever jumps.
    if (this.#isFollowing && this.node.scrollTop > TOP) {
      const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      this.node.scrollTo({ top: TOP, behavior: isCalm ? 'instant' : 'smooth' });
    }
  }

  /** To the newest. */
  rewind() {
    this.#first = 0;
    this.#active = undefined;
    this.#isFollowing = true;
    this.node.scrollTop = TOP;
  }

  focus() {
    const item = this.#active === undefined ? undefined : this.#items.get(this.#active);
    (item?.open ?? this.node).focus();
  }

  /**
   * What is left out now gives its place to the one that comes after it.
   * @param {Row[]} before
   */
  #keepPlace(before) {
    if (this.#active === undefined) return;
    // It is mostly among the first: of ten thousand, few are looked at.
    if (this.#all.some(({ notification }) => notification.id === this.#active)) return;
    const left = new Set(this.#all.map(({ notification }) => notification.id));
    const at = before.findIndex(({ notification }) => notification.id === this.#active);
    const next = before.slice(at + 1).find(({ notification }) => left.has(notification.id));
    this.#active = (next ?? this.#all.at(-1))?.notification.id;
  }

  #draw() {
    const { texts, clockwork } = this;
    if (!texts || !clockwork) return;
    this.#first = Math.max(0, Math.min(this.#first, this.#all.length - WINDOW));
    const shown = this.#all.slice(this.#first, this.#first + WINDOW);
    const hadFocus = this.node.contains(/** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement);

    /** @type {Map<string, Item>} */
    const items = new Map();
    /** @type {Map<string, {time: number, nodes: HTMLElement[]}>} */
    const byDay = new Map();
    for (const entry of shown) {
      const { notification } = entry;
      const item = this.#items.get(notification.id) ?? new Item(notification, this);
      item.update(entry, texts, clockwork);
      items.set(notification.id, item);
      const group = byDay.get(item.day) ?? { time: item.at, nodes: [] };
      group.nodes.push(item.node);
      byDay.set(item.day, group);
    }
    this.#items = items;

    const sections = new Map();
    for (const [day, { time, nodes }] of byDay) {
      const section = this.#sections.get(day) ?? newSection(day);
      section.heading.textContent = clockwork.name(day, time);
      arrange(section.list, nodes);
      sections.set(day, section);
    }
    this.#sections = sections;
    arrange(
      this.days,
      [...sections.values()].map(({ section }) => section),
    );

    if (this.#active === undefined || !items.has(this.#active)) this.#activate(shown[0]?.notification.id);
    else this.#activate(this.#active);
    // What had the focus is gone from the document: the keyboard must not start again at the top of the
    // page.
    if (hadFocus && !this.node.contains(/** @type {ShadowRoot} */ (this.node.getRootNode()).activeElement)) {
      this.focus();
    }
  }

  /** @param {string | undefined} id */
  #activate(id) {
    if (this.#active !== undefined) this.#items.get(this.#active)?.setActive(false);
    this.#active = id;
    if (id !== undefined) this.#items.get(id)?.setActive(true);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at =
      this.#active === undefined ? -1 : this.#all.findIndex((e) => e.notification.id === this.#active);
    const page = Math.max(1, Math.floor(this.node.clientHeight / 80));
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      j: at + 1,
      k: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: this.#all.length - 1,
    }[event.key];
    if (to === undefined || this.#all.length === 0) return;
    event.preventDefault();
    const target = Math.max(0, Math.min(to, this.#all.length - 1));
    if (target < this.#first || target >= this.#first + WINDOW) {
      this.#first = target - WINDOW / 2;
      this.#draw();
    }
    const { id } = this.#all[target].notification;
    this.#activate(id);
    this.#items.get(id)?.open.focus();
    if (target >= this.#all.length - 10) this.onEnd();
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.node;
    const margin = clientHeight;
    const isNearEnd = scrollTop + clientHeight > scrollHeight - margin;
    if (isNearEnd && this.#first + WINDOW < this.#all.length) this.#move(STEP);
    else if (scrollTop < margin && this.#first > 0) this.#move(-STEP);
    if (isNearEnd && this.#first + WINDOW >= this.#all.length) this.onEnd();
  }

  /** @param {number} by */
  #move(by) {
    const anchor = this.#anchor();
    this.#first += by;
    this.#draw();
    this.#restore(anchor);
  }

  /** What the trader is looking at: the first entry in view, and where. */
  #anchor() {
    const { top } = this.node.getBoundingClientRect();
    for (const item of this.#items.values()) {
      const box = item.node.getBoundingClientRect();
      if (box.height > 0 && box.bottom > top) return { item, top: box.top };
    }
    return undefined;
  }

  /** @param {{item: Item, top: number} | undefined} anchor */
  #restore(anchor) {
    if (!anchor?.item.node.isConnected) return;
    this.node.scrollTop += anchor.item.node.getBoundingClientRect().top - anchor.top;
  }
}

/** @param {string} day */
function newSection(day) {
  const heading = element('h3', { id: `day-${day}` });
  const list = element('ul', { role: 'list' });
  return { section: element('section', { 'aria-labelledby': `day-${day}` }, heading, list), heading, list };
}

/** One entry: what it says is a button that opens it; further ones mark it read, and unfold it. */
class Item {
  /** The ids for which its mark stands, and the key of its fold. @type {{ids: string[], key: string}} */
  #stands;

  /** @param {Entry['notification']} notification @param {List} list */
  constructor(notification, list) {
    const { id, title, body, priority, data } = notification;
    this.#stands = { ids: [id], key: '' };
    this.notification = notification;
    this.state = element('span', { class: 'hidden' });
    this.chip = chip(priority);
    this.time = element('time', { datetime: notification.timestamp, dir: 'auto' });
    this.facts = element('span', { class: 'facts' });
    const own = ownRow(notification, list.renderRow);
    const row =
      own === undefined
        ? [
            picture(notification),
            element('span', { class: 'line' }, this.chip.node, this.state, this.time),
            element('span', { class: 'title', dir: 'auto' }, ...isolated(title, data)),
            element('span', { class: 'body', dir: 'auto' }, ...isolated(body, data)),
            this.facts,
          ]
        : [this.state, element('span', { class: 'own' }, own)];
    this.open = element('button', { type: 'button', class: 'open' }, ...row);
    this.read = element('button', { type: 'button', class: 'mark' }, icon(ICONS.tick));
    this.details = element('button', { type: 'button', class: 'details' });
    this.count = element('span');
    this.fold = element('button', { type: 'button', class: 'fold' }, icon(ICONS.fold), this.count);
    this.node = element(
      'li',
      { class: `entry p${priority} ${severityOf(notification)}`, part: 'entry' },
      this.open,
      this.read,
      this.details,
      this.fold,
    );
    this.node.dataset.id = id;
    this.open.addEventListener('click', () => list.onOpen(notification));
    this.details.addEventListener('click', () => list.onDetails(notification));
    this.read.addEventListener('click', () => {
      this.open.focus();
      list.onRead(this.#stands.ids);
    });
    this.fold.addEventListener('click', () => list.onFold(this.#stands.key));
    this.title = title;
    this.timestamp = notification.timestamp;
    this.at = Date.parse(notification.timestamp);
    this.day = '';
    /** What it was last drawn for. @type {unknown[]} */
    this.drawn = [];
    this.setActive(false);
  }

  /** @param {Row} row @param {Texts} texts @param {import('./days.js').Days} days */
  update({ isRead, isInside = false, fold }, texts, days) {
    const now = [isRead, isInside, fold?.ids.length, fold?.isOpen, fold?.key, texts, days];
    if (now.every((part, index) => part === this.drawn[index])) return;
    this.drawn = now;
    this.day = days.of(this.at);
    const { notification } = this;
    this.#stands = { ids: fold && !fold.isOpen ? fold.ids : [notification.id], key: fold?.key ?? '' };
    this.node.classList.toggle('unread', !isRead);
    this.node.classList.toggle('inside', isInside);
    setText(this.state, isRead ? '' : texts.unread);
    setText(this.time, Number.isNaN(this.at) ? this.timestamp : days.clock.format(this.at));
    this.time.title = Number.isNaN(this.at) ? '' : days.exact.format(this.at);
    this.chip.update(texts);
    this.facts.replaceChildren(...facts(notification, texts, days));
    this.read.hidden = isRead;
    this.read.setAttribute('aria-label', `${texts.markRead}: ${this.title}`);
    this.read.title = texts.markRead;
    setText(this.details, texts.details);
    this.details.setAttribute('aria-label', `${texts.details}: ${this.title}`);
    this.fold.hidden = !fold;
    if (!fold) return;
    this.fold.setAttribute('aria-expanded', String(fold.isOpen));
    setText(this.count, texts.fold(String(fold.ids.length - 1), fold.of));
  }

  /** @param {boolean} isActive */
  setActive(isActive) {
    this.open.tabIndex = this.read.tabIndex = this.details.tabIndex = this.fold.tabIndex = isActive ? 0 : -1;
  }
}

/**
 * What the page makes of it, if that is a node or a text.
 * @param {Entry['notification']} notification
 * @param {RenderRow | undefined} renderRow
 */
function ownRow(notification, renderRow) {
  try {
    const row = renderRow?.(notification);
    return typeof row === 'string' || row instanceof Node ? row : undefined;
  } catch (error) {
    // A mistake of the page must not take a notification away.
    reportError(error);
    return undefined;
  }
}

/** The priority as a sign and a word, so that it needs no colour. @param {number} priority */
export function chip(priority) {
  const word = element('span');
  const node = element('span', { class: `chip p${priority}` });
  if (priority === 0) node.append(icon(ICONS.urgent), word);
  else if (priority === 1) node.append(icon(ICONS.important), word);
  else node.hidden = true;
  /** @param {Texts} texts */
  const update = (texts) => setText(word, texts.priorities[priority] ?? '');
  return { node, update };
}

/**
 * Leaves the text alone where it is right already: a reader's cursor may be in it.
 * @param {Node} node
 * @param {string} text
 */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
