import { element, icon, ICONS } from './dom.js';

/** A count that changes with every notification of a burst is read out once. In milliseconds. */
const ANNOUNCE = 1_000;

/** The bell with the number of what is unread, which is also said. */
export class Bell {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #announcing;
  #badge = element('span', { class: 'badge', part: 'badge', 'aria-hidden': 'true' });
  // Numbers run from left to right in every script.
  #number = element('bdi', { dir: 'ltr' });
  node = element('button', { type: 'button', class: 'bell', part: 'bell', 'aria-haspopup': 'dialog' });
  spoken = element('span', { class: 'hidden', 'aria-live': 'polite' });

  constructor() {
    this.#badge.hidden = true;
    this.#badge.append(this.#number);
    this.node.append(icon(ICONS.bell), this.#badge);
  }

  /** @param {string} count @param {string} label that says it */
  show(count, label) {
    this.#number.textContent = count;
    this.#badge.hidden = count === '0';
    this.node.setAttribute('aria-label', label);
    clearTimeout(this.#announcing);
    this.#announcing = setTimeout(() => {
      if (this.spoken.textContent !== label) this.spoken.textContent = label;
    }, ANNOUNCE);
  }
}
