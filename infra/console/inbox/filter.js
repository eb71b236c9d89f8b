import { element } from './dom.js';
import { groupOf } from './facts.js';
import { GROUPS } from './groups.js';

/** @typedef {import('./entries.js').Entry} Entry */
/** @typedef {import('./texts.js').Texts} Texts */

/** All, what is unread, the groups of the catalogue, and what is archived. */
const KINDS = ['all', 'unread', ...Object.keys(GROUPS), 'archived'];

/** The fields in which a symbol is looked for. */
const SYMBOLS = ['symbol', 'asset', 'collateral_asset'];

/** Letters and digits alone: `btcusdt` finds `BTC-USDT`. @param {string} text */
const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What of the inbox is shown: one kind, and of it what has a symbol. */
export class Filter {
  kind = 'all';
  #wanted = '';
  /** @type {Map<string, HTMLElement>} */
  #labels = new Map();
  #field = element('input', { type: 'search', class: 'search', autocomplete: 'off', spellcheck: 'false' });
  #kinds = element('div', { class: 'kinds', role: 'radiogroup' });

  /** @param {() => void} onChange */
  constructor(onChange) {
    for (const kind of KINDS) {
      const radio = element('input', { type: 'radio', name: 'kind', value: kind });
      radio.checked = kind === this.kind;
      radio.addEventListener('change', () => {
        this.kind = kind;
        onChange();
      });
      const label = element('span');
      this.#labels.set(kind, label);
      this.#kinds.append(element('label', { class: 'kind' }, radio, label));
    }
    this.#field.addEventListener('input', () => {
      this.#wanted = plain(this.#field.value);
      onChange();
    });
    this.node = element('div', { class: 'filter', part: 'filter' }, this.#kinds, this.#field);
  }

  /** Whether anything is left out. */
  get isActive() {
    return !['all', 'archived'].includes(this.kind) || this.#wanted !== '';
  }

  /** Whether the archive is shown, and not the inbox. */
  get isArchive() {
    return this.kind === 'archived';
  }

  /** @param {Texts} texts */
  speak(texts) {
    for (const [kind, label] of this.#labels) label.textContent = texts.filters[kind] ?? kind;
    this.#kinds.setAttribute('aria-label', texts.filter);
    this.#field.placeholder = texts.search;
    this.#field.setAttribute('aria-label', texts.search);
  }

  focus() {
    this.#field.focus();
  }

  /** @param {Entry[]} entries @returns {Entry[]} those that are shown */
  apply(entries) {
    return this.isActive ? entries.filter((entry) => this.#matches(entry)) : entries;
  }

  /** @param {Entry} entry */
  #matches({ notification, isRead }) {
    if (this.kind === 'unread' && isRead) return false;
    if (this.kind in GROUPS && groupOf(notification) !== this.kind) return false;
    if (this.#wanted === '') return true;
    return SYMBOLS.some((name) => {
      const value = notification.data?.[name];
      return typeof value === 'string' && plain(value).includes(this.#wanted);
    });
  }
}
