import type { Notification, NotificationClient, Options, State } from '@trader-notifications/client';
import type { FeedState, FeedNotification } from '@trader-notifications/inbox/feed';
import type { RenderRow, Texts, TraderInbox } from '@trader-notifications/inbox';
import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import './jsx.js';

export type { FeedNotification, Notification, NotificationClient, RenderRow, Texts, TraderInbox };

export interface NotificationInboxProps extends HTMLAttributes<TraderInbox> {
  /** Of `useNotifications`, or one of your own; without one the inbox is empty. */
  client?: NotificationClient | undefined;
  /** An IANA zone; the browser's unless it is set. */
  timeZone?: string | undefined;
  texts?: Partial<Texts> | undefined;
  /**
   * Makes the content of a row. The rows are made again when it is another function: keep it outside of the
   * component, or in `useCallback`.
   */
  renderRow?: RenderRow | undefined;
  /** A notification was activated. The panel closes, unless the event's default is prevented. */
  onOpen?: ((event: CustomEvent<Notification>) => void) | undefined;
  /** The trader asks what became of a notification on each channel; without it there is no such control. */
  onDetails?: ((event: CustomEvent<Notification>) => void) | undefined;
  /** Where the bell stands at the start of a line. */
  align?: 'start' | undefined;
}

/** `<trader-inbox>`; a server renders the bare element. */
export const NotificationInbox: ForwardRefExoticComponent<
  NotificationInboxProps & RefAttributes<TraderInbox>
>;

export interface NotificationsOptions extends Options {
  /**
   * Load the list of notifications. Set it to false where only `<NotificationInbox>` shows them, which loads
   * its own.
   */
  list?: boolean;
}

export interface Notifications extends FeedState {
  /** For `<NotificationInbox>`, and for everything else that a client does. */
  client: NotificationClient;
  state: State;
  /** Exact up to 100. */
  unread: number;
  /** There are more than 100. */
  unreadMore: boolean;
  /** The client's last `problem`, until everything has come again. */
  problem: Error | undefined;
  /** The trader has seen these, which ends what other channels would do; `markRead` says it, too. */
  ack(ids: string[]): void;
  /** At most 100. */
  markRead(ids: string[]): Promise<void>;
  markAllRead(): Promise<void>;
  /** Loads the next page of `notifications`, or tries again. */
  loadOlder(): void;
  /** Tries to connect at once, also with a token that was refused. */
  retry(): void;
}

/**
 * Connects while the component is mounted. Another `ticketUrl` or `user` is another connection; `token` and
 * `onNotification` may be other functions with every render; other options are those of the first render.
 */
export function useNotifications(options: NotificationsOptions): Notifications;
