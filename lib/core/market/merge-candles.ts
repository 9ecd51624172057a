import { type Candles, newCandles } from "./candles";

/**
 * Puts neighbouring candles together: the open of the first, the highest high, the lowest low, the close of the last, the sum of volume.
 * `starts` are the places where each new candle begins, ascending, the first of them 0; `time` gives their openings.
 */
export function mergeCandles(candles: Candles, starts: Uint32Array, time: Float64Array): Candles {
  const merged = { ...newCandles(starts.length), time };
  for (let to = 0; to < starts.length; to++) {
    const first = starts[to] ?? 0;
    const end = starts[to + 1] ?? candles.time.length;
    let high = candles.high[first] ?? 0;
    let low = candles.low[first] ?? 0;
    let volume = candles.volume[first] ?? 0;
    for (let from = first + 1; from < end; from++) {
      const top = candles.high[from] ?? 0;
      const bottom = candles.low[from] ?? 0;
      if (top > high) high = top;
      if (bottom < low) low = bottom;
      volume += candles.volume[from] ?? 0;
    }
    merged.open[to] = candles.open[first] ?? 0;
    merged.high[to] = high;
    merged.low[to] = low;
    merged.close[to] = candles.close[end - 1] ?? 0;
    merged.volume[to] = volume;
  }
  return merged;
}
