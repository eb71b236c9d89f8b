/**
 * The live prices of one market.
 */

/** The milliseconds without a tick after which prices count as stopped. */
const SILENT_MS = 10_000;
/** The milliseconds for which a tick still states the price. */
const LIVE_MS = 3_000;
/** A tick so soon after the connection was opened may be of the past. */
const BACKLOG_MS = 500;

/**
 * The stream of prices, with the events of `PriceEvents`.
 *
 * Prices flow or not by the arrival of ticks on this page's own clock: what the ticks say of their
 * time is the exchange's clock, and the device's may be minutes off. `at` is theirs, and only compared with
 * that of other ticks.
 */
export class Prices
  extends /** @type {import('./types.js').TypedClass<import('./types.js').PriceEvents>} */ (EventTarget)
{
  #url;
  /** @type {EventSource | null} */
  #source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #lastAt = 0;
  #openedAt = Infinity;
  /** The page's time at which a tick came that is not of the past. */
  #heardAt = -Infinity;
  #stopped = false;
  /** @type {string | null} */
  symbol = null;
  /** The last price. @type {string | null} */
  price = null;

  /** @param {string} url of the stream, without the market */
  constructor(url) {
    super();
    this.#url = url;
  }

  /**
   * Changes to another market.
   * @param {string} symbol
   */
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

  /** @param {string} data */
  #read(data) {
    /** @type {{ts: string, symbol: string, price: unknown}} */
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

  /** Tells whether the price is that of now: a new connection begins with those of the past. */
  get isLive() {
    return performance.now() - this.#heardAt < LIVE_MS;
  }

  /** The exchange's time of the last tick, in milliseconds since 1970; 0 before the first one. */
  get lastAt() {
    return this.#lastAt;
  }
}
