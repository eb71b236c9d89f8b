import { now } from '../client/time.js';

/** @typedef {import('../client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('../client/types.js').ListedNotification} ListedNotification */

/** Entries per page. */
const PAGE = 50;

/** The maximum number of pages that are loaded again for a trader who has scrolled that far. */
const MAX_PAGES = 20;

/** The milliseconds after which the list is reloaded because another device may have more than this one. */
const RELOAD_DELAY = 2_000;

/** The milliseconds after which an open panel is reloaded. */
const STALE = 5 * 60_000;

/** Loads the inbox of one client into its entries, page by page. */
export class Pages {
  isLoaded = false;
  #loadedAt = -Infinity;
  /** @type {Promise<void> | undefined} */
  #loading;
  #isLoadingOlder = false;
  #isOver = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /**
   * @param {object} means
   * @param {NotificationClient | undefined} means.client
   * @param {import('./entries.js').Entries} means.entries
   * @param {import('../client/types.js').ListFilter} [means.filter] what of the inbox it is
   * @param {() => number} means.depth how many of the newest entries are looked at; 0 while none is
   * @param {() => void} means.onChange
   * @param {(again: (() => void) | undefined) => void} means.onFail what to do again; undefined: nothing any
   *   more
   */
  constructor({ client, entries, filter, depth, onChange, onFail }) {
    this.client = client;
    this.entries = entries;
    this.which = filter === undefined ? {} : { filter };
    this.depth = depth;
    this.onChange = onChange;
    this.onFail = onFail;
  }

  get isLoading() {
    return this.#loading !== undefined || this.#isLoadingOlder || !this.isLoaded;
  }

  get isStale() {
    return now() - this.#loadedAt > STALE;
  }

  /** Another client has taken the place of this one: nothing is told any more. */
  end() {
    this.#isOver = true;
    clearTimeout(this.#later);
  }

  /** Loads the list if the client is synced, and each time that it is again. @param {AbortSignal} signal */
  loadWhenSynced(signal) {
    let wasSynced = this.client?.state === 'synced';
    this.client?.addEventListener(
      'state',
      ({ detail }) => {
        const isSynced = detail.state === 'synced';
        // What another device took while this one was away does not come by itself.
        if (isSynced && !wasSynced) void this.load();
        wasSynced = isSynced;
      },
      { signal },
    );
    if (wasSynced) void this.load();
  }

  /** Looks at the list, but not at once. */
  loadLater() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.load(), RELOAD_DELAY);
  }

  /** Forgets that it is to be looked at. */
  pause() {
    clearTimeout(this.#later);
  }

  /** Loads the list anew, as deep as it is being looked at. A second call while that lasts is the same. */
  load() {
    clearTimeout(this.#later);
    this.#loading ??= this.#loadAnew().finally(() => {
      this.#loading = undefined;
      if (!this.#isOver) this.onChange();
    });
    return this.#loading;
  }

  async #loadAnew() {
    const { client, entries } = this;
    if (!client) return;
    const wanted = Math.max(PAGE, Math.min(this.depth(), entries.all.length, PAGE * MAX_PAGES));
    try {
      do {
        entries.startOver();
        /** @type {ListedNotification[]} */
        const listed = [];
        /** @type {string | undefined} */
        let before;
        do {
          const page = await client.listNotifications({
            ...this.which,
            limit: PAGE,
            ...(before === undefined ? {} : { before }),
          });
          listed.push(...page.notifications);
          before = page.next;
        } while (before !== undefined && listed.length < wanted);
        if (this.#isOver) return;
        entries.replace(listed, before);
      } while (entries.isOutdated);
      this.isLoaded = true;
      this.#loadedAt = now();
      this.onFail(undefined);
    } catch {
      if (!this.#isOver && client.state !== 'closed') this.onFail(() => this.load());
    }
  }

  /** Loads the next older page, unless one is on its way. */
  loadOlder() {
    const { cursor } = this.entries;
    if (!this.client || this.#isLoadingOlder || cursor === undefined) return;
    this.#isLoadingOlder = true;
    void this.#loadPage(this.client, cursor).finally(() => {
      this.#isLoadingOlder = false;
      if (!this.#isOver) this.onChange();
    });
    this.onChange();
  }

  /** @param {NotificationClient} client @param {string} before */
  async #loadPage(client, before) {
    try {
      const page = await client.listNotifications({ ...this.which, limit: PAGE, before });
      if (this.#isOver) return;
      if (this.entries.cursor === before) this.entries.append(page.notifications, page.next);
      this.onFail(undefined);
    } catch {
      if (this.#isOver) return;
      this.onFail(() => {
        this.onFail(undefined);
        this.loadOlder();
      });
    }
  }
}
