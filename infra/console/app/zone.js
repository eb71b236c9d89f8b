/**
 * Local times of a zone, by the platform's own zone database. An instant is in milliseconds since 1970, a
 * minute of the day is counted from midnight.
 */

import { language, text } from './texts.js';

const DAY = 86_400_000;

/** @type {Map<string, Intl.DateTimeFormat>} */
const fieldFormats = new Map();

/**
 * @param {number} instant
 * @param {string} zone
 * @returns {Record<string, number>} the parts of the local date and time by their names
 */
function fieldsOf(instant, zone) {
  let format = fieldFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    fieldFormats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
}

/**
 * Tells whether the browser knows a zone.
 * @param {string} name
 */
export function isZone(name) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Returns the browser's zone. */
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/**
 * Returns the minute of the day that clocks in the zone show.
 * @param {number} instant
 * @param {string} zone
 */
export function minuteOfDay(instant, zone) {
  const { hour, minute } = fieldsOf(instant, zone);
  return hour * 60 + minute;
}

/**
 * Returns the next instant at which clocks in the zone show this minute of the day.
 * @param {number} minute
 * @param {string} zone
 * @param {number} [now]
 */
export function nextAt(minute, zone, now = Date.now()) {
  const { year, month, day } = fieldsOf(now, zone);
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const instant = instantAt(Date.UTC(year, month - 1, day + ahead, 0, minute), zone);
    if (instant >= now) return instant;
  }
  return now + DAY;
}

/**
 * Returns the instant of a local date and time of the zone.
 * @param {string} text such as `2026-11-28T09:30`
 * @param {string} zone
 */
export function instantOf(text, zone) {
  const [year, month, day, hour, minute] = text.split(/\D/).map(Number);
  return instantAt(Date.UTC(year, month - 1, day, hour, minute), zone);
}

/**
 * Returns the instant at which clocks in the zone show this minute of the day tomorrow.
 * @param {number} minute
 * @param {string} zone
 * @param {number} [now]
 */
export function tomorrowAt(minute, zone, now = Date.now()) {
  const { year, month, day } = fieldsOf(now, zone);
  return instantAt(Date.UTC(year, month - 1, day + 1, 0, minute), zone);
}

/**
 * @param {number} wanted the local time as if it were UTC
 * @param {string} zone
 */
function instantAt(wanted, zone) {
  let guess = wanted;
  // The offset at the guess corrects the guess; twice, for nights on which clocks change.
  for (let round = 0; round < 2; round += 1) guess -= asUtc(guess, zone) - wanted;
  return guess;
}

/** @param {number} instant @param {string} zone */
function asUtc(instant, zone) {
  const { year, month, day, hour, minute, second } = fieldsOf(instant, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * Returns the minute of the day of a time; 0 where the text is none.
 * @param {string | null | undefined} text such as `23:00`
 */
export function minutesOf(text) {
  const match = /^(\d{2}):(\d{2})$/.exec(text ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : 0;
}

/**
 * Returns a minute of the day as a time, such as `23:00`. Days before and after are the same day.
 * @param {number} minutes
 */
export function timeOf(minutes) {
  const minute = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {number} instant @param {string} zone @param {Intl.DateTimeFormatOptions} options */
function formatted(instant, zone, options) {
  const { name, locale } = language;
  const key = locale + zone + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    // English dates are understood everywhere with the day first.
    format = new Intl.DateTimeFormat(name === 'en' ? 'en-GB' : locale, {
      timeZone: zone,
      hourCycle: 'h23',
      ...options,
    });
    formats.set(key, format);
  }
  return format.format(instant);
}

/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: '2-digit', minute: '2-digit' };

/**
 * Returns the time of the day, such as `09:30`.
 * @param {number} instant
 * @param {string} zone
 */
export const clockTime = (instant, zone) => formatted(instant, zone, CLOCK);

/**
 * Returns a minute of the day as the trader reads it.
 * @param {number} minute
 */
export const minuteText = (minute) => clockTime(minute * 60_000, 'UTC');

/**
 * Returns the time of the day with milliseconds.
 * @param {number} instant
 * @param {string} zone
 */
export const exactTime = (instant, zone) =>
  formatted(instant, zone, { ...CLOCK, second: '2-digit', fractionalSecondDigits: 3 });

/**
 * Returns the time of the day with seconds.
 * @param {number} instant
 * @param {string} zone
 */
export const secondTime = (instant, zone) => formatted(instant, zone, { ...CLOCK, second: '2-digit' });

/**
 * Returns the weekday, the date and the time of the day.
 * @param {number} instant
 * @param {string} zone
 */
export const dayAndTime = (instant, zone) =>
  formatted(instant, zone, { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK });

/**
 * Returns the weekday and the date in full.
 * @param {number} instant
 * @param {string} zone
 */
export const longDay = (instant, zone) =>
  formatted(instant, zone, { weekday: 'long', day: 'numeric', month: 'long' });

/** @param {number} number @param {number} decimals */
const rounded = (number, decimals) =>
  new Intl.NumberFormat(language.locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(number);

/**
 * Returns a span of time in the unit in which a person would say it.
 * @param {number} ms
 * @returns {string}
 */
export function span(ms) {
  if (ms < 0) return `−${span(-ms)}`;
  if (ms < 1000) return text('span-ms', { number: Math.round(ms) });
  if (ms < 10_000) return text('span-s', { number: rounded(ms / 1000, 2) });
  if (ms < 60_000) return text('span-s', { number: rounded(ms / 1000, 1) });
  if (ms < 3_600_000) {
    const all = Math.round(ms / 1000);
    const [minutes, seconds] = [Math.floor(all / 60), all % 60];
    return seconds > 0 ? text('span-min-s', { minutes, seconds }) : text('span-min', { minutes });
  }
  const all = Math.round(ms / 60_000);
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  return minutes > 0 ? text('span-h-min', { hours, minutes }) : text('span-h', { hours });
}
