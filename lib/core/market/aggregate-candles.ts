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
  const starts: number[] = [];
  const openings: number[] = [];
  const { time } = candles;
  let end = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < time.length; at++) {
    const here = time[at] ?? 0;
    if (here < end) continue;
    const opening = openingOf(here, timeframe);
    end = opening + step;
    openings.push(opening);
    starts.push(at);
  }
  return mergeCandles(candles, Uint32Array.from(starts), Float64Array.from(openings));
}
