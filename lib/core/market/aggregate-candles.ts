import type { Timeframe } from "../../contracts/market";
import type { Candles } from "./candles";
import { mergeCandles } from "./merge-candles";
import { openingOf, stepOf } from "./timeframe";

/**
 * Candles of a longer timeframe: open of the first, highest high, lowest low, close of the last, sum of volume, each at the opening of its
 * time in UTC (weeks begin on Monday). A time without any candle stays a gap. The first and the last may cover a part of their time:
 * what began or ended within it is not known here. The timeframe must be made of that of the candles (`isMadeOf`); oldest first.
 */
export function aggregateCandles(candles: Candles, timeframe: Timeframe): Candles {
  const step = stepOf[timeframe];
  const starts = new Uint32Array(candles.time.length);
  const openings = new Float64Array(candles.time.length);
  let count = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < candles.time.length; at++) {
    const time = candles.time[at] ?? 0;
    if (time < end) continue;
    const opening = openingOf(time, timeframe);
    end = opening + step;
    openings[count] = opening;
    starts[count++] = at;
  }
  return mergeCandles(candles, starts.subarray(0, count), openings.slice(0, count));
}
