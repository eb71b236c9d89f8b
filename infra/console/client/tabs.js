/** @typedef {import('./types.js').AckKind} AckKind */

/**
 * What the tabs of one trader tell each other: what came, what was acked, what was read or archived. Each has its own
 * socket, since a tab that speaks for the others can be frozen or closed at any moment, and the server takes
 * 20. But what one tab acks, the server offers to none of the others again: so a tab passes on what it gets,
 * for those that had no socket at that moment.
 */
export class Tabs {
  /** @type {BroadcastChannel | undefined} */
  #channel;

  /**
   * @param {string | undefined} name what the tabs have in common; without one, nothing is shared
   * @param {object} hear
   * @param {(notification: import('./types.js').Notification) => void} hear.onNotification
   * @param {(ids: string[], kind: AckKind) => void} hear.onAcked
   * @param {(read: import('./types.js').Read) => void} hear.onRead
   * @param {(change: import('./types.js').Rearranged) => void} hear.onRearranged
   */
  constructor(name, { onNotification, onAcked, onRead, onRearranged }) {
    this.name = name;
    this.onNotification = onNotification;
    this.onAcked = onAcked;
    this.onRead = onRead;
    this.onRearranged = onRearranged;
  }

  open() {
    if (this.#channel || this.name === undefined || typeof BroadcastChannel === 'undefined') return;
    this.#channel = new BroadcastChannel(this.name);
    this.#channel.onmessage = ({ data }) => {
      // Another version of this page may be open: what is not understood is passed over.
      if (isIds(data?.acked)) this.onAcked(data.acked, data.kind === 'received' ? 'received' : 'seen');
      else if (isRead(data?.read)) this.onRead(data.read);
      else if (isRearranged(data?.rearranged)) this.onRearranged(data.rearranged);
      else if (isNotification(data?.notification)) this.onNotification(data.notification);
    };
  }

  close() {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** @param {import('./types.js').Notification} notification */
  tellNotification(notification) {
    this.#channel?.postMessage({ notification });
  }

  /** @param {string[]} ids @param {AckKind} kind */
  tellAcked(ids, kind) {
    this.#channel?.postMessage({ acked: ids, kind });
  }

  /** @param {import('./types.js').Read} read */
  tellRead(read) {
    this.#channel?.postMessage({ read });
  }

  /** @param {import('./types.js').Rearranged} rearranged */
  tellRearranged(rearranged) {
    this.#channel?.postMessage({ rearranged });
  }
}

/** @param {any} value @returns {value is string[]} */
const isIds = (value) => Array.isArray(value) && value.every((id) => typeof id === 'string');

/** @param {any} value @returns {value is import('./types.js').Notification} */
export const isNotification = (value) =>
  typeof value?.id === 'string' && typeof value.timestamp === 'string';

/** @param {any} value @returns {value is import('./types.js').Read} */
export const isRead = (value) =>
  Boolean(value) && (isIds(value.ids) || value.all === true) && typeof value.unread === 'number';

/** @param {any} value @returns {value is import('./types.js').Rearranged} */
export const isRearranged = (value) =>
  isIds(value?.ids) && typeof value.how === 'string' && typeof value.unread === 'number';
