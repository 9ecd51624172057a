import type { Candles } from "../candles";
import { smooth } from "./smooth";

/**
 * Average true range in the unit of the price, by Wilder's average (1978): a range reaches to the close before where that lies outside.
 * The first candle has none before it and counts high less low. First value at place period - 1; TA-Lib leaves the first candle out
 * and begins one later.
 */
export function computeAtr(
  { high, low, close }: Pick<Candles, "high" | "low" | "close">,
  period: number,
): Float64Array {
  const ranges = new Float64Array(close.length);
  for (let i = 0; i < ranges.length; i++) {
    const top = high[i] ?? 0;
    const bottom = low[i] ?? 0;
    const before = i === 0 ? top : (close[i - 1] ?? 0);
    ranges[i] = i === 0 ? top - bottom : Math.max(top, before) - Math.min(bottom, before);
  }
  return smooth(ranges, period, 1 / period);
}
