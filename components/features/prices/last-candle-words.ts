import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { stepOf } from "@/lib/core/market/timeframe";

/** Datasets are renewed once a day: what is older than two days, or two candles, is late. */
const DAY_MS = 86_400_000;
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

interface LastCandleWords {
  /** "Last price of BTC", or "Last price of BTC, 6 Jan 2026" where that is not of today. */
  readonly label: string;
  /** End of the last candle, milliseconds since the epoch. */
  readonly ends: number;
  /** From which age on it is late, in milliseconds. */
  readonly oldAfterMs: number;
  /** The last candle covers a part of its time only. */
  readonly isPartial: boolean;
}

type Told = Pick<PricesAnswer, "symbol" | "timeframe"> & {
  readonly provenance: Pick<PricesAnswer["provenance"], "last_candle" | "partial_from">;
};

/** What is said of the last candle: a headline that is old names its day. */
export function lastCandleWords({ symbol, provenance, timeframe }: Told, now: number): LastCandleWords {
  const opens = Date.parse(provenance.last_candle);
  const ends = opens + stepOf[timeframe];
  const oldAfterMs = 2 * Math.max(DAY_MS, stepOf[timeframe]);
  const { partial_from: partial } = provenance;
  return {
    // The last moment of the candle, so that a day's candle names that day and not the next.
    label: `Last price of ${symbol}${now - ends > oldAfterMs ? `, ${day.format(ends - 1)}` : ""}`,
    ends,
    oldAfterMs,
    isPartial: partial !== null && Date.parse(partial) <= opens,
  };
}
