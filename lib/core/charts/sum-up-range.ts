import type { Candles } from "../market/candles";
import { placeOf } from "../market/candles";

const DAY_MS = 86_400_000;
/** So much of a day more still counts as a day: an hour is missing now and then. */
const LATE = 1 / 12;

/** What happened in a stretch of candles, as the column beside the chart says it. */
export interface RangeSum {
  /** Places: from the first up to and without the end. */
  readonly from: number;
  readonly to: number;
  /** Last close against the first open, in percent. */
  readonly changePct: number;
  readonly high: number;
  readonly low: number;
  /** In coins. */
  readonly volume: number;
}

/** Sums up the candles that open at `since` or later (milliseconds); null where none do. */
export function sumUpRange(candles: Candles, since: number): RangeSum | null {
  const from = placeOf(candles.time, since);
  const to = candles.time.length;
  const open = candles.open[from];
  const close = candles.close[to - 1];
  if (open === undefined || close === undefined || from >= to) return null;
  let high = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let volume = 0;
  for (let at = from; at < to; at += 1) {
    high = Math.max(high, candles.high[at] ?? high);
    low = Math.min(low, candles.low[at] ?? low);
    volume += candles.volume[at] ?? 0;
  }
  return { from, to, changePct: (close / open - 1) * 100, high, low, volume };
}

/**
 * Change of the last close against the close a day before it, in percent; against that of the candle before where those are longer. Null
 * where there is none that old, or where a gap leaves only one that is much older: its change would be that of more than a day.
 */
export function changeOfDay(candles: Candles, step: number): number | null {
  const last = candles.time.at(-1);
  const close = candles.close.at(-1);
  if (last === undefined || close === undefined) return null;
  const wanted = last - Math.max(step, DAY_MS);
  const back = placeOf(candles.time, wanted + 1) - 1;
  const before = candles.close[back];
  const late = wanted - (candles.time[back] ?? wanted);
  return before === undefined || late > LATE * DAY_MS ? null : (close / before - 1) * 100;
}
