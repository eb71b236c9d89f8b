// The form of a new alert.

import { $, say } from './dom.js';
import { decimalsOf, isPositive } from './decimal.js';
import { problemText } from './words.js';

const FIELDS = {
  'alert.targetPrice': 'new-price',
  'alert.condition': 'new-condition',
  'alert.cooldownSeconds': 'new-cooldown',
  'alert.rearmPercent': 'new-rearm',
  'alert.expiresAt': 'new-expires',
  'alert.note': 'new-note',
};

export function setUpAlertForm(alerts, { currentPrice, decimals }) {
  const dialog = $('#new-alert');
  const form = $('#new-alert-form');
  const field = (id) => $(`#${id}`);
  const side = () => {
    const text = field('new-price').value.trim();
    const auto = isPositive(text) ? alerts.conditionAt(text) : null;
    say($('#new-side'), field('new-condition').value ? '' : !isPositive(text) ? '' : !auto ? 'No price is known: choose when it fires.' : `Fires when the price is ${auto === 'above' ? 'at or above' : 'at or below'} this level.`);
  };
  const clear = () => {
    for (const invalid of form.querySelectorAll('[aria-invalid]')) invalid.removeAttribute('aria-invalid');
    say($('#new-problem'), '');
  };
  const refuse = (id, text) => {
    field(id)?.setAttribute('aria-invalid', 'true');
    field(id)?.focus();
    say($('#new-problem'), text);
  };

  const open = (price = currentPrice()) => {
    form.reset();
    clear();
    say($('#new-symbol'), alerts.symbol);
    field('new-price').value = price ?? '';
    side();
    recurring();
    dialog.showModal();
    field('new-price').select();
  };
  const recurring = () => {
    for (const id of ['new-cooldown', 'new-rearm']) field(id).disabled = !field('new-recurring').checked;
  };

  $('#add-alert').addEventListener('click', () => open());
  field('new-price').addEventListener('input', side);
  field('new-condition').addEventListener('change', side);
  field('new-recurring').addEventListener('change', recurring);
  $('#new-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clear();
    const price = field('new-price').value.trim().replaceAll(/[\s,]/g, '');
    if (!isPositive(price)) return refuse('new-price', 'A price is digits with a point, above zero.');
    const most = decimals();
    if (decimalsOf(price) > most) return refuse('new-price', `Prices of ${alerts.symbol} have at most ${most} decimals.`);
    if (!field('new-condition').value && !alerts.conditionAt(price)) return refuse('new-condition', 'No price is known: choose when it fires.');
    const alert = { targetPrice: price, recurring: field('new-recurring').checked };
    if (field('new-condition').value) alert.condition = field('new-condition').value;
    if (alert.recurring) {
      alert.cooldownSeconds = Number(field('new-cooldown').value);
      alert.rearmPercent = field('new-rearm').value;
    }
    if (field('new-expires').value) alert.expiresAt = new Date(field('new-expires').value).toISOString();
    if (field('new-note').value.trim()) alert.note = field('new-note').value.trim();
    const submit = $('#new-submit');
    submit.disabled = true;
    try {
      await alerts.create(alert);
      dialog.close();
    } catch (error) {
      refuse(FIELDS[error.field], problemText(error));
    } finally {
      submit.disabled = false;
    }
    return undefined;
  });
  return open;
}
