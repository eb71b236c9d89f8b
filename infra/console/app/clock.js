/**
 * A day as a clock face of 24 hours: midnight is on top. The quiet hours are an arc with two ends. Times are
 * minutes of the day.
 */

import { svg } from './dom.js';
import { fillTexts, language, onLanguage, text } from './texts.js';
import { minuteOfDay, minuteText, minutesOf, span, timeOf } from './zone.js';

const DAY = 1440;
const RADIUS = 84;
/** The minutes to which the pointer snaps; keys go by single steps of it as well. */
const SNAP = 15;
/** @type {Record<string, number>} */
const KEYS = {
  ArrowUp: SNAP,
  ArrowRight: SNAP,
  ArrowDown: -SNAP,
  ArrowLeft: -SNAP,
  PageUp: 60,
  PageDown: -60,
};

/** @typedef {'from' | 'to'} End */

/** The clock of the quiet hours, with the events of `ClockEvents`. */
export class QuietClock
  extends /** @type {import('./types.js').TypedClass<import('./types.js').ClockEvents>} */ (EventTarget)
{
  #from = minutesOf('23:00');
  #to = minutesOf('07:00');
  #zone = 'UTC';
  #arc = svg('path', { class: 'clock-arc' });
  #hand = svg('line', { class: 'clock-hand', x1: 0, y1: 0, x2: 0, y2: -62 });
  #now = svg('text', { class: 'clock-now', y: -14 });
  #length = svg('text', { class: 'clock-length', y: 26 });
  #handles;
  /** @type {{hour: number, label: SVGElement}[]} */
  #hours = [];

  /** @param {HTMLElement} container */
  constructor(container) {
    super();
    this.#handles = {
      from: this.#handle('from', 'quiet-from'),
      to: this.#handle('to', 'quiet-to'),
    };
    const marks = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const [x1, y1] = at(hour * 60, 98);
      const [x2, y2] = at(hour * 60, hour % 6 === 0 ? 104 : 101);
      marks.push(svg('line', { class: 'clock-mark', x1, y1, x2, y2 }));
      if (hour % 3 === 0) {
        const [x, y] = at(hour * 60, 115);
        const label = svg('text', { class: 'clock-hour', x, y: y + 4 });
        this.#hours.push({ hour, label });
        marks.push(label);
      }
    }
    this.element = svg(
      'svg',
      {
        class: 'clock',
        viewBox: '-128 -128 256 256',
        role: 'group',
        dataset: { textLabel: 'quiet-clock' },
      },
      svg('circle', { class: 'clock-face', r: RADIUS }),
      marks,
      this.#arc,
      this.#hand,
      svg('circle', { class: 'clock-hub', r: 3.5 }),
      this.#now,
      this.#length,
      this.#handles.from,
      this.#handles.to,
    );
    container.append(this.element);
    fillTexts(container);
    onLanguage(() => {
      this.#draw();
      this.#tick();
    });
    this.#drag(this.#arc, (minute, start) => {
      const by = snap(minute - start.minute);
      this.#set(start.from + by, start.to + by);
    });
    this.#tick();
    setInterval(() => this.#tick(), 10_000);
    this.#draw();
  }

  /**
   * Shows quiet hours as they are set.
   * @param {import('./types.js').Preferences['quietHours']} quietHours
   * @param {string} zone
   */
  show({ from, to, enabled }, zone) {
    this.#from = minutesOf(from);
    this.#to = minutesOf(to);
    this.#zone = zone;
    this.element.toggleAttribute('data-off', !enabled);
    this.#draw();
    this.#tick();
  }

  /** @param {End} end @param {string} label the key of its text */
  #handle(end, label) {
    const handle = svg(
      'g',
      {
        class: 'clock-handle',
        role: 'slider',
        tabindex: 0,
        dataset: { textLabel: label },
        'aria-valuemin': 0,
        'aria-valuemax': DAY - 1,
      },
      svg('circle', { r: 13, class: 'clock-grip-area' }),
      svg('circle', { r: 8, class: 'clock-grip' }),
    );
    this.#drag(handle, (minute) => this.#setEnd(end, snap(minute)));
    handle.addEventListener('keydown', (event) => {
      const value = end === 'from' ? this.#from : this.#to;
      let next = null;
      if (event.key in KEYS) next = value + (event.shiftKey ? Math.sign(KEYS[event.key]) : KEYS[event.key]);
      if (event.key === 'Home') next = 0;
      if (event.key === 'End') next = DAY - SNAP;
      if (next === null) return;
      event.preventDefault();
      this.#setEnd(end, next);
    });
    return handle;
  }

  /** @param {End} end @param {number} minute */
  #setEnd(end, minute) {
    const wrapped = (minute + DAY) % DAY;
    // From = to would be no time, or all of it: the ends never meet.
    if (end === 'from' ? wrapped === this.#to : wrapped === this.#from) return;
    if (end === 'from') this.#set(wrapped, this.#to);
    else this.#set(this.#from, wrapped);
  }

  /** @param {number} from @param {number} to */
  #set(from, to) {
    const next = { from: timeOf(from), to: timeOf(to) };
    if (minutesOf(next.from) === this.#from && minutesOf(next.to) === this.#to) return;
    this.#from = minutesOf(next.from);
    this.#to = minutesOf(next.to);
    this.#draw();
    this.dispatchEvent(new CustomEvent('change', { detail: next }));
  }

  /**
   * @param {SVGElement} target
   * @param {(minute: number, start: {minute: number, from: number, to: number}) => void} move
   */
  #drag(target, move) {
    target.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      target.focus?.();
      target.setPointerCapture(event.pointerId);
      const start = { minute: this.#minuteOf(event), from: this.#from, to: this.#to };
      const listening = new AbortController();
      const { signal } = listening;
      target.addEventListener('pointermove', (next) => move(this.#minuteOf(next), start), { signal });
      for (const type of ['pointerup', 'pointercancel'])
        target.addEventListener(type, () => listening.abort(), { signal });
    });
  }

  /** @param {PointerEvent} event */
  #minuteOf(event) {
    const box = this.element.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2;
    const y = event.clientY - box.top - box.height / 2;
    return ((Math.atan2(x, -y) / (2 * Math.PI)) * DAY + DAY) % DAY;
  }

  #draw() {
    const length = (this.#to - this.#from + DAY) % DAY;
    const [x1, y1] = at(this.#from, RADIUS);
    const [x2, y2] = at(this.#to, RADIUS);
    this.#arc.setAttribute(
      'd',
      `M ${x1} ${y1} A ${RADIUS} ${RADIUS} 0 ${length > DAY / 2 ? 1 : 0} 1 ${x2} ${y2}`,
    );
    const ends = /** @type {[End, number][]} */ ([
      ['from', this.#from],
      ['to', this.#to],
    ]);
    for (const [end, minute] of ends) {
      const [x, y] = at(minute, RADIUS);
      const handle = this.#handles[end];
      handle.setAttribute('transform', `translate(${x} ${y})`);
      handle.setAttribute('aria-valuenow', String(minute));
      handle.setAttribute('aria-valuetext', minuteText(minute));
    }
    const digits = new Intl.NumberFormat(language.locale, { minimumIntegerDigits: 2 });
    for (const { hour, label } of this.#hours) label.textContent = digits.format(hour);
    this.#length.textContent = text('quiet-for', { span: span(length * 60_000) });
  }

  #tick() {
    const minute = minuteOfDay(Date.now(), this.#zone);
    this.#hand.setAttribute('transform', `rotate(${(minute / DAY) * 360})`);
    this.#now.textContent = minuteText(minute);
    // The hand must not run through its own time.
    this.#now.setAttribute('y', minute < DAY / 4 || minute > (DAY * 3) / 4 ? '46' : '-20');
  }
}

/** @param {number} minute @param {number} radius @returns {[number, number]} the point of the face */
function at(minute, radius) {
  const angle = (minute / DAY) * 2 * Math.PI;
  return [round(Math.sin(angle) * radius), round(-Math.cos(angle) * radius)];
}

/** @param {number} value */
const round = (value) => Math.round(value * 100) / 100;
/** @param {number} minute */
const snap = (minute) => Math.round(minute / SNAP) * SNAP;
