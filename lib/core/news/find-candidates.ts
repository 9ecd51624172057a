import type { CoinLexicon, NameKind } from "./build-coin-lexicon";
import { countsInSmall, dollarTickers, quotes, type TickerKind } from "./coin-tickers";
import { matchName } from "./match-name";
import type { Word } from "./split-words";

/** Something that may be a coin: words `from` up to `to`, with its span in the text. */
export interface Candidate {
  readonly symbol: string;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** As what it was read; null where it was not. */
  readonly name: NameKind | null;
  readonly ticker: TickerKind | null;
  sure: boolean;
}

const SITES: ReadonlySet<string> = new Set([
  "com",
  "org",
  "net",
  "io",
  "co",
  "info",
  "news",
  "tv",
  "live",
  "xyz",
  "tax",
]);
const ACCOUNT_ENDS = [
  "x",
  "coin",
  "network",
  "protocol",
  "foundation",
  "labs",
  "official",
  "finance",
  "fi",
  "dao",
  "token",
  "chain",
  "hq",
];

const accountCoin = (name: string, { compact }: CoinLexicon): string | undefined => {
  const whole = compact.get(name);
  if (whole !== undefined) return whole;
  const end = ACCOUNT_ENDS.find((each) => name.endsWith(each) && compact.has(name.slice(0, -each.length)));
  return end === undefined ? undefined : compact.get(name.slice(0, -end.length));
};

const isDigits = (key: string): boolean => /^\d+k?$/.test(key);

/** Everything in a text that may be a coin, in order and without overlaps. What leaves no doubt is `sure`. */
export function findCandidates(text: string, words: readonly Word[], lexicon: CoinLexicon): readonly Candidate[] {
  const found: Candidate[] = [];
  const { tickers, names } = lexicon;

  const add = (
    symbol: string,
    from: number,
    to: number,
    as: { name?: NameKind; ticker?: TickerKind; sure?: boolean; start?: number; end?: number },
  ): void => {
    const { name = null, ticker = null, sure = false } = as;
    const start = as.start ?? words[from]?.start ?? 0;
    found.push({ symbol, from, to, start, end: as.end ?? words[to - 1]?.end ?? start, name, ticker, sure });
  };

  /** Where the address or account that begins with this word ends, as the number of the word behind it. */
  const wordAfter = (from: number, inside: RegExp): number => {
    let end = words[from]?.end ?? 0;
    while (end < text.length && inside.test(text.charAt(end))) end += 1;
    let to = from + 1;
    while ((words[to]?.start ?? Number.POSITIVE_INFINITY) < end) to += 1;
    return to;
  };

  const isUnit = (at: number): boolean => {
    const word = words[at];
    const before = words[at - 1];
    return (
      word !== undefined &&
      before !== undefined &&
      isDigits(before.key) &&
      text.slice(before.end, word.start).trim() === ""
    );
  };

  /** A pair in one word, like ETHUSDT and ETHBTC. */
  const readJoined = (word: Word, at: number): boolean => {
    const letters = word.key.toUpperCase();
    if (word.shape !== "upper" || letters.length < 5 || tickers.has(letters) || dollarTickers.has(letters))
      return false;
    for (const quote of quotes) {
      const base = letters.endsWith(quote) ? tickers.get(letters.slice(0, -quote.length)) : undefined;
      if (base === undefined || letters.length - quote.length < 2) continue;
      const other = tickers.get(quote);
      if (other === undefined || dollarTickers.has(quote)) {
        add(base.symbol, at, at + 1, { sure: true });
        return true;
      }
      if (base.kind !== "clear") continue;
      const middle = word.end - quote.length;
      add(base.symbol, at, at + 1, { sure: true, end: middle });
      add(other.symbol, at, at + 1, { sure: true, start: middle });
      return true;
    }
    return false;
  };

  /** A pair in two words, like ETH/USD and ETH-BTC; its second word is left for itself where it is a coin. */
  const readPair = (word: Word, at: number): number => {
    const next = words[at + 1];
    const base = tickers.get(word.key.toUpperCase());
    if (next === undefined || base === undefined || next.start !== word.end + 1) return 0;
    const sign = text.charAt(word.end);
    if (!(sign === "/" || ((sign === "-" || sign === "_") && base.kind !== "sole"))) return 0;
    const small = word.shape === "lower" && next.shape === "lower" && countsInSmall(word.key.toUpperCase());
    const quote = next.key.toUpperCase();
    if (!(small || (word.shape === "upper" && next.shape === "upper")) || !quotes.has(quote)) return 0;
    const isCoin = tickers.has(quote) && !dollarTickers.has(quote);
    add(base.symbol, at, isCoin ? at + 1 : at + 2, { sure: true });
    return isCoin ? 1 : 2;
  };

  /** How many words were read. */
  const readWord = (word: Word, at: number): number => {
    const before = text.charAt(word.start - 1);
    if (text.startsWith("://", word.end)) return wordAfter(at, /\S/u) - at;
    if (before === "@" || before === "#") {
      const to = wordAfter(at, /[\p{L}\p{N}_]/u);
      const end = words[to - 1]?.end ?? word.end;
      const symbol = accountCoin(text.slice(word.start, end).toLowerCase().replaceAll("_", ""), lexicon);
      const isAddress = before === "@" && /[\p{L}\p{N}]/u.test(text.charAt(word.start - 2));
      if (symbol !== undefined && !isAddress) add(symbol, at, to, { sure: true, end });
      if (symbol !== undefined || before === "@") return to - at;
    }
    const letters = word.key.toUpperCase();
    const ticker = tickers.get(letters);
    if (before === "$" && !/^\d+[a-z]?$/.test(word.key)) {
      if (ticker !== undefined && (letters.length > 1 || word.shape === "upper"))
        add(ticker.symbol, at, at + 1, { sure: true, start: word.start - 1 });
      return 1;
    }
    const name = matchName(text, words, at, names);
    if (name === null || name.to === at + 1) {
      const read = readPair(word, at) || Number(readJoined(word, at));
      if (read > 0) return read;
    }
    const to = name?.to ?? at + 1;
    const site = words[to];
    if (
      name !== null &&
      site !== undefined &&
      text.charAt(site.start - 1) === "." &&
      site.start === (words[to - 1]?.end ?? 0) + 1
    )
      if (site.shape === "lower" && SITES.has(site.key)) return wordAfter(at, /\S/u) - at;
    const isTicker =
      ticker !== undefined &&
      to === at + 1 &&
      (word.shape === "upper" ||
        (word.shape === "lower" && countsInSmall(letters)) ||
        (word.shape === "other" && ticker.symbol !== letters));
    if (isTicker && !(dollarTickers.has(letters) && isUnit(at))) {
      const kind = name?.entry.symbol === ticker.symbol ? name.entry.kind : undefined;
      add(
        ticker.symbol,
        at,
        at + 1,
        kind === undefined ? { ticker: ticker.kind } : { ticker: ticker.kind, name: kind },
      );
    } else if (name !== null && name.entry.symbol !== null && !isTicker)
      add(name.entry.symbol, at, to, { name: name.entry.kind });
    return to - at;
  };

  for (let at = 0; at < words.length; ) {
    const word = words[at];
    at += word === undefined || word.key === "" ? 1 : readWord(word, at);
  }
  return found;
}
