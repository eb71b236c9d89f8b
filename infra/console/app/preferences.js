/**
 * The preferences: they are shown in their form, saved, and put together with what was changed elsewhere.
 */

import { $, busy, button, h, replace, say, uniqueId } from './dom.js';
import { differences, merge } from './merge.js';
import { numberLanguage } from './numbers.js';
import { notice } from './notice.js';
import { SECTIONS, labelOf, losesChannels, sectionOf, valueText } from './sections.js';
import { isCutOff, problemText, refusalOf } from './words.js';
import { PreferenceFields } from './preferences-fields.js';
import { onLanguage, text, useLanguage } from './texts.js';
import { setUpSnooze } from './snooze.js';
import { browserZone, isZone } from './zone.js';

/** @typedef {import('./session.js').Session} Session */
/** @typedef {import('./types.js').Preferences} Preferences */
/** @typedef {import('./types.js').Zone} Zone */

/**
 * A change that is saved: its document, the version that it is made of, what was changed elsewhere, and the
 * document in comparison with which the trader was asked already about what is weaker.
 * @typedef {{wanted: Preferences, version: number, base: Preferences, theirs?: string[],
 *   asked?: Preferences}} Change
 */

/**
 * Sets the form up.
 * @param {Session} session
 * @param {Zone} zone which becomes that of the preferences
 * @returns {{readonly isChanged: boolean}} whether there is something that is not saved
 */
export function setUpPreferences(session, zone) {
  return new PreferencesForm(session, zone);
}

/** The form, with the document that is saved. */
class PreferencesForm {
  #session;
  #zone;
  #form = $('#preferences-form');
  /** Loaded when its place comes into view. @type {import('./clock.js').QuietClock | undefined} */
  #clock;
  #fields = new PreferenceFields((section, button) => this.#preview(section, button));
  /** @type {ReturnType<typeof import('./preview.js').setUpPreview> | undefined} */
  #showPreview;
  #showSnooze;
  /** @type {Preferences | null} */
  #saved = null;
  #version = 0;

  /** @param {Session} session @param {Zone} zone */
  constructor(session, zone) {
    this.#session = session;
    this.#zone = zone;
    this.#showSnooze = setUpSnooze(session, zone, () => this.#loadSnooze());
    this.#enable(false);
    session.addEventListener('client', () => {
      this.#saved = null;
      // The choices of a trader are not for the next one.
      this.#form.reset();
      this.#fields.forget();
      this.#clock?.show({ enabled: false, from: '23:00', to: '07:00' }, browserZone());
      say($('#clock-zone'), '');
      this.#enable(false);
      this.#status('');
      this.#conflictGone();
    });
    session.addEventListener('state', ({ detail }) => {
      if (detail.state !== 'synced') return;
      if (this.isChanged) this.#loadSnooze();
      else this.#load();
    });
    addEventListener('beforeunload', (event) => {
      if (this.isChanged) event.preventDefault();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    this.#form.addEventListener('input', () => this.#edited());
    // What is said of the fields, and their numbers, are in another language now.
    onLanguage(() => this.#edited());
    $('#preferences-discard').addEventListener('click', () => {
      if (!this.#saved) return;
      this.#fields.show(this.#saved);
      this.#edited();
    });
    const coming = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      coming.disconnect();
      void this.#loadClock();
    });
    coming.observe($('#clock'));
  }

  async #loadClock() {
    const { QuietClock } = await import('./clock.js');
    this.#clock = new QuietClock($('#clock'));
    this.#clock.addEventListener('change', ({ detail }) => {
      // Setting them switches them on; nothing is saved yet.
      this.#fields.showQuietHours(detail);
      this.#edited();
    });
    // The status may say why a change was refused: it stays.
    this.#showClock();
  }

  #showClock() {
    if (!this.#saved) return;
    const wanted = this.#fields.read(this.#saved);
    this.#clock?.show(wanted.quietHours, zoneOf(wanted, this.#session));
  }

  async #load() {
    const { client } = this.#session;
    try {
      const { preferences, version, snoozedUntil } = await this.#session.signedIn.getPreferences();
      if (client !== this.#session.client) return;
      this.#take(preferences, version);
      // After the zone is known in which its end is shown.
      this.#showSnooze(snoozedUntil);
      this.#enable(true);
      this.#status('');
    } catch (error) {
      if (isCutOff(error)) return;
      this.#status(text('preferences-not-read', { problem: problemText(error) }), 'problem');
    }
  }

  /** Reads the snooze alone, and leaves the form as it is. */
  async #loadSnooze() {
    const { client } = this.#session;
    try {
      const { snoozedUntil } = await this.#session.signedIn.getPreferences();
      if (client === this.#session.client) this.#showSnooze(snoozedUntil);
    } catch {
      // The next connection reads it again.
    }
  }

  /** @param {Preferences} preferences @param {number} version */
  #take(preferences, version) {
    this.#saved = preferences;
    this.#version = version;
    // First, since the numbers are shown in that language.
    this.#tellZone(preferences);
    this.#fields.show(preferences);
    this.#edited();
  }

  /** Tells whether there is something that is not saved. */
  get isChanged() {
    return this.#saved !== null && differences(this.#saved, this.#fields.read(this.#saved)).length > 0;
  }

  /**
   * Shows what a section would send, as the fields say it.
   * @param {import('./types.js').Section} section
   * @param {HTMLElement} button
   */
  async #preview(section, button) {
    await busy(button, async () => {
      try {
        this.#showPreview ??= (await import('./preview.js')).setUpPreview();
        if (!this.#saved) return;
        const wanted = this.#fields.read(this.#saved);
        const value = sectionOf(wanted, section.key);
        if (value) await this.#showPreview(section, value, wanted.language);
      } catch {
        notice(text('preview-not-loaded'), 'problem');
      }
    });
  }

  #edited() {
    if (!this.#saved) return;
    this.#fields.summarise();
    const wanted = this.#fields.read(this.#saved);
    const count = differences(this.#saved, wanted).length;
    $('#preferences-save').disabled = count === 0;
    $('#preferences-discard').disabled = count === 0;
    this.#showClock();
    const zone = zoneOf(wanted, this.#session);
    const whose = this.#session.timeZone ? 'preferences-zone-account' : 'preferences-zone-browser';
    say($('#clock-zone'), text(wanted.timeZone ? 'preferences-zone' : whose, { zone }));
    if (count > 0) this.#status(text('preferences-changes', { count }));
    else if ($('#preferences-status').dataset.kind !== 'good') this.#status('');
  }

  /** @param {Change} [change] the fields' own, unless it is given */
  async #save(change) {
    const { client } = this.#session;
    const base = change?.base ?? this.#saved;
    if (!client || !base) return;
    const { wanted = this.#fields.read(base), version = this.#version, theirs = [], asked } = change ?? {};
    this.#clearProblems();
    const problem = this.#fields.problem();
    if (problem) {
      this.#refuse(problem.path, problem.text);
      return;
    }
    const alone = losesChannels(base, wanted);
    this.#status(text('preferences-saving'));
    $('#preferences-save').disabled = true;
    try {
      const { isSure } = await import('./weakening.js');
      if (!(await isSure(base, wanted, asked))) {
        if (client !== this.#session.client) return;
        this.#status(text('preferences-not-saved'));
        $('#preferences-save').disabled = false;
        return;
      }
      const reply = await client.putPreferences(wanted, version, { confirmInAppOnly: alone.length > 0 });
      if (client !== this.#session.client) return;
      this.#conflictGone();
      this.#saved = wanted;
      this.#version = reply.version;
      await this.#tellZone(wanted);
      this.#fields.show(wanted);
      const said = { version: reply.version };
      const places = theirs.map(labelOf).join(', ');
      this.#status(
        places ? text('preferences-saved-with', { ...said, places }) : text('preferences-saved', said),
        'good',
      );
      this.#edited();
      this.#session.dispatchEvent(new Event('preferences'));
    } catch (error) {
      if (client !== this.#session.client) return;
      $('#preferences-save').disabled = false;
      const { code, field } = refusalOf(error);
      if (code === 'version_conflict') await this.#merge(wanted, base, error);
      else if (field) this.#refused(this.#fields.read(base), field, problemText(error));
      else this.#status(text('preferences-refused', { problem: problemText(error) }), 'problem');
    }
  }

  /**
   * Puts the change together with that of another tab or device, which was saved meanwhile. Where both have
   * changed the same, the trader is asked.
   * @param {Preferences} wanted
   * @param {Preferences} base
   * @param {unknown} error which may bring what was saved
   */
  async #merge(wanted, base, error) {
    const { details } = /** @type {{details?: {preferences?: Preferences, version: number}}} */ (error);
    const { preferences: current, version } = details?.preferences
      ? { preferences: details.preferences, version: details.version }
      : await this.#session.signedIn.getPreferences();
    const { merged, theirs, conflicts } = merge(base, wanted, current);
    if (conflicts.length > 0) {
      this.#conflict({ wanted, current, version, merged, conflicts });
      return;
    }
    await this.#save({ wanted: merged, version, base: current, asked: base, theirs });
  }

  /** @param {Preferences} shown @param {string} field as the server names it @param {string} why */
  #refused(shown, field, why) {
    const path = field.replace(/^preferences\./, '');
    const [key, part, index] = path.split('.');
    // The server counts the channels of the list; the form has a box for each.
    const section = SECTIONS.find((each) => each.key === key);
    const isOfList = section && part === 'channels' && index !== undefined;
    const name = isOfList ? sectionOf(shown, key)?.channels[Number(index)] : undefined;
    this.#refuse(name ? `${key}.channels.${name}` : path, why);
  }

  /** Says at the field why it is refused. @param {string} path @param {string} why */
  #refuse(path, why) {
    const [key] = path.split('.');
    const field =
      this.#fields.find(path) ??
      this.#fields.find(key) ??
      this.#fields.find(`${key}.channels.push`) ??
      this.#fields.find(`${key}.from`);
    field?.setAttribute('aria-invalid', 'true');
    const place = $(`[data-problem="${path}"]`) ?? $(`[data-problem="${key}"]`);
    if (place) {
      place.id ||= uniqueId('problem');
      say(place, why);
      field?.setAttribute('aria-describedby', place.id);
    }
    this.#status(text('preferences-refused-at', { place: labelOf(path), problem: why }), 'problem');
    if (field) this.#fields.reveal(field);
    field?.focus();
  }

  #clearProblems() {
    for (const field of this.#form.querySelectorAll('[aria-invalid]')) {
      field.removeAttribute('aria-invalid');
      field.removeAttribute('aria-describedby');
    }
    for (const place of this.#form.querySelectorAll('[data-problem]')) say(place, '');
  }

  /**
   * Shows both changes, and lets the trader decide. The sections that only one of the two has changed are
   * kept either way.
   * @param {object} change
   * @param {Preferences} change.wanted
   * @param {Preferences} change.current the other one
   * @param {number} change.version of the other one
   * @param {Preferences} change.merged
   * @param {string[]} change.conflicts the sections that both have changed
   */
  #conflict({ wanted, current, version, merged, conflicts }) {
    const rows = differences(current, wanted)
      .filter(({ path }) => conflicts.includes(path.split('.')[0]))
      .map(({ path, before, after }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, labelOf(path)),
          h('td', {}, valueText(before)),
          h('td', {}, valueText(after)),
        ),
      );
    const theirs = button(text('conflict-take'));
    const mine = button(text('conflict-save'), { class: 'primary' });
    theirs.addEventListener('click', () => {
      this.#conflictGone();
      const entries = Object.entries(current).filter(([key]) => conflicts.includes(key));
      const taken = { ...merged, ...Object.fromEntries(entries) };
      this.#saved = current;
      this.#version = version;
      this.#tellZone(current);
      this.#fields.show(taken);
      this.#status(text('preferences-shown', { version }), 'good');
      this.#edited();
    });
    mine.addEventListener('click', () => this.#save({ wanted: merged, version, base: current }));
    const box = $('#preferences-conflict');
    replace(
      box,
      h('h3', {}, text('conflict-title')),
      h('p', {}, text('conflict-text', { version })),
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': text('conflict-table') },
        h(
          'table',
          { class: 'plain' },
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('th', { scope: 'col' }, text('conflict-setting')),
              h('th', { scope: 'col' }, text('conflict-theirs')),
              h('th', { scope: 'col' }, text('conflict-yours')),
            ),
          ),
          h('tbody', {}, rows),
        ),
      ),
      h('div', { class: 'buttons' }, theirs, mine),
    );
    box.hidden = false;
    this.#status(text('conflict-status'), 'problem');
    theirs.focus();
  }

  #conflictGone() {
    const box = $('#preferences-conflict');
    box.hidden = true;
    replace(box);
  }

  /** @param {boolean} on */
  #enable(on) {
    $('#preferences-fields').disabled = !on;
    $('#clock').inert = !on;
  }

  /** @param {string} said @param {'' | 'good' | 'problem'} [kind] */
  #status(said, kind = '') {
    const status = $('#preferences-status');
    status.dataset.kind = kind;
    say(status, said);
  }

  /** @param {Preferences} preferences @returns {Promise<void>} resolves when the page has their language */
  async #tellZone(preferences) {
    numberLanguage.set(preferences.language);
    this.#zone.set(zoneOf(preferences, this.#session));
    await useLanguage(preferences.language);
  }
}

/**
 * @param {Preferences} preferences
 * @param {Session} session
 * @returns {string} the zone whose times are shown
 */
function zoneOf(preferences, session) {
  return [preferences.timeZone, session.timeZone].find((name) => name && isZone(name)) ?? browserZone();
}
