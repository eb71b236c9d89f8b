/**
 * An element with text and children. Text is only ever set as text: nothing here reads HTML.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** An icon that says nothing by itself. @param {string} path of a 24 × 24 drawing */
export function icon(path) {
  const namespace = 'http://www.w3.org/2000/svg';
  const drawing = document.createElementNS(namespace, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

/**
 * Makes these the children, in this order. What is there already is not moved, so that it keeps its focus.
 * @param {Element} parent
 * @param {Element[]} children whose order among each other never changes
 */
export function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const child of children) {
    if (child === at) at = at.nextElementSibling;
    else parent.insertBefore(child, at);
  }
}

export const ICONS = {
  bell: 'M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6zm-2.5 15a2.5 2.5 0 0 0 5 0z',
  cross: 'M6 6l12 12M18 6L6 18',
  tick: 'M5 13l4 4L19 7',
  archive: 'M4 4h16v4H4zM6 8v12h12V8M10 12h4',
  dot: 'M12 9a3 3 0 1 0 .01 0z',
  urgent: 'M12 4L2.5 20h19zM12 10v5M12 17.2v.6',
  important: 'M12 5v9M12 18v.5',
  fold: 'M9 6l6 6-6 6',
};
