/**
 * The two places of a local stack: the trader's app, and the simulator of the exchange. Elements that belong
 * to one of them say so with `data-place`. The place is in the address, so that a link leads to it and the
 * back button leaves it. A deployed page has the app only.
 */

import { $ } from './dom.js';

/** @typedef {import('./types.js').PlaceName} Place */

/**
 * The place that is shown. Tells with `change` that it is another one.
 */
export class Places
  extends /** @type {import('./types.js').TypedClass<import('./types.js').Changes>} */ (EventTarget)
{
  #hasSimulator;
  #page = $('#page');
  /** How far each place is scrolled, in pixels. @type {Map<Place, number>} */
  #scrolled = new Map();

  /** @param {boolean} hasSimulator */
  constructor(hasSimulator) {
    super();
    this.#hasSimulator = hasSimulator;
    document.documentElement.dataset.place = 'app';
    this.#follow(location.hash);
    // The token of a link is taken out of the address; it leads nowhere.
    addEventListener('hashchange', ({ newURL }) => {
      if (new URL(newURL).hash.startsWith('#token=')) return;
      this.#follow(location.hash);
    });
    // A link to what is hidden does not scroll by itself, nor does the same link a second time tell of it.
    document.addEventListener('click', (event) => {
      const link = /** @type {Element} */ (event.target).closest('a[href^="#"]');
      if (link && link.getAttribute('href') === location.hash) this.#follow(location.hash);
    });
    // Not by the address, which has the place: reloaded, it would lead to another one.
    $('.skip')?.addEventListener('click', (event) => {
      event.preventDefault();
      $('#main').focus();
    });
  }

  /** @returns {Place} */
  get current() {
    return document.documentElement.dataset.place === 'simulator' ? 'simulator' : 'app';
  }

  /** Runs a task once, when the simulator is shown for the first time. @param {() => void} task */
  whenSimulator(task) {
    if (this.current === 'simulator') {
      task();
      return;
    }
    const hear = () => {
      if (this.current !== 'simulator') return;
      this.removeEventListener('change', hear);
      task();
    };
    this.addEventListener('change', hear);
  }

  /** Shows a place, as its link does. @param {Place} place */
  show(place) {
    if (place === this.current) return;
    history.pushState(null, '', `#${place}`);
    this.#follow(location.hash);
  }

  /** @param {string} hash of the address: a place, an element of one, or nothing */
  #follow(hash) {
    const name = hash.slice(1);
    const element = document.getElementById(name);
    const place = this.#placeOf(name, element);
    const isOther = place !== this.current;
    if (isOther) {
      this.#scrolled.set(this.current, this.#page.scrollTop);
      document.documentElement.dataset.place = place;
    }
    for (const link of $('#places').querySelectorAll('a')) {
      if (link.dataset.to === place) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    if (element) element.scrollIntoView({ block: 'start' });
    else if (isOther) this.#page.scrollTop = this.#scrolled.get(place) ?? 0;
    if (isOther) this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {string} name
   * @param {Element | null} element that has this name
   * @returns {Place} the present one where the name says none
   */
  #placeOf(name, element) {
    if (!this.#hasSimulator || name === '' || name === 'app') return 'app';
    if (name === 'simulator') return 'simulator';
    const place = element?.closest('main [data-place]')?.getAttribute('data-place');
    return place === 'app' || place === 'simulator' ? place : this.current;
  }
}
