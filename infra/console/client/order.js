/**
 * The order of notifications: by the time at which it happened, then by id.
 * @param {{timestamp: string, id: string}} a
 * @param {{timestamp: string, id: string}} b
 */
export function byTime(a, b) {
  // The server writes every time in UTC and to the millisecond, so that texts sort as times do.
  if (a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
