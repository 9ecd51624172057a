import type { PriceLine } from "./prepare-comparison";

/** How two coins move together. */
interface CorrelationCell {
  /** Pearson's, from -1 to 1; null where it cannot be told. */
  readonly value: number | null;
  /** Returns that both have. */
  readonly n: number;
  /** Why there is no value: fewer than twenty returns, or a price that never moved. */
  readonly why: "few" | "flat" | null;
}

export interface Correlation {
  readonly symbols: readonly string[];
  /** A row for each coin, a cell for each in the same order. Symmetric; a coin with itself is 1. */
  readonly cells: readonly (readonly CorrelationCell[])[];
}

const FEW = 20;
/** Returns that deviate less than that differ by the rounding of prices alone. */
const ROUNDING = 1e-14;

/**
 * Correlation of log returns, for each pair over the candles that both have: a return goes from one such candle to the next, so that
 * a gap of one coin is stepped over by both. Pearson's coefficient in two passes. Pairs may differ in what they are told from: see n.
 */
export function prepareCorrelation(lines: readonly PriceLine[]): Correlation {
  const upper = lines.map((one, row) => lines.slice(row).map((other, at) => correlate(one, other, at === 0)));
  const few: CorrelationCell = { value: null, n: 0, why: "few" };
  return {
    symbols: lines.map(({ symbol }) => symbol),
    cells: lines.map((_, row) =>
      lines.map((_, column) => upper[Math.min(row, column)]?.[Math.abs(row - column)] ?? few),
    ),
  };
}

function correlate(one: PriceLine, other: PriceLine, same: boolean): CorrelationCell {
  const [x, y] = commonReturns(one, other);
  const n = x.length;
  if (same) return { value: 1, n, why: null };
  if (n < FEW) return { value: null, n, why: "few" };
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const dx = (x[i] ?? 0) - meanX;
    const dy = (y[i] ?? 0) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (Math.sqrt(Math.min(xx, yy) / n) <= ROUNDING) return { value: null, n, why: "flat" };
  return { value: Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy)))), n, why: null };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const isPrice = (close: number): boolean => close > 0 && Number.isFinite(close);

function commonReturns(one: PriceLine, other: PriceLine): readonly [readonly number[], readonly number[]] {
  const [x, y]: [number[], number[]] = [[], []];
  let before: readonly [number, number] | null = null;
  let [i, j] = [0, 0];
  while (i < one.time.length && j < other.time.length) {
    const apart = (one.time[i] ?? 0) - (other.time[j] ?? 0);
    const [mine, theirs]: readonly [number, number] = [one.close[i] ?? 0, other.close[j] ?? 0];
    if (apart <= 0) i++;
    if (apart >= 0) j++;
    if (apart !== 0 || !isPrice(mine) || !isPrice(theirs)) continue;
    if (before !== null) {
      x.push(Math.log(mine / before[0]));
      y.push(Math.log(theirs / before[1]));
    }
    before = [mine, theirs];
  }
  return [x, y];
}
