/**
 * Questions before something that cannot be taken back.
 */

import { $, h, replace, say } from './dom.js';
import { text as words } from './texts.js';

/**
 * Asks a question in a dialog. The focus begins on `no` and returns to where it was.
 * @param {import('./types.js').Question} question
 * @returns {Promise<boolean>} true for `yes`; false for `no`, for Escape, and where another question is open
 */
export function ask({ title, text, yes, no = words('cancel') }) {
  const dialog = $('#confirm');
  if (dialog.open) return Promise.resolve(false);
  say($('#confirm-title'), title);
  replace(
    $('#confirm-text'),
    [text].flat().map((line) => h('p', {}, line)),
  );
  const [stay, go] = [$('#confirm-no'), $('#confirm-yes')];
  say(stay, no);
  say(go, yes);
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  return new Promise((resolve) => {
    const listening = new AbortController();
    const { signal } = listening;
    /** @param {boolean} answer */
    const end = (answer) => {
      listening.abort();
      dialog.close();
      before?.focus?.();
      resolve(answer);
    };
    stay.addEventListener('click', () => end(false), { signal });
    go.addEventListener('click', () => end(true), { signal });
    dialog.addEventListener(
      'cancel',
      (event) => {
        event.preventDefault();
        end(false);
      },
      { signal },
    );
    dialog.showModal();
    stay.focus();
  });
}
