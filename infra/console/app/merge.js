// Two changes of the same preferences, put together section by section.

/** Where two documents differ: [{path, before, after}]. The order of a list does not matter. */
export function differences(before, after, path = '') {
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differences(before[key], after[key], path ? `${path}.${key}` : key));
  }
  const normal = (value) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
  return normal(before) === normal(after) ? [] : [{ path, before, after }];
}

/** The sections in which two documents differ. */
export const changedSections = (before, after) => new Set(differences(before, after).map(({ path }) => path.split('.')[0]));

/**
 * Puts `mine` and `theirs` together, both made of `base`: each section as whoever changed it wants it.
 * Answers {merged, theirs: sections that only they changed, conflicts: sections that both changed, differently}; in
 * `merged`, those are as `mine` has them.
 */
export function merge(base, mine, theirs) {
  const [ours, others] = [changedSections(base, mine), changedSections(base, theirs)];
  const apart = changedSections(mine, theirs);
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  const merged = Object.fromEntries([...keys].map((key) => [key, ours.has(key) || !(key in theirs) ? mine[key] : theirs[key]]));
  return {
    merged,
    theirs: [...others].filter((key) => !ours.has(key)),
    conflicts: [...ours].filter((key) => others.has(key) && apart.has(key)),
  };
}
