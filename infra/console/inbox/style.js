import { CONTROLS } from './style-controls.js';

/** The look of `<trader-inbox>`. README.md has the properties and parts that a page may use. */
const CSS = `
:host {
  --_surface: var(--inbox-surface, light-dark(#ffffff, #191c22));
  --_text: var(--inbox-text, light-dark(#16181d, #eceef2));
  --_muted: var(--inbox-muted, light-dark(#5a6270, #a4adbb));
  --_line: var(--inbox-line, light-dark(#dfe3e8, #343a45));
  --_hover: var(--inbox-hover, light-dark(#f2f4f7, #232832));
  --_accent: var(--inbox-accent, light-dark(#1d5fd1, #7fb0ff));
  --_danger: var(--inbox-danger, light-dark(#c01522, #ff7b84));
  --_warning: var(--inbox-warning, light-dark(#8a5300, #f2b04a));
  --_success: var(--inbox-success, light-dark(#12713c, #52cb8c));
  --_info: var(--inbox-info, light-dark(#1d5fd1, #7fb0ff));
  --_colour: var(--_info);
  --_radius: var(--inbox-radius, 10px);
  --_layer: var(--inbox-layer, 1000);
  --_shadow: 0 10px 32px rgb(0 0 0 / 0.22), 0 2px 6px rgb(0 0 0 / 0.14);
  display: inline-block;
  position: relative;
  font: 0.9375rem/1.4 system-ui;
  font-family: var(--inbox-font, inherit);
  color: var(--_text);
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
button {
  font: inherit;
  color: inherit;
  background: none;
  border: 0;
  margin: 0;
  padding: 0;
  text-align: inherit;
  cursor: pointer;
}
.danger { --_colour: var(--_danger); }
.warning { --_colour: var(--_warning); }
.success { --_colour: var(--_success); }
button:disabled { cursor: default; color: var(--_muted); }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
svg {
  inline-size: 1.25em;
  block-size: 1.25em;
  flex: none;
  fill: none;
  stroke: currentColor;
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}
.hidden {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

.bell {
  position: relative;
  display: grid;
  place-items: center;
  inline-size: 2.5rem;
  block-size: 2.5rem;
  border-radius: 50%;
}
.bell svg { inline-size: 1.5rem; block-size: 1.5rem; }
.bell:hover { background: var(--_hover); }
.badge {
  position: absolute;
  inset-block-start: -0.375rem;
  inset-inline-end: -0.25rem;
  min-inline-size: 1.25rem;
  padding-inline: 0.25rem;
  border-radius: 1rem;
  border: 1px solid var(--_surface);
  background: var(--_accent);
  color: var(--_surface);
  font-size: 0.6875rem;
  font-weight: 700;
  line-height: 1.0625rem;
  text-align: center;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}

.panel {
  position: absolute;
  z-index: var(--_layer);
  inset-block-start: calc(100% + 0.5rem);
  inset-inline-end: 0;
  display: flex;
  flex-direction: column;
  inline-size: min(var(--inbox-width, 24rem), calc(100vw - 1rem));
  block-size: min(var(--inbox-height, 36rem), calc(100dvh - 5rem - var(--inbox-toasts-height, 0px)));
  overflow: hidden;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
  box-shadow: var(--_shadow);
}
:host([align="start"]) .panel { inset-inline: 0 auto; }
.head {
  display: flex;
  align-items: center;
  gap: 0.5rem;
  padding: 0.625rem 1rem;
  padding-inline-end: 0.5rem;
  border-block-end: 1px solid var(--_line);
}
.head h2 { margin: 0; margin-inline-end: auto; font-size: 1.0625rem; }
.all { padding: 0.25rem 0.5rem; border-radius: 6px; color: var(--_accent); font-size: 0.875rem; }
.all:hover:enabled, .icon:hover { background: var(--_hover); }
.icon { display: grid; place-items: center; inline-size: 2rem; block-size: 2rem; border-radius: 6px; }
.problem {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 0.5rem;
  padding: 0.5rem 1rem;
  border-block-end: 1px solid var(--_line);
  color: var(--_danger);
  font-size: 0.875rem;
}
.problem button { text-decoration: underline; }

.scroller {
  flex: 1;
  overflow: hidden auto;
  overscroll-behavior: contain;
  outline-offset: -2px;
  scrollbar-gutter: stable;
}
h3 {
  position: sticky;
  inset-block-start: 0;
  z-index: 1;
  margin: 0;
  padding: 0.375rem 1rem;
  background: var(--_surface);
  border-block-end: 1px solid var(--_line);
  color: var(--_muted);
  font-size: 0.8125rem;
  font-weight: 600;
}
ul { margin: 0; padding: 0; list-style: none; }
.entry {
  position: relative;
  border-block-end: 1px solid var(--_line);
  border-inline-start: 4px solid transparent;
  min-block-size: 5rem;
}
.entry.unread { border-inline-start-color: var(--_colour); }
.entry:hover { background: var(--_hover); }
.entry.inside { margin-inline-start: 1.25rem; }
.open {
  display: grid;
  grid-template-columns: 2rem minmax(0, 1fr);
  column-gap: 0.625rem;
  align-content: start;
  inline-size: 100%;
  outline-offset: -3px;
}
.open > * { grid-column: 2; }
.open > .own { grid-column: 1 / -1; }
.entry .open { padding: 0.625rem 0.75rem; padding-inline-end: 2.75rem; }
.picture {
  grid-column: 1;
  grid-row: 1 / span 9;
  place-self: start;
  display: grid;
  place-items: center;
  inline-size: 2rem;
  block-size: 2rem;
  margin-block-start: 0.125rem;
  border-radius: 50%;
  background: color-mix(in srgb, var(--_colour) 14%, transparent);
  color: var(--_colour);
}
.line, .facts { display: flex; flex-wrap: wrap; align-items: center; column-gap: 0.5rem; }
.line { font-size: 0.8125rem; color: var(--_muted); }
.facts { gap: 0.25rem 0.375rem; margin-block-start: 0.25rem; }
.facts:empty { display: none; }
.fact {
  padding: 0 0.375rem;
  border: 1px solid var(--_line);
  border-radius: 5px;
  font-size: 0.75rem;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
}
.gain { color: var(--_success); }
.loss { color: var(--_danger); }
.chip { display: inline-flex; align-items: center; gap: 0.25rem; font-size: 0.75rem; font-weight: 700; }
.chip svg { inline-size: 1rem; block-size: 1rem; }
.chip { color: var(--_colour); }
.title, .body { display: block; overflow-wrap: anywhere; }
.title { font-weight: 400; }
.unread .title { font-weight: 650; }
.body { color: var(--_muted); font-size: 0.875rem; white-space: pre-line; }
.unread .line::after {
  content: "";
  inline-size: 0.5rem;
  block-size: 0.5rem;
  border-radius: 50%;
  background: var(--_accent);
  forced-color-adjust: none;
}
.mark {
  position: absolute;
  inset-block-start: 0.5rem;
  inset-inline-end: 0.5rem;
  display: grid;
  place-items: center;
  inline-size: 2rem;
  block-size: 2rem;
  border-radius: 6px;
  color: var(--_accent);
}
.mark:hover { background: var(--_line); }
.archive { inset-block-start: 2.625rem; color: var(--_muted); }
.details, .fold {
  margin-block-end: 0.5rem;
  margin-inline: 3.25rem 0.75rem;
  padding-inline: 0.125rem;
  border-radius: 4px;
  color: var(--_accent);
  font-size: 0.8125rem;
}
.details { color: var(--_muted); }
.details:hover, .fold:hover { text-decoration: underline; }
:host(:not([details])) .details { display: none; }
.fold { display: flex; align-items: center; gap: 0.25rem; margin-inline-start: 3rem; font-weight: 600; }
.fold svg { inline-size: 1rem; block-size: 1rem; }
.fold:dir(rtl) svg { scale: -1 1; }
.fold[aria-expanded="true"] svg { rotate: 90deg; }
.fold[aria-expanded="true"]:dir(rtl) svg { rotate: -90deg; }

.foot {
  padding: 0.75rem 1rem;
  min-block-size: 3rem;
  text-align: center;
  color: var(--_muted);
  font-size: 0.875rem;
}
.foot button { color: var(--_accent); padding: 0.25rem 0.75rem; }
.empty { padding-block-start: 30%; }
.empty strong { display: block; color: var(--_text); font-size: 1rem; }

.toasts {
  position: fixed;
  z-index: calc(var(--_layer) + 1);
  inset-block-end: var(--inbox-toasts-inset, 0px);
  inset-inline: 0;
  display: flex;
  flex-direction: row;
  justify-content: flex-end;
  align-items: flex-end;
  gap: 0.5rem;
  padding: 0.5rem 1rem 0.75rem;
  pointer-events: none;
}
.toast { inline-size: 22rem; flex: 0 1 auto; min-inline-size: 0; }
.stack { display: contents; }
.toast.past { visibility: hidden; }
.toasts > *, .toast { pointer-events: auto; }
.toast {
  position: relative;
  border: 1px solid var(--_line);
  border-inline-start: 5px solid var(--_colour);
  border-radius: var(--_radius);
  background: var(--_surface);
  box-shadow: var(--_shadow);
}
.toast.p0 { border-color: var(--_colour); }
.toast .open {
  max-block-size: 9rem;
  overflow: hidden;
  padding: 0.75rem;
  padding-inline-end: 2.75rem;
  border-radius: inherit;
}
.toast .title { font-weight: 650; }
.dismiss {
  position: absolute;
  inset-block-start: 0.375rem;
  inset-inline-end: 0.375rem;
  display: grid;
  place-items: center;
  inline-size: 2rem;
  block-size: 2rem;
  border-radius: 6px;
}
.dismiss:hover { background: var(--_hover); }
.more[hidden] { display: block !important; visibility: hidden; }
.more {
  align-self: center;
  min-inline-size: 9rem;
  text-align: center;
  padding: 0.25rem 0.875rem;
  border: 1px solid var(--_line);
  border-radius: 1rem;
  background: var(--_surface);
  box-shadow: var(--_shadow);
  color: var(--_accent);
  font-size: 0.875rem;
}

@media (max-width: 52rem) {
  .toasts { flex-direction: column; align-items: stretch; padding-inline: 0.5rem; }
  .toast { inline-size: auto; }
  .toast.past { display: none; }
  .more[hidden] { display: none !important; }
}
@media (max-width: 30rem) {
  .panel {
    position: fixed;
    inset: 0.5rem;
    inset-block: 3.5rem calc(var(--inbox-toasts-height, 0px) + var(--inbox-toasts-inset, 0px) + 0.5rem);
    inline-size: auto;
    block-size: auto;
  }
}
@media (prefers-reduced-motion: no-preference) {
  .toast { animation: arrive 160ms ease-out; }
  .panel { animation: appear 120ms ease-out; }
  @keyframes arrive { from { opacity: 0; transform: translateY(0.75rem); } }
  @keyframes appear { from { opacity: 0; } }
}
`;

/** One for all elements; none on a server that renders the page, which must be able to load this file. */
export const style = /** @type {CSSStyleSheet} */ (globalThis.CSSStyleSheet && new CSSStyleSheet());
style?.replaceSync(CSS + CONTROLS);
