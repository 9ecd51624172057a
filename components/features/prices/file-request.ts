import { MAX_CANDLES } from "@/lib/contracts/limits";
import { daysOf, type PricesView } from "./prices-view";
import type { Prices } from "./use-prices";

const DAY_MS = 86_400_000;

/** The request that gives what is shown as a file; more than one answer holds is cut there, and says so. */
export function fileRequest({ answer }: Prices, { range, indicators }: PricesView) {
  const { first_candle: first, last_candle: last } = answer.provenance;
  const days = daysOf[range] ?? Math.max(1, Math.ceil((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1);
  return {
    symbol: answer.symbol,
    timeframe: answer.timeframe,
    days,
    limit: MAX_CANDLES,
    ...(indicators.length > 0 ? { indicators: indicators.join(",") } : {}),
  };
}
