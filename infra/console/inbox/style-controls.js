/** The look of the filter, and of what calls the trader elsewhere. See `style.js`. */
export const CONTROLS = `
.filter {
  display: grid;
  gap: 0.5rem;
  padding: 0.5rem 0.625rem;
  border-block-end: 1px solid var(--_line);
}
.kinds { display: flex; flex-wrap: wrap; gap: 0.25rem 0.125rem; }
.kind { position: relative; font-size: 0.75rem; }
.kind input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.kind span {
  display: block;
  padding: 0.1875rem 0.375rem;
  border: 1px solid var(--_line);
  border-radius: 1rem;
  color: var(--_muted);
}
.kind:hover span { background: var(--_hover); }
.kind input:checked + span {
  border-color: var(--_accent);
  background: color-mix(in srgb, var(--_accent) 14%, transparent);
  color: var(--_text);
  font-weight: 600;
}
.kind input:focus-visible + span { outline: 2px solid var(--_accent); outline-offset: 1px; }
.search {
  inline-size: 100%;
  padding: 0.25rem 0.625rem;
  border: 1px solid var(--_line);
  border-radius: 7px;
  background: transparent;
  color: inherit;
  font: inherit;
  font-size: 0.875rem;
}
.search::placeholder { color: var(--_muted); opacity: 1; }
.attention {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.25rem 0.5rem;
  min-block-size: 2.25rem;
  padding: 0.375rem 0.75rem;
  border-block-start: 1px solid var(--_line);
  font-size: 0.8125rem;
}
.means { display: flex; align-items: center; gap: 0.375rem; padding: 0.125rem 0.375rem; border-radius: 6px; }
.means:hover { background: var(--_hover); }
.means::before {
  content: "";
  inline-size: 1.75rem;
  block-size: 1rem;
  border: 1px solid var(--_muted);
  border-radius: 1rem;
  background: radial-gradient(circle closest-side at 0.4375rem, var(--_muted) 80%, transparent);
}
.means:dir(rtl)::before { scale: -1 1; }
.means[aria-pressed="true"]::before {
  border-color: var(--_accent);
  background:
    radial-gradient(circle closest-side at 1.1875rem, var(--_surface) 80%, transparent) var(--_accent);
}
.blocked { color: var(--_warning); }
.blocked:empty { display: none; }
`;
