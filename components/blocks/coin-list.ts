import type { DatasetEntry } from "@/lib/contracts/functions/datasets";
import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";
import { coinName } from "@/lib/core/market/coin-name";
import { isMadeOf } from "@/lib/core/market/timeframe";
import type { ComboOption } from "./combobox";

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

/** How well a coin fits what was written: lower is better, null is not at all. */
function rank({ symbol, name }: CoinChoice, text: string): number | null {
  const [short, long] = [symbol.toLowerCase(), (name ?? "").toLowerCase()];
  if (short === text) return 0;
  if (short.startsWith(text)) return 1;
  if (long.startsWith(text)) return 2;
  return short.includes(text) || long.includes(text) ? 3 : null;
}

/** Coins that fit, best first. */
export function findCoins(coins: readonly CoinChoice[], text: string): readonly ComboOption[] {
  const wanted = text.trim().toLowerCase();
  return coins
    .flatMap((coin) => {
      const fits = rank(coin, wanted);
      return fits === null ? [] : [{ coin, fits }];
    })
    .toSorted((one, other) => one.fits - other.fits)
    .map(({ coin: { symbol, name } }) => ({ value: symbol, label: symbol, hint: name ?? "" }));
}
