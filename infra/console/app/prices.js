// The live prices of one market.

/** After so long without a tick, prices have stopped. */
const SILENT_MS = 10_000;
/** A tick so long ago still says what the price is. */
const LIVE_MS = 3_000;
/** What comes so soon after the connection was opened may be of the past. */
const BACKLOG_MS = 500;

/**
 * Events: `tick` {price, at (ms)}, `stopped`, `flowing`.
 *
 * Whether prices flow is judged by when ticks come, on this page's own clock: what the ticks say of their time is the
 * exchange's clock, and the device's may be minutes off. `at` is theirs, and only compared with that of other ticks.
 */
export class Prices extends EventTarget {
  #url;
  #source = null;
  #timer = null;
  #lastAt = 0;
  #openedAt = Infinity;
  /** When a tick came that is not of the past, on the page's clock. */
  #heardAt = -Infinity;
  #stopped = false;
  symbol = null;
  price = null;

  constructor(url) {
    super();
    this.#url = url;
  }

  watch(symbol) {
    this.#source?.close();
    this.symbol = symbol;
    this.price = null;
    this.#lastAt = 0;
    this.#openedAt = Infinity;
    this.#heardAt = -Infinity;
    this.#stopped = false;
    this.#wait();
    const url = new URL(this.#url, location.href);
    url.searchParams.set('symbol', symbol);
    const source = new EventSource(url);
    source.addEventListener('open', () => {
      this.#openedAt = performance.now();
    });
    source.addEventListener('message', ({ data }) => this.#read(data));
    this.#source = source;
  }

  #read(data) {
    let tick;
    try {
      tick = JSON.parse(data);
    } catch {
      return;
    }
    const at = Date.parse(tick.ts);
    // A new connection begins with ticks that are known already.
    if (tick.symbol !== this.symbol || typeof tick.price !== 'string' || !(at > this.#lastAt)) return;
    this.#lastAt = at;
    this.price = tick.price;
    if (performance.now() - this.#openedAt > BACKLOG_MS) {
      this.#heardAt = performance.now();
      this.#wait();
      if (this.#stopped) {
        this.#stopped = false;
        this.dispatchEvent(new Event('flowing'));
      }
    }
    this.dispatchEvent(new CustomEvent('tick', { detail: { price: tick.price, at } }));
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#stopped = true;
      this.dispatchEvent(new Event('stopped'));
    }, SILENT_MS);
  }

  /** Whether the price is that of now: a new connection begins with those of the past. */
  get isLive() {
    return performance.now() - this.#heardAt < LIVE_MS;
  }

  /** When the last tick was made, on the exchange's clock. */
  get lastAt() {
    return this.#lastAt;
  }
}
