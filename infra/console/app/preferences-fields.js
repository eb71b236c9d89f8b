/**
 * The fields of the preferences: the whole document of the protocol, as a form.
 */

import { $, button, h, replace, say } from './dom.js';
import { compare } from './decimal.js';
import { editable, readTyped, shown } from './numbers.js';
import { LANGUAGES } from './generated/catalogue.js';
import { SECTIONS, sectionOf } from './sections.js';
import { fillTexts, onLanguage, text } from './texts.js';
import { CHANNELS } from './words.js';

/** @typedef {import('./types.js').Channel} Channel */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Limits} Limits */
/** @typedef {import('./types.js').Option} Option */
/** @typedef {import('./types.js').Preferences} Preferences */
/** @typedef {import('./types.js').Section} Section */
/** @typedef {import('./types.js').SectionValue} SectionValue */

/** The groups of the sections: those of the inbox, in its order. */
const GROUPS = /** @type {const} */ (['trades', 'funds', 'alerts', 'security', 'news']);

/** The fields by their paths in the document, such as `quietHours.from`. */
export class PreferenceFields {
  /** The check boxes. @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  /** The fields with a text. @type {Map<string, Field>} */
  #texts = new Map();
  /** The rows of the sections. @type {Map<string, HTMLTableRowElement>} */
  #rows = new Map();
  /** What the headings say of their groups. @type {Map<string, HTMLElement>} */
  #summaries = new Map();
  #language = $('[data-field="language"]');
  #lockScreen = $('[data-field="lockScreen"]');
  /** What the fields of the sections are called. @type {Map<HTMLElement, () => string>} */
  #labels = new Map();

  /** @param {(section: Section, button: HTMLElement) => void} preview shows what a section would send */
  constructor(preview) {
    this.preview = preview;
    this.#build();
    this.#describe();
    onLanguage(() => this.#describe());
  }

  /** Says everything in the language of the page. */
  #describe() {
    fillTexts($('#preferences-form'));
    for (const [field, description] of this.#labels) field.setAttribute('aria-label', description());
  }

  /**
   * Returns the field of a path.
   * @param {string} path
   * @returns {Field | undefined} undefined where the form has none
   */
  find(path) {
    return this.#boxes.get(path) ?? this.#texts.get(path);
  }

  /** Unfolds the group of a field, so that it can be seen. @param {Element} field */
  reveal(field) {
    const group = field.closest('tbody');
    if (group) fold(group, false);
  }

  /** Says nothing of a trader who has left. */
  forget() {
    for (const summary of this.#summaries.values()) say(summary, '');
  }

  /** Says in the heading of each group how many of its sections are switched off. */
  summarise() {
    for (const [group, summary] of this.#summaries) {
      const isShown = (/** @type {Section} */ each) => !at(this.#rows, each.key).hidden;
      const sections = SECTIONS.filter((each) => each.group === group && isShown(each));
      const isOff = (/** @type {Section} */ { key, mandatory }) =>
        !mandatory && !this.#box(`${key}.enabled`).checked;
      const off = sections.filter(isOff);
      const counts = { count: sections.length, off: off.length };
      say(summary, text('group-summary', counts));
    }
  }

  /** Shows a document. @param {Preferences} preferences */
  show(preferences) {
    this.#text('timeZone').value = preferences.timeZone ?? '';
    const tag = preferences.language ?? '';
    if (![...this.#language.options].some(({ value }) => value === tag))
      this.#language.append(h('option', { value: tag }, tag));
    this.#language.value = tag;
    for (const { key, mandatory, options } of SECTIONS) {
      const section = sectionOf(preferences, key);
      // A system with another catalogue may not have all of them.
      at(this.#rows, key).hidden = !section;
      if (!section) continue;
      if (!mandatory) this.#box(`${key}.enabled`).checked = section.enabled ?? false;
      for (const { name } of CHANNELS)
        this.#box(`${key}.channels.${name}`).checked = section.channels.includes(name);
      for (const option of options) {
        const path = `${key}.${option.key}`;
        if (option.kind === 'switch') this.#box(path).checked = isOn(section, option);
        else this.#text(path).value = optionText(section, option);
      }
    }
    const { enabled, from, to } = preferences.quietHours;
    this.#box('quietHours.enabled').checked = enabled;
    this.#text('quietHours.from').value = from;
    this.#text('quietHours.to').value = to;
    this.#lockScreen.value = preferences.lockScreen ?? 'full';
  }

  /** Switches the quiet hours on, at these times. @param {import('./types.js').Period} period */
  showQuietHours({ from, to }) {
    this.#box('quietHours.enabled').checked = true;
    this.#text('quietHours.from').value = from;
    this.#text('quietHours.to').value = to;
  }

  /**
   * Returns the document that the fields say. A number that cannot be read is there as its text, which
   * `problem` tells before it is saved.
   * @param {Preferences} stored of which everything is kept that has no field, and whose lists of channels
   *   keep their order, so that nothing looks changed which is not
   * @returns {Preferences}
   */
  read(stored) {
    const preferences = {
      ...stored,
      timeZone: this.#text('timeZone').value.trim() || null,
      language: this.#language.value || null,
    };
    for (const { key, mandatory, options } of SECTIONS) {
      const known = sectionOf(stored, key);
      if (!known) continue;
      /** @type {SectionValue} */
      const section = { ...known, channels: this.#channels(key, known.channels) };
      if (!mandatory) section.enabled = this.#box(`${key}.enabled`).checked;
      for (const option of options) {
        const path = `${key}.${option.key}`;
        if (option.kind === 'switch') {
          const { checked } = this.#box(path);
          if (checked !== isOn(known, option)) section[option.key] = checked;
          continue;
        }
        const { value } = this.#text(path);
        section[option.key] = option.kind === 'time' ? value : numberOf(value, option);
      }
      Object.assign(preferences, { [key]: section });
    }
    preferences.quietHours = {
      enabled: this.#box('quietHours.enabled').checked,
      from: this.#text('quietHours.from').value,
      to: this.#text('quietHours.to').value,
    };
    // The default is left out of a document.
    const lockScreen = this.#lockScreen.value === 'redacted' ? 'redacted' : 'full';
    if (lockScreen !== (stored.lockScreen ?? 'full')) preferences.lockScreen = lockScreen;
    return preferences;
  }

  /**
   * Returns the first number that is refused, with the reason in words for the trader. Numbers are read
   * here, since only the page knows how the trader writes them.
   * @returns {{path: string, text: string} | null} null where all can be saved
   */
  problem() {
    for (const { key, options } of SECTIONS) {
      if (at(this.#rows, key).hidden) continue;
      for (const option of options) {
        if (option.kind !== 'number') continue;
        const path = `${key}.${option.key}`;
        const { value, problem } = readTyped(this.#text(path).value, (number) => isWithin(number, option));
        if (value !== undefined && isWithin(value, option)) continue;
        const range = { least: shown(option.least), most: shown(option.most) };
        return { path, text: problem ?? text('field-range', range) };
      }
    }
    return null;
  }

  /** @param {string} key @param {Channel[]} stored */
  #channels(key, stored) {
    const chosen = CHANNELS.map(({ name }) => name).filter(
      (name) => this.#box(`${key}.channels.${name}`).checked,
    );
    return [
      ...stored.filter((name) => chosen.includes(name)),
      ...chosen.filter((name) => !stored.includes(name)),
    ];
  }

  /** @param {string} path */
  #box(path) {
    return at(this.#boxes, path);
  }

  /** @param {string} path */
  #text(path) {
    return at(this.#texts, path);
  }

  // The roles are said again: on a narrow screen the table is laid out as a grid, and then has none by
  // itself.
  #build() {
    const head = h(
      'tr',
      { role: 'row' },
      h('th', { scope: 'col', role: 'columnheader', dataset: { text: 'preferences-section' } }),
      h('th', { scope: 'col', role: 'columnheader', dataset: { text: 'preferences-on' } }),
      CHANNELS.map(({ name }) =>
        h('th', { scope: 'col', role: 'columnheader', dataset: { text: `channel-${name}` } }),
      ),
    );
    replace(
      $('#preferences-table'),
      h('caption', { class: 'unseen', dataset: { text: 'preferences-table' } }),
      h('thead', { role: 'rowgroup' }, head),
      GROUPS.map((name) => this.#group(name)),
    );
    const timeZone = $('[data-field="timeZone"]');
    this.#texts.set('timeZone', timeZone);
    this.#texts.set('language', this.#language);
    this.#texts.set('lockScreen', this.#lockScreen);
    this.#boxes.set('quietHours.enabled', $('[data-field="quietHours.enabled"]'));
    this.#texts.set('quietHours.from', $('[data-field="quietHours.from"]'));
    this.#texts.set('quietHours.to', $('[data-field="quietHours.to"]'));
    replace(
      this.#language,
      h('option', { value: '', dataset: { text: 'preferences-account' } }),
      LANGUAGES.map(({ tag, name }) => h('option', { value: tag, lang: tag }, name)),
    );
    const zones = $('#zones');
    // Some four hundred of them: they are needed only where one is looked for.
    timeZone.addEventListener('focus', () => {
      if (zones.childElementCount === 0)
        replace(
          zones,
          Intl.supportedValuesOf('timeZone').map((name) => h('option', { value: name })),
        );
    });
  }

  /** @param {typeof GROUPS[number]} name */
  #group(name) {
    const sections = SECTIONS.filter((section) => section.group === name);
    if (sections.length === 0) return null;
    const summary = h('span', { class: 'hint' });
    this.#summaries.set(name, summary);
    const label = h('span', { dataset: { text: `group-${name}` } });
    const toggle = h('button', { type: 'button', class: 'group-toggle' }, label, ' ', summary);
    const columns = CHANNELS.length + 2;
    const head = h('th', { scope: 'rowgroup', role: 'rowheader', colspan: columns }, toggle);
    const group = h(
      'tbody',
      { role: 'rowgroup', dataset: { group: name } },
      h('tr', { role: 'row', class: 'group-row' }, head),
      sections.map((section) => this.#row(section)),
    );
    toggle.addEventListener('click', () => fold(group, !group.hasAttribute('data-folded')));
    // All of them unfolded are many screens of a telephone.
    fold(group, matchMedia('(width < 700px)').matches);
    return group;
  }

  /** @param {Section} section */
  #row(section) {
    const { key, priority, mandatory, options, sms } = section;
    const preview = button('', { class: 'small link', dataset: { text: 'preview' } });
    this.#labels.set(preview, () => text('preview-of', { section: section.label }));
    preview.addEventListener('click', () => this.preview(section, preview));
    /** @param {string} path @param {() => string} description */
    const checkbox = (path, description) => {
      const box = h('input', { type: 'checkbox', dataset: { field: path } });
      this.#labels.set(box, description);
      this.#boxes.set(path, box);
      return box;
    };
    const title = h(
      'th',
      { scope: 'row', role: 'rowheader' },
      h('span', { class: 'class-mark', dataset: { priority } }, `P${priority}`),
      ' ',
      h('span', { dataset: { text: `section-${key}` } }),
      preview,
      mandatory && h('span', { class: 'hint', dataset: { text: 'preferences-mandatory' } }),
      options.map((option) => this.#option(section, option)),
      h('span', { class: 'field-problem', dataset: { problem: key } }),
    );
    const enabled = mandatory
      ? h('td', { role: 'cell' }, alwaysOn())
      : h(
          'td',
          { role: 'cell' },
          checkbox(`${key}.enabled`, () => text('preferences-on-label', { section: section.label })),
        );
    const channels = CHANNELS.map((channel) => {
      const cell = h('td', { role: 'cell' });
      const box = checkbox(`${key}.channels.${channel.name}`, () =>
        text('preferences-channel-label', { section: section.label, channel: channel.label }),
      );
      // SMS is sent for P0 only, so elsewhere the box would promise what is not kept.
      if (channel.name === 'sms' && !sms)
        cell.append(h('span', { class: 'never', dataset: { textTitle: 'preferences-sms-title' } }, '–'));
      else cell.append(box);
      return cell;
    });
    const row = h('tr', { role: 'row' }, title, enabled, channels);
    this.#rows.set(key, row);
    return row;
  }

  /** @param {Section} section @param {Option} option */
  #option(section, option) {
    const { key } = section;
    const name = h('span', { dataset: { text: `section-${key}.${option.key}` } });
    const description = () =>
      text('preferences-option-label', { section: section.label, option: option.label });
    const path = `${key}.${option.key}`;
    if (option.kind === 'switch') {
      const box = h('input', { type: 'checkbox', dataset: { field: path } });
      this.#labels.set(box, description);
      this.#boxes.set(path, box);
      return h('label', { class: 'option' }, box, ' ', name);
    }
    const isTime = option.kind === 'time';
    const field = h('input', {
      type: isTime ? 'time' : 'text',
      class: 'small-field',
      dataset: { field: path },
      ...(isTime ? {} : { inputmode: 'decimal', autocomplete: 'off' }),
    });
    this.#labels.set(field, description);
    this.#texts.set(path, field);
    return h('span', { class: 'option' }, name, ' ', field);
  }
}

/** Shows or hides the sections of a group. @param {Element} group @param {boolean} isFolded */
function fold(group, isFolded) {
  group.toggleAttribute('data-folded', isFolded);
  group.querySelector('.group-toggle')?.setAttribute('aria-expanded', String(!isFolded));
}

/** Stands where a section cannot be switched off. */
const alwaysOn = () =>
  h('span', {
    class: 'always',
    dataset: { text: 'preferences-always', textTitle: 'preferences-always-title' },
  });

/**
 * @template Element
 * @param {Map<string, Element>} fields
 * @param {string} path
 * @returns {Element}
 */
function at(fields, path) {
  const field = fields.get(path);
  if (!field) throw new RangeError(`no field: ${path}`);
  return field;
}

/**
 * @param {SectionValue} section
 * @param {import('./types.js').SwitchOption} option
 * @returns {boolean}
 */
function isOn(section, option) {
  return typeof section[option.key] === 'boolean' ? section[option.key] === true : option.default;
}

/**
 * @param {SectionValue} section
 * @param {Exclude<Option, import('./types.js').SwitchOption>} option
 * @returns {string} the value as it stands in its field
 */
function optionText(section, { key, kind }) {
  const text = String(section[key] ?? '');
  return kind === 'time' ? text : editable(text);
}

/**
 * @param {string} text
 * @param {Limits} limits
 * @returns {number | string} the number that the field says; its text where it says none
 */
function numberOf(text, limits) {
  const { value } = readTyped(text, (number) => isWithin(number, limits));
  return value === undefined ? text : Number(value);
}

/** @param {string} value @param {Limits} limits */
const isWithin = (value, { least, most }) => compare(value, least) >= 0 && compare(value, most) <= 0;
