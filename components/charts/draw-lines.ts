import {
  type AutoscaleInfoProvider,
  createTextWatermark,
  type IChartApi,
  type IPaneApi,
  type IPriceLine,
  type ISeriesApi,
  type ITextWatermarkPluginApi,
  LineSeries,
  LineStyle,
  PriceScaleMode,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import type { PanePlan, PlannedLine, PlannedPane } from "@/lib/core/charts/plan-panes";
import type { Slots } from "@/lib/core/charts/prepare-slots";
import { type ChartLook, fade } from "./chart-look";
import { drawColumn } from "./draw-column";
import { lineStyleOf } from "./line-style";

const dashes = { solid: LineStyle.Solid, dashed: LineStyle.Dashed, dotted: LineStyle.Dotted } as const;
const plain = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
const whole = (value: number): string => value.toFixed(0);

/** A band below zero is no price: the candles keep their room, above all on a logarithm. */
const withoutLoss: AutoscaleInfoProvider = (base) => {
  const info = base();
  return (info?.priceRange?.minValue ?? 1) > 0 ? info : null;
};

interface Drawn {
  readonly line: PlannedLine;
  /** Gives the numbers a scale and a pane; it holds one point of them, without which the library has no scale. */
  readonly series: ISeriesApi<"Line">;
  readonly column: ReturnType<typeof drawColumn>;
  /** Time of that point. */
  last: UTCTimestamp | null;
}

/** The lines of indicators: on the candles and in panes below them. */
export function drawLines(chart: IChartApi) {
  let drawn: Drawn[] = [];
  let titles: { readonly plugin: ITextWatermarkPluginApi<Time>; readonly text: string }[] = [];
  let levels: IPriceLine[] = [];
  let shape = "";

  const drop = () => {
    for (const { plugin } of titles) plugin.detach();
    for (const { series } of drawn) chart.removeSeries(series);
    drawn = [];
    titles = [];
    levels = [];
    for (let pane = chart.panes().length - 1; pane > 0; pane -= 1) chart.removePane(pane);
  };

  const add = (line: PlannedLine, pane: number): Drawn => {
    const format = (formatter: (value: number) => string) => ({ type: "custom" as const, formatter, minMove: 0.0001 });
    const series = chart.addSeries(
      LineSeries,
      {
        lineVisible: false,
        priceLineVisible: false,
        lastValueVisible: false,
        crosshairMarkerVisible: false,
        ...(pane > 0
          ? { priceFormat: format(line.role === "rsi" ? whole : plain) }
          : { autoscaleInfoProvider: withoutLoss }),
      },
      pane,
    );
    // A new pane would take over the logarithm of the candles.
    if (pane > 0) series.priceScale().applyOptions({ mode: PriceScaleMode.Normal });
    if (line.role === "rsi") {
      // Its two levels are what is read from it: they alone are named.
      series.applyOptions({
        priceFormat: { ...format(whole), tickmarksFormatter: (marks: readonly number[]) => marks.map(() => "") },
        autoscaleInfoProvider: () => ({ priceRange: { minValue: 10, maxValue: 90 } }),
      });
    }
    if (line.role === "mood") {
      // Above the highest bar there is room for the title.
      series.applyOptions({
        priceFormat: { ...format(plain), tickmarksFormatter: (marks: readonly number[]) => marks.map(() => "") },
        autoscaleInfoProvider: () => ({ priceRange: { minValue: -1.1, maxValue: 1.8 } }),
      });
    }
    return { line, series, column: drawColumn(chart, series), last: null };
  };

  const title = (pane: IPaneApi<Time>, { title: text }: PlannedPane) =>
    titles.push({ plugin: createTextWatermark(pane, { horzAlign: "left", vertAlign: "top", lines: [] }), text });

  return {
    /** Makes what the plan names; what is there already stays. */
    plan(plan: PanePlan, look: ChartLook): void {
      const wanted = [...plan.over, ...plan.below.flatMap(({ lines }) => lines)];
      const names = wanted.map(({ key }) => key).join(" ");
      if (names === shape) {
        drawn = drawn.map((one, at) => ({ ...one, line: wanted[at] ?? one.line }));
        return;
      }
      drop();
      shape = names;
      drawn = plan.over.map((line) => add(line, 0));
      for (const [at, planned] of plan.below.entries()) {
        for (const line of planned.lines) drawn.push(add(line, at + 1));
        const pane = chart.panes()[at + 1];
        const [first] = drawn.slice(-planned.lines.length);
        pane?.setStretchFactor(1);
        if (pane) title(pane, planned);
        const isNamed = planned.kind === "rsi";
        for (const price of planned.levels) {
          const made = first?.series.createPriceLine({ price, lineStyle: LineStyle.Dashed, axisLabelVisible: isNamed });
          if (made) levels.push(made);
        }
      }
      chart.panes()[0]?.setStretchFactor(3.6);
      this.look(look);
    },
    /** To be called before the candles are told: what stands at a time that may be gone is taken away. */
    clear(slots: Slots): void {
      for (const one of drawn) {
        if (one.last === null || one.last === lastOf(one.line.values, slots)?.time) continue;
        one.series.setData([]);
        one.last = null;
      }
    },
    fill(slots: Slots): void {
      for (const one of drawn) {
        one.column.fill(one.line.values, slots);
        const point = lastOf(one.line.values, slots);
        // Setting data has the library lay out its whole axis once more; a point that only changes does not.
        if (point && point.time === one.last) one.series.update(point);
        else one.series.setData(point ? [point] : []);
        one.last = point?.time ?? null;
      }
    },
    look(look: ChartLook): void {
      for (const { line, column } of drawn) {
        const { token, dash, width } = lineStyleOf(line.role);
        column.look(
          line.role === "histogram"
            ? { kind: "bars", up: fade(look.bullish, 0.5), down: fade(look.bearish, 0.5) }
            : line.role === "mood"
              ? { kind: "bars", up: look.bullish, down: look.bearish, zero: look.fieldLine }
              : { kind: "line", color: look[token], width, dash: dashes[dash] },
        );
      }
      for (const line of levels) {
        line.applyOptions({ color: look.fieldLine, axisLabelColor: look.block, axisLabelTextColor: look.muted });
      }
      for (const { plugin, text } of titles) {
        plugin.applyOptions({
          // The first line is room below the edge of the pane.
          lines: [
            { text: " ", color: look.muted, fontSize: 4, lineHeight: 6, fontFamily: look.font },
            { text: ` ${text}`, color: look.muted, fontSize: 11, lineHeight: 14, fontFamily: look.font },
          ],
        });
      }
    },
  };
}

/** The newest number and its time, in seconds; null where there is none. */
function lastOf(values: Float64Array, slots: Slots): { readonly time: UTCTimestamp; readonly value: number } | null {
  const at = values.findLastIndex((value) => !Number.isNaN(value));
  const value = values[at];
  const ms = slots.time[slots.slot[at] ?? -1];
  // The library's times are seconds with a name of their own.
  return value === undefined || ms === undefined ? null : { time: (ms / 1_000) as UTCTimestamp, value };
}
