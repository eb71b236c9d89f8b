/**
 * The texts of the page in the trader's language. One language is loaded at a time, before anything of it
 * is shown.
 */

import { LANGUAGES } from './generated/catalogue.js';
import { LOADERS } from './generated/texts/index.js';
import { matching, toolsOf } from '../inbox/message.js';

/** @typedef {import('../inbox/message.js').Value} Value */
/** @typedef {import('./generated/texts/types.js').PageTexts} PageTexts */

/** Where the tab keeps the language, so that it is there before the preferences are. `early.js` reads it. */
const STORED = 'console.language';

/** What stands for a node until its text is split. They are of no script. */
const NODE = /([\ue000-\uf8ff])/;
const FIRST_NODE = 0xe000;

/** The attributes with a text, by the names of the data that have its key. */
const ATTRIBUTES = {
  textLabel: 'aria-label',
  textTitle: 'title',
  textPlaceholder: 'placeholder',
  textOption: 'label',
};

/** The language of the page. Tells with `change` that it is another one, whose texts are there. */
class PageLanguage extends EventTarget {
  /** The tag of the texts. */
  name = 'en';
  /** The tag by whose rules numbers and dates are written: that of the texts, or a region of it. */
  locale = 'en';
  /** @type {Partial<PageTexts>} */
  messages = {};
  tools = toolsOf('en', false);
  /** Counts the wishes: only the last one is followed. */
  #turn = 0;

  /**
   * Chooses the language.
   * @param {...(string | null | undefined)} wanted tags, the preferred one first; the browser's languages
   *   come after them
   * @returns {Promise<void>} resolves when the page has it. Rejects where nothing can be loaded
   */
  async use(...wanted) {
    const turn = (this.#turn += 1);
    let { name, locale } = matching([...wanted, ...navigator.languages], Object.keys(LOADERS));
    if (name === this.name && locale === this.locale && this.isLoaded) return;
    let loaded;
    try {
      loaded = await LOADERS[name]();
    } catch (error) {
      // The texts that are shown are better than those of a third language.
      if (this.isLoaded) throw error;
      name = locale = 'en';
      loaded = await LOADERS.en();
    }
    if (turn !== this.#turn) return;
    this.messages = loaded.default;
    this.name = name;
    this.locale = locale;
    const { direction } = LANGUAGES.find(({ tag }) => tag === name) ?? LANGUAGES[0];
    this.tools = toolsOf(locale, direction === 'rtl');
    const root = document.documentElement;
    root.lang = name;
    root.dir = direction;
    fillTexts(root);
    root.dataset.language = name;
    this.dispatchEvent(new Event('change'));
  }

  get isLoaded() {
    return Object.keys(this.messages).length > 0;
  }
}

/** The one language of the page. */
export const language = new PageLanguage();

/**
 * Chooses the language of a trader, which this tab keeps until another one is chosen.
 * @param {string | null} wanted null for the browser's
 * @returns {Promise<void>} resolves also where the texts cannot be loaded: then the page keeps its language
 */
export async function useLanguage(wanted) {
  try {
    if (wanted) sessionStorage.setItem(STORED, wanted);
    else sessionStorage.removeItem(STORED);
  } catch {
    // Then the next load of the page begins with the browser's.
  }
  await language.use(wanted).catch(() => {});
}

/** Chooses the language that this tab had last, else the browser's. Rejects where nothing can be loaded. */
export async function startLanguage() {
  let kept = null;
  try {
    kept = sessionStorage.getItem(STORED);
  } catch {
    // The browser's, then.
  }
  await language.use(kept);
}

/**
 * Returns a text of the page.
 * @type {import('./types.js').TextOf}
 */
export const text = (key, ...[variables]) => {
  /** @type {unknown} */
  const message = language.messages[key];
  if (typeof message === 'string') return message;
  if (typeof message !== 'function') throw new RangeError(`no text: ${String(key)}`);
  return message(variables ?? {}, language.tools);
};

/**
 * Returns the text of a name that the protocol has and that the page may not know.
 * @param {string} key
 * @param {string} otherwise where there is none
 */
export function textOr(key, otherwise) {
  const message = /** @type {Record<string, unknown>} */ (language.messages)[key];
  return typeof message === 'string' ? message : otherwise;
}

/**
 * Returns a text with elements in it.
 * @type {import('./types.js').NodesOf}
 */
export const textWith = (key, variables) => {
  /** @type {Node[]} */
  const nodes = [];
  const entries = Object.entries(/** @type {Record<string, Value | Node>} */ (variables));
  const values = entries.map(([name, value]) => {
    if (!(value instanceof Node)) return [name, value];
    return [name, String.fromCharCode(FIRST_NODE + nodes.push(value) - 1)];
  });
  const whole = /** @type {(key: string, variables: object) => string} */ (text)(
    String(key),
    Object.fromEntries(values),
  );
  return whole.split(NODE).map((part) => (NODE.test(part) ? nodes[part.charCodeAt(0) - FIRST_NODE] : part));
};

/**
 * Fills the elements that carry the key of their text, now: `data-text` for the content, and
 * `data-text-label`, `-title`, `-placeholder` and `-option` for attributes.
 * @param {Element} root
 */
export function fillTexts(root) {
  /** @param {string | undefined} key */
  const said = (key) => textOr(key ?? '', key ?? '');
  for (const element of root.querySelectorAll('[data-text]')) {
    const own = said(/** @type {HTMLElement} */ (element).dataset.text);
    if (element.textContent !== own) element.textContent = own;
  }
  for (const [name, attribute] of Object.entries(ATTRIBUTES)) {
    const selector = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const element of root.querySelectorAll(`[data-${selector}]`)) {
      element.setAttribute(attribute, said(/** @type {HTMLElement} */ (element).dataset[name]));
    }
  }
}

/** Calls this when the language is another one. @param {() => void} listener */
export const onLanguage = (listener) => language.addEventListener('change', listener);

// Labels of the catalogue.

/** Returns the name of a type of event. @param {string} type */
export const typeLabel = (type) => textOr(`type-${type}`, type);

/** Returns the name of a section of the preferences. @param {string} key */
export const sectionLabel = (key) => textOr(`section-${key}`, key);

/** Returns the name of a section inside a sentence. @param {string} key */
export const sectionInSentence = (key) => textOr(`section-${key}.in-sentence`, key);

/** Returns the name of an option of a section. @param {string} key @param {string} option */
export const optionLabel = (key, option) => textOr(`section-${key}.${option}`, option);

/** Joins names to a list with `and`. @param {string[]} names */
export const listText = (names) =>
  new Intl.ListFormat(language.locale, { type: 'conjunction' }).format(names);
