/**
 * The elements of the form of a new alert.
 */

import { button, h } from './dom.js';
import { fillTexts, language, onLanguage } from './texts.js';

/** The distances from the price that are one click away, in percent. */
const PERCENTS = [-5, -2, -1, 1, 2, 5];

/** @param {string} key of the label @param {HTMLElement} control @param {string} [also] classes */
const field = (key, control, also = '') =>
  h('label', { class: `field ${also}`.trim() }, h('span', { dataset: { text: key } }), control);

/**
 * Adds the dialog to the page.
 * @param {(percent: number) => void} onPercent
 */
export function addAlertDialog(onPercent) {
  const conditions = [
    ['', 'new-by-price'],
    ['above', 'new-above'],
    ['below', 'new-below'],
  ].map(([value, key]) => h('option', { value, dataset: { text: key } }));
  const percents = PERCENTS.map((percent) => {
    const one = button('', { class: 'small', dir: 'ltr', dataset: { percent } });
    one.addEventListener('click', () => onPercent(percent));
    return one;
  });
  const form = h(
    'form',
    { id: 'new-alert-form', novalidate: true },
    h('h2', { id: 'new-title' }),
    h(
      'div',
      { class: 'field-row' },
      field(
        'new-price',
        h('input', { id: 'new-price', type: 'text', inputmode: 'decimal', autocomplete: 'off' }),
        'grow',
      ),
      field('new-fires', h('select', { id: 'new-condition' }, conditions)),
    ),
    h(
      'div',
      { id: 'new-percents', class: 'percents', role: 'group', dataset: { textLabel: 'new-percents' } },
      percents,
    ),
    h('p', { id: 'new-reading', class: 'reading', role: 'status' }),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', id: 'new-recurring' }),
      ' ',
      h('span', { dataset: { text: 'new-recurring' } }),
    ),
    h(
      'div',
      { class: 'field-row' },
      field('new-cooldown', h('input', { id: 'new-cooldown', type: 'number', min: 0, max: 86_400 })),
      field('new-rearm', h('input', { id: 'new-rearm', type: 'text', inputmode: 'decimal' })),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', { id: 'new-until' }),
      h('input', { id: 'new-expires', type: 'datetime-local' }),
    ),
    field('new-note', h('input', { id: 'new-note', type: 'text', autocomplete: 'off' })),
    h('p', { id: 'new-problem', class: 'field-problem', role: 'alert' }),
    h(
      'div',
      { class: 'buttons' },
      button('', { id: 'new-cancel', dataset: { text: 'cancel' } }),
      h('button', { type: 'submit', id: 'new-submit', class: 'primary' }),
    ),
  );
  document.body.append(h('dialog', { id: 'new-alert', 'aria-labelledby': 'new-title' }, form));
  const fill = () => {
    fillTexts(form);
    const format = new Intl.NumberFormat(language.locale, { style: 'percent', signDisplay: 'always' });
    for (const one of percents) {
      // A sign that is as wide as the plus.
      one.textContent = format.format(Number(one.dataset.percent) / 100).replace('-', '−');
    }
  };
  onLanguage(fill);
  fill();
}
