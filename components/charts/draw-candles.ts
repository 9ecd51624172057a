import {
  type CandlestickData,
  CandlestickSeries,
  createChart,
  createTextWatermark,
  LineSeries,
  PriceScaleMode,
  type Time,
  type UTCTimestamp,
  type WhitespaceData,
} from "lightweight-charts";
import type { Timeframe } from "@/lib/contracts/timeframes";
import type { Zone } from "@/lib/core/charts/format-moment";
import type { PanePlan } from "@/lib/core/charts/plan-panes";
import type { NewsBars } from "@/lib/core/charts/prepare-news-marks";
import type { Slots } from "@/lib/core/charts/prepare-slots";
import { type Candles, placeOf } from "@/lib/core/market/candles";
import type { ChartAction } from "./chart-keys";
import { type ChartLook, fade } from "./chart-look";
import { clockOptions, lookOptions, steadyOptions } from "./chart-options";
import { drawLines } from "./draw-lines";
import type { DrawNews } from "./draw-news";
import { drawVolume } from "./draw-volume";

/** Fewer candles left of the view than these, or than it shows, and older ones are asked for. */
const NEAR_EDGE = 40;

export interface CandleFrame {
  /** Whose candles they are: a crosshair stays at its candle while the coin stays. */
  readonly symbol: string;
  readonly candles: Candles;
  readonly slots: Slots;
  readonly plan: PanePlan;
  readonly timeframe: Timeframe;
  /** Candles that open then or later cover a part of their time only. */
  readonly partialFrom: number | null;
  readonly sample: boolean;
  /** Stories by candle; null where they are not wanted or not there. */
  readonly news: NewsBars | null;
}

export interface ChartEvents {
  /** The candle under the crosshair, by place; null without one. */
  cross(at: number | null): void;
  /** The view comes near the oldest candle, or shows places before it: so many are wanted. */
  older(wanted: number): void;
  /** The view shows other candles, or shows them otherwise. */
  moved(): void;
  /** The stories of a candle are asked for, by its place. */
  open(at: number): void;
}

/** Draws candles with volume and indicators into a box, on a canvas. Knows nothing of React. */
export function drawCandles(
  box: HTMLElement,
  first: ChartLook,
  calm: boolean,
  formatPrice: (price: number) => string,
  events: ChartEvents,
) {
  const chart = createChart(box, steadyOptions(calm));
  const priceFormat = {
    type: "custom" as const,
    formatter: formatPrice,
    // Round marks need no decimals; below zero there is room for the volume, and no price.
    tickmarksFormatter: (marks: readonly number[]) =>
      marks.map((mark) =>
        mark < 0 ? "" : marks.every(Number.isInteger) ? mark.toLocaleString("en") : formatPrice(mark),
      ),
    minMove: 1e-8,
  };
  const candles = chart.addSeries(CandlestickSeries, { priceFormat });
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.24 } });
  const anchor = chart.addSeries(LineSeries, { lastValueVisible: false, priceLineVisible: false });
  const lines = drawLines(chart);
  const main = chart.panes()[0];
  const volume = main ? drawVolume(chart, main) : null;
  const mark = main ? createTextWatermark<Time>(main, { horzAlign: "center", vertAlign: "center", lines: [] }) : null;
  const scale = chart.timeScale();

  let frame: CandleFrame | null = null;
  let look = first;
  let held: number | null = null;
  let gone = false;
  /** Where the anchor holds, in seconds. */
  let anchored: UTCTimestamp | null = null;
  let news: ReturnType<DrawNews> | null = null;

  const paintMark = () =>
    mark?.applyOptions({
      lines: frame?.sample
        ? [
            {
              text: "sample data",
              color: fade(look.muted, 0.2),
              fontSize: Math.min(44, Math.round(box.clientWidth / 14)),
              fontFamily: look.words,
            },
          ]
        : [],
    });
  const paint = () => {
    chart.applyOptions(lookOptions(look));
    candles.applyOptions({
      upColor: look.block,
      downColor: look.bearish,
      borderUpColor: look.bullish,
      borderDownColor: look.bearish,
      wickUpColor: look.bullish,
      wickDownColor: look.bearish,
      priceLineColor: look.muted,
    });
    volume?.look(look);
    lines.look(look);
    paintMark();
  };
  const markNews = () => news?.show(frame?.news ? { news: frame.news, slots: frame.slots } : null, look);
  const fill = (isSame = false) => {
    if (!frame) return;
    // Without points of another axis of time the library need not join the two.
    lines.clear(frame.slots);
    const last = frame.slots.time.at(-1);
    // Seconds are the library's own kind of time.
    const end = last === undefined ? null : ((last / 1_000) as UTCTimestamp);
    if (end !== anchored) anchor.setData([]);
    // Of many candles this takes longest: news that comes to them leaves them alone.
    if (!isSame) candles.setData(toBars(frame, look));
    // A series that is alone and gets the same times again leaves the library with two lists of them, which part when a line is added and other
    // candles come: "Value is null". An empty place at the last time keeps the candles from ever being alone.
    if (end !== anchored && end !== null) anchor.setData([{ time: end }]);
    anchored = end;
    volume?.fill(frame);
    lines.fill(frame.slots);
    markNews();
  };

  chart.subscribeCrosshairMove(({ logical, point, sourceEvent }) => {
    // A position that was set by keyboard tells itself, and moves with the view.
    if (held !== null && sourceEvent === undefined) return;
    const at = point === undefined || logical === undefined ? -1 : (frame?.slots.candle[Math.round(logical)] ?? -1);
    if (point !== undefined) held = null;
    events.cross(at === -1 ? null : at);
  });
  scale.subscribeVisibleLogicalRangeChange((range) => {
    if (!frame || !range) return;
    events.moved();
    const edge = Math.max(NEAR_EDGE, range.to - range.from);
    if (range.from < edge) events.older(Math.ceil(edge - range.from));
  });
  paint();

  const shift = (by: number) => {
    const range = scale.getVisibleLogicalRange();
    if (range) scale.setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
  };

  const hold = (at: number): number | null => {
    const place = frame?.slots.slot[at];
    const close = frame?.candles.close[at];
    const range = scale.getVisibleLogicalRange();
    if (!frame || place === undefined || close === undefined || !range) return null;
    const time = (frame.slots.time[place] ?? 0) / 1_000;
    if (place < range.from) shift(place - range.from - 1);
    if (place > range.to) shift(place - range.to + 1);
    held = at;
    // As above: seconds are the library's own kind of time.
    const mark = () => chart.setCrosshairPosition(close, time as UTCTimestamp, candles);
    mark();
    // The view moves in the next frame, and the crosshair would stay where it was on the screen.
    requestAnimationFrame(() => {
      if (held === at && !gone) mark();
    });
    return at;
  };

  const acts = {
    step: ({ by }: { by: number }) => {
      const last = (frame?.candles.time.length ?? 0) - 1;
      const range = scale.getVisibleLogicalRange();
      if (held !== null) return hold(Math.min(last, Math.max(0, held + by)));
      // The first step goes to the newest candle in view.
      for (
        let place = Math.min(Math.floor(range?.to ?? 0), (frame?.slots.time.length ?? 0) - 1);
        place >= 0;
        place -= 1
      ) {
        const at = frame?.slots.candle[place] ?? -1;
        if (at >= 0) return hold(at);
      }
      return null;
    },
    pan: ({ share }: { share: number }) => {
      const range = scale.getVisibleLogicalRange();
      if (range) shift((range.to - range.from) * share);
      return held;
    },
    zoom: ({ factor }: { factor: number }) => {
      const range = scale.getVisibleLogicalRange();
      if (!range) return held;
      const pivot = held === null ? range.to : (frame?.slots.slot[held] ?? range.to);
      const from = pivot - (pivot - range.from) * factor;
      scale.setVisibleLogicalRange({ from, to: Math.max(from + 5, pivot + (range.to - pivot) * factor) });
      return held;
    },
    first: () => hold(0),
    last: () => hold((frame?.candles.time.length ?? 0) - 1),
    open: () => held,
    clear: () => {
      held = null;
      chart.clearCrosshairPosition();
      return null;
    },
  };

  return {
    /** Draws other candles, or more of the same; the view stays at the candles that it shows. */
    show(next: CandleFrame): void {
      const changed = frame?.timeframe !== next.timeframe || frame.symbol !== next.symbol;
      // Older candles before it push a candle on to another place.
      const at = held === null || changed ? undefined : frame?.candles.time[held];
      const isSame = frame?.slots === next.slots;
      frame = next;
      held = at === undefined ? null : placeOf(next.candles.time, at);
      lines.plan(next.plan, look);
      paintMark();
      fill(isSame);
    },
    /** Brings the last `places` into view; more than there are leave room for those that are still to come. */
    view(places: number): void {
      const last = (frame?.slots.time.length ?? 0) - 1;
      scale.setVisibleLogicalRange({ from: last - places + 1, to: last + Math.max(0.2, places * 0.01) });
    },
    look(next: ChartLook): void {
      look = next;
      paint();
      fill();
    },
    /** Marks of news come with what draws them, which is loaded when they are first wanted; null takes them away. */
    join(draw: DrawNews | null): void {
      if (gone) return;
      news?.remove();
      news = draw?.(chart, candles, box, events.open) ?? null;
      markNews();
    },
    clock: (timeframe: Timeframe, zone: Zone): void => chart.applyOptions(clockOptions(timeframe, zone)),
    log: (on: boolean): void =>
      candles.priceScale().applyOptions({ mode: on ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal }),
    /** Does what a key asks for; gives the candle that the crosshair is on. */
    act(action: ChartAction): number | null {
      switch (action.kind) {
        case "step":
          return acts.step(action);
        case "pan":
          return acts.pan(action);
        case "zoom":
          return acts.zoom(action);
        default:
          return acts[action.kind]();
      }
    },
    /** Opening of the first and the last candle in view, milliseconds since the epoch; null where there is none. */
    span(): readonly [number, number] | null {
      const range = scale.getVisibleLogicalRange();
      if (!frame || !range) return null;
      const last = frame.slots.time.length - 1;
      const [from, to] = [Math.max(0, Math.ceil(range.from)), Math.min(last, Math.floor(range.to))];
      const [begin, end] = [frame.slots.time[from], frame.slots.time[to]];
      return begin === undefined || end === undefined ? null : [begin, end];
    },
    picture: (): HTMLCanvasElement => chart.takeScreenshot(true, false),
    remove(): void {
      gone = true;
      chart.remove();
    },
  };
}

export type CandleDrawing = ReturnType<typeof drawCandles>;

/** In one pass: of many candles this is what a chart takes longest to be told. */
function toBars({ candles, slots, partialFrom }: CandleFrame, look: ChartLook) {
  const { open: opens, high: highs, low: lows, close: closes, time: times } = candles;
  const partial = partialFrom ?? Number.POSITIVE_INFINITY;
  const [paleUp, paleDown] = [fade(look.bullish, 0.4), fade(look.bearish, 0.4)];
  const bars: (CandlestickData<UTCTimestamp> | WhitespaceData<UTCTimestamp>)[] = [];
  for (let place = 0; place < slots.time.length; place += 1) {
    // The library's times are seconds with a name of their own.
    const time = ((slots.time[place] ?? 0) / 1_000) as UTCTimestamp;
    const nth = slots.candle[place] ?? -1;
    if (nth < 0) {
      bars.push({ time });
      continue;
    }
    const [open, close] = [opens[nth] ?? 0, closes[nth] ?? 0];
    const bar = { time, open, high: highs[nth] ?? 0, low: lows[nth] ?? 0, close };
    if ((times[nth] ?? 0) < partial) {
      bars.push(bar);
      continue;
    }
    const pale = close >= open ? paleUp : paleDown;
    bars.push({ ...bar, color: close >= open ? look.block : pale, borderColor: pale, wickColor: pale });
  }
  return bars;
}
