// What the trader wants to hear of, where, and when not: the whole document of the protocol, as a form.

import { $, button, h, replace, say, uniqueId } from './dom.js';
import { ask } from './confirm.js';
import { differences, merge } from './merge.js';
import { compare } from './decimal.js';
import { editable, numberLanguage, readTyped, shown } from './numbers.js';
import { SECTIONS, labelOf, losesChannels, valueText } from './sections.js';
import { CHANNELS, problemText } from './words.js';
import { QuietClock } from './clock.js';
import { browserZone, isZone } from './zone.js';

const LANGUAGES = [['en', 'English'], ['de', 'Deutsch']];

export function setUpPreferences(session, zone) {
  return new PreferencesForm(session, zone);
}

class PreferencesForm {
  #session;
  #zone;
  #form = $('#preferences-form');
  #clock = new QuietClock($('#clock'));
  /** Path → element that holds the value. */
  #fields = new Map();
  #saved = null;
  #version = 0;

  constructor(session, zone) {
    this.#session = session;
    this.#zone = zone;
    this.#build();
    this.#enable(false);
    session.addEventListener('client', () => {
      this.#saved = null;
      // What another trader has chosen is nobody else's business.
      this.#form.reset();
      this.#enable(false);
      this.#status('');
      this.#conflictGone();
    });
    session.addEventListener('state', ({ detail }) => {
      if (detail.state === 'synced' && !this.isChanged) this.#load();
    });
    addEventListener('beforeunload', (event) => {
      if (this.isChanged) event.preventDefault();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    this.#form.addEventListener('input', () => this.#edited());
    $('#preferences-discard').addEventListener('click', () => {
      this.#fill(this.#saved);
      this.#edited();
    });
    this.#clock.addEventListener('change', ({ detail }) => {
      // Who sets them wants them; nothing is saved yet.
      this.#fields.get('quietHours.enabled').checked = true;
      this.#fields.get('quietHours.from').value = detail.from;
      this.#fields.get('quietHours.to').value = detail.to;
      this.#edited();
    });
  }

  // The roles are said again, since on a narrow screen the table is laid out as a grid, and then has none by itself.
  #build() {
    const head = h('tr', { role: 'row' }, h('th', { scope: 'col', role: 'columnheader' }, 'Event'), h('th', { scope: 'col', role: 'columnheader' }, 'On'),
      CHANNELS.map(({ label }) => h('th', { scope: 'col', role: 'columnheader' }, label)));
    const body = SECTIONS.map((section) => this.#row(section));
    replace($('#preferences-table'), h('caption', { class: 'unseen' }, 'What you hear of, and where'), h('thead', { role: 'rowgroup' }, head), h('tbody', { role: 'rowgroup' }, body));
    for (const id of ['timeZone', 'language', 'quietHours.enabled', 'quietHours.from', 'quietHours.to']) {
      this.#fields.set(id, $(`[data-field="${id}"]`));
    }
    replace(this.#fields.get('language'), h('option', { value: '' }, 'As your account has it'),
      LANGUAGES.map(([value, label]) => h('option', { value }, label)));
    const zones = $('#zones');
    // Some four hundred of them: only who looks for one needs them.
    this.#fields.get('timeZone').addEventListener('focus', () => {
      if (zones.childElementCount === 0) replace(zones, Intl.supportedValuesOf('timeZone').map((name) => h('option', { value: name })));
    });
  }

  #row({ key, priority, label, hint, extra, sms }) {
    const checkbox = (path, description) => {
      const box = h('input', { type: 'checkbox', 'aria-label': description, dataset: { field: path } });
      this.#fields.set(path, box);
      return box;
    };
    const title = h('th', { scope: 'row', role: 'rowheader' }, h('span', { class: 'class-mark', dataset: { priority } }, `P${priority}`), ' ', label,
      hint && h('span', { class: 'hint' }, hint), extra && this.#extra(key, label, extra),
      h('span', { class: 'field-problem', dataset: { problem: key } }));
    const enabled = key === 'liquidation'
      ? h('td', { role: 'cell' }, h('span', { class: 'always', title: 'Always on' }, 'always'))
      : h('td', { role: 'cell' }, checkbox(`${key}.enabled`, `${label}: on`));
    const channels = CHANNELS.map((channel) => {
      const cell = h('td', { role: 'cell' });
      const box = checkbox(`${key}.channels.${channel.name}`, `${label} by ${channel.label}`);
      // SMS is sent for P0 only, so elsewhere the box would promise what is not kept.
      if (channel.name === 'sms' && !sms) cell.append(h('span', { class: 'never', title: 'SMS is sent for P0 only' }, '–'));
      else cell.append(box);
      return cell;
    });
    return h('tr', { role: 'row' }, title, enabled, channels);
  }

  #extra(key, label, { key: name, label: before, unit, type = 'text' }) {
    const path = `${key}.${name}`;
    const field = h('input', { type, class: 'small-field', dataset: { field: path }, 'aria-label': `${label}: ${before} ${unit ?? ''}`.trim(), ...(type === 'time' ? {} : { inputmode: 'decimal', autocomplete: 'off' }) });
    this.#fields.set(path, field);
    return h('span', { class: 'extra' }, before, ' ', field, unit ? ` ${unit}` : '');
  }

  async #load() {
    const { client } = this.#session;
    try {
      const { preferences, version } = await client.getPreferences();
      if (client !== this.#session.client) return;
      this.#take(preferences, version);
      this.#enable(true);
      this.#status('');
    } catch (error) {
      if (!['disconnected', 'closed'].includes(error.code)) this.#status(`Could not be read: ${problemText(error)}`, 'problem');
    }
  }

  #take(preferences, version) {
    this.#saved = preferences;
    this.#version = version;
    // First, since the numbers are shown in that language.
    this.#tellZone(preferences);
    this.#fill(preferences);
    this.#edited();
  }

  #fill(preferences) {
    this.#field('timeZone').value = preferences.timeZone ?? '';
    const language = this.#field('language');
    const tag = preferences.language ?? '';
    if (![...language.options].some(({ value }) => value === tag)) language.append(h('option', { value: tag }, tag));
    language.value = tag;
    for (const { key, extra } of SECTIONS) {
      const section = preferences[key];
      if (key !== 'liquidation') this.#field(`${key}.enabled`).checked = section.enabled;
      for (const { name } of CHANNELS) this.#field(`${key}.channels.${name}`).checked = section.channels.includes(name);
      if (extra) this.#field(`${key}.${extra.key}`).value = extra.type === 'time' ? section[extra.key] : editable(String(section[extra.key]));
    }
    this.#field('quietHours.enabled').checked = preferences.quietHours.enabled;
    this.#field('quietHours.from').value = preferences.quietHours.from;
    this.#field('quietHours.to').value = preferences.quietHours.to;
  }

  #read() {
    const channels = (key) => {
      // The order that was stored is kept, so that nothing looks changed which is not.
      const chosen = CHANNELS.map(({ name }) => name).filter((name) => this.#field(`${key}.channels.${name}`).checked);
      const stored = this.#saved[key].channels;
      return [...stored.filter((name) => chosen.includes(name)), ...chosen.filter((name) => !stored.includes(name))];
    };
    const preferences = {
      timeZone: this.#field('timeZone').value.trim() || null,
      language: this.#field('language').value || null,
    };
    for (const { key, extra } of SECTIONS) {
      const section = {};
      if (key !== 'liquidation') section.enabled = this.#field(`${key}.enabled`).checked;
      section.channels = channels(key);
      if (extra) {
        const { value } = this.#field(`${key}.${extra.key}`);
        section[extra.key] = extra.type === 'time' ? value : numberOf(value, extra);
      }
      preferences[key] = section;
    }
    preferences.quietHours = {
      enabled: this.#field('quietHours.enabled').checked,
      from: this.#field('quietHours.from').value,
      to: this.#field('quietHours.to').value,
    };
    return preferences;
  }

  #field(path) {
    return this.#fields.get(path);
  }

  /** Whether there is something that is not saved. */
  get isChanged() {
    return this.#saved !== null && differences(this.#saved, this.#read()).length > 0;
  }

  #edited() {
    if (!this.#saved) return;
    const wanted = this.#read();
    const count = differences(this.#saved, wanted).length;
    $('#preferences-save').disabled = count === 0;
    $('#preferences-discard').disabled = count === 0;
    this.#clock.show(wanted.quietHours, zoneOf(wanted, this.#session));
    const zone = zoneOf(wanted, this.#session);
    const whose = wanted.timeZone ? '' : this.#session.timeZone ? ' (your account\'s)' : ' (this browser\'s; your account may have another)';
    say($('#clock-zone'), zone + whose);
    if (count > 0) this.#status(`${count} unsaved ${count === 1 ? 'change' : 'changes'}`);
    else if ($('#preferences-status').dataset.kind !== 'good') this.#status('');
  }

  async #save({ wanted = this.#read(), version = this.#version, base = this.#saved, note = '' } = {}) {
    const { client } = this.#session;
    this.#clearProblems();
    if (this.#refuseNumbers()) return;
    const alone = losesChannels(base, wanted);
    if (alone.length > 0 && !(await ask(inAppOnlyQuestion(alone)))) {
      this.#status('Not saved');
      return;
    }
    this.#status('Saving…');
    $('#preferences-save').disabled = true;
    try {
      const reply = await client.putPreferences(wanted, version, { confirmInAppOnly: alone.length > 0 });
      if (client !== this.#session.client) return;
      this.#conflictGone();
      this.#saved = wanted;
      this.#version = reply.version;
      this.#tellZone(wanted);
      this.#fill(wanted);
      this.#status(`Saved as version ${reply.version}${note}`, 'good');
      this.#edited();
      this.#session.dispatchEvent(new Event('preferences'));
    } catch (error) {
      if (client !== this.#session.client) return;
      $('#preferences-save').disabled = false;
      if (error.code === 'version_conflict') await this.#merge(wanted, base, error);
      else if (error.field) this.#refused(error);
      else this.#status(`Not saved: ${problemText(error)}`, 'problem');
    }
  }

  /** Numbers are read here, since only the page knows how the trader writes them. */
  #refuseNumbers() {
    for (const { key, extra } of SECTIONS) {
      if (!extra || extra.type === 'time') continue;
      const path = `${key}.${extra.key}`;
      const { value, problem } = readTyped(this.#field(path).value, (number) => isWithin(number, extra));
      const text = problem ?? (isWithin(value, extra) ? null : `From ${shown(extra.least)} to ${shown(extra.most)}.`);
      if (!text) continue;
      this.#refuse(path, text);
      return true;
    }
    return false;
  }

  /** Another tab or device has saved meanwhile. What both have changed is asked about, all else is put together. */
  async #merge(wanted, base, error) {
    let current = error.details?.preferences;
    let version = error.details?.version;
    if (!current) ({ preferences: current, version } = await this.#session.client.getPreferences());
    const { merged, theirs, conflicts } = merge(base, wanted, current);
    if (conflicts.length > 0) {
      this.#conflict({ wanted, current, version, merged, conflicts });
      return;
    }
    const kept = theirs.map(labelOf).join(', ');
    await this.#save({ wanted: merged, version, base: current, note: kept && `, together with what was changed elsewhere: ${kept}` });
  }

  #refused(error) {
    const path = error.field.replace(/^preferences\./, '');
    const [key, part, index] = path.split('.');
    // The server counts the channels of the list; the form has a box for each.
    const name = part === 'channels' && index !== undefined ? this.#read()[key]?.channels[index] : null;
    this.#refuse(name ? `${key}.channels.${name}` : path, problemText(error));
  }

  /** Says at the field what is wrong with it. */
  #refuse(path, text) {
    const [key] = path.split('.');
    const field = this.#field(path) ?? this.#field(key) ?? this.#field(`${key}.channels.push`) ?? this.#field(`${key}.from`);
    field?.setAttribute('aria-invalid', 'true');
    const place = $(`[data-problem="${path}"]`) ?? $(`[data-problem="${key}"]`);
    if (place) {
      place.id ||= uniqueId('problem');
      say(place, text);
      field?.setAttribute('aria-describedby', place.id);
    }
    this.#status(`Not saved: ${labelOf(path)}: ${text}`, 'problem');
    field?.focus();
  }

  #clearProblems() {
    for (const field of this.#form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    for (const place of this.#form.querySelectorAll('[data-problem]')) say(place, '');
  }

  /** Both are shown, and the trader decides. What only one of the two has changed is kept either way. */
  #conflict({ wanted, current, version, merged, conflicts }) {
    const rows = differences(current, wanted).filter(({ path }) => conflicts.includes(path.split('.')[0])).map(({ path, before, after }) =>
      h('tr', {}, h('th', { scope: 'row' }, labelOf(path)), h('td', {}, valueText(before)), h('td', {}, valueText(after))));
    const theirs = button('Take theirs');
    const mine = button('Save mine over it', { class: 'primary' });
    theirs.addEventListener('click', () => {
      this.#conflictGone();
      const taken = { ...merged, ...Object.fromEntries(conflicts.map((key) => [key, current[key]])) };
      this.#saved = current;
      this.#version = version;
      this.#tellZone(current);
      this.#fill(taken);
      this.#status(`Version ${version} is shown`, 'good');
      this.#edited();
    });
    mine.addEventListener('click', () => this.#save({ wanted: merged, version, base: current }));
    const box = $('#preferences-conflict');
    replace(box, h('h3', {}, 'Changed elsewhere meanwhile'),
      h('p', {}, `Another tab or device of yours has saved version ${version}. Both of you have changed this:`),
      h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'What differs' }, h('table', { class: 'plain' }, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Setting'), h('th', { scope: 'col' }, 'Theirs'), h('th', { scope: 'col' }, 'Yours'))), h('tbody', {}, rows))),
      h('div', { class: 'buttons' }, theirs, mine));
    box.hidden = false;
    this.#status('Not saved: changed elsewhere meanwhile', 'problem');
    theirs.focus();
  }

  #conflictGone() {
    const box = $('#preferences-conflict');
    box.hidden = true;
    replace(box);
  }

  #enable(on) {
    $('#preferences-fields').disabled = !on;
    $('#clock').inert = !on;
  }

  #status(text, kind = '') {
    const status = $('#preferences-status');
    status.dataset.kind = kind;
    say(status, text);
  }

  #tellZone(preferences) {
    numberLanguage.set(preferences.language);
    this.#zone.set(zoneOf(preferences, this.#session));
  }
}

function zoneOf(preferences, session) {
  return [preferences.timeZone, session.timeZone].find((name) => name && isZone(name)) ?? browserZone();
}

/** The number that the field says; its text where it says none, which is refused before it is saved. */
function numberOf(text, limits) {
  const { value } = readTyped(text, (number) => isWithin(number, limits));
  return value === undefined ? text : Number(value);
}

const isWithin = (value, { least, most }) => compare(value, least) >= 0 && compare(value, most) <= 0;

function inAppOnlyQuestion(sections) {
  const names = sections.map(({ label }) => label.toLowerCase()).join(' and ');
  return {
    title: 'Only in the app?',
    text: [
      `Without push, Telegram, e-mail or SMS, you hear of a ${names} only while this page or the app is open.`,
      'If it happens while both are closed, nothing tells you.',
    ],
    yes: 'Save, only in the app',
    no: 'Keep a channel',
  };
}
