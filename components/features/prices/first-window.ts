import type { Timeframe } from "@/lib/contracts/timeframes";
import { stepOf } from "@/lib/core/market/timeframe";

/** The first answer is small: some 25 kB on the wire, and more than most screens show. */
const FIRST_CANDLES = 600;
const DAY_MS = 86_400_000;

/** What the page asks for first, of any range: the newest candles. */
export const firstWindow = (symbol: string, timeframe: Timeframe) => ({
  symbol,
  timeframe,
  days: Math.ceil((FIRST_CANDLES * stepOf[timeframe]) / DAY_MS) + 1,
  limit: FIRST_CANDLES,
});
