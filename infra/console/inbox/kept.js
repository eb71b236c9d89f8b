/** What a trader has switched on in this browser. @typedef {'desktop' | 'sound'} Means */

/** @param {Means} means */
const nameOf = (means) => `trader-inbox.${means}`;

/** @param {Means} means @param {boolean} isOn */
export function keep(means, isOn) {
  try {
    if (isOn) localStorage.setItem(nameOf(means), 'on');
    else localStorage.removeItem(nameOf(means));
  } catch {
    // The browser keeps nothing for this page.
  }
}

/** @param {Means} means */
export function isKept(means) {
  try {
    return localStorage.getItem(nameOf(means)) === 'on';
  } catch {
    return false;
  }
}
