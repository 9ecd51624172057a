import { kindOfTicker } from "./coin-tickers";
import { cryptoWords } from "./coin-words";
import type { Word } from "./split-words";

/** What stands around a word. Each answer takes the same short time, however long the text is. */
export interface Surroundings {
  /** Whether the words around are in capitals too, so that capitals say nothing. */
  isLoud(at: number): boolean;
  /** Whether most words around begin with a capital, as in headlines. */
  isTitled(at: number): boolean;
  /** Whether a word of coins stands within some words before `from` or from `to` on. */
  speaksOfCoins(from: number, to: number, reach: number): boolean;
}

/** Sums from the beginning: what lies between two places is a difference. */
function sumsOf(words: readonly Word[], test: (word: Word, at: number) => boolean): Int32Array {
  const sums = new Int32Array(words.length + 1);
  for (const [at, word] of words.entries()) sums[at + 1] = (sums[at] ?? 0) + (test(word, at) ? 1 : 0);
  return sums;
}

const LOUD_REACH = 3;
const TITLE_REACH = 8;

const isPlain = ({ key, shape }: Word): boolean => {
  if (shape === "other" || key.length < 4) return false;
  const kind = shape === "upper" ? kindOfTicker(key.toUpperCase()) : "strict";
  return kind !== "clear" && kind !== "usual";
};

/** `spoken`: numbers of words that are coins beyond doubt. */
export function readSurroundings(words: readonly Word[], spoken: ReadonlySet<number>): Surroundings {
  const plain = sumsOf(words, isPlain);
  const loud = sumsOf(words, (word) => word.shape === "upper" && isPlain(word));
  const small = sumsOf(words, ({ key, shape }) => shape === "lower" && key.length > 3);
  const capital = sumsOf(words, ({ key, shape }) => shape === "capital" && key.length > 3);
  const crypto = sumsOf(words, ({ key }, at) => cryptoWords.has(key) || spoken.has(at));
  const between = (sums: Int32Array, from: number, to: number): number =>
    (sums[Math.min(words.length, Math.max(0, to))] ?? 0) - (sums[Math.max(0, Math.min(words.length, from))] ?? 0);
  const around = (sums: Int32Array, at: number, reach: number): number =>
    between(sums, at - reach, at) + between(sums, at + 1, at + 1 + reach);
  return {
    isLoud: (at) => {
      const capitals = around(loud, at, LOUD_REACH);
      return capitals >= 2 && capitals * 2 > around(plain, at, LOUD_REACH);
    },
    isTitled: (at) => around(capital, at, TITLE_REACH) > around(small, at, TITLE_REACH) * 1.5,
    speaksOfCoins: (from, to, reach) => between(crypto, from - reach, from) + between(crypto, to, to + reach) > 0,
  };
}
