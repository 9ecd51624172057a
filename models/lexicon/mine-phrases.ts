import { COIN, coinNames } from "../../lib/core/sentiment/lexical/coin-names";
import { foldText } from "../../lib/core/sentiment/lexical/fold-text";
import { listRoles, roles } from "../../lib/core/sentiment/lexical/role-words";
import { scanTokens } from "../../lib/core/sentiment/lexical/scan-tokens";
import { createTokenBuffer, kinds } from "../../lib/core/sentiment/lexical/tokens";
import { functionWords, isBarred } from "./barred-words";
import type { LabelledText } from "./load-texts";

/** What the present weights get wrong about a text: weighted slope of the loss by tilt and plain. */
export interface Residual {
  readonly tilt: number;
  readonly plain: number;
}

export interface Mined {
  readonly phrase: string;
  readonly count: number;
  /** Score-test statistics: how many standard errors the texts with the phrase lean beyond what is known. */
  readonly tiltZ: number;
  readonly plainZ: number;
}

export interface MiningSettings {
  readonly leastCount: number;
  readonly leastZ: number;
  readonly longest: number;
}

interface Tally {
  count: number;
  /** Sums over every second text: a lean that only one half shows is chance. */
  halfTilt: number;
  halfPlain: number;
  tilt: number;
  tiltSquares: number;
  plain: number;
  plainSquares: number;
}

/** Sources written in sentence case: there a capital inside a sentence means a name. */
const sentenceCase = new Set(["sentfin", "goemotions", "semeval_4a", "twitter_financial_news", "x_posts_janitr"]);
/** The smaller half must hold this share of the lean. */
const STEADY = 0.2;
const NAME_SHARE = 0.4;
const LEAST_CASE_EVIDENCE = 4;

/** Finds words and phrases that the present weights misjudge, strongest first; leaves out names and what the lexicon has. */
export function minePhrases(
  texts: readonly LabelledText[],
  residuals: readonly Residual[],
  known: ReadonlySet<string>,
  settings: MiningSettings,
): Mined[] {
  const words: string[] = [];
  const ids = new Map<string, number>();
  const idOf = (word: string): number => {
    const name = coinNames.has(word)
      ? COIN
      : word.endsWith("'s") && word.length > 4 && !word.startsWith("it")
        ? word.slice(0, -2)
        : word;
    const at = ids.get(name);
    if (at !== undefined) return at;
    words.push(name);
    ids.set(name, words.length - 1);
    return words.length - 1;
  };
  const buffer = createTokenBuffer(512);
  const tallies = new Map<string, Tally>();
  const capitals = new Map<number, [number, number]>();
  texts.forEach(({ text, source }, index) => {
    const folded = foldText(text);
    const tokens = scanTokens(folded.text, idOf, buffer);
    const residual = residuals[index];
    if (residual === undefined) return;
    const inText = new Set<string>();
    for (let at = 0; at < tokens.size; at++) {
      if (tokens.kind[at] !== kinds.word) continue;
      const start = tokens.from[at] ?? 0;
      const letter = text[folded.starts === null ? start : (folded.starts[start] ?? 0)] ?? "";
      if (sentenceCase.has(source) && at > 0 && tokens.kind[at - 1] !== kinds.stop && /[a-z]/u.test(text)) {
        const tally = capitals.get(tokens.word[at] ?? 0) ?? [0, 0];
        if (letter !== letter.toLowerCase()) tally[0]++;
        tally[1]++;
        capitals.set(tokens.word[at] ?? 0, tally);
      }
      let key = "";
      for (let ahead = at, size = 0; ahead < tokens.size && size < settings.longest; ahead++) {
        const kind = tokens.kind[ahead] ?? kinds.stop;
        if (kind >= kinds.number && kind <= kinds.multiple) continue;
        if (kind !== kinds.word && kind !== kinds.cashtag) break;
        const id = kind === kinds.cashtag ? idOf(COIN) : (tokens.word[ahead] ?? 0);
        key = size === 0 ? String(id) : `${key} ${id}`;
        size++;
        inText.add(key);
      }
    }
    for (const key of inText) {
      let tally = tallies.get(key);
      if (tally === undefined) {
        tally = { count: 0, halfTilt: 0, halfPlain: 0, tilt: 0, tiltSquares: 0, plain: 0, plainSquares: 0 };
        tallies.set(key, tally);
      }
      if (tally.count++ % 2 === 0) {
        tally.halfTilt -= residual.tilt;
        tally.halfPlain -= residual.plain;
      }
      tally.tilt -= residual.tilt;
      tally.tiltSquares += residual.tilt ** 2;
      tally.plain -= residual.plain;
      tally.plainSquares += residual.plain ** 2;
    }
  });
  const roleOf = listRoles();
  const isName = (id: number): boolean => {
    if (words[id] === COIN) return false;
    const [upper, all] = capitals.get(id) ?? [0, 0];
    return all < LEAST_CASE_EVIDENCE || upper / all > NAME_SHARE;
  };
  const mined: Mined[] = [];
  for (const [key, tally] of tallies) {
    if (tally.count < settings.leastCount) continue;
    const tiltZ = tally.tilt / Math.sqrt(tally.tiltSquares + 1e-9);
    const plainZ = tally.plain / Math.sqrt(tally.plainSquares + 1e-9);
    if (Math.max(Math.abs(tiltZ), Math.abs(plainZ)) < settings.leastZ) continue;
    const isSteady =
      Math.abs(tiltZ) > Math.abs(plainZ) ? halves(tally.halfTilt, tally.tilt) : halves(tally.halfPlain, tally.plain);
    if (isSteady < STEADY) continue;
    const parts = key.split(" ").map(Number);
    const phrase = parts.map((id) => words[id]).join(" ");
    if (known.has(phrase) || parts.some((id) => isName(id) || isBarred(words[id] ?? ""))) continue;
    if (!isSensible(phrase.split(" "), roleOf)) continue;
    mined.push({ phrase, count: tally.count, tiltZ, plainZ });
  }
  return mined.sort(
    (a, b) => Math.max(Math.abs(b.tiltZ), Math.abs(b.plainZ)) - Math.max(Math.abs(a.tiltZ), Math.abs(a.plainZ)),
  );
}

/** The smaller half's part of a lean, 0.5 at best; negative when the halves disagree. */
const halves = (half: number, whole: number): number => Math.min(half / whole, 1 - half / whole);

const loose = new Set([
  "the",
  "a",
  "an",
  "of",
  "and",
  "or",
  "in",
  "on",
  "at",
  "by",
  "for",
  "with",
  "to",
  "as",
  "is",
  "are",
  "was",
  "be",
  "its",
  "it",
  "that",
  "this",
  "their",
  "has",
  "have",
  "from",
  "i",
  "you",
  "he",
  "she",
  "they",
  "we",
  "my",
  "your",
  "his",
  "her",
  "s",
  "t",
]);

/** A phrase needs a word of content, no loose word at either end, and no negator that it would hide. */
function isSensible(parts: readonly string[], roleOf: ReadonlyMap<string, number>): boolean {
  if (parts.every((word) => functionWords.has(word) || word === COIN)) return false;
  if (parts.length === 1) return true;
  if (loose.has(parts[0] ?? "") || loose.has(parts.at(-1) ?? "")) return false;
  const last = roleOf.get(parts.at(-1) ?? "") ?? 0;
  return (last & (roles.negator | roles.contrast | roles.intensifier | roles.aftermath | roles.hedge)) === 0;
}
