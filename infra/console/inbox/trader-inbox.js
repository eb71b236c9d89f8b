/**
 * `<trader-inbox>`: a bell with the unread count, a panel with the inbox, and toasts. All it needs is a
 * client; see README.md.
 *
 * {@link Entries} is what is known of the inbox, {@link List} shows what {@link Filter} leaves of it,
 * {@link Toasts} interrupt. This file keeps them in step with the client. The texts of notifications are
 * never read as HTML.
 */

import { Bell } from './bell.js';
import { Days, daysIn } from './days.js';
import { element, icon, ICONS } from './dom.js';
import { Entries } from './entries.js';
import { Filter } from './filter.js';
import { goRound } from './focus.js';
import { foldRows } from './folds.js';
import { drawFoot } from './foot.js';
import { List } from './list.js';
import { Pages } from './pages.js';
import { Problem } from './problem.js';
import { style } from './style.js';
import { isKept } from './kept.js';
import { loadTexts, textsFor } from './texts.js';
import { Toasts } from './toasts.js';

/** @typedef {import('../client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('../client/types.js').Notification} Notification */

/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {(notification: Notification) => Node | string | null | undefined} RenderRow */

/** So many rows of a filter fill the panel. Until then older pages are loaded, so many at most. */
const ENOUGH = 20;
const MOST_PAGES = 20;

/** A server has no elements. */
const Base = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});

export class TraderInbox extends Base {
  static observedAttributes = ['lang'];

  /** @type {NotificationClient | undefined} */
  #client;
  /** Ends the listening to the client. */
  #listening = new AbortController();
  /** Ends the listening to the document. */
  #attached = new AbortController();
  #entries = new Entries();
  #unread = { unread: 0, unreadMore: false };
  /** @type {string | undefined} */
  #timeZone;
  /** @type {Partial<Texts>} */
  #ownTexts = {};
  #texts = textsFor('en', {});
  #days = new Days('en', undefined);
  #today = '';
  #isOpen = false;
  #isDrawing = false;
  #pages = this.#pagesOf(undefined);
  #hasFailed = false;
  /** What to do again when it is asked for. @type {(() => void) | undefined} */
  #again;
  /** The keys of the folds that are open. @type {Set<string>} */
  #unfolded = new Set();
  /** The pages that were loaded for the filter as it is. */
  #searched = 0;
  /** The list has a row for each entry, and for nothing else. */
  #isPlain = true;

  #list;
  #filter;
  /** Calls a trader who looks elsewhere. @type {import('./attention.js').Attention | undefined} */
  #attention;
  #means = element('div', { class: 'attention', part: 'attention' });
  #toasts;
  #bell = new Bell();
  #problem = new Problem();
  #heading;
  #all;
  #close;
  #panel;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];

    this.#list = new List({
      onOpen: (notification) => this.#activate(notification),
      onDetails: (notification) => this.#tell('details', notification),
      onRead: (ids) => this.#markRead(ids),
      onFold: (key) => {
        if (!this.#unfolded.delete(key)) this.#unfolded.add(key);
        this.#drawNow();
      },
      onEnd: () => !this.#hasFailed && this.#pages.loadOlder(),
    });
    this.#toasts = new Toasts({
      texts: () => this.#texts,
      days: () => this.#days,
      onEmpty: () => this.#refocus(),
      onOpen: (notification) => this.#activate(notification),
      onDismiss: ({ id }) => this.#client?.seen([id]),
      onMore: () => this.show(),
    });
    this.#filter = new Filter(() => {
      this.#searched = 0;
      this.#list.rewind();
      this.#drawNow();
    });

    this.#bell.node.addEventListener('click', () => (this.#isOpen ? this.hide() : this.show()));
    this.#heading = element('h2', { id: 'heading' });
    this.#all = element('button', { type: 'button', class: 'all' });
    this.#all.addEventListener('click', () => this.#markAllRead());
    this.#close = element('button', { type: 'button', class: 'icon' }, icon(ICONS.cross));
    this.#close.addEventListener('click', () => this.hide());
    this.#panel = element(
      'div',
      { class: 'panel', part: 'panel', role: 'dialog', 'aria-labelledby': 'heading' },
      element('div', { class: 'head' }, this.#heading, this.#all, this.#close),
      this.#filter.node,
      this.#problem.node,
      this.#list.node,
      this.#means,
    );
    this.#panel.hidden = true;
    root.append(this.#bell.node, this.#bell.spoken, this.#panel, this.#toasts.node);
    root.addEventListener('keydown', (event) => {
      const key = /** @type {KeyboardEvent} */ (event);
      if (!this.#isOpen) return;
      if (key.key === 'Escape') this.hide();
      else if (key.key === 'Tab') this.#keepFocus(key);
      else if (key.key === '/' && /** @type {HTMLInputElement} */ (key.target).type !== 'search') {
        key.preventDefault();
        this.#filter.focus();
      }
    });
  }

  get client() {
    return this.#client;
  }

  set client(client) {
    if (client === this.#client) return;
    this.#listening.abort();
    this.#client = client;
    this.#entries = new Entries();
    this.#pages.end();
    this.#pages = this.#pagesOf(client);
    this.#toasts.clear();
    this.#attention?.forget(undefined);
    this.#unfolded.clear();
    this.#list.rewind();
    this.#setUnread(client?.unread ?? { unread: 0, unreadMore: false });
    this.#fail(undefined);
    if (client && this.isConnected) this.#listen(client);
    // At once and closed, too: what is for the trader before is not for the next one.
    this.#drawNow();
  }

  /** The zone whose days and times are shown; the browser's unless it is set. */
  get timeZone() {
    return this.#timeZone;
  }

  set timeZone(timeZone) {
    this.#timeZone = timeZone ?? undefined;
    this.#speak();
  }

  /** Texts in place of its own. */
  get texts() {
    return this.#ownTexts;
  }

  set texts(texts) {
    this.#ownTexts = { ...texts };
    this.#speak();
  }

  get renderRow() {
    return this.#list.renderRow;
  }

  set renderRow(renderRow) {
    this.#list.renderRow = renderRow ?? undefined;
    this.#draw();
  }

  /**
   * Tab goes round in what is open: the panel, and the toasts, which would else be out of reach.
   * @param {KeyboardEvent} event
   */
  #keepFocus(event) {
    /** @type {NodeListOf<HTMLElement>} */
    const panel = this.#panel.querySelectorAll(
      'button, [tabindex], input:not([type="radio"]), input:checked',
    );
    const { activeElement } = /** @type {ShadowRoot} */ (this.shadowRoot);
    goRound(event, activeElement, [...panel, ...this.#toasts.node.querySelectorAll('button')]);
  }

  /** What had the focus is gone: it goes to where the trader can go on. */
  #refocus() {
    if (this.#isOpen) this.#list.focus();
    else this.#bell.node.focus();
  }

  get isOpen() {
    return this.#isOpen;
  }

  show() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#panel.hidden = false;
    this.#bell.node.setAttribute('aria-expanded', 'true');
    void this.#attend();
    this.#toasts.forgetRest();
    this.#list.rewind();
    this.#drawNow();
    this.#list.focus();
    if (this.#client && this.#pages.isStale) void this.#pages.load();
  }

  /** Loads what calls the trader: with the panel, where it is switched on, or where it was. */
  async #attend() {
    if (this.#attention) return;
    try {
      const { Attention } = await import('./attention.js');
      this.#attention ??= new Attention(this.#means, (notification) => this.#activate(notification));
      this.#attention.speak(this.#texts);
    } catch {
      // It is tried again with the next opening.
    }
  }

  hide() {
    if (!this.#isOpen) return;
    const hadFocus = this.#panel.contains(/** @type {ShadowRoot} */ (this.shadowRoot).activeElement);
    this.#isOpen = false;
    this.#panel.hidden = true;
    this.#bell.node.setAttribute('aria-expanded', 'false');
    if (hadFocus) this.#bell.node.focus();
  }

  connectedCallback() {
    // What was set before this file was loaded hides the setters.
    for (const [name, value] of Object.entries(this)) {
      if (!(name in TraderInbox.prototype)) continue;
      delete (/** @type {any} */ (this)[name]);
      Object.assign(this, { [name]: value });
    }
    this.#attached = new AbortController();
    const { signal } = this.#attached;
    this.#bell.node.setAttribute('aria-expanded', String(this.#isOpen));
    this.#speak();
    if (this.#client) this.#listen(this.#client);
    if (isKept('desktop') || isKept('sound')) void this.#attend();
    document.addEventListener(
      'pointerdown',
      (event) => {
        if (this.#isOpen && !event.composedPath().includes(this)) this.hide();
      },
      { signal },
    );
    // At midnight, today becomes yesterday.
    const ticking = setInterval(() => this.#days.of() !== this.#today && this.#draw(), 30_000);
    signal.addEventListener('abort', () => clearInterval(ticking));
  }

  /** What is not in the document must not be kept alive by a client that is. */
  disconnectedCallback() {
    this.#attached.abort();
    this.#listening.abort();
    this.#pages.pause();
    this.#toasts.clear();
    this.#attention?.forget(undefined);
  }

  attributeChangedCallback() {
    this.#speak();
  }

  // What the client says.

  /** @param {NotificationClient} client */
  #listen(client) {
    this.#listening.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    client.addEventListener('notification', ({ detail }) => this.#arrive(detail), { signal });
    client.addEventListener('unread', ({ detail }) => this.#setUnread(detail), { signal });
    client.addEventListener('read', ({ detail }) => this.#read(detail), { signal });
    client.addEventListener('acked', ({ detail }) => this.#acked(detail), { signal });
    this.#setUnread(client.unread ?? this.#unread);
    this.#pages.loadWhenSynced(signal);
  }

  /** @param {Notification} notification */
  #arrive(notification) {
    if (!this.#entries.arrive(notification)) return;
    if (this.#entries.isOverfull) void this.#pages.load();
    // An open inbox shows what is important by itself; what is urgent interrupts all the same.
    const interrupts = notification.priority === 0 || (notification.priority === 1 && !this.#isOpen);
    if (interrupts && !notification.silent) {
      this.#toasts.add(notification);
      this.#attention?.tell(notification);
    }
    this.#draw();
  }

  /** @param {import('../client/types.js').Read} read */
  #read({ ids, all, unread }) {
    const which = all ? undefined : ids;
    this.#entries.read(which);
    this.#toasts.remove(which);
    this.#attention?.forget(which);
    // Some came while all were being read: only the server knows which.
    if (all && unread > 0) this.#pages.loadLater();
    this.#draw();
  }

  /** @param {{ids: string[], kind: import('../client/types.js').AckKind}} acked */
  #acked({ ids, kind }) {
    if (kind === 'seen') this.#attention?.forget(ids);
    if (this.#pages.isLoaded && ids.some((id) => !this.#entries.get(id))) this.#pages.loadLater();
  }

  // What the trader does.

  /** @param {Notification} notification */
  #activate(notification) {
    void this.#markRead([notification.id]);
    this.#tell('open', notification);
  }

  /** @param {'open' | 'details'} type @param {Notification} notification */
  #tell(type, notification) {
    const event = new CustomEvent(type, {
      detail: notification,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (this.dispatchEvent(event)) this.hide();
  }

  /** @param {string[]} ids */
  async #markRead(ids) {
    const client = this.#client;
    // Those too that have not been loaded, of which there was a toast.
    const changed = ids.filter((id) => !this.#entries.get(id)?.isRead);
    this.#entries.read(changed);
    this.#toasts.remove(ids);
    this.#draw();
    if (!client || changed.length === 0) return;
    try {
      await client.markRead({ ids: changed });
      this.#fail(undefined);
    } catch {
      // The trader has touched them all the same.
      client.seen(changed);
      this.#entries.unread(changed);
      this.#fail(() => this.#markRead(changed));
    }
  }

  async #markAllRead() {
    const client = this.#client;
    if (!client) return;
    const entries = this.#entries;
    const changed = entries.presumeRead();
    this.#toasts.clear();
    this.#draw();
    try {
      await client.markAllRead();
      entries.believe();
      this.#fail(undefined);
    } catch {
      entries.believe();
      entries.unread(changed);
      // A client that was stopped has no inbox to show.
      if (client.state !== 'closed') this.#fail(() => this.#markAllRead());
    }
    if (entries === this.#entries && client.state !== 'closed') void this.#pages.load();
  }

  /** @param {NotificationClient | undefined} client */
  #pagesOf(client) {
    return new Pages({
      client,
      entries: this.#entries,
      depth: () => (!this.#isOpen ? 0 : this.#isPlain ? this.#list.depth : Infinity),
      onChange: () => this.#draw(),
      onFail: (again) => this.#fail(again),
    });
  }

  // What is to be seen and heard.

  /** @param {{unread: number, unreadMore: boolean}} unread */
  #setUnread(unread) {
    this.#unread = unread;
    const count = this.#count();
    this.#bell.show(count, this.#texts.bell(count));
    const hadFocus = /** @type {ShadowRoot} */ (this.shadowRoot).activeElement === this.#all;
    this.#all.disabled = count === '0';
    // A button that cannot be pressed any more must not take the focus with it.
    if (hadFocus && this.#all.disabled) this.#list.focus();
  }

  #count() {
    const { unread, unreadMore } = this.#unread;
    return unreadMore ? '100+' : String(unread);
  }

  /** Chooses the language, and says everything in it. */
  #speak() {
    const language =
      this.lang ||
      /** @type {HTMLElement | null} */ (this.closest('[lang]'))?.lang ||
      navigator.language ||
      'en';
    this.#texts = textsFor(language, this.#ownTexts);
    // Until they are there it speaks English.
    void loadTexts(language).then((isNew) => isNew && this.#speak());
    this.#days = daysIn(language, this.#timeZone);
    this.#heading.textContent = this.#texts.notifications;
    this.#all.textContent = this.#texts.markAllRead;
    this.#close.setAttribute('aria-label', this.#texts.close);
    this.#close.title = this.#texts.close;
    this.#filter.speak(this.#texts);
    this.#toasts.tellTimes();
    this.#attention?.speak(this.#texts);
    this.#setUnread(this.#unread);
    this.#draw();
  }

  /** @param {(() => void) | undefined} again what failed; undefined: nothing any more */
  #fail(again) {
    this.#hasFailed = again !== undefined;
    this.#again = again;
    this.#draw();
  }

  /** Draws before the next frame, and only what can be seen. */
  #draw() {
    if (this.#isDrawing || !this.#isOpen) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      if (this.#isOpen) this.#drawNow();
    });
  }

  #drawNow() {
    this.#today = this.#days.of();
    const { all, cursor } = this.#entries;
    const wanted = this.#filter.apply(all);
    const rows = foldRows(wanted, this.#unfolded);
    this.#isPlain = rows.length === all.length;
    this.#list.render(rows, this.#texts, this.#days);
    const { isLoading } = this.#pages;
    const none = this.#filter.isActive ? 'noMatch' : 'empty';
    const end = cursor !== undefined ? 'more' : rows.length === 0 ? none : 'end';
    drawFoot(this.#list.foot, isLoading ? 'loading' : end, this.#texts, () => {
      this.#searched = 0;
      this.#pages.loadOlder();
    });
    this.#list.node.setAttribute('aria-busy', String(isLoading));
    this.#problem.show(this.#hasFailed, this.#texts, () => this.#again?.());
    if (isLoading || this.#hasFailed || cursor === undefined) return;
    if (!this.#filter.isActive || rows.length >= ENOUGH || this.#searched >= MOST_PAGES) return;
    this.#searched += 1;
    this.#pages.loadOlder();
  }
}

// Another bundle may have defined it.
if (!globalThis.customElements?.get('trader-inbox')) {
  globalThis.customElements?.define('trader-inbox', TraderInbox);
}
