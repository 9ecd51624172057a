import { smooth } from "./smooth";

/** Exponential moving average with the share 2 / (period + 1), seeded as in TA-Lib with the simple average of the first `period`. */
export const computeEma = (values: Float64Array, period: number): Float64Array =>
  smooth(values.slice(), period, 2 / (period + 1));
