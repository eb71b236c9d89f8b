// The form of a new alert. What the price is read as is shown while it is typed, and nothing doubtful is armed unasked.

import { $, say } from './dom.js';
import { compare, decimalsOf } from './decimal.js';
import { isNear } from './level-rules.js';
import { editable, languageName, numberLanguage, readTyped, shown } from './numbers.js';
import { problemText } from './words.js';
import { instantOf } from './zone.js';

const FIELDS = {
  'alert.targetPrice': 'new-price',
  'alert.condition': 'new-condition',
  'alert.cooldownSeconds': 'new-cooldown',
  'alert.rearmPercent': 'new-rearm',
  'alert.expiresAt': 'new-expires',
  'alert.note': 'new-note',
};

const isRearm = (percent) => compare(percent, '50') <= 0;

/** The longest note, in characters. */
const LONGEST_NOTE = 280;

export function setUpAlertForm(alerts, { currentPrice, decimals, zone }) {
  const dialog = $('#new-alert');
  const form = $('#new-alert-form');
  const field = (id) => $(`#${id}`);
  const readPrice = () => {
    const read = readTyped(field('new-price').value, (value) => isNear(value, currentPrice()));
    if (read.problem) return read;
    const most = decimals();
    if (decimalsOf(read.value) > most) return { problem: `Prices of ${alerts.symbol} have at most ${most} decimals.` };
    const problem = alerts.problemOf(read.value);
    return problem ? { problem } : read;
  };

  /** What will be armed, in full, before it is. */
  const tell = () => {
    const typed = field('new-price').value.trim();
    const { value, problem } = typed === '' ? {} : readPrice();
    const condition = value && (field('new-condition').value || alerts.conditionAt(value));
    const reading = $('#new-reading');
    reading.dataset.kind = problem ? 'problem' : '';
    if (!value) say(reading, problem ?? `Numbers are read as in ${languageName(numberLanguage.name)}.`);
    else if (!condition) say(reading, `${shown(value)}. No price is known: choose when it fires.`);
    else say(reading, `Fires when the price is ${condition === 'above' ? 'at or above' : 'at or below'} ${shown(value)}.`);
    say($('#new-submit'), value ? `Create alert at ${shown(value)}` : 'Create alert');
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
    say($('#new-expires-zone'), zone());
    field('new-price').value = price ? editable(price) : '';
    field('new-rearm').value = editable('0.1');
    tell();
    recurring();
    dialog.showModal();
    field('new-price').select();
  };
  const recurring = () => {
    for (const id of ['new-cooldown', 'new-rearm']) field(id).disabled = !field('new-recurring').checked;
  };

  /** The alert that is wanted; undefined where a field is refused. */
  const read = () => {
    const price = readPrice();
    if (price.problem) {
      // Said once, where it is announced.
      say($('#new-reading'), '');
      return refuse('new-price', price.problem);
    }
    const condition = field('new-condition').value;
    if (!condition && !alerts.conditionAt(price.value)) return refuse('new-condition', 'No price is known: choose when it fires.');
    const alert = { targetPrice: price.value, recurring: field('new-recurring').checked };
    if (condition) alert.condition = condition;
    if (alert.recurring) {
      const rearm = readTyped(field('new-rearm').value, isRearm);
      if (rearm.problem) return refuse('new-rearm', rearm.problem);
      if (!isRearm(rearm.value)) return refuse('new-rearm', problemText({ field: 'alert.rearmPercent' }));
      if (!/^\d{1,5}$/.test(field('new-cooldown').value)) return refuse('new-cooldown', problemText({ field: 'alert.cooldownSeconds' }));
      alert.cooldownSeconds = Number(field('new-cooldown').value);
      alert.rearmPercent = rearm.value;
    }
    if (field('new-expires').value) alert.expiresAt = new Date(instantOf(field('new-expires').value, zone())).toISOString();
    const note = field('new-note').value.trim();
    if ([...note].length > LONGEST_NOTE) return refuse('new-note', problemText({ field: 'alert.note' }));
    if (note) alert.note = note;
    return alert;
  };

  $('#add-alert').addEventListener('click', () => open());
  field('new-price').addEventListener('input', tell);
  field('new-condition').addEventListener('change', tell);
  field('new-recurring').addEventListener('change', recurring);
  $('#new-cancel').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clear();
    tell();
    const alert = read();
    if (!alert) return;
    const submit = $('#new-submit');
    submit.disabled = true;
    try {
      if (!(await alerts.isMeant(alert.targetPrice, alert.condition))) return;
      await alerts.create(alert);
      dialog.close();
    } catch (error) {
      refuse(FIELDS[error.field], problemText(error));
    } finally {
      submit.disabled = false;
    }
  });
  return open;
}
