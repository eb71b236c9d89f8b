/**
 * The price chart. Prices are floats only here, as the coordinates of a drawing.
 */

import { numberLanguage, shown as grouped } from './numbers.js';
import { LevelLayer } from './levels.js';
import { browserZone, clockTime, secondTime } from './zone.js';
import { colour, themeEvents } from './theme.js';
import { onLanguage } from './texts.js';

/** @typedef {import('../vendor/lightweight-charts/lightweight-charts.js').AutoscaleInfo} AutoscaleInfo */
/** @typedef {import('../vendor/lightweight-charts/lightweight-charts.js').Point} Point */
/** @typedef {import('../vendor/lightweight-charts/lightweight-charts.js').PriceFormat} PriceFormat */

/** @typedef {typeof import('../vendor/lightweight-charts/lightweight-charts.js')} Library */

/** Seconds that are kept. */
const MAX_POINTS = 3_600;
/** Seconds that are shown. */
const SHOWN_POINTS = 240;
const MAX_MARKS = 30;
/** Levels this many times the drawn range away do not squeeze the prices. */
const REACH = 1.2;
/** The least range that is drawn, as a part of the price, so that a quiet market looks quiet. */
const LEAST_RANGE = 0.0004;

/** The chart with the levels above it; the events of `ChartEvents` tell what the trader does to these. */
export class PriceChart
  extends /** @type {import('./types.js').TypedClass<import('./types.js').ChartEvents>} */ (EventTarget)
{
  /** What draws; undefined until the library is loaded. @type {ReturnType<typeof drawing> | undefined} */
  #drawing;
  /** @type {Point[]} */
  #points = [];
  /** The index of the first point that is not drawn yet. @type {number | null} */
  #dirty = null;
  #frame = 0;
  /** The seconds in which levels fired. @type {number[]} */
  #fired = [];
  #levels;
  #decimals = 2;
  #zone = browserZone();
  /**
   * Resolves when the chart is drawn, and rejects where its library cannot be loaded. The page does not wait
   * for the library, which is its largest file; until it is there, prices and levels are kept.
   * @type {Promise<void>}
   */
  loaded;

  /**
   * @param {HTMLElement} container of the drawing
   * @param {HTMLElement} overlay above it, for the levels
   * @param {import('./types.js').LevelScale['sideOf']} sideOf
   */
  constructor(container, overlay, sideOf) {
    super();
    this.#levels = new LevelLayer(overlay, {
      sideOf,
      toY: (price) => this.#drawing?.series.priceToCoordinate(Number(price)) ?? null,
      toPrice: (y) => this.#drawing?.series.coordinateToPrice(y)?.toFixed(this.#decimals) ?? null,
      bounds: () => ({
        bottom: this.#drawing?.chart.panes()[0]?.getHeight() ?? 0,
        axis: this.#drawing?.chart.priceScale('right').width() ?? 0,
      }),
      tell: (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail })),
    });
    themeEvents.addEventListener('change', () => this.#paint());
    numberLanguage.addEventListener('change', () => this.#applyFormat());
    onLanguage(() => this.#drawing?.relabel());
    this.loaded = this.#load(container);
  }

  /** @param {HTMLElement} container */
  async #load(container) {
    const library = await import('../vendor/lightweight-charts/lightweight-charts.js');
    const { chart, series } = (this.#drawing = drawing(library, container, {
      decimals: () => this.#decimals,
      zone: () => this.#zone,
      range: (info) => this.#range(info),
    }));
    // A primitive hears of every change of the scale before it is drawn; there is no event for that.
    series.attachPrimitive({ updateAllViews: () => this.#levels.place() });
    container.addEventListener('dblclick', ({ clientX, clientY }) => {
      const box = container.getBoundingClientRect();
      const [x, y] = [clientX - box.left, clientY - box.top];
      // On its axes a double click belongs to the chart: it resets the scale.
      if (x > box.width - chart.priceScale('right').width() || y > chart.panes()[0].getHeight()) return;
      const price = series.coordinateToPrice(y);
      if (price !== null && price > 0)
        this.dispatchEvent(new CustomEvent('create', { detail: { price: price.toFixed(this.#decimals) } }));
    });
    this.#paint();
    if (this.#points.length > 0) this.#dirty = 0;
    this.#draw();
  }

  /** The name of the zone whose times are shown. @param {string} zone */
  set zone(zone) {
    this.#zone = zone;
    this.#drawing?.relabel();
  }

  /** Puts the focus on a level. @param {string} key */
  focus(key) {
    this.#levels.focus(key);
  }

  /** Takes prices, levels and marks away. */
  clear() {
    this.#points = [];
    this.#fired = [];
    this.#dirty = null;
    this.#drawing?.series.setData([]);
    this.#drawing?.marks.setMarkers([]);
    this.#levels.show([]);
  }

  /** The number of decimals of the market's prices. @param {number} decimals */
  set decimals(decimals) {
    if (decimals === this.#decimals) return;
    this.#decimals = decimals;
    this.#levels.decimals = decimals;
    this.#applyFormat();
  }

  #applyFormat() {
    this.#drawing?.series.applyOptions({ priceFormat: formatOf(this.#decimals) });
  }

  /** Adds a price. A second has one point: its last price. @param {import('./types.js').Tick} tick */
  push({ price, at }) {
    const time = Math.floor(at / 1000);
    const last = this.#points.at(-1);
    const point = { time, value: Number(price) };
    if (last?.time === time) this.#points[this.#points.length - 1] = point;
    else this.#points.push(point);
    this.#dirty ??= this.#points.length - 1;
    if (this.#points.length > MAX_POINTS) {
      this.#points.splice(0, this.#points.length - MAX_POINTS);
      this.#dirty = 0;
    }
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    if (this.#dirty === null || !this.#drawing) return;
    const { chart, series } = this.#drawing;
    if (this.#dirty === 0) {
      series.setData(this.#points);
      chart
        .timeScale()
        .setVisibleLogicalRange({ from: this.#points.length - SHOWN_POINTS, to: this.#points.length + 12 });
    } else {
      for (const point of this.#points.slice(this.#dirty)) series.update(point);
    }
    this.#dirty = null;
  }

  /**
   * Returns the lowest and the highest price of the last seconds.
   * @param {number} seconds
   * @returns {{low: string, high: string} | null} null where there is none
   */
  recentRange(seconds) {
    const from = (this.#points.at(-1)?.time ?? 0) - seconds;
    const values = this.#points.filter(({ time }) => time >= from).map(({ value }) => value);
    if (values.length === 0) return null;
    return {
      low: Math.min(...values).toFixed(this.#decimals),
      high: Math.max(...values).toFixed(this.#decimals),
    };
  }

  /** Shows these levels and no others. @param {import('./types.js').LevelView[]} levels */
  showLevels(levels) {
    this.#levels.show(levels);
    this.#drawing?.series.applyOptions({});
  }

  /** Lets a level flash. @param {string} key */
  flash(key) {
    this.#levels.flash(key);
  }

  /** Marks the point at which a level fired. @param {number} at in milliseconds since 1970 */
  mark(at) {
    this.#fired.push(Math.floor(at / 1000));
    this.#fired = [...new Set(this.#fired)].sort((a, b) => a - b).slice(-MAX_MARKS);
    this.#showMarks();
  }

  #showMarks() {
    const color = colour('--p1');
    this.#drawing?.marks.setMarkers(
      this.#fired.map((time) => ({ time, position: 'inBar', shape: 'circle', color, size: 1 })),
    );
  }

  /**
   * @param {AutoscaleInfo | null} info
   * @returns {AutoscaleInfo | null} the range with room for the levels
   */
  #range(info) {
    if (!info?.priceRange) return info;
    let { minValue, maxValue } = info.priceRange;
    const middle = (minValue + maxValue) / 2;
    const least = middle * LEAST_RANGE;
    if (maxValue - minValue < least) [minValue, maxValue] = [middle - least / 2, middle + least / 2];
    const reach = (maxValue - minValue) * REACH;
    for (const price of this.#levels.prices().map(Number)) {
      if (price < minValue && price > info.priceRange.minValue - reach) minValue = price;
      if (price > maxValue && price < info.priceRange.maxValue + reach) maxValue = price;
    }
    return { ...info, priceRange: { minValue, maxValue } };
  }

  #paint() {
    if (!this.#drawing) return;
    const { chart, series } = this.#drawing;
    const line = colour('--accent');
    const muted = colour('--muted');
    const grid = { color: colour('--grid') };
    chart.applyOptions({
      layout: { textColor: muted },
      grid: { vertLines: grid, horzLines: grid },
      crosshair: {
        vertLine: { color: muted, labelBackgroundColor: colour('--raised-ink') },
        horzLine: { color: muted, labelBackgroundColor: colour('--raised-ink') },
      },
    });
    series.applyOptions({
      lineColor: line,
      topColor: colour('--accent-wash'),
      bottomColor: 'transparent',
      priceLineColor: line,
    });
    this.#showMarks();
  }
}

/** @param {number} decimals @returns {PriceFormat} */
const formatOf = (decimals) => ({ type: 'price', precision: decimals, minMove: 1 / 10 ** decimals });

/**
 * Returns the empty chart.
 * @param {Library} library
 * @param {HTMLElement} container
 * @param {object} means
 * @param {() => number} means.decimals
 * @param {() => string} means.zone
 * @param {(info: AutoscaleInfo | null) => AutoscaleInfo | null} means.range
 */
function drawing(library, container, { decimals, zone, range }) {
  const { AreaSeries, ColorType, CrosshairMode, TickMarkType, createChart, createSeriesMarkers } = library;
  const tickLabels = () =>
    /** @param {number} time in seconds since 1970 @param {number} type */
    (time, type) => (type === TickMarkType.TimeWithSeconds ? secondTime : clockTime)(time * 1000, zone());
  const chart = createChart(container, {
    autoSize: true,
    // The logo would come with a style element of its own, which the page's policy refuses; the notice is
    // in the footer.
    layout: {
      attributionLogo: false,
      background: { type: ColorType.Solid, color: 'transparent' },
      fontFamily: getComputedStyle(container).fontFamily,
    },
    crosshair: { mode: CrosshairMode.Normal },
    rightPriceScale: { borderVisible: false, minimumWidth: 84, scaleMargins: { top: 0.14, bottom: 0.14 } },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      secondsVisible: true,
      rightOffset: 12,
      shiftVisibleRangeOnNewBar: true,
      tickMarkFormatter: tickLabels(),
    },
    // The wheel belongs to the page.
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    handleScale: { mouseWheel: false },
    localization: {
      timeFormatter: (time) => secondTime(time * 1000, zone()),
      priceFormatter: (price) => grouped(price.toFixed(decimals())),
    },
  });
  const series = chart.addSeries(AreaSeries, {
    lineWidth: 2,
    priceFormat: formatOf(decimals()),
    autoscaleInfoProvider: (original) => range(original()),
  });
  return {
    chart,
    series,
    marks: createSeriesMarkers(series, []),
    /** The chart keeps the labels that it has made; with a new formatter it makes them anew. */
    relabel: () => chart.timeScale().applyOptions({ tickMarkFormatter: tickLabels() }),
  };
}
