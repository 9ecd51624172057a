import type { IChartApi, IPrimitivePaneRenderer, Logical } from "lightweight-charts";

type Target = Parameters<IPrimitivePaneRenderer["draw"]>[0];

/** A canvas in pixels of the screen, as the library gives it to what draws in a pane. */
export type BitmapScope = Parameters<Parameters<Target["useBitmapCoordinateSpace"]>[0]>[0];

interface ViewedPlaces {
  /** First and last of the places in view, and up to `length`. */
  readonly from: number;
  readonly to: number;
  /** Middle of `from` and the way to the next, in CSS pixels. */
  readonly begin: number;
  readonly step: number;
}

/** Which of the first `length` places of the time axis are in view, and where; null where none is. */
export function placesInView(chart: IChartApi, length: number): ViewedPlaces | null {
  const scale = chart.timeScale();
  const range = scale.getVisibleLogicalRange();
  if (!range) return null;
  const [from, to] = [Math.max(0, Math.floor(range.from)), Math.min(length - 1, Math.ceil(range.to))];
  // Places are the library's logical ones, which are a type of their own.
  const [begin, next] = [scale.logicalToCoordinate(from as Logical), scale.logicalToCoordinate((from + 1) as Logical)];
  return from > to || begin === null || next === null ? null : { from, to, begin, step: next - begin };
}
