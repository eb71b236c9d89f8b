// Generated from `shared/catalogue/texts` by `cargo run -p contract`. Do not edit it.
import type { Messages, Value } from '../message.js';

/** The variables of each message. */
export interface InboxVariables {
  notifications: undefined;
  bell: { count: Value };
  'unread-mark': undefined;
  'mark-read': undefined;
  'mark-unread': undefined;
  'mark-all-read': undefined;
  archive: undefined;
  unarchive: undefined;
  close: undefined;
  dismiss: undefined;
  empty: undefined;
  'empty-hint': undefined;
  'load-older': undefined;
  loading: undefined;
  end: undefined;
  failed: undefined;
  again: undefined;
  more: { count: Value };
  'priority-urgent': undefined;
  'priority-important': undefined;
  details: undefined;
  filter: undefined;
  'filter-all': undefined;
  'filter-unread': undefined;
  'filter-trades': undefined;
  'filter-funds': undefined;
  'filter-alerts': undefined;
  'filter-security': undefined;
  'filter-news': undefined;
  'filter-archived': undefined;
  search: undefined;
  'no-match': undefined;
  fold: { count: Value; of: Value };
  'side-buy': undefined;
  'side-sell': undefined;
  'side-long': undefined;
  'side-short': undefined;
  result: undefined;
  desktop: undefined;
  sound: undefined;
  blocked: undefined;
}

/** The messages of a language. */
export type InboxTexts = Messages<InboxVariables>;
