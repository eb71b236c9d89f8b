/**
 * Lets Tab go round in these places, and nowhere else.
 * @param {KeyboardEvent} event of the Tab key
 * @param {Element | null} active what has the focus
 * @param {Iterable<HTMLElement>} places in their order; those that cannot be reached are passed over
 */
export function goRound(event, active, places) {
  const reachable = [...places].filter(
    (place) =>
      place.tabIndex >= 0 &&
      !place.matches(':disabled') &&
      place.checkVisibility({ visibilityProperty: true }),
  );
  if (reachable.length === 0) return;
  event.preventDefault();
  const at = reachable.indexOf(/** @type {HTMLElement} */ (active));
  const step = event.shiftKey ? -1 : 1;
  const from = at < 0 && event.shiftKey ? 0 : at;
  reachable[(from + step + reachable.length) % reachable.length].focus();
}
