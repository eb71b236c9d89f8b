'use client';

/** Notifications in React: the element as a component, and the client as a hook. See index.d.ts. */

import { NotificationClient } from '@trader-notifications/client';
import '@trader-notifications/inbox';
import { Feed } from '@trader-notifications/inbox/feed';
import {
  createElement,
  forwardRef,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';

/** @typedef {import('./index.js').NotificationsOptions} NotificationsOptions */
/** @typedef {import('./index.js').Notifications} Notifications */
/** @typedef {import('@trader-notifications/inbox').TraderInbox} TraderInbox */

export const NotificationInbox = forwardRef(
  /**
   * @param {import('./index.js').NotificationInboxProps} props
   * @param {import('react').ForwardedRef<TraderInbox>} ref
   */
  function NotificationInbox(
    { client, timeZone, texts, renderRow, onOpen, onDetails, className, ...attributes },
    ref,
  ) {
    /** @type {import('react').RefObject<TraderInbox | null>} */
    const own = useRef(null);
    useImperativeHandle(ref, () => /** @type {TraderInbox} */ (own.current), []);
    // Properties, which a server cannot render and React 18 does not set.
    useProperty(own, 'texts', texts ?? NO_TEXTS);
    useProperty(own, 'timeZone', timeZone);
    useProperty(own, 'renderRow', renderRow);
    useProperty(own, 'client', client);
    useListener(own, 'open', onOpen);
    useListener(own, 'details', onDetails);
    const details = onDetails && '';
    return createElement('trader-inbox', { ...attributes, details, class: className, ref: own });
  },
);

const NO_TEXTS = {};

/**
 * @template {'client' | 'texts' | 'timeZone' | 'renderRow'} Name
 * @param {import('react').RefObject<TraderInbox | null>} element
 * @param {Name} name
 * @param {TraderInbox[Name]} value
 */
function useProperty(element, name, value) {
  useEffect(() => {
    if (element.current) element.current[name] = value;
  }, [element, name, value]);
}

/**
 * @param {import('react').RefObject<TraderInbox | null>} element
 * @param {'open' | 'details'} type
 * @param {((event: CustomEvent<import('./index.js').Notification>) => void) | undefined} listener
 */
function useListener(element, type, listener) {
  useEffect(() => {
    const { current } = element;
    if (!current || !listener) return undefined;
    current.addEventListener(type, listener);
    return () => current.removeEventListener(type, /** @type {EventListener} */ (listener));
  }, [element, type, listener]);
}

/**
 * @param {NotificationsOptions} options
 * @returns {Notifications}
 */
export function useNotifications(options) {
  const { ticketUrl, user } = options;
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  // Another trader, or another system, is another client. What else changes is looked up when it is needed.
  const session = useMemo(() => new Session(options, latest), [ticketUrl, user]);
  useEffect(() => session.mount(), [session]);
  const told = useSyncExternalStore(session.subscribe, session.snapshot, session.snapshot);
  return useMemo(() => ({ ...told, ...session.actions }), [told, session]);
}

/** A client for as long as a component is mounted, and what it knows. */
class Session {
  #isWanted = false;
  #isRunning = false;
  /** @type {(() => void) | undefined} */
  #onChange;

  /** @param {NotificationsOptions} options @param {{current: NotificationsOptions}} latest */
  constructor({ list = true, ...options }, latest) {
    const { onNotification } = options;
    this.client = new NotificationClient({
      ...options,
      token: () => latest.current.token(),
      // The client acks only what a handler takes, so a handler that does nothing is not the same as none.
      ...(onNotification && { onNotification: (given) => latest.current.onNotification?.(given) }),
    });
    const { client } = this;
    this.feed = list ? new Feed(client, () => this.#tell()) : undefined;
    this.told = this.#look();
    this.actions = {
      client,
      /** @param {string[]} ids */
      ack: (ids) => client.seen(ids),
      /** @param {string[]} ids */
      markRead: async (ids) => {
        await client.markRead({ ids });
      },
      markAllRead: () => (this.feed ?? client).markAllRead(),
      loadOlder: () => this.feed?.loadOlder(),
      retry: () => client.start(),
    };
  }

  /**
   * Connects, but not before the moment is over: in StrictMode every component is mounted, unmounted and
   * mounted again at once, which must not open two connections.
   */
  mount() {
    this.#want(true);
    return () => this.#want(false);
  }

  /** @param {boolean} isWanted */
  #want(isWanted) {
    this.#isWanted = isWanted;
    queueMicrotask(() => {
      if (this.#isWanted === this.#isRunning) return;
      this.#isRunning = this.#isWanted;
      if (this.#isRunning) this.client.start();
      else void this.client.stop();
    });
  }

  /** @param {() => void} onChange */
  subscribe = (onChange) => {
    this.#onChange = onChange;
    const listening = new AbortController();
    const { signal } = listening;
    const tell = () => this.#tell();
    this.client.addEventListener('unread', tell, { signal });
    this.client.addEventListener('state', tell, { signal });
    this.client.addEventListener(
      'problem',
      ({ detail }) => {
        this.problem = detail;
        this.#tell();
      },
      { signal },
    );
    this.feed?.start();
    this.#tell();
    return () => {
      this.#onChange = undefined;
      listening.abort();
      this.feed?.stop();
    };
  };

  snapshot = () => this.told;

  #tell() {
    this.told = this.#look();
    this.#onChange?.();
  }

  #look() {
    const { client, feed } = this;
    // A problem is over when everything has come.
    if (client.state === 'synced') this.problem = undefined;
    return {
      state: client.state,
      unread: client.unread?.unread ?? 0,
      unreadMore: client.unread?.unreadMore ?? false,
      problem: /** @type {Error | undefined} */ (this.problem),
      ...(feed ?? NO_FEED).state,
    };
  }
}

/** @type {{state: import('@trader-notifications/inbox/feed').FeedState}} */
const NO_FEED = { state: { notifications: [], hasOlder: false, isLoading: false, hasFailed: false } };
