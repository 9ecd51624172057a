import { sumWindow } from "./sum-window";

/** Simple moving average: the mean of the last `period` numbers. First value at place period - 1, as in TA-Lib. */
export function computeSma(values: Float64Array, period: number): Float64Array {
  const averages = sumWindow(values, period);
  for (let i = period - 1; i < averages.length; i++) averages[i] = (averages[i] ?? 0) / period;
  return averages;
}
