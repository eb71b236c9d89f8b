// The price chart. Prices are floats only here, as the coordinates of a drawing.

import {
  AreaSeries, ColorType, CrosshairMode, TickMarkType, createChart, createSeriesMarkers,
} from '../vendor/lightweight-charts/lightweight-charts.js';
import { numberLanguage, shown as grouped } from './numbers.js';
import { LevelLayer } from './levels.js';
import { browserZone, clockTime, secondTime } from './zone.js';
import { colour, themeEvents } from './theme.js';

/** Seconds that are kept. */
const MOST_POINTS = 3_600;
/** Seconds that are shown. */
const SHOWN_POINTS = 240;
const MOST_MARKS = 30;
/** Levels this many times the drawn range away do not squeeze the prices. */
const REACH = 1.2;
/** The least range that is drawn, as a part of the price, so that a quiet market looks quiet. */
const LEAST_RANGE = 0.0004;

/** Events: `move` {key, price}, `remove` {key}, `create` {price}. */
export class PriceChart extends EventTarget {
  #chart;
  #series;
  #marks;
  #points = [];
  #dirty = null;
  #frame = 0;
  #fired = [];
  #levels;
  #decimals = 2;
  #zone = browserZone();

  constructor(container, overlay, sideOf) {
    super();
    this.#chart = createChart(container, {
      autoSize: true,
      // The logo would come with a style element of its own, which the page's policy refuses; the notice is in the footer.
      layout: { attributionLogo: false, background: { type: ColorType.Solid, color: 'transparent' }, fontFamily: getComputedStyle(container).fontFamily },
      crosshair: { mode: CrosshairMode.Normal },
      rightPriceScale: { borderVisible: false, minimumWidth: 84, scaleMargins: { top: 0.14, bottom: 0.14 } },
      timeScale: {
        borderVisible: false, timeVisible: true, secondsVisible: true, rightOffset: 12, shiftVisibleRangeOnNewBar: true,
        tickMarkFormatter: this.#tickLabels(),
      },
      // The wheel belongs to the page.
      handleScroll: { mouseWheel: false, vertTouchDrag: false },
      handleScale: { mouseWheel: false },
      localization: {
        timeFormatter: (time) => secondTime(time * 1000, this.#zone),
        priceFormatter: (price) => grouped(price.toFixed(this.#decimals)),
      },
    });
    this.#series = this.#chart.addSeries(AreaSeries, {
      lineWidth: 2,
      priceFormat: this.#format(),
      autoscaleInfoProvider: (original) => this.#range(original()),
    });
    this.#marks = createSeriesMarkers(this.#series, []);
    this.#levels = new LevelLayer(overlay, {
      sideOf,
      toY: (price) => this.#series.priceToCoordinate(Number(price)),
      toPrice: (y) => this.#series.coordinateToPrice(y)?.toFixed(this.#decimals) ?? null,
      bounds: () => ({ bottom: this.#chart.panes()[0]?.getHeight() ?? 0, axis: this.#chart.priceScale('right').width() }),
      tell: (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail })),
    });
    // A primitive hears of every change of the scale before it is drawn; there is no event for that.
    this.#series.attachPrimitive({ updateAllViews: () => this.#levels.place() });
    container.addEventListener('dblclick', ({ clientX, clientY }) => {
      const box = container.getBoundingClientRect();
      const [x, y] = [clientX - box.left, clientY - box.top];
      // On its axes a double click belongs to the chart: it resets the scale.
      if (x > box.width - this.#chart.priceScale('right').width() || y > this.#chart.panes()[0].getHeight()) return;
      const price = this.#series.coordinateToPrice(y);
      if (price > 0) this.dispatchEvent(new CustomEvent('create', { detail: { price: price.toFixed(this.#decimals) } }));
    });
    themeEvents.addEventListener('change', () => this.#paint());
    numberLanguage.addEventListener('change', () => this.#series.applyOptions({ priceFormat: this.#format() }));
    this.#paint();
  }

  set zone(zone) {
    this.#zone = zone;
    // The chart keeps the labels that it has made; with a new formatter it makes them anew.
    this.#chart.timeScale().applyOptions({ tickMarkFormatter: this.#tickLabels() });
  }

  #tickLabels() {
    return (time, type) => (type === TickMarkType.TimeWithSeconds ? secondTime : clockTime)(time * 1000, this.#zone);
  }

  /** Puts the focus on a level. */
  focus(key) {
    this.#levels.focus(key);
  }

  clear() {
    this.#points = [];
    this.#fired = [];
    this.#dirty = null;
    this.#series.setData([]);
    this.#marks.setMarkers([]);
    this.#levels.show([]);
  }

  set decimals(decimals) {
    if (decimals === this.#decimals) return;
    this.#decimals = decimals;
    this.#levels.decimals = decimals;
    this.#series.applyOptions({ priceFormat: this.#format() });
  }

  /** One point a second: the second's last price. */
  push({ price, at }) {
    const time = Math.floor(at / 1000);
    const last = this.#points.at(-1);
    const point = { time, value: Number(price) };
    if (last?.time === time) this.#points[this.#points.length - 1] = point;
    else this.#points.push(point);
    this.#dirty ??= this.#points.length - 1;
    if (this.#points.length > MOST_POINTS) {
      this.#points.splice(0, this.#points.length - MOST_POINTS);
      this.#dirty = 0;
    }
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    if (this.#dirty === null) return;
    const fresh = this.#points.slice(this.#dirty);
    if (this.#dirty === 0) {
      this.#series.setData(this.#points);
      this.#chart.timeScale().setVisibleLogicalRange({ from: this.#points.length - SHOWN_POINTS, to: this.#points.length + 12 });
    } else {
      for (const point of fresh) this.#series.update(point);
    }
    this.#dirty = null;
  }

  /** What lies between the lowest and the highest price of the last `seconds`, as texts. */
  recentRange(seconds) {
    const from = (this.#points.at(-1)?.time ?? 0) - seconds;
    const values = this.#points.filter(({ time }) => time >= from).map(({ value }) => value);
    if (values.length === 0) return null;
    return { low: Math.min(...values).toFixed(this.#decimals), high: Math.max(...values).toFixed(this.#decimals) };
  }

  /** Levels: {key, price, label, condition, state, busy}. */
  showLevels(levels) {
    this.#levels.show(levels);
    this.#series.applyOptions({});
  }

  flash(key) {
    this.#levels.flash(key);
  }

  /** Marks where the price was when a level fired. */
  mark(at) {
    this.#fired.push(Math.floor(at / 1000));
    this.#fired = [...new Set(this.#fired)].sort((a, b) => a - b).slice(-MOST_MARKS);
    this.#showMarks();
  }

  #showMarks() {
    const color = colour('--p1');
    this.#marks.setMarkers(this.#fired.map((time) => ({ time, position: 'inBar', shape: 'circle', color, size: 1 })));
  }

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

  #format() {
    return { type: 'price', precision: this.#decimals, minMove: 1 / 10 ** this.#decimals };
  }

  #paint() {
    const line = colour('--accent');
    const muted = colour('--muted');
    const grid = { color: colour('--grid') };
    this.#chart.applyOptions({
      layout: { textColor: muted },
      grid: { vertLines: grid, horzLines: grid },
      crosshair: {
        vertLine: { color: muted, labelBackgroundColor: colour('--raised-ink') },
        horzLine: { color: muted, labelBackgroundColor: colour('--raised-ink') },
      },
    });
    this.#series.applyOptions({
      lineColor: line, topColor: colour('--accent-wash'), bottomColor: 'transparent', priceLineColor: line,
    });
    this.#showMarks();
  }
}
