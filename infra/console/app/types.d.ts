import type {
  AckKind,
  Channel,
  ListedNotification,
  Notification,
  Preferences,
  PriceAlert,
  Read,
  State,
  Unread,
  WantedAlert,
} from '../client/types.js';

export type { Channel, ListedNotification, Notification, Preferences, PriceAlert, State, WantedAlert };
export type {
  Attempt,
  ChannelReach,
  Delivery,
  Device,
  NotificationDetails,
  Topic,
} from '../client/types.js';

/** The content of `config.json`. */
export interface Config {
  ticketUrl: string;
  /** The address of the price stream; null where the deployment has none. */
  pricesUrl: string | null;
  /** The markets, with at least one. */
  symbols: string[];
  /** The address of the exchange's app, to which links of notifications are appended; null without one. */
  appUrl?: string | null;
  /** Present where the system runs locally and the exchange can be played. */
  local?: boolean;
}

// Texts.

type TextVariables = import('./generated/texts/types.js').PageVariables;

/** Returns the text of a message, with its variables where it has some. */
export type TextOf = <Key extends keyof TextVariables>(
  key: Key,
  ...variables: TextVariables[Key] extends undefined ? [] : [TextVariables[Key]]
) => string;

/** Returns the parts of a message of which some variables are elements. */
export type NodesOf = <Key extends keyof TextVariables>(
  key: Key,
  variables: { [Name in keyof TextVariables[Key]]: import('../inbox/message.js').Value | Node },
) => (string | Node)[];

// Events.

/** An event target whose events are known: the type of an event and that of its `detail`. */
export interface Typed<Events> {
  addEventListener<Type extends keyof Events & string>(
    type: Type,
    listener: (event: Told<Events[Type]>) => void,
    options?: AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof Events & string>(
    type: Type,
    listener: (event: Told<Events[Type]>) => void,
  ): void;
  dispatchEvent(event: Event): boolean;
}

/** An event without a detail is a plain one. */
export type Told<Detail> = [Detail] extends [undefined] ? Event : CustomEvent<Detail>;

/** The class `EventTarget` for a subclass with these events. */
export type TypedClass<Events> = new () => Typed<Events>;

/** The events of a value that tells of its changes. */
export interface Changes {
  change: undefined;
}

/** The events of `Session`. */
export interface SessionEvents {
  /** Another client, or none, is in use. */
  client: undefined;
  /** The trader has signed out in another tab. */
  ended: undefined;
  notification: Notification;
  read: Read;
  acked: { ids: string[]; kind: AckKind };
  unread: Unread;
  state: { state: State; retryAt?: number };
  problem: Error;
  /** The preferences were saved. */
  preferences: undefined;
  /** A device, chat or address may have changed. */
  contacts: undefined;
  /** A code for linking a chat was issued. */
  telegramcode: { code: string };
}

/** The events of `Prices`; `at` is the exchange's time, in milliseconds since 1970. */
export interface PriceEvents {
  tick: Tick;
  stopped: undefined;
  flowing: undefined;
}

export interface Tick {
  price: string;
  at: number;
}

/** The events of `PriceChart`: what the trader does to the levels. */
export interface ChartEvents {
  move: { key: string; price: string };
  remove: { key: string };
  create: { price: string };
}

/** The events of `Alerts`. */
export interface AlertEvents {
  change: undefined;
  fired: { entry: Entry; notification: Notification };
  removed: { alert: PriceAlert };
}

/** The events of `QuietClock`. */
export interface ClockEvents {
  change: Period;
}

// The places of the page.

/** The trader's app, or the simulator of the exchange. */
export type PlaceName = 'app' | 'simulator';

// The trader's zone.

/** The zone whose days and times are shown. */
export interface Zone extends Typed<Changes> {
  /** The name in the IANA database. */
  name: string;
  set(name: string): void;
}

// Elements.

/** The value of an attribute or property; null, undefined and false leave it out. */
export type Prop = string | number | boolean | null | undefined;

/** The attributes and properties of a new element. */
export interface Props {
  [name: string]: Prop | Record<string, Prop>;
}

/** The content of an element: nodes, texts, and lists of them; null, undefined and false are left out. */
export type Child = Leaf | readonly Child[];
export type Leaf = Node | string | number | boolean | null | undefined;

/** The elements of `index.html` that are more than an `HTMLElement`. */
export interface Elements {
  '[data-field="language"]': HTMLSelectElement;
  '[data-field="lockScreen"]': HTMLSelectElement;
  '[data-field="quietHours.enabled"]': HTMLInputElement;
  '[data-field="quietHours.from"]': HTMLInputElement;
  '[data-field="quietHours.to"]': HTMLInputElement;
  '[data-field="timeZone"]': HTMLInputElement;
  '#alert-list': HTMLUListElement;
  '#burst': HTMLButtonElement;
  '#busy': HTMLInputElement;
  '#clock': HTMLDivElement;
  '#confirm': HTMLDialogElement;
  '#confirm-no': HTMLButtonElement;
  '#confirm-yes': HTMLButtonElement;
  '#event-expires': HTMLSelectElement;
  '#event-form': HTMLFormElement;
  '#event-form-box': HTMLDetailsElement;
  '#event-submit': HTMLButtonElement;
  '#event-type': HTMLSelectElement;
  '#fault-channel': HTMLSelectElement;
  '#fault-clear': HTMLButtonElement;
  '#fault-form': HTMLFormElement;
  '#fault-kind': HTMLSelectElement;
  '#fault-seconds': HTMLInputElement;
  '#fault-submit': HTMLButtonElement;
  '#faults': HTMLDetailsElement;
  '#new-alert': HTMLDialogElement;
  '#new-alert-form': HTMLFormElement;
  '#new-condition': HTMLSelectElement;
  '#new-cooldown': HTMLInputElement;
  '#new-expires': HTMLInputElement;
  '#new-note': HTMLInputElement;
  '#new-price': HTMLInputElement;
  '#new-rearm': HTMLInputElement;
  '#new-recurring': HTMLInputElement;
  '#new-submit': HTMLButtonElement;
  '#preferences-discard': HTMLButtonElement;
  '#preferences-fields': HTMLFieldSetElement;
  '#preferences-form': HTMLFormElement;
  '#preferences-save': HTMLButtonElement;
  '#quick-filter': HTMLInputElement;
  '#reach-slider': HTMLInputElement;
  '#reach-time': HTMLInputElement;
  '#register-demo': HTMLButtonElement;
  '#repeat': HTMLButtonElement;
  '#sign-in': HTMLDialogElement;
  '#sign-in-form': HTMLFormElement;
  '#snooze-hour': HTMLButtonElement;
  '#snooze-off': HTMLButtonElement;
  '#snooze-tomorrow': HTMLButtonElement;
  '#symbol': HTMLSelectElement;
  '#telegram-link': HTMLButtonElement;
  '#telegram-unlink': HTMLButtonElement;
  '#test-result': HTMLTableElement;
  '#test-send': HTMLButtonElement;
  '#test-sms': HTMLInputElement;
  '#theme': HTMLButtonElement;
  '#timeline-follow': HTMLInputElement;
  '#token': HTMLInputElement;
  'trader-inbox': HTMLElementTagNameMap['trader-inbox'];
}

/** The function `$`: an element of the page by its id is always there, any other may be missing. */
export interface Find {
  <Selector extends keyof Elements>(selector: Selector): Elements[Selector];
  <Id extends string>(selector: `#${Id}`): HTMLElement;
  (selector: string, root?: ParentNode): HTMLElement | null;
}

/** An element that holds a value of a form. */
export type Field = HTMLInputElement | HTMLSelectElement;

// Numbers and questions.

/** The marks with which a language writes numbers. */
export interface Convention {
  language: string;
  decimal: string;
  group: string;
  /** From the digits of the language to `0` … `9`. */
  digits: Map<string, string>;
}

/** A typed number: a decimal with a point, or why there is none, in words for the trader. */
export type Reading = { value: string; problem?: undefined } | { value?: undefined; problem: string };

/** A question of a dialog; `no` is `Cancel` unless it is given. */
export interface Question {
  title: string;
  text: string | string[];
  yes: string;
  no?: string;
}

// Alerts.

/** An alert of the shown market, with what is being changed about it. */
export interface Entry {
  /** The name by which the page knows it, also where the alert is replaced. */
  key: string;
  alert: PriceAlert;
  /** The price that the trader has asked for. */
  wanted: string;
  /** A change is on its way to the server. */
  busy: boolean;
  problem: string | null;
  /** The time at which it fired last, in milliseconds since 1970; absent until then. */
  firedAt?: number;
  firedPrice?: string;
}

/** The fields of a new alert that the form or the chart fills in. */
export type NewAlert = Omit<WantedAlert, 'symbol' | 'condition'> & Partial<Pick<WantedAlert, 'condition'>>;

/** A side of the price. */
export type Condition = WantedAlert['condition'];

/** An alert as the chart shows it. */
export interface LevelView {
  key: string;
  price: string;
  condition: Condition;
  state: PriceAlert['state'];
  label: string;
  busy: boolean;
}

/** The scale on which levels lie, and where their changes are told. */
export interface LevelScale {
  /** The side on which a level at this price would wait; null where no price is known. */
  sideOf: (price: string) => Condition | null;
  toY: (price: string) => number | null;
  toPrice: (y: number) => string | null;
  /** The bottom of the drawing and the width of the axis of prices, in pixels. */
  bounds: () => { bottom: number; axis: number };
  tell: <Type extends keyof ChartEvents>(type: Type, detail: ChartEvents[Type]) => void;
}

/** The place of a grip: its middle, from the top, and its column. */
export interface Place {
  y: number;
  column: number;
}

/** The shown market, as the parts of its panel need it. */
export interface MarketView {
  /** The last price; null where none is known. */
  currentPrice: () => string | null;
  /** The number of decimals that a price has. */
  decimals: () => number;
  /** The name of the trader's zone. */
  zone: () => string;
}

// Preferences.

/** A section of the preferences as the catalogue has it. */
export interface CatalogueSection {
  key: string;
  /** The group of the inbox in which its types are. */
  group: 'trades' | 'funds' | 'alerts' | 'security' | 'news';
  priority: 0 | 1 | 2;
  /** It cannot be switched off. */
  mandatory: boolean;
  /** Its events may be sent as SMS. */
  sms: boolean;
  options: readonly CatalogueOption[];
}

/** A value that a section has beside its switch and its channels. */
export type CatalogueOption = NumberOption | TimeOption | SwitchOption;

/** A section as the form shows it, in the language of the page. */
export interface Section extends CatalogueSection {
  label: string;
  /** Its name inside a sentence. */
  inSentence: string;
  options: readonly Option[];
}

/** An option as the form shows it. */
export type Option = CatalogueOption & { label: string };

/** `least` and `most` are decimals. */
export interface NumberOption extends Limits {
  key: string;
  kind: 'number';
  /** A lower value tells the trader later or less. */
  weakerWhenLower: boolean;
}

export interface TimeOption {
  key: string;
  kind: 'time';
}

/** A document leaves a switch out that is as it is by default. */
export interface SwitchOption {
  key: string;
  kind: 'switch';
  default: boolean;
}

/** The range of a number, in decimals. */
export interface Limits {
  least: string;
  most: string;
}

/**
 * The values of a section, whichever it is, with its options beside its switch and its channels. A number is
 * a text where it was typed and cannot be read.
 */
export interface SectionValue {
  enabled?: boolean;
  channels: Channel[];
  [option: string]: unknown;
}

/** Local times, as `23:00`. */
export interface Period {
  from: string;
  to: string;
}

/** A difference of two documents: a dotted path and both values. */
export interface Difference {
  path: string;
  before: unknown;
  after: unknown;
}

/** Two documents put together. */
export interface Merged<Document> {
  merged: Document;
  /** The sections that only the other side has changed. */
  theirs: string[];
  /** The sections that both sides have changed, differently. */
  conflicts: string[];
}

/** A critical section that a change weakens, and how. */
export interface Weakening {
  section: Section;
  /** It is switched off. */
  isOff: boolean;
  /** It keeps no channel outside the app. */
  isInAppOnly: boolean;
  /** The channels that it loses. */
  lost: Channel[];
  /** The channels that it keeps. */
  kept: Channel[];
  /** The limits below which it is told later. */
  lowered: { label: string; before: string; after: string }[];
}

/** The texts of a language: title and body, by section, type and channel. */
export interface Previews {
  [section: string]: { [type: string]: { [Name in Channel]?: [title: string, body: string] } };
}

// The timeline.

/** A hop of a notification: its arrival at the system, or a delivery. */
export interface Lane {
  label: string;
  kind: 'route' | 'delivery';
  state: string;
  reason?: string;
  /** The end of a wait, as RFC 3339. */
  until?: string;
  dismissal?: string;
  bars: Bar[];
}

/** A try; `from` and `to` in milliseconds since the event occurred. */
export interface Bar {
  from: number;
  to: number;
  /** As RFC 3339. */
  at: string;
  result: string;
  /** In milliseconds. */
  took?: number;
  status?: number;
  connection?: string;
}

export * from './exchange-types.js';
