import { element, icon, ICONS } from './dom.js';
import { GROUPS } from './groups.js';

/** @typedef {import('../client/types.js').Notification} Notification */
/** @typedef {import('./texts.js').Texts} Texts */
/** @typedef {import('./days.js').Days} Days */

/** The group of each type. @type {Map<string, string>} */
const GROUP_OF = new Map(
  Object.entries(GROUPS).flatMap(([group, types]) => types.map((type) => [type, group])),
);

/**
 * The group by which the inbox filters; undefined for a type that it does not know.
 * @param {Notification} notification
 */
export const groupOf = ({ event }) => GROUP_OF.get(event);

const SEVERITIES = ['danger', 'warning', 'success', 'info'];

/** What colours it. @param {Notification} notification */
export const severityOf = ({ severity }) => (severity && SEVERITIES.includes(severity) ? severity : 'info');

/**
 * Whether it asks the trader to do something: then it stays until it is seen.
 * @param {Notification} notification
 */
export const isDemand = ({ priority, severity }) =>
  priority === 0 && (severity === 'danger' || severity === 'warning');

/** @param {Notification} notification @param {string} name @returns {string} empty where it has none */
export function fieldOf({ data }, name) {
  const value = data?.[name];
  return typeof value === 'string' ? value : '';
}

/** Where the sides of a trade point. @type {Record<string, string>} */
const SIDES = { buy: '▲', long: '▲', sell: '▼', short: '▼' };

/** The picture of a notification: what it is about. @param {Notification} notification */
export function picture(notification) {
  return element('span', { class: 'picture' }, icon(PICTURES[groupOf(notification) ?? ''] ?? ICONS.bell));
}

/** @type {Record<string, string>} */
const PICTURES = {
  trades: 'M4 16l5-5 4 3 7-8M15 6h5v5',
  funds: 'M4 7a2 2 0 0 1 2-2h11v3M4 7v11a1 1 0 0 0 1 1h15V8H5a1 1 0 0 1-1-1M16 13.5h.1',
  alerts: 'M12 3v2M12 5a5 5 0 0 0-5 5v4l-2 3h14l-2-3v-4a5 5 0 0 0-5-5zM10 20h4',
  security: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM12 8v4.5M12 15.5v.2',
  news: 'M4 10v4h3l9 4V6l-9 4zM7 14l1 5h2M19 10v4',
};

/** A decimal, as an exchange writes it. */
const DECIMAL = /^-?\d+(?:\.(\d+))?$/;

/**
 * The side of a trade and its result, where it has them. Both are said by a sign, too: a colour alone is not
 * seen by everybody.
 * @param {Notification} notification
 * @param {Texts} texts
 * @param {Days} days for its language
 */
export function facts(notification, texts, days) {
  const nodes = [];
  const side = fieldOf(notification, 'side');
  if (Object.hasOwn(SIDES, side)) {
    nodes.push(element('span', { class: 'fact', 'data-side': side }, `${SIDES[side]} ${texts.sides[side]}`));
  }
  const result = fieldOf(notification, 'realized_pnl');
  if (DECIMAL.test(result)) {
    const amount = signed(result, days.language);
    const kind = /[1-9]/.test(result) ? (result.startsWith('-') ? 'loss' : 'gain') : 'even';
    const currency = fieldOf(notification, 'currency');
    const text = element('bdi', { dir: 'ltr' }, currency ? `${amount} ${currency}` : amount);
    nodes.push(element('span', { class: `fact ${kind}` }, `${texts.result} `, text));
  }
  return nodes;
}

/**
 * A decimal with its sign, in a language, with every digit that it has. A text is formatted exactly.
 * @param {string} decimal
 * @param {string} language
 */
function signed(decimal, language) {
  const digits = DECIMAL.exec(decimal)?.[1]?.length ?? 0;
  return new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: Math.min(digits, 100),
    maximumFractionDigits: Math.min(digits, 100),
  }).format(/** @type {Intl.StringNumericLiteral} */ (decimal));
}
