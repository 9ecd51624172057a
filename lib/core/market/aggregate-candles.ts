import type { Timeframe } from "../../contracts/market";
import { type Candles, sliceCandles } from "./candles";
import { mergeCandles } from "./merge-candles";
import { openingOf, stepOf } from "./timeframe";

/**
 * Candles of a longer timeframe: open of the first, highest high, lowest low, close of the last, sum of volume, each at the opening of its
 * time in UTC (weeks begin on Monday). Those at either end that the candles do not cover in full are left out; gaps within stay, and
 * nothing is made up. `to` must be made of `from` (`isMadeOf`); oldest first.
 */
export function aggregateCandles(candles: Candles, from: Timeframe, to: Timeframe): Candles {
  const { time } = candles;
  const first = time[0] ?? 0;
  const covered = (time.at(-1) ?? 0) + stepOf[from];
  const starts: number[] = [];
  const openings: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < time.length; at++) {
    const here = time[at] ?? 0;
    if (here < end) continue;
    const opening = openingOf(here, to);
    end = opening + stepOf[to];
    openings.push(opening);
    starts.push(at);
  }
  const merged = mergeCandles(candles, Uint32Array.from(starts), Float64Array.from(openings));
  return sliceCandles(merged, (openings[0] ?? 0) < first ? 1 : 0, starts.length - (end > covered ? 1 : 0));
}
