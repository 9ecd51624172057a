import type { LivePlot } from "./live-plot";

export interface LiveAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** Tops of an axis and the distance of its marks, in tenths of a power of ten. */
const tops = [
  [1, 0.5],
  [1.5, 0.5],
  [2, 1],
  [3, 1],
  [4, 2],
  [6, 2],
  [8, 4],
  [10, 5],
] as const;

/** An axis that is far too tall for what is drawn is made anew: below this share of it. */
const LEAST_FILLED = 0.3;

/**
 * The axis of a plot. It keeps the one before while that still fits, so that it does not twitch with every update: it grows at once, and
 * shrinks when less than a third of it is used. Shares have one axis always.
 */
export function settleAxis(
  plot: Pick<LivePlot, "layers" | "shape" | "scale" | "form">,
  before: LiveAxis | null,
): LiveAxis {
  if (plot.form === "share") return shares;
  const { least, most } = extremesOf(plot);
  return plot.scale === "log" ? settleLog(least, most, before) : settleLinear(most, plot.form === "count", before);
}

const shares: LiveAxis = { low: 0, high: 1, ticks: [0, 0.5, 1] };

function settleLinear(most: number, whole: boolean, before: LiveAxis | null): LiveAxis {
  if (before !== null && most <= before.high && most >= before.high * LEAST_FILLED) return before;
  // Too small to be told from none by an axis.
  if (!(most > 1e-9)) return before?.high === 1 ? before : { low: 0, high: 1, ticks: [0, 1] };
  const power = 10 ** Math.floor(Math.log10(most) + 1e-9);
  const fits = ([top, step]: readonly [number, number]): boolean =>
    top * power >= most * (1 - 1e-9) && (!whole || Number.isInteger(step * power) || top * power === 1);
  const [top, step] = tops.find(fits) ?? [10, 5];
  const high = whole ? Math.max(1, top * power) : top * power;
  const between = whole ? Math.max(1, step * power) : step * power;
  const many = Math.round(high / between);
  return { low: 0, high: exact(high), ticks: Array.from({ length: many + 1 }, (_, at) => exact(at * between)) };
}

/** Whole decades, one at least. */
function settleLog(least: number, most: number, before: LiveAxis | null): LiveAxis {
  if (!(most > 0)) return before ?? decades(0, 2);
  const low = Math.floor(Math.log10(Math.max(least, 0.01)) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(most) - 1e-9));
  if (before !== null && before.low <= 10 ** low && before.high >= 10 ** high) {
    if (before.ticks.length - 1 <= high - low + 1) return before;
  }
  return decades(low, high);
}

const decades = (low: number, high: number): LiveAxis => ({
  low: exact(10 ** low),
  high: exact(10 ** high),
  ticks: Array.from({ length: high - low + 1 }, (_, at) => exact(10 ** (low + at))),
});

function extremesOf({ layers, shape }: Pick<LivePlot, "layers" | "shape">): { least: number; most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  const places = layers[0]?.values.length ?? 0;
  for (let place = 0; place < places; place += 1) {
    let sum = 0;
    for (const { values } of layers) {
      const value = values[place] ?? null;
      if (value === null) continue;
      sum += value;
      least = Math.min(least, value);
      if (shape === "lines") most = Math.max(most, value);
    }
    if (shape === "stack") most = Math.max(most, sum);
  }
  return { least: Math.min(least, most), most };
}

/** Sums of steps drift: 0.30000000000000004. */
const exact = (value: number): number => Number(value.toPrecision(10));
