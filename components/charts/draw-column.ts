import {
  type IChartApi,
  type IPrimitivePaneRenderer,
  type ISeriesApi,
  type ISeriesPrimitive,
  LineStyle,
  type Time,
} from "lightweight-charts";
import { placeBars } from "@/lib/core/charts/place-bars";
import type { Slots } from "@/lib/core/charts/prepare-slots";
import { thinLine } from "@/lib/core/charts/thin-line";
import { type BitmapScope, placesInView } from "./places-in-view";

interface Line {
  readonly kind: "line";
  readonly color: string;
  /** CSS pixels. */
  readonly width: number;
  readonly dash: LineStyle;
}
interface Bars {
  readonly kind: "bars";
  readonly up: string;
  readonly down: string;
  /** Where zero stands for something: what it is painted with. Without it zero is painted as what is above it. */
  readonly zero?: string;
}

/** Half the height of a zero that is to be seen, CSS pixels. */
const ZERO = 1.5;

type Draw = IPrimitivePaneRenderer["draw"];

/**
 * Draws a column of numbers on the scale of a series that holds none of them itself: the library would make several objects of each, and of
 * those that share a pixel it shows the last. Here peaks stay.
 */
export function drawColumn(chart: IChartApi, series: ISeriesApi<"Line">) {
  let values: Float64Array = new Float64Array(0);
  let slots: Slots | null = null;
  let style: Line | Bars | null = null;
  const valueAt = (place: number): number => values[slots?.candle[place] ?? -1] ?? Number.NaN;
  const yOf = (value: number): number => series.priceToCoordinate(value) ?? Number.NaN;

  const paintBars = ({ context, horizontalPixelRatio: across, verticalPixelRatio: down }: BitmapScope, look: Bars) => {
    const view = placesInView(chart, slots?.time.length ?? 0);
    if (!view) return;
    const places = { ...view, begin: view.begin * across, step: view.step * across };
    const bars = placeBars({ ...places, gap: Math.max(1, Math.floor(across)) }, (place) => Math.abs(valueAt(place)));
    const thick = Math.max(1, Math.floor(down));
    const base = Math.round(yOf(0) * down) - Math.floor(thick / 2);
    for (const [nth, place] of bars.place.entries()) {
      const value = valueAt(place);
      if (value === 0 && look.zero !== undefined) {
        const half = Math.round(ZERO * down);
        context.fillStyle = look.zero;
        context.fillRect(bars.left[nth] ?? 0, base - half, bars.width[nth] ?? 0, 2 * half);
        continue;
      }
      const y = Math.round(yOf(value) * down);
      const [top, bottom] = y <= base ? [y, base + thick] : [base, y - Math.floor(thick / 2) + thick];
      context.fillStyle = value >= 0 ? look.up : look.down;
      context.fillRect(bars.left[nth] ?? 0, top, bars.width[nth] ?? 0, bottom - top);
    }
  };
  const paintLine = ({ context, horizontalPixelRatio: across, verticalPixelRatio: down }: BitmapScope, look: Line) => {
    const view = placesInView(chart, slots?.time.length ?? 0);
    if (!view) return;
    const step = view.step * across;
    // The line comes from a place before the first one in view, and goes to one after the last.
    const corners = thinLine(
      { from: view.from - 1, to: view.to + 1, begin: view.begin * across - step, step },
      valueAt,
    );
    context.lineJoin = "round";
    context.lineCap = "butt";
    context.strokeStyle = look.color;
    context.beginPath();
    for (const [nth, x] of corners.x.entries()) context.lineTo(x, yOf(corners.value[nth] ?? 0) * down);
    context.stroke();
  };
  const draw: Draw = (target, utils) =>
    target.useBitmapCoordinateSpace((scope) => {
      if (style?.kind === "bars") paintBars(scope, style);
      if (style?.kind !== "line") return;
      scope.context.lineWidth = style.width * scope.verticalPixelRatio;
      utils?.setLineStyle(scope.context, style.dash);
      paintLine(scope, style);
      utils?.setLineStyle(scope.context, LineStyle.Solid);
    });
  const views = [{ renderer: () => ({ draw }) }];
  const primitive: ISeriesPrimitive<Time> = {
    paneViews: () => views,
    autoscaleInfo: (first, last) => {
      let [minValue, maxValue] = style?.kind === "bars" ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let place = Math.max(0, Math.floor(first)); place <= last; place += 1) {
        const value = valueAt(place);
        if (value < minValue) minValue = value;
        if (value > maxValue) maxValue = value;
      }
      return minValue <= maxValue ? { priceRange: { minValue, maxValue } } : null;
    },
  };
  series.attachPrimitive(primitive);

  return {
    /** Takes other numbers, one for each candle; the chart paints them with its candles. */
    fill(next: Float64Array, on: Slots): void {
      values = next;
      slots = on;
    },
    look(next: Line | Bars): void {
      style = next;
    },
  };
}
