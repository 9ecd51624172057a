import type { PlacesInView } from "./place-bars";

/** Corners of a line from the left to the right, in columns of equal length. */
export interface ThinLine {
  /** Pixels of the screen. */
  readonly x: Float64Array;
  readonly value: Float64Array;
}

/**
 * The corners that a line through the places in view needs (`valueAt` gives NaN where there is no value: the line goes on to the next one).
 * Of places that share a pixel the first, the lowest, the highest and the last remain, in their order: no peak is lost.
 */
export function thinLine(view: Omit<PlacesInView, "gap">, valueAt: (place: number) => number): ThinLine {
  const { from, to, begin, step } = view;
  const most = Math.max(0, to - from + 1);
  const [x, values] = [new Float64Array(most), new Float64Array(most)];
  let length = 0;
  const add = (place: number) => {
    x[length] = begin + (place - from) * step;
    values[length] = valueAt(place);
    length += 1;
  };
  // Places of the pixel that is being filled; -1 before the first one.
  let [first, lowest, highest, last, pixel] = [-1, -1, -1, -1, 0];
  const flush = () => {
    if (first < 0) return;
    add(first);
    const [one, other] = lowest < highest ? [lowest, highest] : [highest, lowest];
    if (one > first && one < last) add(one);
    if (other > one && other > first && other < last) add(other);
    if (last > first) add(last);
  };
  for (let place = from; place <= to; place += 1) {
    const value = valueAt(place);
    if (Number.isNaN(value)) continue;
    const here = step >= 1 ? place : Math.floor(begin + (place - from) * step);
    if (first < 0 || here !== pixel) {
      flush();
      [first, lowest, highest, last, pixel] = [place, place, place, place, here];
      continue;
    }
    last = place;
    if (value < valueAt(lowest)) lowest = place;
    if (value > valueAt(highest)) highest = place;
  }
  flush();
  return { x: x.subarray(0, length), value: values.subarray(0, length) };
}
