// Light, dark, or as the system has it. The colours are in the style sheets; the chart is told of changes.

const STORED = 'console.theme';
const ORDER = ['auto', 'light', 'dark'];
const LABELS = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };
const SIGNS = { auto: '◐', light: '☀', dark: '☾' };

export const themeEvents = new EventTarget();

export function setUpTheme(button) {
  // `early.js` has read what was stored.
  let { theme } = document.documentElement.dataset;
  const apply = (next) => {
    theme = ORDER.includes(next) ? next : 'auto';
    document.documentElement.dataset.theme = theme;
    button.textContent = SIGNS[theme];
    button.setAttribute('aria-label', LABELS[theme]);
    button.title = LABELS[theme];
    themeEvents.dispatchEvent(new Event('change'));
  };
  apply(theme);
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

/** A custom property as a colour that a canvas understands. */
export function colour(name) {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  probe.hidden = true;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
