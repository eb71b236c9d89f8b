// Elements are made by this and never by parsing text: whatever an event says ends up in a text node.

const SVG = 'http://www.w3.org/2000/svg';

export const $ = (selector, root = document) => root.querySelector(selector);

export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'selected', 'open', 'required', 'readOnly']);

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'dataset') Object.assign(element.dataset, value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** Text that is the same is left alone, so that screen readers are not told it again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

let lastId = 0;
export const uniqueId = (prefix) => `${prefix}-${++lastId}`;

export function button(text, props = {}) {
  return h('button', { type: 'button', ...props }, text);
}

export function empty(text) {
  return h('p', { class: 'empty' }, text);
}

/** Runs `task` while the button says that it is busy; a second click meanwhile does nothing. */
export async function busy(element, task) {
  if (element.getAttribute('aria-busy') === 'true') return undefined;
  element.setAttribute('aria-busy', 'true');
  try {
    return await task();
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/** Tells when the element can be seen at all: in the viewport, in a tab that is in front. */
export function whileVisible(element, changed) {
  let inView = false;
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
