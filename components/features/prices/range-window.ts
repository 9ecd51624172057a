import type { Timeframe } from "@/lib/contracts/timeframes";
import { stepOf } from "@/lib/core/market/timeframe";
import { daysOf, type Range } from "./prices-view";
import type { Prices } from "./use-prices";

const DAY_MS = 86_400_000;
/** Fewer candles than these are no picture. */
const LEAST_PLACES = 6;
/** Candles that indicators want before the first one that is seen. */
const WARM_UP = 60;

export interface RangeWindow {
  /** Opening of the oldest candle of the range, milliseconds since the epoch. */
  readonly since: number;
  /** Places of the axis that it takes. */
  readonly places: number;
  /** Candles that are still to be loaded; none are missing where the source has no older ones. */
  readonly missing: number;
}

/** What part of the candles a range is. */
export function toWindow({ answer, candles, hasOlder }: Prices, range: Range): RangeWindow {
  const step = stepOf[answer.timeframe];
  const last = candles.time.at(-1) ?? 0;
  const begin = candles.time[0] ?? last;
  const oldest = Date.parse(answer.provenance.first_candle);
  const days = daysOf[range];
  const since = days === null ? oldest : Math.max(oldest, last + step - days * DAY_MS);
  const missing = hasOlder && begin > since ? Math.ceil((begin - since) / step) : 0;
  const isEdge = hasOlder && missing === 0 && begin + WARM_UP * step > since;
  return {
    since: hasOlder ? since : Math.max(since, begin),
    places: Math.max(LEAST_PLACES, Math.round((last - since) / step) + 1),
    missing: missing > 0 ? missing + WARM_UP : isEdge ? WARM_UP : 0,
  };
}

/** A change is at least that of one candle. */
export const dayWords = (timeframe: Timeframe): string =>
  timeframe === "1w" ? "in its last week" : "in its last 24 h";
