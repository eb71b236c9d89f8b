/** A notification, as the server sends it. `id` is the event's, and the key to drop repeats by. */
export interface Notification {
  type: 'notification';
  id: string;
  /** The type of the event, e.g. `order_filled`. */
  event: string;
  /** 0 is the most urgent. */
  priority: 0 | 1 | 2;
  /** When it happened: RFC 3339, UTC, milliseconds. Notifications are ordered by it. */
  timestamp: string;
  data: Record<string, unknown>;
  /** Text, never HTML. */
  title: string;
  /** Text, never HTML. */
  body: string;
  /** It must not interrupt the trader. */
  silent: boolean;
  /** What colours it; absent in frames of a server that does not send it. */
  severity?: Severity;
  /** The address in the exchange's app that it leads to; absent where there is none. */
  link?: string;
}

/** A loss or a threat to the account; something to act on; something wanted; anything else. */
export type Severity = 'danger' | 'warning' | 'success' | 'info';

/** An entry of the inbox. */
export interface ListedNotification extends Notification {
  read: boolean;
  acked: boolean;
  /** Present if the trader has archived it, in lists that ask for what is archived. */
  archived?: true;
}

/** Which notifications a list has; by default all that are not archived. */
export interface ListFilter {
  /** A section of the preferences. */
  section?: string;
  symbol?: string;
  /** Only unread ones, or only read ones. */
  unread?: boolean;
  /** Only archived ones, which do not count as unread. */
  archived?: boolean;
}

/** A page of the list. */
export interface WantedPage {
  filter?: ListFilter;
  /** The `next` of the page before. */
  before?: string;
  /** 1 to 100; 50 by default. */
  limit?: number;
}

/**
 * What an ack says. `received`: a device has the notification. `seen`: the trader has seen it, which ends
 * escalation, fallback, retries and repeats on other channels.
 */
export type AckKind = 'received' | 'seen';

/** Whether the trader attends to the page or device on which the client runs. */
export interface Presence {
  /** Asked when the page has taken a notification: while it is true, everything it has taken is seen. */
  isAttended(): boolean;
  /**
   * Called by `start()`. Calls `onAttended` whenever the trader begins to attend, until the signal aborts:
   * what was received before is seen then. Without it, that is reported with the next notification, or by
   * `client.seen(ids)`.
   */
  watch?(onAttended: () => void, signal: AbortSignal): void;
}

export interface Unread {
  /** Exact up to 100. */
  unread: number;
  /** There are more than 100. */
  unreadMore: boolean;
}

/** These, or all, were read: here, in another tab, or on another device. */
export interface Read extends Unread {
  ids?: string[];
  all?: true;
}

/** These were archived, taken out of the archive, or marked unread: here, in a tab, or on another device. */
export interface Rearranged extends Unread {
  how: 'archived' | 'unarchived' | 'unread';
  ids: string[];
}

/**
 * `connecting`: buys a ticket and opens a socket. `open`: catches up. `synced`: has everything. `waiting`:
 * tries again at `retryAt`, in milliseconds since 1970 on this device's clock. `offline`: the browser has no
 * network. `closed`: not started.
 */
export type State = 'connecting' | 'open' | 'synced' | 'waiting' | 'offline' | 'closed';

export interface Options {
  /** `https://…/v1/tickets` */
  ticketUrl: string;
  /** The exchange's JWT; asked for before every ticket, so that it can be a fresh one. */
  token: () => string | Promise<string>;
  /** Tabs of the same origin and user tell each other what was acked and read. */
  user?: string;
  /**
   * The page takes a notification. It is acked when this has returned, or its promise has resolved. If it
   * throws or rejects, nothing is acked, and it is called again when the server offers the notification
   * again. It is called in order, without waiting for the one before. Without it, a notification counts as
   * taken once the listeners of `notification` have run.
   */
  onNotification?: (notification: Notification) => unknown;
  /**
   * Decides whether what the page has taken counts as seen, or only as received. In a browser: the page is
   * visible, and was used (pointer, key, wheel, touch) in the last 60 s. Without a document: never, so that
   * only `client.seen(ids)` reports it.
   */
  presence?: Presence;
  /** How long a request may take, the wait for a connection included. 15 s. */
  requestTimeout?: number;
  /** How long ticket and handshake may take. 15 s. */
  connectTimeout?: number;
  /** How long an ack waits for others to go with it, on average. 150 ms. */
  ackWindow?: number;
  /** How many seen ids are remembered to recognise repeats; four times as many that are not seen. 5,000. */
  remembered?: number;
  /**
   * The wait before the next try is random, below a ceiling that doubles from `base` to `cap`. 250 ms, 30 s.
   */
  backoff?: { base: number; cap: number };
  /** A connection that lived so long lets the ceiling start again at `base`. 10 s. */
  stableAfter?: number;
  /** After so long without a frame, the socket is asked whether it lives. 4 min. */
  pingAfter?: number;
  /** So often the server is asked for what is pending, although all should have come. 10 min. */
  helloAfter?: number;
  /**
   * A socket so old (less up to a tenth) is replaced before the server closes it; earlier where its token
   * expires earlier. 110 min.
   */
  renewAfter?: number;
}

/** The fields of a reply. */
export type Reply = Record<string, unknown>;

/** What comes from the server and answers nothing. */
export type ServerFrame = { type: string } & Record<string, unknown>;

export interface Attempt {
  at: string;
  /** The socket; only of the websocket. */
  connection?: string;
  result: 'accepted' | 'gone' | 'refused' | 'throttled' | 'timeout' | 'error';
  status?: number;
  providerId?: string;
  durationMs: number;
}

export interface Delivery {
  channel: Channel;
  device?: string;
  state:
    | 'pending'
    | 'deferred'
    | 'retrying'
    | 'acked'
    | 'accepted'
    | 'unknown'
    | 'expired'
    | 'suppressed'
    | 'dead_lettered';
  reason?: string;
  until?: string;
  attempts: Attempt[];
  /** The provider was asked to take the message away, since the trader has seen it elsewhere. */
  dismissal?: 'dismissal_requested';
}

export type Channel = 'websocket' | 'push' | 'telegram' | 'email' | 'sms';

/** What became of a notification on every channel. */
export interface NotificationDetails {
  notification: ListedNotification;
  occurredAt: string;
  routedAt: string;
  ackedAt?: string;
  /** Where the trader has seen it; absent in replies of a server that does not send it. */
  ackedBy?: { channel: Channel; device?: string };
  deliveries: Delivery[];
}

export interface Topic {
  enabled: boolean;
  channels: Channel[];
}

/**
 * The sections are those of the deployment's catalogue. The first ten are always there; each further one has
 * the fields of a `Topic`, and its options beside them.
 */
export interface Preferences {
  [section: string]: unknown;
  timeZone: string | null;
  language: string | null;
  /** Cannot be switched off. */
  liquidation: { channels: Channel[] };
  liquidationWarning: Topic & { thresholdPercent: number };
  orderFilled: Topic;
  priceAlert: Topic;
  partialFill: Topic;
  deposit: Topic;
  newListing: Topic & { minScore: number };
  weeklyReport: Topic;
  dailyReport: Topic & { time: string };
  referral: Topic;
  /** Local times in `timeZone`. */
  quietHours: { enabled: boolean; from: string; to: string };
  /**
   * What a push says on a locked screen: everything, or neither amounts nor names. Absent in documents of a
   * server that does not know it.
   */
  lockScreen?: LockScreen;
}

export type LockScreen = 'full' | 'redacted';

export interface Device {
  deviceId: string;
  platform: Platform;
  language?: string;
  registeredAt: string;
}

export type Platform = 'ios' | 'android' | 'web';

/** A device to register for push. */
export interface WantedDevice {
  token: string;
  platform: Platform;
  language?: string;
  /** What the trader has allowed the app to show. */
  permission?: 'granted' | 'provisional' | 'denied';
  /** The trader's focus mode lets the app through. */
  focusAllowed?: boolean;
  /** The same for all tokens of one installation of the app: a new token replaces the one before. */
  installationId?: string;
}

export interface ChannelReach {
  channel: Channel;
  reachable: boolean;
  reason?: string;
  /** Of push. */
  devices?: Device[];
}

export interface WantedAlert {
  symbol: string;
  condition: 'above' | 'below';
  /** A decimal, as text. */
  targetPrice: string;
  recurring?: boolean;
  cooldownSeconds?: number;
  rearmPercent?: number | string;
  expiresAt?: string;
  note?: string;
}

/** An alert as the server has it: what was left out of the wanted one is filled in. */
export interface PriceAlert extends WantedAlert {
  id: string;
  recurring: boolean;
  cooldownSeconds: number;
  rearmPercent: string;
  createdAt: string;
  state: 'armed' | 'waiting' | 'paused' | 'fired' | 'expired';
}
