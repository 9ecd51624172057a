import { computeSma } from "./compute-sma";
import { deviateWindow } from "./deviate-window";

/**
 * Bollinger bands: the simple average, and so many standard deviations above and below. The deviation is that of the population, divided
 * by the period itself, as J. Bollinger and TA-Lib have it. First values at place period - 1.
 */
export function computeBollinger(close: Float64Array, period: number, multiplier: number) {
  const middle = computeSma(close, period);
  const upper = deviateWindow(close, period);
  const lower = new Float64Array(close.length);
  for (let i = 0; i < close.length; i++) {
    const distance = multiplier * (upper[i] ?? 0);
    upper[i] = (middle[i] ?? 0) + distance;
    lower[i] = (middle[i] ?? 0) - distance;
  }
  return { upper, middle, lower };
}
