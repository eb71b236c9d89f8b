import { Entries } from './entries.js';
import { Pages } from './pages.js';

/** @typedef {import('../client/index.js').NotificationClient} NotificationClient */
/** @typedef {import('../client/types.js').Rearranged['how']} Change */
/** @typedef {import('./entries.js').Entry} Entry */

/**
 * What the trader moves: from the inbox into the archive and back, and from read to unread. The inbox
 * changes at once; where the server does not take it, everything is again as it was.
 */
export class Archive {
  entries = new Entries();

  /**
   * @param {object} means
   * @param {NotificationClient | undefined} means.client
   * @param {Entries} means.inbox
   * @param {() => void} means.onChange
   * @param {() => void} means.onReturn some are in the inbox again, which has to be loaded
   * @param {(again: (() => void) | undefined) => void} means.onFail
   */
  constructor({ client, inbox, onChange, onReturn, onFail }) {
    this.client = client;
    this.inbox = inbox;
    this.onChange = onChange;
    this.onReturn = onReturn;
    this.onFail = onFail;
    const [entries, filter] = [this.entries, { archived: true }];
    this.pages = new Pages({ client, entries, filter, depth: () => Infinity, onChange, onFail });
  }

  /**
   * Carries out what the trader asks for.
   * @param {Change} how
   * @param {string[]} ids
   * @returns {Promise<void>}
   */
  async move(how, ids) {
    const { client } = this;
    if (!client || ids.length === 0) return;
    const back = this.apply(how, ids);
    this.onChange();
    try {
      if (how === 'archived') await client.archive(ids);
      else if (how === 'unarchived') await client.unarchive(ids);
      else await client.markUnread(ids);
      this.onFail(undefined);
    } catch {
      back();
      this.onFail(() => this.move(how, ids));
    }
  }

  /**
   * Shows a change, which may be of another device.
   * @param {Change} how
   * @param {string[]} ids
   * @returns {() => void} takes it back
   */
  apply(how, ids) {
    if (how === 'unread') {
      const changed = ids.filter((id) => this.inbox.get(id)?.isRead);
      this.inbox.unread(changed);
      return () => this.inbox.read(changed);
    }
    const from = how === 'archived' ? this.inbox : this.entries;
    const removed = from.remove(ids);
    return () => from.restore(removed);
  }

  /** The server has a change, of this device or of another one. @param {Change} how @param {string[]} ids */
  confirmed(how, ids) {
    this.apply(how, ids);
    if (how === 'unarchived') this.onReturn();
    else if (how === 'archived' && this.pages.isLoaded) this.pages.loadLater();
  }
}
