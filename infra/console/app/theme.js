/**
 * The theme: light, dark, or as the system has it. The colours are in the style sheets; the chart is told of
 * changes.
 */

import { onLanguage, text } from './texts.js';

/** @typedef {'auto' | 'light' | 'dark'} Theme */

const STORED = 'console.theme';
/** @type {Theme[]} */
const ORDER = ['auto', 'light', 'dark'];
const SIGNS = { auto: '◐', light: '☀', dark: '☾' };

/** Tells with `change` that the colours are others now. */
export const themeEvents = new EventTarget();

/**
 * Lets a button choose the theme, which is kept in this browser.
 * @param {HTMLButtonElement} button
 */
export function setUpTheme(button) {
  /** @type {Theme} */
  let theme;
  /** @param {string | undefined} next */
  const apply = (next) => {
    theme = ORDER.find((name) => name === next) ?? 'auto';
    document.documentElement.dataset.theme = theme;
    button.textContent = SIGNS[theme];
    describe();
    themeEvents.dispatchEvent(new Event('change'));
  };
  const describe = () => {
    const label = text(`theme-${theme}`);
    button.setAttribute('aria-label', label);
    button.title = label;
  };
  onLanguage(describe);
  // `early.js` has read what was stored.
  apply(document.documentElement.dataset.theme);
  button.addEventListener('click', () => {
    apply(ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length]);
    try {
      localStorage.setItem(STORED, theme);
    } catch {
      // It holds until the page is left.
    }
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    themeEvents.dispatchEvent(new Event('change'));
  });
}

/**
 * Returns the value of a custom property as a colour that a canvas understands.
 * @param {string} name such as `--accent`
 */
export function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  probe.hidden = true;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
