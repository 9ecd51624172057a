import { type Candles, candleColumns, newCandles, placeOf, sliceCandles } from "../market/candles";

interface Row {
  readonly time: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Rows of an answer as columns, which are small and quick to join. Times become milliseconds since the epoch. */
export function toColumns(rows: readonly Row[]): Candles {
  const candles = newCandles(rows.length);
  for (const [at, row] of rows.entries()) {
    candles.time[at] = Date.parse(row.time);
    candles.open[at] = row.open;
    candles.high[at] = row.high;
    candles.low[at] = row.low;
    candles.close[at] = row.close;
    candles.volume[at] = row.volume;
  }
  return candles;
}

/**
 * Older candles before newer ones. Where both have a candle the newer answer counts; of more than `most` the newest stay.
 */
export function joinCandles(older: Candles, newer: Candles, most: number): Candles {
  const begin = newer.time[0];
  if (begin === undefined) return older;
  const before = placeOf(older.time, begin);
  const length = Math.min(most, before + newer.time.length);
  const kept = Math.max(0, length - newer.time.length);
  if (kept === 0) return sliceCandles(newer, newer.time.length - length, newer.time.length);
  const joined = newCandles(length);
  for (const column of candleColumns) {
    joined[column].set(older[column].subarray(before - kept, before), 0);
    joined[column].set(newer[column], kept);
  }
  return joined;
}

/** Whether newer candles begin where older ones end or earlier, so that none can be missing between the two. `step` is a candle's length. */
export const doMeet = (older: Candles, newer: Candles, step: number): boolean =>
  (newer.time[0] ?? Number.POSITIVE_INFINITY) <= (older.time.at(-1) ?? Number.NEGATIVE_INFINITY) + step;
