import type { DatasetEntry } from "@/lib/contracts/functions/datasets";
import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";
import { coinName } from "@/lib/core/market/coin-name";
import { isMadeOf } from "@/lib/core/market/timeframe";
import type { ComboOption } from "./combobox";
import { findOptions } from "./find-options";

export interface CoinChoice {
  readonly symbol: string;
  readonly name: string | null;
  /** Those that a source has or that are put together from shorter ones. */
  readonly timeframes: readonly Timeframe[];
}

/** The coins of all sources, in the order in which those name them. */
export function listCoins(datasets: readonly Pick<DatasetEntry, "symbols">[]): readonly CoinChoice[] {
  const own = new Map<string, Set<Timeframe>>();
  for (const { symbols } of datasets) {
    for (const { symbol, timeframes: has } of symbols) {
      // Where only reading tells which there are, any may be.
      own.set(symbol, new Set([...(own.get(symbol) ?? []), ...(has.length === 0 ? timeframes : has)]));
    }
  }
  return [...own].map(([symbol, has]) => ({
    symbol,
    name: coinName(symbol),
    timeframes: timeframes.filter((timeframe) => [...has].some((from) => isMadeOf(timeframe, from))),
  }));
}

/** Coins that fit, best first. */
export const findCoins = (coins: readonly CoinChoice[], text: string): readonly ComboOption[] =>
  findOptions(
    coins.map(({ symbol, name }) => ({ value: symbol, label: symbol, hint: name ?? "" })),
    text,
  );
