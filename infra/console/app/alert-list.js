/**
 * The levels as rows: everything that can be done on the chart can be done here.
 */

import { $, button, empty, h, replace, say } from './dom.js';
import { compare, decimalsOf, moved, stepOf } from './decimal.js';
import { isNear } from './level-rules.js';
import { editable, numberLanguage, readTyped, shown as grouped, shown } from './numbers.js';
import { isActive, isPaused } from './alerts.js';
import { dayAndTime, secondTime, span } from './zone.js';
import { onLanguage, text, textOr } from './texts.js';

/** @typedef {import('./alerts.js').Alerts} Alerts */
/** @typedef {import('./types.js').Entry} Entry */
/** @typedef {import('./types.js').MarketView} MarketView */

/**
 * Sets the list up.
 * @param {Alerts} alerts
 * @param {MarketView} market
 * @returns {() => void} shows the list again
 */
export function setUpAlertList(alerts, { decimals, zone, currentPrice }) {
  const list = $('#alert-list');
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const render = () => {
    const { entries, loaded } = alerts;
    for (const [key, row] of rows) {
      if (entries.some((entry) => entry.key === key)) continue;
      const hadFocus = row.element.contains(document.activeElement);
      const neighbour = row.element.nextElementSibling ?? row.element.previousElementSibling;
      row.element.remove();
      rows.delete(key);
      // The keyboard goes on where it was.
      const next = neighbour && $('.alert-remove', neighbour);
      if (hadFocus) (next ?? $('#add-alert')).focus();
    }
    /** @type {HTMLElement | null} */
    let before = null;
    for (const entry of entries) {
      let row = rows.get(entry.key);
      if (!row) rows.set(entry.key, (row = new Row(alerts, entry, { decimals, zone, currentPrice })));
      row.update();
      // Moving an element takes its focus, so only what is not in its place is moved.
      /** @type {Element | null} */
      const next = before ? before.nextElementSibling : list.firstElementChild;
      if (next !== row.element) list.insertBefore(row.element, next);
      before = row.element;
    }
    const active = entries.filter(({ alert }) => isActive(alert)).length;
    say($('#alert-count'), loaded ? shown(String(active)) : '');
    const placeholder = $('#alert-empty');
    if (entries.length > 0) replace(placeholder);
    else
      replace(
        placeholder,
        empty(text(loaded ? 'alert-empty' : 'loading-alerts')),
      );
    placeholder.hidden = entries.length > 0;
  };
  alerts.addEventListener('change', render);
  numberLanguage.addEventListener('change', render);
  onLanguage(render);
  render();
  return render;
}

/** A row: the price of an alert, and the buttons that change it. */
class Row {
  #alerts;
  #entry;
  #decimals;
  #zone;
  #currentPrice;
  #badge = h('span', { class: 'badge' });
  #field = h('input', { type: 'text', inputmode: 'decimal', class: 'price-field', autocomplete: 'off' });
  #down = button('−', { class: 'icon' });
  #up = button('+', { class: 'icon' });
  #again = button('', { class: 'small' });
  #pause = button('', { class: 'icon alert-pause' });
  #remove = button('×', { class: 'icon alert-remove' });
  #detail = h('span', { class: 'alert-detail' });
  #reading = h('span', { class: 'alert-reading', role: 'status' });
  #problem = h('span', { class: 'field-problem' });

  /** @param {Alerts} alerts @param {Entry} entry @param {MarketView} market */
  constructor(alerts, entry, { decimals, zone, currentPrice }) {
    this.#alerts = alerts;
    this.#entry = entry;
    this.#decimals = decimals;
    this.#zone = zone;
    this.#currentPrice = currentPrice;
    this.element = h(
      'li',
      { class: 'alert' },
      h(
        'div',
        { class: 'alert-line' },
        this.#badge,
        h('div', { class: 'stepper' }, this.#down, this.#field, this.#up),
        this.#again,
        this.#pause,
        this.#remove,
      ),
      this.#reading,
      this.#detail,
      this.#problem,
    );
    this.#field.addEventListener('change', () => this.#typed());
    this.#field.addEventListener('input', () => this.#tell());
    this.#field.addEventListener('blur', () => say(this.#reading, ''));
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#show(true);
      if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        event.preventDefault();
        this.#step(event.key === 'ArrowUp' ? 1n : -1n);
      }
    });
    this.#down.addEventListener('click', () => this.#step(-1n));
    this.#up.addEventListener('click', () => this.#step(1n));
    this.#again.addEventListener('click', () => alerts.again(entry));
    this.#pause.addEventListener('click', () => alerts.pauseOrResume(entry));
    this.#remove.addEventListener('click', () => alerts.remove(entry));
  }

  #read() {
    return readTyped(this.#field.value, (value) =>
      isNear(value, this.#currentPrice() ?? this.#entry.wanted),
    );
  }

  /** Shows how the price is read, while it is typed. */
  #tell() {
    const { value, problem } = this.#read();
    say(this.#reading, value ? text('alert-reading', { price: grouped(value) }) : '');
    say(this.#problem, problem ?? '');
    this.#field.toggleAttribute('aria-invalid', false);
  }

  async #typed() {
    const { value, problem } = this.#read();
    say(this.#reading, '');
    const most = Math.max(this.#decimals(), decimalsOf(this.#entry.wanted));
    const isTooFine = value !== undefined && most > 0 && decimalsOf(value) > most;
    const refusal = problem ?? (isTooFine ? text('alert-decimals', { count: most }) : null);
    if (value === undefined || refusal) {
      this.#field.setAttribute('aria-invalid', 'true');
      say(this.#problem, refusal ?? '');
      return;
    }
    if (compare(value, this.#entry.wanted) !== 0 && (await this.#alerts.moveIfMeant(this.#entry, value)))
      return;
    this.#show(true);
  }

  /** @param {1n | -1n} sign */
  #step(sign) {
    const { wanted } = this.#entry;
    const decimals = Math.max(this.#decimals(), decimalsOf(wanted));
    this.#alerts.move(this.#entry, moved(wanted, sign * stepOf(wanted, decimals), decimals));
  }

  /** Shows the entry as it is now; a price that is being typed is left alone. */
  update() {
    this.#show(document.activeElement !== this.#field);
  }

  /** @param {boolean} withField whether the typed price gives way to the alert's */
  #show(withField) {
    const { alert, wanted, busy, problem, firedAt, firedPrice } = this.#entry;
    const price = grouped(wanted, Math.max(this.#decimals(), decimalsOf(wanted)));
    const state = busy ? 'saving' : alert.state;
    const active = isActive(alert);
    this.element.dataset.state = state;
    this.element.dataset.condition = alert.condition;
    this.element.dataset.alertId = alert.id;
    say(this.#badge, `${alert.condition === 'above' ? '▲' : '▼'} ${textOr(`alert-state-${state}`, state)}`);
    this.#badge.dataset.state = state;
    if (withField) {
      this.#field.value = editable(wanted, Math.max(this.#decimals(), decimalsOf(wanted)));
      this.#field.removeAttribute('aria-invalid');
    }
    this.#field.readOnly = !active;
    this.#field.setAttribute('aria-label', text('alert-price-label', { condition: alert.condition, price }));
    this.#down.setAttribute('aria-label', text('alert-down', { price }));
    this.#up.setAttribute('aria-label', text('alert-up', { price }));
    this.#remove.setAttribute('aria-label', text('alert-delete', { price }));
    this.#again.setAttribute('aria-label', text('alert-again-label', { price }));
    say(this.#again, text('alert-again'));
    this.#down.hidden = this.#up.hidden = !active;
    const paused = isPaused(alert);
    this.#again.hidden = active || paused;
    this.#pause.hidden = !active && !paused;
    say(this.#pause, paused ? '▶' : '⏸');
    this.#pause.title = text(paused ? 'alert-resume' : 'alert-pause', { price });
    this.#pause.setAttribute('aria-label', this.#pause.title);
    const zone = this.#zone();
    const parts = [
      firedAt && text('alert-fired', { time: secondTime(firedAt, zone), price: grouped(firedPrice ?? '') }),
      alert.recurring
        ? text('alert-recurring', { span: span(alert.cooldownSeconds * 1000) })
        : text('alert-once'),
      alert.expiresAt && text('alert-until', { time: dayAndTime(Date.parse(alert.expiresAt), zone) }),
    ]
      .filter(Boolean)
      .join(' · ');
    const detail = `${parts}\n${alert.note ?? ''}`;
    if (this.#detail.dataset.shown !== detail) {
      this.#detail.dataset.shown = detail;
      // Text that was typed must not turn around the text beside it.
      replace(this.#detail, parts, alert.note && ' · ', alert.note && h('bdi', {}, alert.note));
    }
    say(this.#problem, problem ?? '');
  }
}
