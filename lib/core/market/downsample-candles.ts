import type { Candles } from "./candles";
import { mergeCandles } from "./merge-candles";

/**
 * At most `most` candles (one at the least, where there are any), for a chart that has no room for all: neighbours are put together, each
 * time the same number of them, at the time of the first. The first open, the last close, the highest high, the lowest low and all volume
 * are kept, and the wick of a single candle still shows. Candles that are few enough come back as they are.
 */
export function downsampleCandles(candles: Candles, most: number): Candles {
  const length = candles.time.length;
  const size = Math.ceil(length / Math.max(1, Math.floor(most)));
  if (size <= 1) return candles;
  const starts = Uint32Array.from({ length: Math.ceil(length / size) }, (_, at) => at * size);
  const time = Float64Array.from(starts, (at) => candles.time[at] ?? 0);
  return mergeCandles(candles, starts, time);
}
