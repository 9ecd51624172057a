import type { CandleRow } from "../contracts/market";
import type { Candles } from "../core/market/candles";

/** Columns as the rows of an answer. */
export const toCandleRows = ({ time, open, high, low, close, volume }: Candles): CandleRow[] =>
  Array.from(time, (at, index) => ({
    time: new Date(at).toISOString(),
    open: open[index] ?? 0,
    high: high[index] ?? 0,
    low: low[index] ?? 0,
    close: close[index] ?? 0,
    // A sum of volumes has a tail of noise.
    volume: Number((volume[index] ?? 0).toPrecision(15)),
  }));
