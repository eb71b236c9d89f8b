/**
 * The inbox without its element, for a list that the page draws by itself: what is known of it, newest
 * first, kept in step with the client. See feed.d.ts.
 */

import { Entries } from '../../console/inbox/entries.js';
import { Pages } from '../../console/inbox/pages.js';

/** @typedef {import('../../console/client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('../../console/client/types.js').Notification & {isRead: boolean}} FeedNotification */

/**
 * @typedef {object} FeedState
 * @property {readonly FeedNotification[]} notifications
 * @property {boolean} hasOlder
 * @property {boolean} isLoading
 * @property {boolean} hasFailed
 */

/** @type {FeedState} */
const EMPTY = { notifications: [], hasOlder: false, isLoading: true, hasFailed: false };

export class Feed {
  #client;
  #onChange;
  #entries = new Entries();
  #pages;
  /** Ends the listening to the client. */
  #listening = new AbortController();
  /** What to do again. @type {(() => void) | undefined} */
  #again;
  #state = EMPTY;
  /**
   * Entries as they were told last, so that what has not changed is the same object.
   * @type {WeakMap<object, FeedNotification>}
   */
  #told = new WeakMap();
  #isChanging = false;

  /** @param {NotificationClient} client @param {() => void} onChange */
  constructor(client, onChange) {
    this.#client = client;
    this.#onChange = onChange;
    this.#pages = new Pages({
      client,
      entries: this.#entries,
      // Everything that was loaded is looked at.
      depth: () => this.#entries.all.length,
      onChange: () => this.#change(),
      onFail: (again) => {
        this.#again = again;
        this.#change();
      },
    });
  }

  get state() {
    return this.#state;
  }

  start() {
    this.#listening.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const client = this.#client;
    client.addEventListener(
      'notification',
      ({ detail }) => this.#entries.arrive(detail) && this.#change(),
      { signal },
    );
    client.addEventListener(
      'read',
      ({ detail }) => {
        this.#entries.read(detail.all ? undefined : detail.ids);
        // Some came while all were being read: only the server knows which.
        if (detail.all && detail.unread > 0) this.#pages.loadLater();
        this.#change();
      },
      { signal },
    );
    client.addEventListener(
      'acked',
      ({ detail }) => {
        const isKnown = detail.ids.every((id) => this.#entries.get(id));
        if (this.#pages.isLoaded && !isKnown) this.#pages.loadLater();
      },
      { signal },
    );
    this.#pages.loadWhenSynced(signal);
  }

  stop() {
    this.#listening.abort();
    this.#pages.pause();
  }

  loadOlder() {
    if (this.#again) this.#again();
    else this.#pages.loadOlder();
  }

  async markAllRead() {
    const changed = this.#entries.presumeRead();
    this.#change();
    try {
      await this.#client.markAllRead();
      this.#entries.believe();
    } catch (error) {
      this.#entries.believe();
      this.#entries.unread(changed);
      this.#change();
      throw error;
    } finally {
      if (this.#client.state !== 'closed') void this.#pages.load();
    }
  }

  /** Tells it once for all that happens in the same moment, such as a burst. */
  #change() {
    if (this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      this.#state = {
        notifications: this.#entries.all.map((entry) => this.#tell(entry)),
        hasOlder: this.#entries.cursor !== undefined,
        isLoading: this.#pages.isLoading,
        hasFailed: this.#again !== undefined,
      };
      this.#onChange();
    });
  }

  /** @param {import('../../console/inbox/entries.js').Entry} entry */
  #tell(entry) {
    const { notification, isRead } = entry;
    const before = this.#told.get(entry);
    if (before?.isRead === isRead) return before;
    const told = { ...notification, isRead };
    this.#told.set(entry, told);
    return told;
  }
}
