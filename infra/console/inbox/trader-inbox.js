/**
 * `<trader-inbox>`: a bell with the unread count, a panel with the inbox, and toasts. All it needs is a
 * client; see README.md.
 *
 * {@link Entries} is what is known of the inbox, {@link List} shows it, {@link Toasts} interrupt. This file
 * keeps them in step with the client. The texts of notifications are never read as HTML.
 */

import { Days, daysIn } from './days.js';
import { element, icon, ICONS } from './dom.js';
import { Entries } from './entries.js';
import { goRound } from './focus.js';
import { List } from './list.js';
import { Pages } from './pages.js';
import { style } from './style.js';
import { textsFor } from './texts.js';
import { Toasts } from './toasts.js';

/** @typedef {import('../client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('../client/types.js').Notification} Notification */

/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {(notification: Notification) => Node | string | null | undefined} RenderRow */

/** A count that changes with every notification of a burst is read out once. */
const ANNOUNCE = 1_000;

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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #announcing;

  #list;
  #toasts;
  #badge;
  #number;
  #bell;
  #spoken;
  #heading;
  #all;
  #close;
  #problem;
  #panel;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];

    this.#list = new List({
      onOpen: (notification) => this.#activate(notification),
      onRead: (id) => this.#markRead([id]),
      onEnd: () => !this.#hasFailed && this.#pages.loadOlder(),
    });
    this.#toasts = new Toasts({
      texts: () => this.#texts,
      onEmpty: () => this.#refocus(),
      onOpen: (notification) => this.#activate(notification),
      onDismiss: ({ id }) => this.#client?.seen([id]),
      onMore: () => this.show(),
    });

    this.#badge = element('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true' });
    this.#badge.hidden = true;
    // Numbers run from left to right in every script.
    this.#number = element('bdi', { dir: 'ltr' });
    this.#badge.append(this.#number);
    this.#bell = element('button', {
      type: 'button',
      class: 'bell',
      part: 'bell',
      'aria-haspopup': 'dialog',
    });
    this.#bell.append(icon(ICONS.bell), this.#badge);
    this.#bell.addEventListener('click', () => (this.#isOpen ? this.hide() : this.show()));
    this.#spoken = element('span', { class: 'hidden', 'aria-live': 'polite' });

    this.#heading = element('h2', { id: 'heading' });
    this.#all = element('button', { type: 'button', class: 'all' });
    this.#all.addEventListener('click', () => this.#markAllRead());
    this.#close = element('button', { type: 'button', class: 'icon' }, icon(ICONS.cross));
    this.#close.addEventListener('click', () => this.hide());
    this.#problem = element('div', { class: 'problem', role: 'alert' });
    this.#problem.hidden = true;
    this.#panel = element(
      'div',
      { class: 'panel', part: 'panel', role: 'dialog', 'aria-labelledby': 'heading' },
      element('div', { class: 'head' }, this.#heading, this.#all, this.#close),
      this.#problem,
      this.#list.node,
    );
    this.#panel.hidden = true;
    root.append(this.#bell, this.#spoken, this.#panel, this.#toasts.node);
    root.addEventListener('keydown', (event) => {
      const key = /** @type {KeyboardEvent} */ (event);
      if (!this.#isOpen) return;
      if (key.key === 'Escape') this.hide();
      else if (key.key === 'Tab') this.#keepFocus(key);
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
    this.#list.rewind();
    this.#setUnread(client?.unread ?? { unread: 0, unreadMore: false });
    this.#fail(undefined);
    if (client && this.isConnected) this.#listen(client);
    this.#draw();
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
    const panel = this.#panel.querySelectorAll('button, [tabindex]');
    const { activeElement } = /** @type {ShadowRoot} */ (this.shadowRoot);
    goRound(event, activeElement, [...panel, ...this.#toasts.node.querySelectorAll('button')]);
  }

  /** What had the focus is gone: it goes to where the trader can go on. */
  #refocus() {
    if (this.#isOpen) this.#list.focus();
    else this.#bell.focus();
  }

  get isOpen() {
    return this.#isOpen;
  }

  show() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#panel.hidden = false;
    this.#bell.setAttribute('aria-expanded', 'true');
    this.#toasts.forgetRest();
    this.#list.rewind();
    this.#drawNow();
    this.#list.focus();
    if (this.#client && this.#pages.isStale) void this.#pages.load();
  }

  hide() {
    if (!this.#isOpen) return;
    const hadFocus = this.#panel.contains(/** @type {ShadowRoot} */ (this.shadowRoot).activeElement);
    this.#isOpen = false;
    this.#panel.hidden = true;
    this.#bell.setAttribute('aria-expanded', 'false');
    if (hadFocus) this.#bell.focus();
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
    this.#bell.setAttribute('aria-expanded', String(this.#isOpen));
    this.#speak();
    if (this.#client) this.#listen(this.#client);
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
    client.addEventListener('acked', ({ detail }) => this.#acked(detail.ids), { signal });
    let wasSynced = client.state === 'synced';
    client.addEventListener(
      'state',
      ({ detail }) => {
        const isSynced = detail.state === 'synced';
        // What another device took while this one was away does not come by itself.
        if (isSynced && !wasSynced) void this.#pages.load();
        wasSynced = isSynced;
      },
      { signal },
    );
    this.#setUnread(client.unread ?? this.#unread);
    if (wasSynced) void this.#pages.load();
  }

  /** @param {Notification} notification */
  #arrive(notification) {
    if (!this.#entries.arrive(notification)) return;
    // An open inbox shows what is important by itself; what is urgent interrupts all the same.
    const interrupts = notification.priority === 0 || (notification.priority === 1 && !this.#isOpen);
    if (interrupts && !notification.silent) this.#toasts.add(notification);
    this.#draw();
  }

  /** @param {import('../client/types.js').Read} read */
  #read({ ids, all, unread }) {
    const which = all ? undefined : ids;
    this.#entries.read(which);
    this.#toasts.remove(which);
    // Some came while all were being read: only the server knows which.
    if (all && unread > 0) this.#pages.loadLater();
    this.#draw();
  }

  /** @param {string[]} ids */
  #acked(ids) {
    if (this.#pages.isLoaded && ids.some((id) => !this.#entries.get(id))) this.#pages.loadLater();
  }

  // What the trader does.

  /** @param {Notification} notification */
  #activate(notification) {
    void this.#markRead([notification.id]);
    const event = new CustomEvent('open', {
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
      depth: () => (this.#isOpen ? this.#list.depth : 0),
      onChange: () => this.#draw(),
      onFail: (again) => this.#fail(again),
    });
  }

  // What is to be seen and heard.

  /** @param {{unread: number, unreadMore: boolean}} unread */
  #setUnread(unread) {
    this.#unread = unread;
    const count = this.#count();
    this.#number.textContent = count;
    this.#badge.hidden = count === '0';
    this.#bell.setAttribute('aria-label', this.#texts.bell(count));
    const hadFocus = /** @type {ShadowRoot} */ (this.shadowRoot).activeElement === this.#all;
    this.#all.disabled = count === '0';
    // A button that cannot be pressed any more must not take the focus with it.
    if (hadFocus && this.#all.disabled) this.#list.focus();
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      const spoken = this.#texts.bell(this.#count());
      if (this.#spoken.textContent !== spoken) this.#spoken.textContent = spoken;
    }, ANNOUNCE);
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
    this.#days = daysIn(language, this.#timeZone);
    this.#heading.textContent = this.#texts.notifications;
    this.#all.textContent = this.#texts.markAllRead;
    this.#close.setAttribute('aria-label', this.#texts.close);
    this.#close.title = this.#texts.close;
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
    this.#list.render(this.#entries.all, this.#texts, this.#days);
    this.#drawFoot();
    this.#problem.hidden = !this.#hasFailed;
    if (!this.#hasFailed) {
      this.#problem.replaceChildren();
    } else if (this.#problem.childElementCount === 0) {
      const button = element('button', { type: 'button' }, this.#texts.again);
      button.addEventListener('click', () => this.#again?.());
      this.#problem.append(element('span', {}, this.#texts.failed), button);
    }
  }

  #drawFoot() {
    const { foot } = this.#list;
    const isEmpty = this.#entries.all.length === 0;
    const state =
      this.#pages.isLoading
        ? 'loading'
        : this.#entries.cursor !== undefined
          ? 'more'
          : isEmpty
            ? 'empty'
            : 'end';
    const key = `${state} ${this.#texts.loading}`;
    if (foot.dataset.key === key) return;
    foot.dataset.key = key;
    foot.classList.toggle('empty', state === 'empty');
    this.#list.node.setAttribute('aria-busy', String(state === 'loading'));
    if (state === 'more') {
      const button = element('button', { type: 'button' }, this.#texts.loadOlder);
      button.addEventListener('click', () => this.#pages.loadOlder());
      foot.replaceChildren(button);
    } else if (state === 'empty') {
      foot.replaceChildren(element('strong', {}, this.#texts.empty), this.#texts.emptyHint);
    } else {
      foot.replaceChildren(state === 'loading' ? this.#texts.loading : this.#texts.end);
    }
  }
}

// Another bundle may have defined it.
if (!globalThis.customElements?.get('trader-inbox')) {
  globalThis.customElements?.define('trader-inbox', TraderInbox);
}
