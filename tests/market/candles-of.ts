import type { Timeframe } from "../../lib/contracts/market";
import type { CandleSource } from "../../lib/core/market/candle-source";
import type { Candles } from "../../lib/core/market/candles";

/** All candles of a coin that a source has; throws where it has none. */
export async function candlesOf(market: CandleSource, symbol: string, timeframe: Timeframe): Promise<Candles> {
  const outcome = await market.read({ symbol, timeframe, from: null, signal: new AbortController().signal });
  if (!outcome.ok || outcome.value === null) throw new Error(`no ${symbol}`);
  return outcome.value.candles;
}
