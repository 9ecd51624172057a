import type { ApiError } from "@/lib/browser/parse-problem";
import type { Timeframe } from "@/lib/contracts/timeframes";
import type { OpenedLine } from "@/lib/core/charts/prepare-comparison";
import { fail, type Result } from "@/lib/core/errors";

/** A coin's opens and closes, which is all that a comparison draws: whole answers of many coins would fill the memory. */
export interface ComparedCoin extends OpenedLine {
  readonly timeframe: Timeframe;
  readonly sample: boolean;
}

export interface AskedCoin {
  /** The name that was asked for; the coin's own may be another. */
  readonly asked: string;
  readonly result: Result<ComparedCoin, ApiError>;
}

/** Leaves out a coin that is there already under another name, and made-up prices beside real ones: those would look like a market. */
export function leaveOut(coins: readonly AskedCoin[]): readonly AskedCoin[] {
  const isReal = coins.some(({ result }) => result.ok && !result.value.sample);
  const seen = new Set<string>();
  return coins.map(({ asked, result }) => {
    if (!result.ok) return { asked, result };
    const { symbol, sample } = result.value;
    if (seen.has(symbol))
      return { asked, result: fail("validation_failed", `this is ${symbol}, which is there already.`) };
    seen.add(symbol);
    if (!isReal || !sample) return { asked, result };
    return {
      asked,
      result: fail("unavailable", "there are sample data only, which are not compared with real prices."),
    };
  });
}
