import { coins } from "./symbols";

/** What prices in dollars are quoted in, as the tail of a pair's name; the longest first. */
const QUOTES: ReadonlySet<string> = new Set(["FDUSD", "BUSD", "USDT", "USDC", "USD"]);

/** Coins that end in the name of a quote: as they stand, nothing is stripped. */
const DOLLARS: ReadonlySet<string> = new Set([...QUOTES, "TUSD", "PYUSD", "GUSD", "SUSD", "LUSD", "RLUSD", "CRVUSD"]);

const SEPARATORS = /[\s._/:-]+/u;

/** Longer than any name of a pair: what follows is not looked at. */
const LONGEST = 64;

const known: ReadonlySet<string> = new Set(coins.map(({ symbol }) => symbol));

const compact = (name: string): string => name.toUpperCase().replaceAll(" ", "");

// A map, not an object: nobody finds a constructor in it.
const symbolsByName: ReadonlyMap<string, string> = new Map(
  coins.flatMap(({ symbol, name, aliases = [] }) => [name, ...aliases].map((each) => [compact(each), symbol] as const)),
);

/** What a text may mean, and the dollars that were stripped from it. */
interface Reading {
  readonly symbol: string;
  readonly quote: string | null;
}

/** The symbol that a name stands for, or the text itself. */
const canonical = (text: string): string => symbolsByName.get(text) ?? text;

/** Letters and digits in capitals, in the parts that stand apart; wide forms made narrow, `$` and `#` before them dropped. */
export const splitName = (text: string): string[] =>
  text
    .slice(0, LONGEST)
    .normalize("NFKC")
    .replace(/^[\s$#]+/u, "")
    .toUpperCase()
    .split(SEPARATORS)
    .filter((part) => part !== "");

/** BTCUSDT without its dollars, in every way that leaves something: coins that all know first, then the longest dollars. */
function stripQuote(word: string): Reading[] {
  if (DOLLARS.has(word)) return [];
  const readings = [...QUOTES]
    .filter((quote) => word.length > quote.length && word.endsWith(quote))
    .map((quote) => ({ symbol: canonical(word.slice(0, -quote.length)), quote }));
  return [
    ...readings.filter(({ symbol }) => known.has(symbol)),
    ...readings.filter(({ symbol }) => !known.has(symbol)),
  ];
}

/** Parts that all mean one coin: Bitcoin-BTC. Those of another pair, ETH-BTC, mean none. */
function joinParts(parts: readonly string[]): string | null {
  const whole = symbolsByName.get(parts.join(""));
  if (whole !== undefined) return whole;
  const [symbol, ...others] = new Set(parts.map(canonical));
  return symbol !== undefined && others.length === 0 ? symbol : null;
}

/**
 * Everything that the name of a coin or of its price in dollars may mean, the likeliest first. Nothing is looked up, and
 * what is stripped never leaves nothing: USDT is USDT.
 */
export function listReadings(text: string): Reading[] {
  const parts = splitName(text);
  const [word] = parts;
  if (word === undefined) return [];
  if (parts.length === 1) {
    const [first, ...rest] = stripQuote(word);
    const asIs = { symbol: canonical(word), quote: null };
    return first === undefined ? [asIs] : [first, ...rest, asIs];
  }
  let end = parts.length;
  while (end > 1 && QUOTES.has(parts[end - 1] ?? "")) end -= 1;
  const quote = parts[end] ?? null;
  const symbol = joinParts(parts.slice(0, end));
  if (symbol !== null) return [{ symbol, quote }];
  // What is left is a name of several words with dollars hung onto it: Shiba InuUSDT.
  const joined = parts.join("");
  return stripQuote(joined).filter((reading) => reading.symbol + reading.quote !== joined);
}
