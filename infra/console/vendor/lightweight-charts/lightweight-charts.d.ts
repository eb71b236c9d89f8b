/** The part of the chart library that the console uses. Times are seconds since 1970. */

export enum ColorType {
  Solid = 'solid',
}

export enum CrosshairMode {
  Normal = 0,
}

export enum TickMarkType {
  Year = 0,
  Month = 1,
  DayOfMonth = 2,
  Time = 3,
  TimeWithSeconds = 4,
}

export interface Point {
  time: number;
  value: number;
}

export interface Marker {
  time: number;
  position: 'inBar';
  shape: 'circle';
  color: string;
  size: number;
}

export interface PriceFormat {
  type: 'price';
  precision: number;
  minMove: number;
}

export interface AutoscaleInfo {
  priceRange: { minValue: number; maxValue: number } | null;
}

export interface SeriesOptions {
  lineWidth?: number;
  lineColor?: string;
  topColor?: string;
  bottomColor?: string;
  priceLineColor?: string;
  priceFormat?: PriceFormat;
  autoscaleInfoProvider?: (original: () => AutoscaleInfo | null) => AutoscaleInfo | null;
}

export interface SeriesPrimitive {
  updateAllViews?: () => void;
}

export interface Series {
  applyOptions(options: SeriesOptions): void;
  attachPrimitive(primitive: SeriesPrimitive): void;
  coordinateToPrice(y: number): number | null;
  priceToCoordinate(price: number): number | null;
  setData(points: Point[]): void;
  update(point: Point): void;
}

export interface TimeScaleOptions {
  borderVisible?: boolean;
  rightOffset?: number;
  secondsVisible?: boolean;
  shiftVisibleRangeOnNewBar?: boolean;
  tickMarkFormatter?: (time: number, type: TickMarkType) => string;
  timeVisible?: boolean;
}

export interface CrosshairLine {
  color?: string;
  labelBackgroundColor?: string;
}

export interface ChartOptions {
  autoSize?: boolean;
  crosshair?: { mode?: CrosshairMode; vertLine?: CrosshairLine; horzLine?: CrosshairLine };
  grid?: { vertLines?: { color: string }; horzLines?: { color: string } };
  handleScale?: { mouseWheel?: boolean };
  handleScroll?: { mouseWheel?: boolean; vertTouchDrag?: boolean };
  layout?: {
    attributionLogo?: boolean;
    background?: { type: ColorType; color: string };
    fontFamily?: string;
    textColor?: string;
  };
  localization?: { priceFormatter?: (price: number) => string; timeFormatter?: (time: number) => string };
  rightPriceScale?: {
    borderVisible?: boolean;
    minimumWidth?: number;
    scaleMargins?: { top: number; bottom: number };
  };
  timeScale?: TimeScaleOptions;
}

export interface Chart {
  addSeries(definition: SeriesDefinition, options?: SeriesOptions): Series;
  applyOptions(options: ChartOptions): void;
  panes(): { getHeight(): number }[];
  priceScale(side: 'right'): { width(): number };
  timeScale(): {
    applyOptions(options: TimeScaleOptions): void;
    setVisibleLogicalRange(range: { from: number; to: number }): void;
  };
}

export interface SeriesDefinition {
  readonly type: 'Area';
}

export interface Markers {
  setMarkers(markers: Marker[]): void;
}

export const AreaSeries: SeriesDefinition;

export function createChart(container: HTMLElement, options?: ChartOptions): Chart;

export function createSeriesMarkers(series: Series, markers?: Marker[]): Markers;
