import { type ChartOptions, ColorType, type DeepPartial, LineStyle, TickMarkType, type Time } from "lightweight-charts";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { formatMoment, formatTick, type Zone } from "@/lib/core/charts/format-moment";
import type { ChartLook } from "./chart-look";

/** What stays as it is. The credit that the library's licence asks for stands below the chart, in words. */
export const steadyOptions = (calm: boolean): DeepPartial<ChartOptions> => ({
  autoSize: true,
  grid: { vertLines: { visible: false } },
  rightPriceScale: { borderVisible: false, minimumWidth: 64 },
  timeScale: {
    // All that is loaded may be in view: of candles narrower than a pixel, several become one with their high and low.
    minBarSpacing: 0.005,
    enableConflation: true,
    maxBarSpacing: 60,
    ticksVisible: false,
    allowBoldLabels: false,
    secondsVisible: false,
  },
  // A finger that goes up or down scrolls the page.
  handleScroll: { vertTouchDrag: false },
  kineticScroll: { mouse: false, touch: !calm },
});

export const lookOptions = (look: ChartLook): DeepPartial<ChartOptions> => ({
  layout: {
    background: { type: ColorType.Solid, color: look.block },
    textColor: look.muted,
    fontFamily: look.font,
    fontSize: 11,
    attributionLogo: false,
    panes: { separatorColor: look.line, separatorHoverColor: look.line, enableResize: true },
  },
  grid: { horzLines: { color: look.line } },
  timeScale: { borderColor: look.line },
  crosshair: {
    vertLine: { color: look.fieldLine, labelBackgroundColor: look.label, style: LineStyle.Dashed, width: 1 },
    horzLine: { color: look.fieldLine, labelBackgroundColor: look.label, style: LineStyle.Dashed, width: 1 },
  },
});

const marks = {
  [TickMarkType.Year]: "year",
  [TickMarkType.Month]: "month",
  [TickMarkType.DayOfMonth]: "day",
  [TickMarkType.Time]: "time",
  [TickMarkType.TimeWithSeconds]: "time",
} as const;

/** Times stand in the chart as seconds; a day in other forms never does. */
const toMs = (time: Time): number => (typeof time === "number" ? time * 1_000 : 0);

export const clockOptions = (timeframe: Timeframe, zone: Zone): DeepPartial<ChartOptions> => ({
  localization: { timeFormatter: (time: Time) => formatMoment(toMs(time), timeframe, zone) },
  timeScale: {
    timeVisible: !timeframe.endsWith("d") && !timeframe.endsWith("w"),
    tickMarkFormatter: (time: Time, mark: TickMarkType) => formatTick(toMs(time), marks[mark], timeframe, zone),
  },
});
