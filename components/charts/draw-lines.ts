import {
  createTextWatermark,
  HistogramSeries,
  type IChartApi,
  type IPaneApi,
  type IPriceLine,
  type ISeriesApi,
  type ITextWatermarkPluginApi,
  LineSeries,
  LineStyle,
  type LineWidth,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import type { LineRole, PanePlan, PlannedLine, PlannedPane } from "@/lib/core/charts/plan-panes";
import type { Slots } from "@/lib/core/charts/prepare-slots";
import { type ChartLook, fade } from "./chart-look";
import { lineStyleOf } from "./line-style";

const dashes = { solid: LineStyle.Solid, dashed: LineStyle.Dashed, dotted: LineStyle.Dotted } as const;
const plain = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
const whole = (value: number): string => value.toFixed(0);

type Series = ISeriesApi<"Line"> | ISeriesApi<"Histogram">;
interface Drawn {
  readonly line: PlannedLine;
  readonly series: Series;
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

  const add = (line: PlannedLine, pane: number): Series => {
    const quiet = { priceLineVisible: false, lastValueVisible: false } as const;
    const format = (formatter: (value: number) => string) => ({ type: "custom" as const, formatter, minMove: 0.0001 });
    if (line.role === "histogram") {
      return chart.addSeries(HistogramSeries, { ...quiet, priceFormat: format(plain) }, pane);
    }
    const series = chart.addSeries(
      LineSeries,
      {
        ...quiet,
        crosshairMarkerVisible: false,
        ...(pane > 0 ? { priceFormat: format(line.role === "rsi" ? whole : plain) } : {}),
      },
      pane,
    );
    if (line.role === "rsi") {
      // Its two levels are what is read from it: they alone are named.
      series.applyOptions({
        priceFormat: { ...format(whole), tickmarksFormatter: (marks: readonly number[]) => marks.map(() => "") },
        autoscaleInfoProvider: () => ({ priceRange: { minValue: 10, maxValue: 90 } }),
      });
    }
    return series;
  };

  const title = (pane: IPaneApi<Time>, { title: text }: PlannedPane) =>
    titles.push({ plugin: createTextWatermark(pane, { horzAlign: "left", vertAlign: "top", lines: [] }), text });

  return {
    /** Makes what the plan names; what is there already stays. */
    plan(plan: PanePlan, look: ChartLook): void {
      const wanted = [...plan.over, ...plan.below.flatMap(({ lines }) => lines)];
      const names = wanted.map(({ key }) => key).join(" ");
      if (names === shape) {
        drawn = drawn.map(({ series }, at) => ({ series, line: wanted[at] ?? drawn[at]?.line ?? never() }));
        return;
      }
      drop();
      shape = names;
      drawn = plan.over.map((line) => ({ line, series: add(line, 0) }));
      for (const [at, planned] of plan.below.entries()) {
        for (const line of planned.lines) drawn.push({ line, series: add(line, at + 1) });
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
    /** Takes the values away until they come anew. */
    clear(): void {
      for (const { series } of drawn) series.setData([]);
    },
    fill(slots: Slots, time: readonly UTCTimestamp[], look: ChartLook): void {
      for (const { line, series } of drawn) series.setData(toPoints(line, slots, time, look));
    },
    look(look: ChartLook): void {
      for (const { line, series } of drawn) {
        const { token, dash, width } = lineStyleOf(line.role);
        const color = look[token];
        if (line.role !== "histogram")
          series.applyOptions({ color, lineStyle: dashes[dash], lineWidth: toWidth(width) });
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

const toWidth = (width: 1 | 2): LineWidth => width;

function toPoints(
  { values, role }: { values: PlannedLine["values"]; role: LineRole },
  slots: Slots,
  time: readonly UTCTimestamp[],
  look: ChartLook,
) {
  const [up, down] = [fade(look.bullish, 0.5), fade(look.bearish, 0.5)];
  return time.map((at, place) => {
    const value = values[slots.candle[place] ?? -1];
    if (value === undefined || Number.isNaN(value)) return { time: at };
    return role === "histogram" ? { time: at, value, color: value >= 0 ? up : down } : { time: at, value };
  });
}

function never(): never {
  throw new Error("A plan with the same names has the same lines.");
}
