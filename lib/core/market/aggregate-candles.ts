import type { Timeframe } from "../../contracts/market";
import { type Candles, newCandles, sliceCandles } from "./candles";
import { openingOf, stepOf } from "./timeframe";

/**
 * Puts candles together to longer ones: first open, highest high, lowest low, last close, volumes added up. Those at
 * either end that the candles do not cover in full are left out; gaps within stay, and nothing is made up.
 */
export function aggregateCandles(candles: Candles, from: Timeframe, to: Timeframe): Candles {
  const { time, open, high, low, close, volume } = candles;
  const covered = (time.at(-1) ?? 0) + stepOf[from];
  const most = Math.ceil((covered - (time[0] ?? 0)) / stepOf[to]);
  const out = newCandles(Math.min(time.length, most));
  let length = 0;
  let at = 0;
  while (at < time.length) {
    const opening = openingOf(time[at] ?? 0, to);
    const end = opening + stepOf[to];
    const isCovered = opening >= (time[0] ?? 0) && end <= covered;
    let top = Number.NEGATIVE_INFINITY;
    let bottom = Number.POSITIVE_INFINITY;
    let sum = 0;
    const first = at;
    for (; at < time.length && (time[at] ?? 0) < end; at += 1) {
      top = Math.max(top, high[at] ?? 0);
      bottom = Math.min(bottom, low[at] ?? 0);
      sum += volume[at] ?? 0;
    }
    if (!isCovered) continue;
    out.time[length] = opening;
    out.open[length] = open[first] ?? 0;
    out.high[length] = top;
    out.low[length] = bottom;
    out.close[length] = close[at - 1] ?? 0;
    out.volume[length] = sum;
    length += 1;
  }
  return sliceCandles(out, 0, length);
}
