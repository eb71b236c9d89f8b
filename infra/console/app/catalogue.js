// The exchange's events with their fields, and data of the kind an exchange would send.

import { decimalsOf, ofUnits, units } from './decimal.js';
import { exchangeNow } from './local.js';

const field = (name, kind, value, more = {}) => ({ name, kind, value, required: true, ...more });
const optional = (name, kind, value, more = {}) => ({ ...field(name, kind, value, more), required: false });

/** `percent` of the price, exactly; where there is no price, a plausible one. */
function around(price, percent) {
  const base = price ?? '64250.10';
  const decimals = decimalsOf(base);
  return ofUnits((units(base, decimals) * BigInt(percent)) / 100n, decimals);
}

const side = (value, values) => field('side', 'choice', value, { values });
const reference = (prefix) => `${prefix}-${Math.floor(Math.random() * 900_000 + 100_000)}`;

export const EVENTS = [
  { type: 'position_liquidated', priority: 0, label: 'Liquidation', fields: ({ symbol, price }) => [
    field('position_id', 'text', 'pos-77'), field('symbol', 'text', symbol), side('long', ['long', 'short']),
    field('quantity', 'text', '1.25'), field('liquidation_price', 'text', around(price, 80)),
    optional('realized_pnl', 'text', '-8120.44'), optional('currency', 'text', 'USDT')] },
  { type: 'margin_call', priority: 0, label: 'Margin call', fields: ({ symbol, price }) => [
    field('position_id', 'text', 'pos-77'), field('symbol', 'text', symbol), field('margin_ratio_percent', 'text', '112.5'),
    optional('liquidation_price', 'text', around(price, 80)), optional('mark_price', 'text', price ?? around(null, 100)), optional('currency', 'text', 'USDT')] },
  { type: 'order_filled', priority: 0, label: 'Fill', fields: ({ symbol, price }) => [
    field('order_id', 'text', reference('order')), field('symbol', 'text', symbol), side('buy', ['buy', 'sell']),
    field('quantity', 'text', '0.5'), field('price', 'text', price ?? around(null, 100)), optional('fee', 'text', '12.85'), optional('fee_currency', 'text', 'USDT')] },
  { type: 'contact_changed', priority: 0, label: 'Contact changed', fields: () => [
    field('change_id', 'text', reference('change')), field('kind', 'choice', 'phone', { values: ['email', 'phone', 'telegram', 'device'] }), field('new_masked', 'text', '+49 ••• ••42'),
    optional('change', 'choice', 'added', { values: ['added', 'removed', 'moved'] })] },
  { type: 'preferences_weakened', priority: 0, label: 'Warnings weakened', fields: () => [
    field('section', 'choice', 'liquidationWarning', { values: ['liquidation', 'liquidationWarning', 'orderFilled'] })] },
  { type: 'price_alert', priority: 1, label: 'Price alert', fields: ({ symbol, price }) => [
    field('alert_id', 'text', reference('alert')), field('symbol', 'text', symbol), field('condition', 'choice', 'above', { values: ['above', 'below'] }),
    field('target_price', 'text', around(price, 99)), field('current_price', 'text', price ?? around(null, 100)), optional('note', 'text', 'Take profit')] },
  { type: 'price_feed', priority: 1, label: 'Feed stopped', fields: ({ symbol }) => [
    field('symbol', 'text', symbol), field('state', 'choice', 'stale', { values: ['stale', 'resumed'] }), field('last_tick_at', 'text', new Date(exchangeNow() - 60_000).toISOString())] },
  { type: 'order_partially_filled', priority: 1, label: 'Partial fill', fields: ({ symbol, price }) => [
    field('order_id', 'text', reference('order')), field('symbol', 'text', symbol), side('sell', ['buy', 'sell']),
    field('filled_quantity', 'text', '0.2'), field('remaining_quantity', 'text', '0.8'), field('price', 'text', price ?? around(null, 100))] },
  { type: 'deposit_credited', priority: 1, label: 'Deposit', fields: () => [
    field('deposit_id', 'text', reference('deposit')), field('asset', 'text', 'USDT'), field('amount', 'text', '2500.00'),
    optional('network', 'text', 'Tron'), optional('tx_id', 'text', reference('tx'))] },
  { type: 'new_listing', priority: 2, label: 'New listing', fields: () => [
    field('symbol', 'text', 'SUI-USDT'), field('score', 'text', '8.2'), optional('name', 'text', 'Sui'),
    optional('trading_starts_at', 'text', new Date(Math.ceil(exchangeNow() / 3_600_000) * 3_600_000 + 3_600_000).toISOString())] },
  { type: 'weekly_pnl_report', priority: 2, label: 'Weekly report', fields: () => [
    field('week', 'text', weekOf(new Date(exchangeNow()))), field('realized_pnl', 'text', '1204.55'), field('currency', 'text', 'USDT'),
    optional('unrealized_pnl', 'text', '-310.20'), optional('trades', 'text', '42'), optional('volume', 'text', '512300.00')] },
  { type: 'daily_report', priority: 2, label: 'Daily report', fields: () => [
    field('day', 'text', new Date(exchangeNow()).toISOString().slice(0, 10)), optional('realized_pnl', 'text', '180.12'), optional('unrealized_pnl', 'text', '-22.40'),
    optional('currency', 'text', 'USDT'), optional('fills', 'text', '7'), optional('alerts', 'text', '3')] },
  { type: 'referral_accrued', priority: 2, label: 'Referral', fields: () => [
    field('accrual_id', 'text', reference('accrual')), field('amount', 'text', '3.75'), field('asset', 'text', 'USDT'), optional('referral_count', 'text', '12')] },
];

const COUNTS = new Set(['trades', 'fills', 'alerts', 'deposits', 'accruals', 'referral_count']);

/** The event of these field texts. Empty ones are left out, for the system to say what is missing. */
export function eventOf(type, user, texts, expiresInSeconds) {
  const data = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text !== '') data[name] = COUNTS.has(name) && /^\d+$/.test(text) ? Number(text) : text;
  }
  const now = exchangeNow();
  const event = {
    id: `${type}-${now.toString(36)}${Math.floor(Math.random() * 46_656).toString(36)}`,
    event_type: type, user_id: user, occurred_at: new Date(now).toISOString(), data,
  };
  if (expiresInSeconds > 0) event.expires_at = new Date(now + expiresInSeconds * 1000).toISOString();
  return event;
}

/** The ISO week: it belongs to the year that has its Thursday. */
function weekOf(date) {
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - (date.getUTCDay() || 7)));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return `${thursday.getUTCFullYear()}-W${String(Math.ceil(((thursday - first) / 86_400_000 + 1) / 7)).padStart(2, '0')}`;
}
