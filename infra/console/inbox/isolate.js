import { element } from './dom.js';

/**
 * Controls of the bidirectional algorithm and marks of direction.
 * https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Any strong right-to-left letter, roughly: Hebrew to Arabic Extended-A, and the presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * The text as nodes, in which each part that came from a person or from outside (a string of `data`, such as
 * an alert's note) and could turn its neighbours around is isolated: an override in a note ends with the
 * note.
 * @param {string} text
 * @param {unknown} data the notification's data
 * @returns {(Node | string)[]}
 */
export function isolated(text, data) {
  const foreign = [...stringsOf(data)].filter((part) => CONTROLS.test(part) || RIGHT_TO_LEFT.test(part));
  // The longest first, so that no part of one is taken for another.
  foreign.sort((a, b) => b.length - a.length);
  /** @type {(Node | string)[]} */
  let pieces = [text];
  for (const part of foreign) {
    pieces = pieces.flatMap((piece) => (typeof piece === 'string' ? split(piece, part) : [piece]));
  }
  // What is left over stands for itself, too.
  return pieces.map((piece) =>
    typeof piece === 'string' && CONTROLS.test(piece) ? element('bdi', {}, piece) : piece,
  );
}

/** @param {string} text @param {string} part @returns {(Node | string)[]} */
function split(text, part) {
  const pieces = text.split(part);
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [element('bdi', {}, part), piece]));
}

/** @param {unknown} value @returns {Generator<string>} */
function* stringsOf(value) {
  if (typeof value === 'string') {
    if (value !== '') yield value;
  } else if (value && typeof value === 'object') {
    for (const inner of Object.values(value)) yield* stringsOf(inner);
  }
}
