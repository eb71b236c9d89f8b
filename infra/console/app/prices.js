// The live prices of one market.

const SILENT_MS = 10_000;
const LIVE_MS = 3_000;

/** Events: `tick` {price, ts (ms)}, `stopped`, `flowing`. */
export class Prices extends EventTarget {
  #url;
  #source = null;
  #timer = null;
  #lastAt = 0;
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
    this.#hush();
    const url = new URL(this.#url, location.href);
    url.searchParams.set('symbol', symbol);
    const source = new EventSource(url);
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
    // The ticks of the past that come first say nothing about whether prices flow now.
    if (at > Date.now() - SILENT_MS) {
      this.#hush();
      if (this.#stopped) {
        this.#stopped = false;
        this.dispatchEvent(new Event('flowing'));
      }
    }
    this.dispatchEvent(new CustomEvent('tick', { detail: { price: tick.price, at } }));
  }

  #hush() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#stopped = true;
      this.dispatchEvent(new Event('stopped'));
    }, SILENT_MS);
  }

  /** Whether the price is that of now: a new connection begins with those of the past. */
  get isLive() {
    return this.#lastAt > Date.now() - LIVE_MS;
  }

  get lastAt() {
    return this.#lastAt;
  }
}
