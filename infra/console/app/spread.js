// Room for grips that would lie on each other.

/**
 * Places things of one height in columns so that none covers another, each as near as possible to where it wants to be.
 * @param {number[]} wanted their middles, from 0 at the top
 * @param {{height: number, bottom: number, fixed?: number}} room `fixed` is the index of the one that stays where it is
 * @returns {{y: number, column: number}[]} in the order of `wanted`
 */
export function spread(wanted, { height, bottom, fixed = -1 }) {
  const half = height / 2;
  const perColumn = Math.max(1, Math.floor(bottom / height));
  const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y || a.index - b.index);
  const placed = new Array(wanted.length);
  // Neighbours go to different columns, so that each stays near its place.
  const columns = Math.ceil(order.length / perColumn);
  for (let column = 0; column < columns; column += 1) {
    const group = order.filter((_, index) => index % columns === column);
    const places = inOrder(group.map(({ y, index }) => (index === fixed ? y : Math.min(Math.max(y, half), bottom - half))), height, bottom);
    group.forEach(({ index }, at) => (placed[index] = { y: places[at], column }));
  }
  if (fixed >= 0) placed[fixed] = { y: wanted[fixed], column: placed[fixed].column };
  return placed;
}

/** Merges what overlaps into blocks around the middle of what they want; ascending in, ascending out. */
function inOrder(wanted, height, bottom) {
  const blocks = [];
  wanted.forEach((y) => {
    blocks.push({ sum: y, count: 1 });
    for (let last = blocks.length - 1; last > 0 && top(blocks[last], height, bottom) < top(blocks[last - 1], height, bottom) + blocks[last - 1].count * height; last -= 1) {
      const { sum, count } = blocks.pop();
      blocks[last - 1].sum += sum;
      blocks[last - 1].count += count;
    }
  });
  return blocks.flatMap((block) => Array.from({ length: block.count }, (_, n) => top(block, height, bottom) + height * (n + 0.5)));
}

function top({ sum, count }, height, bottom) {
  const size = count * height;
  return Math.max(0, Math.min(sum / count - size / 2, bottom - size));
}
