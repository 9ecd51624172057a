/** Bars narrower than this are all equally wide, wider ones have equal gaps: what else would differ is seen. */
const NARROW = 4;

/** Where places of the time axis lie on a screen; numbers are pixels of the screen itself. */
export interface PlacesInView {
  /** First and last place in view. */
  readonly from: number;
  readonly to: number;
  /** Middle of the place `from`. */
  readonly begin: number;
  /** From one place to the next. */
  readonly step: number;
  /** Between two bars, where these are wider than a pixel. */
  readonly gap: number;
}

/** Bars from the left to the right, in columns of equal length; of each the place that it is drawn for. */
export interface PlacedBars {
  readonly left: Int32Array;
  readonly width: Int32Array;
  readonly place: Int32Array;
}

/**
 * Lays one bar for each place in view that has a value (`valueAt` gives NaN where there is none). Where several places share a pixel the one
 * with the highest value is drawn: a sum would grow with each step outwards, and a peak of one candle would be lost in a mean.
 */
export function placeBars(view: PlacesInView, valueAt: (place: number) => number): PlacedBars {
  const { from, to, begin, step } = view;
  const gap = Math.ceil(step) <= 1 ? 0 : view.gap;
  const narrow = Math.max(1, Math.floor(step) - gap);
  const half = Math.max(0, Math.floor((narrow < NARROW ? narrow : Math.round(step) - gap) / 2));
  const leftOf = (place: number): number => Math.round(begin + (place - from) * step) - half;
  const most = Math.max(0, to - from + 1);
  const [left, width, shown] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  let length = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let place = from; place <= to; place += 1) {
    const value = valueAt(place);
    if (Number.isNaN(value)) continue;
    const at = leftOf(place);
    const isNew = length === 0 || left[length - 1] !== at;
    if (!isNew && value <= highest) continue;
    if (isNew) length += 1;
    highest = value;
    left[length - 1] = at;
    width[length - 1] = narrow < NARROW ? narrow : leftOf(place + 1) - gap - at;
    shown[length - 1] = place;
  }
  return { left: left.subarray(0, length), width: width.subarray(0, length), place: shown.subarray(0, length) };
}
