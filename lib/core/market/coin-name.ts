import { coins } from "./symbols";

const names: ReadonlyMap<string, string> = new Map(coins.map(({ symbol, name }) => [symbol, name]));

/** The coin's name where it is known: Bitcoin for BTC. */
export const coinName = (symbol: string): string | null => names.get(symbol) ?? null;
