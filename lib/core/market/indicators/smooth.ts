/**
 * Exponential smoothing: each value moves by `share` of its distance to the new number. The first value, at place period - 1, is the
 * mean of the first `period` numbers; NaN before. That is the seed of TA-Lib, and of Wilder (1978) where the share is 1 / period.
 */
export function smooth(values: Float64Array, period: number, share: number): Float64Array {
  const smoothed = new Float64Array(values.length).fill(Number.NaN, 0, period - 1);
  if (values.length < period) return smoothed;
  let level = 0;
  for (let i = 0; i < period; i++) level += values[i] ?? 0;
  level /= period;
  smoothed[period - 1] = level;
  for (let i = period; i < values.length; i++) {
    level += share * ((values[i] ?? 0) - level);
    smoothed[i] = level;
  }
  return smoothed;
}
