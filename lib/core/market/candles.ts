/** Candles as columns of equal length, oldest first. `time` is the opening in milliseconds since the epoch, UTC; volume is in coins. */
export interface Candles {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export const candleColumns = [
  "time",
  "open",
  "high",
  "low",
  "close",
  "volume",
] as const satisfies readonly (keyof Candles)[];

/** Room for `length` candles. */
export const newCandles = (length: number): Candles => ({
  time: new Float64Array(length),
  open: new Float64Array(length),
  high: new Float64Array(length),
  low: new Float64Array(length),
  close: new Float64Array(length),
  volume: new Float64Array(length),
});

/** Candles from `from` up to and without `to`, by place. Shares memory with the whole. */
export const sliceCandles = (candles: Candles, from: number, to: number): Candles => ({
  time: candles.time.subarray(from, to),
  open: candles.open.subarray(from, to),
  high: candles.high.subarray(from, to),
  low: candles.low.subarray(from, to),
  close: candles.close.subarray(from, to),
  volume: candles.volume.subarray(from, to),
});

/** Place of the first candle that opened at `time` or later; the length where there is none. */
export function placeOf(time: Float64Array, at: number): number {
  let low = 0;
  let high = time.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((time[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes that the columns take. */
export const bytesOf = (candles: Candles): number => candles.time.length * candleColumns.length * 8;
