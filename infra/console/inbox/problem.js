import { element } from './dom.js';

/** What did not work, and the button that does it again. */
export class Problem {
  node = element('div', { class: 'problem', role: 'alert' });

  constructor() {
    this.node.hidden = true;
  }

  /** @param {boolean} hasFailed @param {import('./texts.js').Texts} texts @param {() => void} onAgain */
  show(hasFailed, texts, onAgain) {
    this.node.hidden = !hasFailed;
    if (!hasFailed) {
      this.node.replaceChildren();
    } else if (this.node.childElementCount === 0) {
      const button = element('button', { type: 'button' }, texts.again);
      button.addEventListener('click', onAgain);
      this.node.append(element('span', {}, texts.failed), button);
    }
  }
}
