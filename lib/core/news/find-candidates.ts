import type { CoinLexicon, NameKind } from "./build-coin-lexicon";
import { countsInSmall, dollarTickers, type TickerKind } from "./coin-tickers";
import { findAccount } from "./find-account";
import { matchName } from "./match-name";
import { readPair } from "./read-pair";
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

/** What a reader at one word found there, and the number of the word behind. */
interface Reading {
  readonly found: readonly Candidate[];
  readonly to: number;
}

const SITES: ReadonlySet<string> = new Set("com org net io co info news tv live xyz tax".split(" "));
const INSIDE_ADDRESS = /\S/u;
const INSIDE_ACCOUNT = /[\p{L}\p{N}_]/u;

/** The number of the word behind what begins with this one and goes on without a gap. */
function behindRun(text: string, words: readonly Word[], at: number, inside: RegExp): number {
  let end = words[at]?.end ?? 0;
  while (end < text.length && inside.test(text.charAt(end))) end += 1;
  let to = at + 1;
  while ((words[to]?.start ?? Number.POSITIVE_INFINITY) < end) to += 1;
  return to;
}

type Spot = Pick<Candidate, "symbol" | "from" | "to" | "start" | "end">;
const sure = (spot: Spot): Candidate => ({ ...spot, name: null, ticker: null, sure: true });

/** Behind @, # and $: accounts, topics and cashtags. Null where it is a word like others. */
function readSigned(
  text: string,
  words: readonly Word[],
  at: number,
  word: Word,
  lexicon: CoinLexicon,
): Reading | null {
  const sign = text.charAt(word.start - 1);
  if (sign === "$") {
    if (/^\d+[a-z]?$/.test(word.key)) return null;
    const ticker = lexicon.tickers.get(word.key);
    const isCoin = ticker !== undefined && (word.key.length > 1 || word.shape === "upper");
    const spot = { from: at, to: at + 1, start: word.start - 1, end: word.end };
    return { found: isCoin ? [sure({ symbol: ticker.symbol, ...spot })] : [], to: at + 1 };
  }
  if (sign !== "@" && sign !== "#") return null;
  const to = behindRun(text, words, at, INSIDE_ACCOUNT);
  const end = words[to - 1]?.end ?? word.end;
  const symbol = findAccount(text.slice(word.start, end), lexicon);
  // What stands before the sign makes it an address of mail.
  const isMail = sign === "@" && INSIDE_ACCOUNT.test(text.charAt(word.start - 2));
  if (symbol === undefined || isMail) return sign === "@" ? { found: [], to } : null;
  return { found: [sure({ symbol, from: at, to, start: word.start, end })], to };
}

/** Whether a dollar is only what an amount or a price is counted in: 61,000 USDT. Millions of them are spoken of. */
function isUnit(text: string, words: readonly Word[], at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (before === undefined || word === undefined || !/^\d+k?$/.test(before.key)) return false;
  return text.slice(before.end, word.start).trim() === "";
}

const isSite = (text: string, words: readonly Word[], to: number): boolean => {
  const [last, next] = [words[to - 1], words[to]];
  if (last === undefined || next === undefined || next.start !== last.end + 1 || text.charAt(last.end) !== ".")
    return false;
  return next.shape === "lower" && SITES.has(next.key);
};

/** A name, or else a symbol. */
function readName(text: string, words: readonly Word[], at: number, word: Word, lexicon: CoinLexicon): Reading {
  const match = matchName(text, words, at, lexicon.names);
  if (match === null || match.to === at + 1) {
    const pair = readPair(text, word, words[at + 1], lexicon.tickers);
    if (pair !== null) {
      const to = at + pair.words;
      return { found: pair.parts.map((part) => sure({ ...part, from: at, to })), to };
    }
  }
  const to = match?.to ?? at + 1;
  if (match !== null && isSite(text, words, to)) return { found: [], to: behindRun(text, words, at, INSIDE_ADDRESS) };
  const spot = { from: at, to, start: word.start, end: words[to - 1]?.end ?? word.end, sure: false };
  const letters = word.key;
  const ticker = to === at + 1 ? lexicon.tickers.get(letters) : undefined;
  // Wrapped forms are written in both: wBTC, stETH.
  const isWritten =
    word.shape === "upper" || countsInSmall(letters) || (word.shape === "other" && ticker?.isOther === true);
  if (ticker !== undefined && isWritten) {
    if (dollarTickers.has(letters) && isUnit(text, words, at)) return { found: [], to };
    const name = match?.entry.symbol === ticker.symbol ? match.entry.kind : null;
    return { found: [{ ...spot, symbol: ticker.symbol, ticker: ticker.kind, name }], to };
  }
  const symbol = match?.entry.symbol ?? null;
  // In small letters a word is a word.
  const isWord = match?.entry.kind !== "own" && word.shape !== "capital" && word.shape !== "upper";
  if (match === null || symbol === null || isWord) return { found: [], to };
  return { found: [{ ...spot, symbol, ticker: null, name: match.entry.kind }], to };
}

/** The American office of 2025 has the letters of a coin, and stands in the same papers. */
const namesOffice = (words: readonly Word[]): boolean =>
  words.some(({ key }, at) => key === "efficiency" && words[at - 1]?.key === "government");

/** What comes after so many is not looked at. */
const MOST = 1_000;

/** Everything in a text that may be a coin, in order and without overlaps. What leaves no doubt is `sure`. */
export function findCandidates(text: string, words: readonly Word[], lexicon: CoinLexicon): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < words.length && found.length < MOST; ) {
    const word = words[at];
    if (word === undefined || word.key === "") {
      at += 1;
    } else if (text.charAt(word.end) === ":" && text.startsWith("://", word.end)) {
      at = behindRun(text, words, at, INSIDE_ADDRESS);
    } else {
      const reading = readSigned(text, words, at, word, lexicon) ?? readName(text, words, at, word, lexicon);
      found.push(...reading.found);
      at = reading.to;
    }
  }
  return namesOffice(words) ? found.filter(({ symbol, ticker }) => symbol !== "DOGE" || ticker === null) : found;
}
