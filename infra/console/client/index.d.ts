import type {
  AckKind,
  Channel,
  ChannelReach,
  ListedNotification,
  Notification,
  NotificationDetails,
  Options,
  Preferences,
  PriceAlert,
  Read,
  Rearranged,
  Reply,
  State,
  Unread,
  WantedAlert,
  WantedDevice,
  WantedPage,
} from './types.js';

export * from './types.js';

/** The codes of the server, and those of the client itself. */
export type ErrorCode =
  | 'bad_json'
  | 'unknown_action'
  | 'missing_field'
  | 'bad_field'
  | 'not_found'
  | 'version_conflict'
  | 'limit_reached'
  /**
   * Too many frames in a short time; nothing was done. The client has repeated the request as often as its
   * timeout lets it.
   */
  | 'too_many_requests'
  | 'too_large'
  | 'internal'
  /** No reply in time; it may have been carried out. */
  | 'timeout'
  /** The connection was lost before the reply, or there was none in time; it may have been carried out. */
  | 'disconnected'
  /** The client is not started, or was stopped. */
  | 'closed'
  /** The token was refused, and is not tried again (only as a `problem`). */
  | 'unauthorized'
  /** No ticket: the server answered with an error (only as a `problem`). */
  | 'unavailable'
  /** No ticket: the server cannot be reached, or its CORS rules forbid this origin (only as a `problem`). */
  | 'unreachable'
  /** A notification came, and there is neither `onNotification` nor a listener (only as a `problem`). */
  | 'nobody_listens'
  /** The server sent a notification without id or time (only as a `problem`). */
  | 'bad_frame';

export class ClientError extends Error {
  code: ErrorCode | (string & {});
  /** The dotted path of the field at fault. */
  field?: string;
  /** What else the server said: with `version_conflict`, the current `preferences` and `version`. */
  details?: Record<string, unknown>;
  /** With `too_many_requests`: how long the server asks to wait, in seconds. */
  retryAfter?: number;
}

export interface ClientEvents {
  /** Each notification once, also where `onNotification` has to be called again. */
  notification: CustomEvent<Notification>;
  /** May come more than once for the same ids. */
  read: CustomEvent<Read>;
  /** May come more than once for the same ids. */
  rearranged: CustomEvent<Rearranged>;
  /**
   * The server knows that these were received, or seen, by this tab or another one. May come more than once.
   */
  acked: CustomEvent<{ ids: string[]; kind: AckKind }>;
  unread: CustomEvent<Unread>;
  state: CustomEvent<{ state: State; retryAt?: number }>;
  /** The token was refused, `onNotification` threw, … */
  problem: CustomEvent<Error>;
}

export class NotificationClient extends EventTarget {
  constructor(options: Options);

  readonly state: State;
  /** The last known count; undefined until the server has said one. */
  readonly unread: Unread | undefined;

  /**
   * Connects, and stays connected. Called again, it tries at once instead of waiting, also with a refused
   * token.
   */
  start(): void;
  /** Sends the last acks, then disconnects. Resolves when that is done, after a second at the latest. */
  stop(): Promise<void>;

  /** Rejects with `ClientError`. Without a connection it waits for one, as long as it may take. */
  request(action: string, fields?: Record<string, unknown>, options?: { timeout?: number }): Promise<any>;

  /**
   * Newest first. One request searches a part of the inbox only: with a filter, a page can be short, even
   * empty, and still have a `next`.
   */
  list(page?: WantedPage): Promise<{ notifications: ListedNotification[]; next?: string }>;
  /** The same as `list`. */
  listNotifications(
    page?: WantedPage,
  ): Promise<{ notifications: ListedNotification[]; next?: string }>;
  /**
   * Reports that the trader has seen these, such as by touching them, whatever `presence` says. It is sent
   * in the background, a hundred at a time, and repeated until the server has confirmed it. What `markRead`
   * is called for needs no call of this.
   */
  seen(ids: string[]): void;
  /** At most 100 ids. `all` includes what arrives while the server works on it; see `markAllRead`. */
  markRead(which: { ids: string[] } | { all: true }): Promise<Unread>;
  /**
   * Marks read what is in the inbox now, and nothing that comes later. The count is 0 at once; the server is
   * told in the background, in small requests that are repeated. Resolves when the server has all of it.
   */
  markAllRead(): Promise<void>;
  /**
   * At most 100 ids. What is archived counts as seen; lists that do not ask for it leave it out, and it does
   * not count as unread.
   */
  archive(ids: string[]): Promise<Unread>;
  /** At most 100 ids. They are read or unread as before they were archived. */
  unarchive(ids: string[]): Promise<Unread>;
  /** At most 100 ids. They count as unread again; nothing is sent again. */
  markUnread(ids: string[]): Promise<Unread>;
  getNotification(id: string): Promise<NotificationDetails>;
  /** `snoozedUntil`: null, or the end of a snooze; absent where the server does not know it. */
  getPreferences(): Promise<{ preferences: Preferences; version: number; snoozedUntil?: string | null }>;
  /**
   * `version` is the one that was shown; a stale one rejects with `version_conflict`. A mandatory section
   * without a channel outside the app is refused with `bad_field`, unless the trader has confirmed it:
   * `confirmInAppOnly`.
   */
  putPreferences(
    preferences: Preferences,
    version: number,
    options?: { confirmInAppOnly?: boolean },
  ): Promise<{ version: number }>;
  /** For something important (P1) at that time, or now. */
  getReachability(at?: string): Promise<{ channels: ChannelReach[] }>;
  /** Creates it once, also when the reply is lost and the request repeated. */
  createAlert(alert: WantedAlert, options?: { clientId?: string }): Promise<{ alert: PriceAlert }>;
  listAlerts(symbol?: string): Promise<{ alerts: PriceAlert[] }>;
  deleteAlert(alertId: string): Promise<Reply>;
  /** An alert that fired once or has expired is refused with `bad_field`. */
  pauseAlert(alertId: string): Promise<{ alert: PriceAlert }>;
  /** It fires on the next price at its target. Rejects with `limit_reached` like `createAlert`. */
  resumeAlert(alertId: string): Promise<{ alert: PriceAlert }>;
  /**
   * Follows a market (`market:BTC-USDT`): broadcasts for its topic come, whatever the exchange states.
   * Rejects with `limit_reached` beyond 200.
   */
  followTopic(topic: string): Promise<Reply>;
  /** Mutes a market: broadcasts for its topic do not come, whatever the exchange states now or later. */
  unfollowTopic(topic: string): Promise<Reply>;
  /** The markets whose broadcasts come: followed, or stated by the exchange and not muted. */
  listTopics(): Promise<{ topics: string[] }>;
  registerDevice(device: WantedDevice): Promise<{ deviceId: string }>;
  removeDevice(deviceId: string): Promise<Reply>;
  /**
   * Sends a `delivery_test` notification on these channels; on all but SMS if none are named. Once in 10
   * minutes, otherwise it rejects with `limit_reached`. `getNotification(id)` tells what became of it.
   */
  testDelivery(channels?: Channel[]): Promise<{ id: string }>;
  /** Lets nothing but P0 interrupt until then (RFC 3339); null ends it. */
  snooze(until: string | null): Promise<Reply>;
  linkTelegram(): Promise<{ code: string; url: string; expiresIn: number }>;
  unlinkTelegram(): Promise<Reply>;

  addEventListener<K extends keyof ClientEvents>(
    type: K,
    listener: (event: ClientEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ClientEvents>(
    type: K,
    listener: (event: ClientEvents[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** Compares two notifications: by time, then by id. */
export function byTime(
  a: { timestamp: string; id: string },
  b: { timestamp: string; id: string },
): -1 | 0 | 1;
