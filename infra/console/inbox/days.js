/**
 * Days and times as the trader reads them: in the language of the page, in the trader's own zone.
 */
export class Days {
  /** @param {string} language @param {string | undefined} timeZone the browser's where it is not given */
  constructor(language, timeZone) {
    this.language = language;
    this.timeZone = timeZone;
    const zone = { timeZone };
    this.key = new Intl.DateTimeFormat('en-CA', {
      ...zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    this.clock = new Intl.DateTimeFormat(language, { ...zone, hour: 'numeric', minute: '2-digit' });
    this.exact = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'full', timeStyle: 'long' });
    this.day = new Intl.DateTimeFormat(language, {
      ...zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    });
    this.date = new Intl.DateTimeFormat(language, { ...zone, dateStyle: 'long' });
    this.relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  }

  /** The local day, as `2026-11-23`. @param {number} [time] */
  of(time = Date.now()) {
    return Number.isNaN(time) ? '' : this.key.format(time);
  }

  /** @param {string} day @param {number} time of some moment of that day */
  name(day, time) {
    if (day === '') return '';
    const distance = Math.round((Date.parse(day) - Date.parse(this.of())) / 86_400_000);
    if (distance === 0 || distance === -1) {
      const word = this.relative.format(distance, 'day');
      return word.charAt(0).toLocaleUpperCase(this.language) + word.slice(1);
    }
    return (day.slice(0, 4) === this.of().slice(0, 4) ? this.day : this.date).format(time);
  }
}

/** @param {string} language @param {string | undefined} timeZone */
export function daysIn(language, timeZone) {
  try {
    return new Days(language, timeZone);
  } catch {
    // A language or zone that this browser does not know must not take the inbox away.
    return new Days('en', undefined);
  }
}
