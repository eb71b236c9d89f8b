/**
 * Two changes of the same preferences, put together section by section.
 */

/** @typedef {import('./types.js').Difference} Difference */

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns the places in which two documents differ. The order of a list does not matter.
 * @param {unknown} before
 * @param {unknown} after
 * @param {string} [path] of the documents themselves
 * @returns {Difference[]}
 */
export function differences(before, after, path = '') {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], path ? `${path}.${key}` : key));
  }
  /** @param {unknown} value */
  const normal = (value) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  return normal(before) === normal(after) ? [] : [{ path, before, after }];
}

/**
 * Returns the sections in which two documents differ.
 * @param {unknown} before
 * @param {unknown} after
 */
export const changedSections = (before, after) =>
  new Set(differences(before, after).map(({ path }) => path.split('.')[0]));

/**
 * Puts `mine` and `theirs` together, both made of `base`: each section comes from the side that has changed
 * it. A section that both have changed, differently, is a conflict, and is as `mine` has it.
 * @template {object} Document
 * @param {Document} base
 * @param {Document} mine
 * @param {Document} theirs
 * @returns {import('./types.js').Merged<Document>}
 */
export function merge(base, mine, theirs) {
  const [ours, others] = [changedSections(base, mine), changedSections(base, theirs)];
  const apart = changedSections(mine, theirs);
  const keys = /** @type {Set<keyof Document & string>} */ (
    new Set([...Object.keys(theirs), ...Object.keys(mine)])
  );
  const merged = /** @type {Document} */ (
    Object.fromEntries(
      [...keys].map((key) => [key, ours.has(key) || !(key in theirs) ? mine[key] : theirs[key]]),
    )
  );
  return {
    merged,
    theirs: [...others].filter((key) => !ours.has(key)),
    conflicts: [...ours].filter((key) => others.has(key) && apart.has(key)),
  };
}
