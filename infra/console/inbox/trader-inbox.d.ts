import type { NotificationClient } from '../client/index.js';
import type { Notification } from '../client/types.js';

/** The component's own texts, in the languages of the catalogue. */
export interface Texts {
  notifications: string;
  /** `count` is `0` to `100`, or `100+`. */
  bell: (count: string) => string;
  unread: string;
  markRead: string;
  markUnread: string;
  archive: string;
  unarchive: string;
  markAllRead: string;
  close: string;
  dismiss: string;
  empty: string;
  emptyHint: string;
  loadOlder: string;
  loading: string;
  end: string;
  failed: string;
  again: string;
  more: (count: string) => string;
  /** Of P0, P1 and P2. */
  priorities: string[];
  /** The control for what became of a notification on each channel. */
  details: string;
  filter: string;
  /** Of `all`, `unread`, the groups (`trades`, `funds`, `alerts`, `security`, `news`) and `archived`. */
  filters: Record<string, string>;
  search: string;
  noMatch: string;
  /** `of` is a symbol, or the id of an order. */
  fold: (count: string, of: string) => string;
  /** Of `buy`, `sell`, `long` and `short`. */
  sides: Record<string, string>;
  /** What was won or lost. */
  result: string;
  desktop: string;
  sound: string;
  blocked: string;
}

/**
 * Makes the content of a row: a node, or a string, which is text and never HTML. With anything else, and if
 * it throws, the row is the default one. It is called once per row.
 */
export type RenderRow = (notification: Notification) => Node | string | null | undefined;

/**
 * `<trader-inbox lang="de" align="start" details>`. Attributes: `lang` (else the nearest one above, else the
 * browser's), `align="start"` where the bell stands at the start of a line, `details` where the page listens
 * to `details`. Looks: see README.md.
 */
export class TraderInbox extends HTMLElement {
  client: NotificationClient | undefined;
  /** An IANA zone; the browser's unless it is set. */
  timeZone: string | undefined;
  texts: Partial<Texts>;
  renderRow: RenderRow | undefined;
  readonly isOpen: boolean;
  show(): void;
  hide(): void;

  /**
   * `open`: a notification was activated; the page follows its `link`. `details`: the trader asks what
   * became of it on each channel. The panel closes, unless the event's default is prevented.
   */
  addEventListener(
    type: 'open' | 'details',
    listener: (event: CustomEvent<Notification>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: HTMLElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'trader-inbox': TraderInbox;
  }
}
