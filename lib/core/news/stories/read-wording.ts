import { stemmer } from "stemmer";
import { foldTitle } from "./fold-title";
import { readNumber, scaleOf } from "./read-number";
import {
  coinWords,
  columnWords,
  countingWords,
  maybeWords,
  negations,
  partWords,
  sidesOf,
  stopWords,
} from "./story-words";

/** A title as it is compared with others. Words are hashes; lists without an order are sorted. */
export interface Wording {
  /** Of all words in their order: the same title. */
  readonly digest: number;
  readonly digest2: number;
  /** Stems of all words, in their order. */
  readonly words: Int32Array;
  /** Stems that say something, each once, sorted. */
  readonly content: Int32Array;
  /** Pairs of neighbours among them, each once, sorted. */
  readonly pairs: Int32Array;
  /** Figures and words that count, in their order. */
  readonly figures: readonly string[];
  /** Coins, sorted. */
  readonly coins: readonly string[];
  /** Stems of words in capitals that are no coins, each once, sorted; none where all is in capitals. */
  readonly capitals: Int32Array;
  readonly left: number;
  readonly right: number;
  readonly isNegated: boolean;
  /** It tells what may be. */
  readonly isMaybe: boolean;
  /** One of a column that comes again and again. */
  readonly isColumn: boolean;
  /** It breaks off: "…" at its end. */
  readonly isCut: boolean;
}

const MOST_WORDS = 80;
const WORD = /[$€£]?\d[\d,]*(?:\.\d+)?[a-zA-Z]*%?|[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that write without spaces: every two neighbours are a word. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const FIRST_DENSE = 0x0e00;
const CAPITALS = /^(?=.*\p{Lu})[\p{Lu}\d]{2,8}$/u;

/** FNV-1a, mixed. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed | 0;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
export const mixTwo = (a: number, b: number): number => {
  let x = Math.imul(a ^ (a >>> 16), 0x21f0aaad) ^ b;
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
};

const NO_HASHES = new Int32Array(0);
const NO_WORDS: readonly string[] = [];
const sortedSet = (hashes: readonly number[]): Int32Array =>
  hashes.length === 0 ? NO_HASHES : Int32Array.from(new Set(hashes)).sort();

function cutWords(title: string): string[] {
  const words: string[] = [];
  for (const [word] of title.matchAll(WORD)) {
    if (words.length >= MOST_WORDS) break;
    if (word.charCodeAt(0) < FIRST_DENSE || !DENSE.test(word)) words.push(word);
    else
      for (let at = 0; at < Math.max(1, word.length - 1) && words.length < MOST_WORDS; at += 1)
        words.push(word.slice(at, at + 2));
  }
  return words;
}

/** One spelling of a figure, with its unit where one is told: "7%", "60000". */
function figureOf(word: string, next: string): string {
  const isShare = word.endsWith("%") || next === "percent" || next === "pct";
  const bare = word
    .replace(/^[$€£]/, "")
    .replace(/%$/, "")
    .toLowerCase();
  const value = readNumber(bare);
  if (value === null) return bare;
  const scale = scaleOf(next) ?? 1;
  return `${Number((value * scale).toPrecision(12))}${isShare ? "%" : ""}`;
}

const stems = new Map<string, string>();
const MOST_STEMS = 20_000;
function stemOf(word: string): string {
  const there = stems.get(word);
  if (there !== undefined) return there;
  const stem = word.length > 24 ? word : stemmer(word);
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(word, stem);
  return stem;
}

/** Reads a title for comparison. Takes time in proportion to its length. */
export function readWording(title: string, outlet = ""): Wording {
  const folded = foldTitle(title, outlet);
  const found = cutWords(folded);
  const isCut = /(?:…|\.\.\.?)\s*$/.test(folded);
  const isShouted = !/\p{Ll}/u.test(folded);
  const words: number[] = [];
  const content: number[] = [];
  const figures: string[] = [];
  const coins = new Set<string>();
  const capitals: number[] = [];
  let [left, right, negated, isColumn, isMaybe] = [0, 0, 0, false, false];

  for (let at = 0; at < found.length; at += 1) {
    const raw = found[at] ?? "";
    const word = raw.toLowerCase();
    const next = (found[at + 1] ?? "").toLowerCase();
    if (/\d/.test(word)) {
      const figure = figureOf(word, next);
      figures.push(figure);
      words.push(hashText(figure));
      content.push(hashText(figure));
      if (next === "percent" || next === "pct" || (scaleOf(next) !== null && next.length > 1)) at += 1;
      continue;
    }
    const stem = stemOf(word);
    const hash = hashText(stem);
    words.push(hash);
    if (countingWords.has(word)) figures.push(word);
    const coin = coinWords.get(word);
    if (coin !== undefined) coins.add(coin);
    else if (!isShouted && raw !== word && CAPITALS.test(raw)) capitals.push(hash);
    if (negations.has(word)) negated += 1;
    if (columnWords.has(word) || (partWords.has(word) && /^\d/.test(next))) isColumn = true;
    if (maybeWords.has(word)) isMaybe = true;
    const sides = sidesOf.get(stem);
    if (sides !== undefined) {
      left |= sides.left;
      right |= sides.right;
    }
    if (!stopWords.has(word)) content.push(hash);
  }
  // Where there is no word, signs are compared.
  let [digest, digest2] = words.length > 0 ? [0x1234567, 0x89abcd] : [hashText(folded), hashText(folded, 0x51ed270b)];
  for (const word of words) {
    digest = mixTwo(digest, word);
    digest2 = mixTwo(word ^ 0x5bd1e995, digest2);
  }
  return {
    digest,
    digest2,
    words: Int32Array.from(words),
    content: sortedSet(content),
    pairs: sortedSet(content.slice(1).map((word, at) => mixTwo(content[at] ?? 0, word))),
    figures: figures.length === 0 ? NO_WORDS : figures,
    coins: coins.size === 0 ? NO_WORDS : [...coins].sort(),
    capitals: sortedSet(capitals),
    left,
    right,
    isNegated: negated % 2 === 1,
    isColumn,
    isMaybe,
    isCut,
  };
}
