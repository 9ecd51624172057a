/**
 * Exponential smoothing, in place: each value moves by `share` of its distance to the new number. The first value, at place period - 1, is
 * the mean of the first `period` numbers; NaN before. That is the seed of TA-Lib, and of Wilder (1978) where the share is 1 / period.
 */
export function smooth(values: Float64Array, period: number, share: number): Float64Array {
  const begin = Math.min(period, values.length);
  let level = 0;
  for (let i = 0; i < begin; i++) level += values[i] ?? 0;
  level /= period;
  values.fill(Number.NaN, 0, begin);
  if (begin < period) return values;
  values[period - 1] = level;
  for (let i = period; i < values.length; i++) {
    level += share * ((values[i] ?? 0) - level);
    values[i] = level;
  }
  return values;
}
