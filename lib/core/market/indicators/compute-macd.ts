import { computeEma } from "./compute-ema";
import { smooth } from "./smooth";

interface MacdPeriods {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}

/**
 * Moving average convergence divergence (G. Appel): the fast average less the slow one, its own exponential average as the signal, and
 * the distance of both. `macd` begins at place slow - 1, the others at slow + signal - 2.
 * Each average is seeded with its own first prices, as charts do; TA-Lib seeds the fast one later, which differs in the first hundred.
 */
export function computeMacd(close: Float64Array, { fast, slow, signal }: MacdPeriods) {
  const macd = computeEma(close, fast);
  const line = computeEma(close, slow);
  for (let i = 0; i < macd.length; i++) macd[i] = (macd[i] ?? 0) - (line[i] ?? 0);
  line.set(macd);
  smooth(line.subarray(slow - 1), signal, 2 / (signal + 1));
  const histogram = macd.slice();
  for (let i = 0; i < histogram.length; i++) histogram[i] = (macd[i] ?? 0) - (line[i] ?? 0);
  return { macd, signal: line, histogram };
}
