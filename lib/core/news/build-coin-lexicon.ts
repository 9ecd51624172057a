import { kindOfTicker, otherTickers, type TickerKind } from "./coin-tickers";
import { foreignCoinNames } from "./foreign-coin-names";
import { type NamedCoin, namedCoins } from "./named-coins";
import { namedTokens } from "./named-tokens";
import { notCoins } from "./not-coins";
import { foldWord, splitWords } from "./split-words";

export type NameKind = "own" | "proper" | "word" | "common";

/** A symbol that is looked for, and what people call it where that is known. */
export interface TaggedCoin {
  readonly symbol: string;
  readonly name: string | null;
}

interface Entry {
  /** Null: the name of something that is not looked for; what is inside it is not read either. */
  readonly symbol: string | null;
  readonly kind: NameKind;
}

/** Names by their words: each word leads to the next. */
export interface NameNode {
  readonly next: Map<string, NameNode>;
  entry: Entry | null;
}

interface Ticker {
  readonly symbol: string;
  readonly kind: TickerKind;
  /** Older letters of it, or those of a wrapped form: wBTC, stETH. */
  readonly isOther: boolean;
}

export interface CoinLexicon {
  readonly names: NameNode;
  /** Names without spaces, as accounts and topics write them. */
  readonly compact: ReadonlyMap<string, string>;
  /** Symbols in small letters to the coin they stand for. */
  readonly tickers: ReadonlyMap<string, Ticker>;
}

const newNode = (): NameNode => ({ next: new Map(), entry: null });

/** The first who has a name keeps it. */
function addName(root: NameNode, name: string, entry: Entry): void {
  let node = root;
  for (const { key } of splitWords(name)) {
    const next = node.next.get(key) ?? newNode();
    node.next.set(key, next);
    node = next;
  }
  if (node !== root) node.entry ??= entry;
}

const namesOf = ({ names = [], proper = [], words = [], commons = [] }: NamedCoin): readonly [string, NameKind][] => [
  ...names.map((name): [string, NameKind] => [name, "own"]),
  ...proper.map((name): [string, NameKind] => [name, "proper"]),
  ...words.map((name): [string, NameKind] => [name, "word"]),
  ...commons.map((name): [string, NameKind] => [name, "common"]),
];

const compactOf = (name: string): string => foldWord(name).replace(/[^\p{L}\p{N}]+/gu, "");

/** All that can be found of the coins that are looked for, and the names that must not be taken for theirs. */
export function buildCoinLexicon(coins: readonly TaggedCoin[]): CoinLexicon {
  const wanted = new Set(coins.map(({ symbol }) => symbol));
  const names = newNode();
  const compact = new Map<string, string>();
  for (const phrase of notCoins) addName(names, phrase, { symbol: null, kind: "own" });
  for (const coin of [...namedCoins, ...namedTokens]) {
    const symbol = wanted.has(coin.symbol) ? coin.symbol : null;
    for (const [name, kind] of namesOf(coin)) {
      addName(names, name, { symbol, kind });
      if (symbol !== null && kind !== "common") compact.set(compactOf(name), symbol);
    }
  }
  for (const [symbol, list] of foreignCoinNames)
    for (const name of list.split("|"))
      addName(names, name, { symbol: wanted.has(symbol) ? symbol : null, kind: "own" });
  // A name that only the caller has may be any word: it must show itself, unless it is made of several.
  for (const { symbol, name } of coins)
    if (name !== null && name.toUpperCase() !== symbol)
      addName(names, name, { symbol, kind: splitWords(name).length > 1 ? "own" : "word" });
  const tickers = new Map<string, Ticker>();
  for (const symbol of wanted)
    tickers.set(symbol.toLowerCase(), { symbol, kind: kindOfTicker(symbol), isOther: false });
  for (const [letters, symbol] of otherTickers)
    if (wanted.has(symbol) && !wanted.has(letters))
      tickers.set(letters.toLowerCase(), { symbol, kind: kindOfTicker(letters), isOther: true });
  return { names, compact, tickers };
}
