import { element } from './dom.js';
import { isDemand } from './facts.js';
import { isKept, keep } from './kept.js';

/** @typedef {import('../client/types.js').Notification} Notification */
/** @typedef {import('./texts.js').Texts} Texts */

/** What another tab or device shows to its trader within this time is not told here. In milliseconds. */
const ELSEWHERE = 1_000;

/** A burst is heard once. In milliseconds. */
const REST = 2_000;

/** @typedef {import('./kept.js').Means} Means */

/**
 * Calls a trader who looks elsewhere: by notifications of the desktop, and by sound. Both are off until the
 * trader switches them on here; nothing is asked for before that.
 */
export class Attention {
  #wanted = { desktop: isKept('desktop'), sound: isKept('sound') };
  /** @type {Record<Means, HTMLButtonElement>} */
  #buttons = { desktop: this.#button('desktop'), sound: this.#button('sound') };
  #problem = element('span', { class: 'blocked', role: 'status' });
  /** @type {Texts | undefined} */
  #texts;
  /** @type {AudioContext | undefined} */
  #audio;
  #soundedAt = -Infinity;
  /** What waits for whether it is seen elsewhere. @type {Map<string, ReturnType<typeof setTimeout>>} */
  #waiting = new Map();

  /**
   * @param {HTMLElement} place of its buttons
   * @param {(notification: Notification) => void} onOpen
   */
  constructor(place, onOpen) {
    this.onOpen = onOpen;
    place.append(this.#buttons.desktop, this.#buttons.sound, this.#problem);
    this.#buttons.desktop.hidden = !('Notification' in window);
    this.#show();
  }

  /** @param {Means} means */
  #button(means) {
    const button = element('button', { type: 'button', class: 'means' });
    button.addEventListener('click', () => void this.#toggle(means));
    return button;
  }

  /** @param {Texts} texts */
  speak(texts) {
    this.#texts = texts;
    this.#show();
  }

  /** Something interrupts the trader. @param {Notification} notification */
  tell(notification) {
    if (!this.#isOn('sound') && !this.#isOn('desktop')) return;
    if (!document.hidden) {
      this.#sound(notification);
      return;
    }
    const { id } = notification;
    const told = setTimeout(() => {
      this.#waiting.delete(id);
      this.#sound(notification);
      this.#post(notification);
    }, ELSEWHERE);
    this.#waiting.set(id, told);
  }

  /** These were seen, or all. @param {string[] | undefined} ids */
  forget(ids) {
    for (const id of ids ?? [...this.#waiting.keys()]) {
      clearTimeout(this.#waiting.get(id));
      this.#waiting.delete(id);
    }
  }

  /** @param {Means} means */
  async #toggle(means) {
    const isOn = !this.#isOn(means);
    this.#problem.textContent = '';
    if (means === 'desktop' && isOn && (await Notification.requestPermission()) !== 'granted') {
      this.#problem.textContent = this.#texts?.blocked ?? '';
      return;
    }
    this.#wanted[means] = isOn;
    keep(means, isOn);
    this.#show();
    // So that the trader knows it when it comes; and a browser allows sound only after a click.
    if (means === 'sound' && isOn) this.#play([660, 880]);
  }

  /** @param {Means} means */
  #isOn(means) {
    if (!this.#wanted[means]) return false;
    return means === 'sound' || ('Notification' in window && Notification.permission === 'granted');
  }

  #show() {
    for (const means of /** @type {Means[]} */ (['desktop', 'sound'])) {
      const button = this.#buttons[means];
      button.setAttribute('aria-pressed', String(this.#isOn(means)));
      button.textContent = this.#texts?.[means] ?? '';
    }
  }

  /** @param {Notification} notification */
  #post(notification) {
    if (!this.#isOn('desktop')) return;
    const { id, title, body } = notification;
    try {
      // The same of another tab takes its place.
      const posted = new window.Notification(title, { body, tag: id, silent: true });
      posted.addEventListener('click', () => {
        window.focus();
        posted.close();
        this.onOpen(notification);
      });
    } catch {
      // A browser of a telephone shows them from a service worker only.
      this.#buttons.desktop.hidden = true;
    }
  }

  /** @param {Notification} notification */
  #sound(notification) {
    if (!this.#isOn('sound') || performance.now() - this.#soundedAt < REST) return;
    this.#play(isDemand(notification) ? [880, 660, 880] : [660, 880]);
  }

  /** @param {number[]} tones in hertz, one after the other */
  #play(tones) {
    this.#soundedAt = performance.now();
    // Before that a browser plays nothing, and then everything at once.
    if (navigator.userActivation?.hasBeenActive === false) return;
    const audio = (this.#audio ??= new AudioContext());
    void audio.resume();
    tones.forEach((tone, index) => {
      const begin = audio.currentTime + index * 0.16;
      const source = new OscillatorNode(audio, { frequency: tone });
      const volume = new GainNode(audio, { gain: 0.0001 });
      volume.gain.exponentialRampToValueAtTime(0.12, begin + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + 0.15);
      source.connect(volume).connect(audio.destination);
      source.start(begin);
      source.stop(begin + 0.16);
    });
  }
}
