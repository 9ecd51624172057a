import type { CoinLexicon } from "./build-coin-lexicon";
import { countsInSmall, dollarTickers, quotes } from "./coin-tickers";
import type { Word } from "./split-words";

/** A coin of a pair with its span, and how many words it takes. */
interface PairPart {
  readonly symbol: string;
  readonly start: number;
  readonly end: number;
}

interface Pair {
  readonly parts: readonly PairPart[];
  /** Words that were read; a second coin in a word of its own is left to be read by itself. */
  readonly words: 1 | 2;
}

type Tickers = CoinLexicon["tickers"];

const isCoin = (quote: string, tickers: Tickers): boolean => tickers.has(quote) && !dollarTickers.has(quote);

/** ETHUSDT is ETH; ETHBTC is both, where ETH can be nothing else. */
function readJoined(word: Word, tickers: Tickers): Pair | null {
  const letters = word.key;
  if (word.shape !== "upper" || letters.length < 5 || tickers.has(letters) || dollarTickers.has(letters)) return null;
  for (const quote of quotes) {
    const base = letters.endsWith(quote) ? tickers.get(letters.slice(0, -quote.length)) : undefined;
    if (base === undefined || letters.length - quote.length < 2) continue;
    const { symbol } = base;
    const { start, end } = word;
    if (!isCoin(quote, tickers)) return { parts: [{ symbol, start, end }], words: 1 };
    const middle = end - quote.length;
    const other = tickers.get(quote)?.symbol ?? quote.toUpperCase();
    const parts = [
      { symbol, start, end: middle },
      { symbol: other, start: middle, end },
    ];
    if (base.kind === "clear") return { parts, words: 1 };
  }
  return null;
}

/** ETH/USD is ETH; of ETH-BTC the first part, and the second is a word of its own. */
function readDivided(text: string, word: Word, next: Word, tickers: Tickers): Pair | null {
  const letters = word.key;
  const quote = next.key;
  const base = next.start === word.end + 1 && quotes.has(quote) ? tickers.get(letters) : undefined;
  if (base === undefined) return null;
  const sign = text.charAt(word.end);
  // Words with a hyphen are words; a stroke between capitals is hardly anything but a pair.
  if (sign !== "/" && !((sign === "-" || sign === "_") && base.kind !== "sole")) return null;
  const isLoud = word.shape === "upper" && next.shape === "upper";
  const isSmall = word.shape === "lower" && next.shape === "lower" && countsInSmall(letters);
  if (!isLoud && !isSmall) return null;
  const alone = isCoin(quote, tickers);
  return {
    parts: [{ symbol: base.symbol, start: word.start, end: alone ? word.end : next.end }],
    words: alone ? 1 : 2,
  };
}

/** The market that is named at a word: a coin and what its price is told in. Null where none is. */
export const readPair = (text: string, word: Word, next: Word | undefined, tickers: Tickers): Pair | null =>
  (next === undefined ? null : readDivided(text, word, next, tickers)) ?? readJoined(word, tickers);
