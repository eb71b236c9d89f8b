/**
 * Elements are made here and never by parsing text: whatever an event says ends up in a text node.
 */

/** @typedef {import('./types.js').Child} Child */
/** @typedef {import('./types.js').Props} Props */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Finds an element of the page. One that is named by its id alone is part of `index.html`, so it is there.
 * @type {import('./types.js').Find}
 */
export const $ = /** @type {import('./types.js').Find} */ (
  /** @param {string} selector @param {ParentNode} [root] */
  (selector, root = document) => root.querySelector(selector)
);

/**
 * Makes an element of HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props] attributes; `dataset` and the names of `PROPERTIES` are set as properties
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/**
 * Makes an element of SVG, with the same rules as `h`.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

const PROPERTIES = new Set([
  'value',
  'checked',
  'disabled',
  'hidden',
  'selected',
  'open',
  'required',
  'readOnly',
]);

/**
 * @template {HTMLElement | SVGElement} Made
 * @param {Made} element
 * @param {Props} props
 * @param {Child[]} children
 * @returns {Made}
 */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'dataset') Object.assign(element.dataset, value);
    else if (PROPERTIES.has(name)) Object.assign(element, { [name]: value });
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/** @param {unknown[]} children */
const leaves = (children) => /** @type {import('./types.js').Leaf[]} */ (children.flat(Infinity));

/** @param {Element} element @param {Child[]} children */
function append(element, children) {
  for (const child of leaves(children)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Replaces the content of an element.
 * @param {Element} element
 * @param {...Child} children
 */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * Sets the text of an element. Text that is the same is left alone, so that screen readers are not told it
 * again.
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;

/**
 * Returns an id that no other element has.
 * @param {string} prefix
 */
export const uniqueId = (prefix) => `${prefix}-${++lastId}`;

/**
 * Makes a button that submits nothing.
 * @param {string} text
 * @param {Props} [props]
 */
export function button(text, props = {}) {
  return h('button', { type: 'button', ...props }, text);
}

/**
 * Makes the paragraph that stands where there is nothing to show.
 * @param {string} text
 */
export function empty(text) {
  return h('p', { class: 'empty' }, text);
}

/**
 * Runs a task while the button says that it is busy; a second click meanwhile does nothing.
 * @template Result
 * @param {Element} element
 * @param {() => Promise<Result>} task
 * @returns {Promise<Result | undefined>} the result; undefined where the button was busy. Rejects as the
 *   task does
 */
export async function busy(element, task) {
  if (element.getAttribute('aria-busy') === 'true') return undefined;
  element.setAttribute('aria-busy', 'true');
  try {
    return await task();
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/**
 * Runs a task when a box is open, now if it is, and each time that it is opened: the code that is loaded for
 * a box may come after the click.
 * @param {HTMLDetailsElement} box
 * @param {() => void} task
 */
export function whenOpen(box, task) {
  const look = () => {
    if (box.open) task();
  };
  box.addEventListener('toggle', look);
  look();
}

/**
 * Tells when an element begins or ceases to be seen: in the viewport, in a tab that is in front.
 * @param {Element} element
 * @param {(isVisible: boolean) => void} changed
 */
export function whileVisible(element, changed) {
  let inView = false;
  /** @type {boolean | undefined} */
  let shown;
  const tell = () => {
    const visible = inView && document.visibilityState === 'visible';
    if (visible !== shown) changed((shown = visible));
  };
  new IntersectionObserver((entries) => {
    inView = entries[entries.length - 1].isIntersecting;
    tell();
  }).observe(element);
  document.addEventListener('visibilitychange', tell);
}
