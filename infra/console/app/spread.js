/**
 * Room for grips that would lie on each other.
 */

/** @typedef {import('./types.js').Place} Place */

/** Neighbours that share their room: the sum of the places that they ask for, and how many they are. */
/** @typedef {{sum: number, count: number}} Block */

/**
 * Places things of one height in columns so that none covers another, each as near as possible to the place
 * that it asks for.
 * @param {number[]} wanted their middles, from 0 at the top
 * @param {{height: number, bottom: number, fixed?: number}} room `fixed` is the index of the one that stays
 * @returns {Place[]} in the order of `wanted`
 */
export function spread(wanted, { height, bottom, fixed = -1 }) {
  const half = height / 2;
  const perColumn = Math.max(1, Math.floor(bottom / height));
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  /** @type {Place[]} */
  const placed = new Array(wanted.length);
  // Neighbours go to different columns, so that each stays near its place.
  const columns = Math.ceil(order.length / perColumn);
  for (let column = 0; column < columns; column += 1) {
    const group = order.filter((_, index) => index % columns === column);
    const places = inOrder(
      group.map(({ y, index }) => (index === fixed ? y : Math.min(Math.max(y, half), bottom - half))),
      height,
      bottom,
    );
    group.forEach(({ index }, at) => (placed[index] = { y: places[at], column }));
  }
  if (fixed >= 0) placed[fixed] = { y: wanted[fixed], column: placed[fixed].column };
  return placed;
}

/**
 * Merges what overlaps into blocks around the middle of the places that it asks for.
 * @param {number[]} wanted ascending
 * @param {number} height
 * @param {number} bottom
 * @returns {number[]} ascending
 */
function inOrder(wanted, height, bottom) {
  /** @type {Block[]} */
  const blocks = [];
  wanted.forEach((y) => {
    let last = { sum: y, count: 1 };
    for (let above = blocks.at(-1); above && overlaps(above, last, height, bottom); above = blocks.at(-1)) {
      blocks.pop();
      last = { sum: above.sum + last.sum, count: above.count + last.count };
    }
    blocks.push(last);
  });
  return blocks.flatMap((block) =>
    Array.from({ length: block.count }, (_, n) => top(block, height, bottom) + height * (n + 0.5)),
  );
}

/** @param {Block} above @param {Block} below @param {number} height @param {number} bottom */
const overlaps = (above, below, height, bottom) =>
  top(below, height, bottom) < top(above, height, bottom) + above.count * height;

/** @param {Block} block @param {number} height @param {number} bottom */
function top({ sum, count }, height, bottom) {
  const size = count * height;
  return Math.max(0, Math.min(sum / count - size / 2, bottom - size));
}
