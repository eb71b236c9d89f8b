/**
 * The trader's levels above the chart: elements and not pixels, so that they can be reached by keyboard and
 * heard.
 */

import { $, h } from './dom.js';
import { compare, decimalsOf, moved, stepOf } from './decimal.js';
import { numberLanguage, shown as grouped } from './numbers.js';
import { spread } from './spread.js';
import { onLanguage, text, textOr } from './texts.js';

/** @typedef {import('./types.js').ChartEvents} ChartEvents */
/** @typedef {import('./types.js').LevelScale} LevelScale */
/** @typedef {import('./types.js').LevelView} LevelView */

/** Keys are pressed many times on the way to a price; it is asked for when they rest. */
const RESTS_MS = 700;
const FLASH_MS = 4_000;
/** The height of a grip with the room around it, in pixels. */
const GRIP_HEIGHT = 26;
/** @type {Record<string, number>} */
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

/** The levels of the shown market. */
export class LevelLayer {
  #overlay;
  #scale;
  /** @type {Map<string, Level>} */
  #levels = new Map();
  /** The number of decimals of the market's prices. */
  decimals = 2;

  /** @param {HTMLElement} overlay @param {LevelScale} scale */
  constructor(overlay, scale) {
    this.#overlay = overlay;
    this.#scale = scale;
    const describe = () => {
      for (const level of this.#levels.values()) level.describe();
    };
    numberLanguage.addEventListener('change', describe);
    onLanguage(describe);
  }

  /** Returns the prices that the scale has to have room for. */
  prices() {
    return [...this.#levels.values()].map((level) => level.price);
  }

  /** Shows these levels and no others. @param {LevelView[]} levels */
  show(levels) {
    const keys = new Set(levels.map(({ key }) => key));
    for (const [key, level] of this.#levels) {
      if (keys.has(key)) continue;
      const hadFocus = level.element.contains(document.activeElement);
      level.element.remove();
      this.#levels.delete(key);
      if (hadFocus) this.#focusBeside(level.price);
    }
    for (const wanted of levels) {
      let level = this.#levels.get(wanted.key);
      if (!level) {
        level = new Level(wanted, this.#scale, {
          decimals: () => this.decimals,
          arrange: () => this.place(),
        });
        this.#levels.set(wanted.key, level);
        this.#overlay.append(level.element);
      }
      level.update(wanted);
    }
    this.place();
  }

  /** Lets a level flash. @param {string} key */
  flash(key) {
    this.#levels.get(key)?.flash();
  }

  /** Puts the focus on the level, once it is there. @param {string} key */
  focus(key) {
    this.#levels.get(key)?.focus();
  }

  /** Puts the focus on the next level, or where a new one is added. @param {string} price */
  #focusBeside(price) {
    const ordered = [...this.#levels.values()].sort((a, b) => compare(a.price, b.price));
    const next = ordered.find((level) => compare(level.price, price) >= 0) ?? ordered.at(-1);
    if (next) next.focus();
    else $('#add-alert').focus();
  }

  place() {
    const { bottom, axis } = this.#scale.bounds();
    this.#overlay.style.right = `${axis}px`;
    const levels = [...this.#levels.values()].filter((level) => level.place(bottom));
    const fixed = levels.findIndex((level) => level.isMoving);
    const places = spread(
      levels.map((level) => level.y),
      { height: GRIP_HEIGHT, bottom, fixed },
    );
    levels.forEach((level, index) => level.offset(places[index]));
    // By keyboard they are reached from the highest to the lowest.
    const order = [...levels].sort((a, b) => a.y - b.y).map((level) => level.element);
    const isInOrder = order.every(
      (element, index) =>
        index === 0 || order[index - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (!isInOrder && fixed < 0 && !this.#overlay.contains(document.activeElement))
      this.#overlay.append(...order);
  }
}

/** A level: its line, its grip, and the button that deletes it. */
class Level {
  #arrange;
  #scale;
  #decimals;
  #grip;
  #remove;
  #wanted;
  /** The price while it is moved; it counts once it is let go. @type {string | null} */
  #moving = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #bottom = 0;
  /** The place of the line, from the top of the chart. */
  y = 0;

  /**
   * @param {LevelView} wanted
   * @param {LevelScale} scale
   * @param {{decimals: () => number, arrange: () => void}} layer
   */
  constructor(wanted, scale, { decimals, arrange }) {
    this.#arrange = arrange;
    this.#scale = scale;
    this.#decimals = decimals;
    this.#wanted = wanted;
    this.#grip = h('div', {
      class: 'level-grip',
      role: 'slider',
      tabindex: 0,
      'aria-orientation': 'vertical',
    });
    this.#remove = h('button', { type: 'button', class: 'level-remove', tabindex: -1 }, '×');
    const line = h('div', { class: 'level-line' });
    this.element = h('div', { class: 'level' }, line, this.#grip, this.#remove);
    for (const handle of [line, this.#grip])
      handle.addEventListener('pointerdown', (event) => this.#drag(event, handle));
    this.#grip.addEventListener('keydown', (event) => this.#key(event));
    this.#grip.addEventListener('blur', () => this.#commit());
    this.#remove.addEventListener('click', () => this.#tellRemove());
  }

  /** The price that the scale has to have room for. */
  get price() {
    return this.#wanted.price;
  }

  /** @param {LevelView} wanted */
  update(wanted) {
    this.#wanted = wanted;
    this.element.dataset.state = wanted.state;
    this.element.dataset.condition = wanted.condition;
    this.element.toggleAttribute('data-busy', Boolean(wanted.busy));
    this.describe();
  }

  get isMoving() {
    return this.#moving !== null;
  }

  focus() {
    this.#grip.focus({ preventScroll: true });
  }

  describe() {
    const { label, state } = this.#wanted;
    const condition = (this.#moving && this.#scale.sideOf(this.#moving)) ?? this.#wanted.condition;
    const price = this.#moving ?? this.#wanted.price;
    const shown = grouped(price, Math.max(this.#decimals(), decimalsOf(price)));
    this.#grip.textContent = `${condition === 'above' ? '▲' : '▼'} ${shown}${label ? `  ${label}` : ''}`;
    this.#grip.setAttribute('aria-label', text('alert-level'));
    this.#grip.setAttribute('aria-valuenow', price);
    const said = textOr(`alert-state-${state}`, state);
    this.#grip.setAttribute('aria-valuetext', text('alert-value', { condition, price: shown, state: said }));
    this.#remove.setAttribute('aria-label', text('alert-delete', { price: shown }));
  }

  /** Puts the line at its price. @param {number} bottom @returns {boolean} whether it has a place */
  place(bottom) {
    this.#bottom = bottom;
    const y = this.#scale.toY(this.#moving ?? this.#wanted.price);
    this.element.hidden = y === null;
    if (y === null) return false;
    const inside = Math.min(Math.max(y, 12), bottom - 12);
    this.element.toggleAttribute('data-beyond', inside !== y);
    this.element.style.transform = `translateY(${inside}px)`;
    this.y = inside;
    return true;
  }

  /**
   * Puts the grip beside its line where others want the same place.
   * @param {import('./types.js').Place} place
   */
  offset({ y, column }) {
    const by = Math.round(y - this.y);
    this.element.style.setProperty('--grip-offset', `${by}px`);
    this.element.style.setProperty('--grip-column', String(column));
    this.element.toggleAttribute('data-offset', by !== 0);
  }

  flash() {
    this.element.removeAttribute('data-flash');
    requestAnimationFrame(() => this.element.setAttribute('data-flash', ''));
    setTimeout(() => this.element.removeAttribute('data-flash'), FLASH_MS);
  }

  #tellRemove() {
    this.#scale.tell('remove', { key: this.#wanted.key });
  }

  /** @param {string | null} price */
  #move(price) {
    if (price === null || !(Number(price) > 0)) return;
    this.#moving = price;
    this.element.toggleAttribute('data-moving', true);
    this.describe();
    this.#arrange();
  }

  #stop() {
    clearTimeout(this.#timer);
    const price = this.#moving;
    this.#moving = null;
    this.element.removeAttribute('data-moving');
    return price;
  }

  #commit() {
    const price = this.#stop();
    if (price !== null && price !== this.#wanted.price)
      this.#scale.tell('move', { key: this.#wanted.key, price });
    this.describe();
    this.#arrange();
  }

  #cancel() {
    this.#stop();
    this.describe();
    this.#arrange();
  }

  #overlayBox() {
    return /** @type {HTMLElement} */ (this.element.parentElement).getBoundingClientRect();
  }

  /** @param {PointerEvent} event @param {HTMLElement} handle */
  #drag(event, handle) {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.#grip.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    const { top } = this.#overlayBox();
    const start = event.clientY;
    const grabbed = start - top - (this.#scale.toY(this.#wanted.price) ?? start - top);
    const listening = new AbortController();
    const { signal } = listening;
    handle.addEventListener(
      'pointermove',
      (move) => {
        if (this.#moving === null && Math.abs(move.clientY - start) < 3) return;
        const y = Math.min(Math.max(move.clientY - top - grabbed, 0), this.#bottom);
        this.#move(this.#scale.toPrice(y));
      },
      { signal },
    );
    /** @param {() => void} done */
    const end = (done) => () => {
      listening.abort();
      done.call(this);
    };
    handle.addEventListener('pointerup', end(this.#commit), { signal });
    handle.addEventListener('pointercancel', end(this.#cancel), { signal });
    document.addEventListener(
      'keydown',
      (key) => {
        if (key.key === 'Escape') end(this.#cancel)();
      },
      { signal },
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const price = this.#moving ?? this.#wanted.price;
    if (event.key === 'Escape') {
      this.#cancel();
    } else if (event.key === 'Enter') {
      this.#commit();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      this.#tellRemove();
    } else if (event.key in KEYS) {
      const decimals = Math.max(this.#decimals(), decimalsOf(price));
      this.#move(moved(price, BigInt(KEYS[event.key]) * stepOf(price, decimals), decimals));
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#commit(), RESTS_MS);
    } else {
      return;
    }
    event.preventDefault();
  }
}
