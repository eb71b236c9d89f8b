import type { NotificationClient } from '../../console/client/index.js';
import type { Notification } from '../../console/client/types.js';

/** An entry of the list. */
export type FeedNotification = Notification & { isRead: boolean };

export interface FeedState {
  /** Newest first, each once. */
  notifications: readonly FeedNotification[];
  /** `loadOlder` has more. */
  hasOlder: boolean;
  isLoading: boolean;
  /** The list could not be loaded; `loadOlder` tries again, and so does every new connection. */
  hasFailed: boolean;
}

/** The inbox of a client, for a list that the page draws by itself. */
export class Feed {
  /** `onChange`: `state` is another one. */
  constructor(client: NotificationClient, onChange: () => void);
  /** The same object until something changes. */
  readonly state: FeedState;
  /** Listens to the client, and loads the list with every connection. Starts no client. */
  start(): void;
  /** Listens no more; `start()` goes on. */
  stop(): void;
  loadOlder(): void;
  /** As the client's: what is there now, and at once; rejects where it could not be done. */
  markAllRead(): Promise<void>;
}
