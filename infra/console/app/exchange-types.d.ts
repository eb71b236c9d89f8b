/** The types of the exchange that a local stack plays. */

import type { Severity } from '../client/types.js';
import type { EVENTS } from './generated/catalogue.js';
import type { SAMPLES } from './generated/samples.js';

type Known = (typeof SAMPLES)[number];
export type EventType = (typeof EVENTS)[number]['type'];

/** An event of the catalogue. */
export interface EventDefinition {
  type: EventType;
  /** Its name in words. */
  label: string;
  priority: 0 | 1 | 2;
  severity: Severity;
}

/** The data of an event of the catalogue. */
export interface EventData {
  type: EventType;
  fields: readonly EventField[];
  /** The data of an example, as texts of a form. */
  sample: { readonly [field: string]: string };
}

/** A field of an event's data. */
export interface EventField {
  name: string;
  required: boolean;
  kind: 'id' | 'text' | 'count' | 'choice' | 'section' | 'time' | 'day' | 'week' | 'list' | 'texts';
  /** Of a choice. */
  values?: readonly string[];
}

/** Sample data that differs from that of the catalogue. */
export type Samples = {
  [Type in EventType]?: () => {
    [Name in Extract<Known, { type: Type }>['fields'][number]['name']]?: string;
  };
};

/** The market that sample data is about; the price is null where none is known. */
export interface Market {
  symbol: string;
  price: string | null;
}

/** A field of an event as the form shows it; a choice has `values`. */
export interface SampleField {
  name: string;
  value: string;
  required: boolean;
  values?: readonly string[];
}

/** An event as the exchange publishes it. */
export interface ExchangeEvent {
  id: string;
  event_type: EventType;
  user_id: string | null;
  occurred_at: string;
  data: Record<string, string | number | string[] | Record<string, string>>;
  expires_at?: string;
}

/** The reason for which the system has rejected an event. */
export interface Rejection {
  code: string;
  field?: string;
  message?: string;
}

/** The number of events that each queue was sent. */
export interface Sent {
  sent?: Record<string, number>;
}

/** A failure that a provider plays. */
export interface Fault {
  channel: string;
  kind: string;
  count?: number;
  seconds?: number;
}

/** A demo trader's session. */
export interface DemoSession {
  token: string;
  /** In seconds. */
  expiresIn: number;
  chatId?: string | null;
  timeZone?: string | null;
}

/** The content of a demo trader's phone and mailbox, the newest first. Times are RFC 3339. */
export interface Phone {
  push?: PushMessage[];
  telegram?: ChatMessage[];
  email?: Mail[];
  sms?: ChatMessage[];
}

export interface PushMessage {
  at: string;
  title: string;
  body: string;
  accepted?: boolean;
  silent?: boolean;
  collapseKey?: string;
}

export interface ChatMessage {
  at: string;
  text: string;
  accepted?: boolean;
}

export interface Mail {
  at: string;
  id: string;
  subject: string;
  text: string;
  to: string | string[];
}
