import { element } from './dom.js';

/** @typedef {'loading' | 'more' | 'empty' | 'noMatch' | 'end'} End what the list ends with */

/**
 * Draws the end of the list, unless it is the same.
 * @param {HTMLElement} foot
 * @param {End} end
 * @param {import('./texts.js').Texts} texts
 * @param {() => void} onMore
 */
export function drawFoot(foot, end, texts, onMore) {
  const key = `${end} ${texts.loading}`;
  if (foot.dataset.key === key) return;
  foot.dataset.key = key;
  foot.classList.toggle('empty', end === 'empty' || end === 'noMatch');
  if (end === 'more') {
    const button = element('button', { type: 'button' }, texts.loadOlder);
    button.addEventListener('click', onMore);
    foot.replaceChildren(button);
  } else if (end === 'empty') {
    foot.replaceChildren(element('strong', {}, texts.empty), texts.emptyHint);
  } else {
    foot.replaceChildren(texts[end]);
  }
}
