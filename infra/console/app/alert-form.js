/**
 * The form of a new alert. The reading of the price is shown while it is typed, and nothing doubtful is
 * armed unasked. Loaded when it is first opened.
 */

import { $, h, replace, say } from './dom.js';
import { addAlertDialog } from './alert-dialog.js';
import { byPercent, compare, decimalsOf } from './decimal.js';
import { isNear } from './level-rules.js';
import { editable, languageName, numberLanguage, readTyped, shown } from './numbers.js';
import { problemText, refusalOf } from './words.js';
import { instantOf } from './zone.js';
import { onLanguage, text, textWith } from './texts.js';

/** @typedef {import('./types.js').Condition} Condition */
/** @typedef {import('./types.js').NewAlert} NewAlert */
/** @typedef {import('./types.js').Reading} Reading */

/** @param {string} percent of the price, by which it has to come back */
const isRearm = (percent) => compare(percent, '50') <= 0;

/** The cooldown and the way back of a recurring alert, unless the trader says otherwise. */
const COOLDOWN = '60';
const REARM = '0.1';

/** The longest note, in characters. */
const LONGEST_NOTE = 280;

/**
 * Sets the form up.
 * @param {import('./alerts.js').Alerts} alerts
 * @param {import('./types.js').MarketView} market
 * @returns {(price?: string | null) => void} opens the form with a price, which is the last one unless it is
 *   given
 */
export function setUpAlertForm(alerts, { currentPrice, decimals, zone }) {
  addAlertDialog((percent) => {
    const price = currentPrice();
    if (price === null) return;
    fields.price.value = editable(byPercent(price, percent, decimals()));
    tell();
  });
  const dialog = $('#new-alert');
  const form = $('#new-alert-form');
  const fields = {
    price: $('#new-price'),
    condition: $('#new-condition'),
    recurring: $('#new-recurring'),
    cooldown: $('#new-cooldown'),
    rearm: $('#new-rearm'),
    expires: $('#new-expires'),
    note: $('#new-note'),
  };
  /** The fields by the paths that the server names. @type {Record<string, HTMLElement>} */
  const byPath = {
    'alert.targetPrice': fields.price,
    'alert.condition': fields.condition,
    'alert.cooldownSeconds': fields.cooldown,
    'alert.rearmPercent': fields.rearm,
    'alert.expiresAt': fields.expires,
    'alert.note': fields.note,
  };
  /** @returns {Reading} */
  const readPrice = () => {
    const read = readTyped(fields.price.value, (value) => isNear(value, currentPrice()));
    if (read.problem !== undefined) return read;
    const most = decimals();
    if (decimalsOf(read.value) > most)
      return { problem: text('new-decimals', { symbol: alerts.symbol, count: most }) };
    const problem = alerts.problemOf(read.value);
    return problem ? { problem } : read;
  };

  const rules = () => text('number-rules', { language: languageName(numberLanguage.name) });
  /** Shows what will be armed, in full, before it is. */
  const tell = () => {
    const typed = fields.price.value.trim();
    /** @type {{value?: string, problem?: string}} */
    const { value, problem } = typed === '' ? {} : readPrice();
    const condition = value && (fields.condition.value || alerts.conditionAt(value));
    const reading = $('#new-reading');
    reading.dataset.kind = problem ? 'problem' : '';
    if (!value) say(reading, problem ?? rules());
    else if (!condition) say(reading, text('new-no-price-at', { price: shown(value) }));
    else say(reading, text('new-fires-at', { condition, price: shown(value) }));
    say($('#new-submit'), value ? text('new-create-at', { price: shown(value) }) : text('new-create'));
  };
  const clear = () => {
    for (const invalid of form.querySelectorAll('[aria-invalid]')) invalid.removeAttribute('aria-invalid');
    say($('#new-problem'), '');
  };
  /** @param {HTMLElement | undefined} field @param {string} reason @returns {undefined} */
  const refuse = (field, reason) => {
    field?.setAttribute('aria-invalid', 'true');
    field?.focus();
    say($('#new-problem'), reason);
    return undefined;
  };

  const head = () => {
    const symbol = h('bdi', { id: 'new-symbol' }, alerts.symbol);
    replace($('#new-title'), textWith('new-title', { symbol }));
    const name = h('bdi', { id: 'new-expires-zone' }, zone());
    replace($('#new-until'), textWith('new-until', { zone: name }));
  };
  onLanguage(() => {
    head();
    tell();
  });

  const open = (price = currentPrice()) => {
    form.reset();
    clear();
    head();
    fields.price.value = price ? editable(price) : '';
    fields.cooldown.value = COOLDOWN;
    fields.rearm.value = editable(REARM);
    for (const one of $('#new-percents').children)
      /** @type {HTMLButtonElement} */ (one).disabled = currentPrice() === null;
    tell();
    recurring();
    dialog.showModal();
    fields.price.select();
  };
  const recurring = () => {
    for (const field of [fields.cooldown, fields.rearm]) field.disabled = !fields.recurring.checked;
  };

  /** @returns {NewAlert | undefined} the wanted alert; undefined where a field is refused */
  const read = () => {
    const price = readPrice();
    if (price.problem !== undefined) {
      // Said once, where it is announced.
      say($('#new-reading'), '');
      return refuse(fields.price, price.problem);
    }
    const condition = /** @type {Condition | ''} */ (fields.condition.value);
    if (!condition && !alerts.conditionAt(price.value))
      return refuse(fields.condition, text('new-no-price'));
    /** @type {NewAlert} */
    const alert = { targetPrice: price.value, recurring: fields.recurring.checked };
    if (condition) alert.condition = condition;
    if (alert.recurring) {
      const rearm = readTyped(fields.rearm.value, isRearm);
      if (rearm.problem !== undefined) return refuse(fields.rearm, rearm.problem);
      if (!isRearm(rearm.value)) return refuse(fields.rearm, problemText({ field: 'alert.rearmPercent' }));
      if (!/^\d{1,5}$/.test(fields.cooldown.value))
        return refuse(fields.cooldown, problemText({ field: 'alert.cooldownSeconds' }));
      alert.cooldownSeconds = Number(fields.cooldown.value);
      alert.rearmPercent = rearm.value;
    }
    if (fields.expires.value)
      alert.expiresAt = new Date(instantOf(fields.expires.value, zone())).toISOString();
    const note = fields.note.value.trim();
    if ([...note].length > LONGEST_NOTE) return refuse(fields.note, problemText({ field: 'alert.note' }));
    if (note) alert.note = note;
    return alert;
  };

  fields.price.addEventListener('input', tell);
  fields.condition.addEventListener('change', tell);
  fields.recurring.addEventListener('change', recurring);
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
      refuse(byPath[refusalOf(error).field ?? ''], problemText(error));
    } finally {
      submit.disabled = false;
    }
  });
  return open;
}
