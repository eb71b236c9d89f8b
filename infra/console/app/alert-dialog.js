/**
 * The elements of the form of a new alert.
 */

import { button, h } from './dom.js';

/** The distances from the price that are one click away, in percent. */
const PERCENTS = [-5, -2, -1, 1, 2, 5];

/** @param {string} label @param {HTMLElement} control @param {string} [also] classes */
const field = (label, control, also = '') =>
  h('label', { class: `field ${also}`.trim() }, h('span', {}, label), control);

/**
 * Adds the dialog to the page.
 * @param {(percent: number) => void} onPercent
 */
export function addAlertDialog(onPercent) {
  const conditions = [
    ['', 'by the price now'],
    ['above', 'at or above'],
    ['below', 'at or below'],
  ].map(([value, text]) => h('option', { value }, text));
  const percents = PERCENTS.map((percent) => {
    // A sign that is as wide as the plus.
    const one = button(`${percent < 0 ? '−' : '+'}${Math.abs(percent)} %`, { class: 'small' });
    one.addEventListener('click', () => onPercent(percent));
    return one;
  });
  const form = h(
    'form',
    { id: 'new-alert-form', novalidate: true },
    h('h2', { id: 'new-title' }, 'New alert on ', h('span', { id: 'new-symbol' })),
    h(
      'div',
      { class: 'field-row' },
      field(
        'Price',
        h('input', { id: 'new-price', type: 'text', inputmode: 'decimal', autocomplete: 'off' }),
        'grow',
      ),
      field('Fires', h('select', { id: 'new-condition' }, conditions)),
    ),
    h(
      'div',
      { id: 'new-percents', class: 'percents', role: 'group', 'aria-label': 'From the price now' },
      percents,
    ),
    h('p', { id: 'new-reading', class: 'reading', role: 'status' }),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', id: 'new-recurring' }),
      ' Recurring: again and again',
    ),
    h(
      'div',
      { class: 'field-row' },
      field('Cooldown, in s', h('input', { id: 'new-cooldown', type: 'number', min: 0, max: 86_400 })),
      field('Comes back by, in %', h('input', { id: 'new-rearm', type: 'text', inputmode: 'decimal' })),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', {}, 'Until (optional, time of ', h('span', { id: 'new-expires-zone' }), ')'),
      h('input', { id: 'new-expires', type: 'datetime-local' }),
    ),
    field('Note (optional)', h('input', { id: 'new-note', type: 'text', autocomplete: 'off' })),
    h('p', { id: 'new-problem', class: 'field-problem', role: 'alert' }),
    h(
      'div',
      { class: 'buttons' },
      button('Cancel', { id: 'new-cancel' }),
      h('button', { type: 'submit', id: 'new-submit', class: 'primary' }, 'Create alert'),
    ),
  );
  document.body.append(h('dialog', { id: 'new-alert', 'aria-labelledby': 'new-title' }, form));
}
