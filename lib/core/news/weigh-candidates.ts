import { articles, coinNouns, dealWords, helpers, kinds, linkWords, marketWords, owners } from "./coin-words";
import type { Candidate } from "./find-candidates";
import { readSurroundings, type Surroundings } from "./read-surroundings";
import type { Word } from "./split-words";

/** Words within which a word of coins makes a text one of coins. */
const SAME_TEXT = 25;
const SAME_PHRASE = 6;
/** Words within which a name and its symbol bear each other out. */
const SAME_THOUGHT = 12;

const AFTER_HYPHEN: ReadonlySet<string> = new Set([
  "based",
  "native",
  "powered",
  "backed",
  "denominated",
  "linked",
  "compatible",
  "focused",
]);
const LIST_SIGN = /^\s*(?:,|&|\/|\+|\||,?\s*(?:and|or|vs\.?|und|y|و|и))\s*$/i;
const LONGEST_LIST_SIGN = 8;
const AMOUNT = /^\d+(?:k|m|b|bn)?$/;
const YEAR = /^(?:19|20)\d\d$/;

const wordBehind = (text: string, words: readonly Word[], to: number): Word | undefined => {
  const next = words[to];
  const isOwner =
    next?.key === "s" && "'’".includes(text.charAt(next.start - 1)) && words[to - 1]?.end === next.start - 1;
  const behind = words[isOwner ? to + 1 : to];
  const before = words[isOwner ? to : to - 1];
  if (behind === undefined || before === undefined) return undefined;
  return /^[ \u00a0'’-]{0,3}$/.test(text.slice(before.end, Math.min(behind.start, before.end + 4)))
    ? behind
    : undefined;
};

/** Whether the words before brackets begin with the letters within: Securities and Exchange Commission (SEC). */
function isSpeltOut(words: readonly Word[], at: number): boolean {
  const letters = words[at]?.key ?? "";
  let left = letters.length;
  for (let before = at - 1; before >= 0 && before >= at - letters.length - 3 && left > 0; before -= 1)
    if (words[before]?.key.charAt(0) === letters.charAt(left - 1)) left -= 1;
  return left === 0;
}

const startsSentence = (text: string, words: readonly Word[], at: number): boolean => {
  const before = words[at - 1];
  return (
    before === undefined || /[.!?:;\n–—|]/.test(text.slice(before.end, Math.min(words[at]?.start ?? 0, before.end + 8)))
  );
};

const isCapital = ({ shape }: Word): boolean => shape === "capital" || shape === "upper";

/** Whether what stands behind makes it a coin: its token, its network; something based on it. */
const isPart = (text: string, behind: Word): boolean =>
  coinNouns.has(behind.key) || (text.charAt(behind.start - 1) === "-" && AFTER_HYPHEN.has(behind.key));

function tickerHolds(
  text: string,
  words: readonly Word[],
  { from, to, ticker }: Candidate,
  look: Surroundings,
): boolean {
  const word = words[from];
  if (word === undefined || word.shape !== "upper") return false;
  const [open, close] = [text.charAt(word.start - 1), text.charAt(word.end)];
  const isBracketed = (open === "(" && close === ")") || (open === "[" && close === "]");
  if (ticker === "sole" || look.isLoud(from)) return false;
  if (isBracketed && look.speaksOfCoins(from, to, SAME_TEXT) && !isSpeltOut(words, from)) return true;
  const behind = wordBehind(text, words, to);
  if (behind !== undefined && (isPart(text, behind) || marketWords.has(behind.key))) return true;
  if (helpers.has(behind?.key ?? "") && marketWords.has(words[to + 1]?.key ?? "")) return true;
  const before = words[from - 1];
  const isAmount =
    before !== undefined &&
    text.slice(before.end, word.start).trim() === "" &&
    (dealWords.has(before.key) ||
      (before.key === "of" && words[from - 2]?.key === "worth") ||
      (AMOUNT.test(before.key) && !YEAR.test(before.key)));
  if (isAmount && look.speaksOfCoins(from, to, SAME_TEXT)) return true;
  // A word in capitals for emphasis stands among its articles: a LINK, NEAR the exit.
  if (ticker !== "usual" || articles.has(before?.key ?? "") || owners.has(behind?.key ?? "")) return false;
  if (look.speaksOfCoins(from, to, SAME_TEXT)) return true;
  return words.slice(Math.max(0, from - SAME_PHRASE), to + SAME_PHRASE).some(({ key }) => marketWords.has(key));
}

function nameHolds(text: string, words: readonly Word[], { from, to, name }: Candidate, look: Surroundings): boolean {
  const word = words[from];
  if (word === undefined || !isCapital(word)) return false;
  const behind = wordBehind(text, words, to);
  if (behind !== undefined && isPart(text, behind)) return true;
  if (look.isLoud(from)) return false;
  const before = words[from - 1];
  const isTitled = look.isTitled(from);
  const isShown = !isTitled && !startsSentence(text, words, from);
  if (isShown && before !== undefined && kinds.has(before.key) && before.end + 1 === word.start) return true;
  if (name === "common")
    return isShown && behind !== undefined && marketWords.has(behind.key) && look.speaksOfCoins(from, to, SAME_PHRASE);
  return look.speaksOfCoins(from, to, isShown ? SAME_TEXT : SAME_PHRASE);
}

/** A name and its letters, near each other and written differently: Harmony and ONE. Letters in brackets behind it most of all. */
function pairUp(text: string, words: readonly Word[], found: readonly Candidate[], look: Surroundings): void {
  const latest = new Map<string, Candidate>();
  for (const candidate of found) {
    const word = words[candidate.from];
    const shown = word !== undefined && isCapital(word);
    const earlier = latest.get(candidate.symbol);
    const reach = candidate.ticker === "sole" || earlier?.ticker === "sole" ? 3 : SAME_THOUGHT;
    if (
      shown &&
      earlier !== undefined &&
      candidate.from - earlier.to <= reach &&
      words[earlier.from]?.key !== word.key &&
      (earlier.ticker === null) !== (candidate.ticker === null) &&
      (!look.isLoud(candidate.from) || /^\s*[([]$/.test(text.slice(earlier.end, candidate.start)))
    ) {
      earlier.sure = true;
      candidate.sure = true;
    }
    if (shown) latest.set(candidate.symbol, candidate);
  }
}

/** Whether a word can be one of a list: a capital, and for words of everyday also an end after it. */
function fitsList(text: string, words: readonly Word[], candidate: Candidate, look: Surroundings): boolean {
  const word = words[candidate.from];
  if (word === undefined || !isCapital(word) || look.isLoud(candidate.from)) return false;
  if (candidate.name === "word" || candidate.ticker === "usual") return true;
  if (candidate.ticker === "strict" && word.shape === "upper") return true;
  const behind = words[candidate.to];
  if (behind === undefined) return true;
  const gap = text.slice(candidate.end, Math.min(behind.start, candidate.end + 3));
  return (
    /[,:;.)&/!?|\n]/.test(gap) || linkWords.has(behind.key) || marketWords.has(behind.key) || coinNouns.has(behind.key)
  );
}

/** In a list of coins one bears out the next. */
function passOn(text: string, words: readonly Word[], found: readonly Candidate[], look: Surroundings): void {
  const linked = (left: Candidate, right: Candidate): boolean =>
    right.start - left.end <= LONGEST_LIST_SIGN && LIST_SIGN.test(text.slice(left.end, right.start));
  for (const step of [1, -1]) {
    for (let at = step === 1 ? 0 : found.length - 1; at >= 0 && at < found.length; at += step) {
      const candidate = found[at];
      if (candidate === undefined || candidate.sure || !fitsList(text, words, candidate, look)) continue;
      const [left, right] = [found[at - 1], found[at + 1]];
      const fromLeft = left?.sure === true && linked(left, candidate);
      const fromRight = right?.sure === true && linked(candidate, right);
      candidate.sure = candidate.ticker === "sole" ? fromLeft && fromRight : fromLeft || fromRight;
    }
  }
}

/** Makes those candidates sure that what stands around them bears out. */
export function weighCandidates(text: string, words: readonly Word[], found: readonly Candidate[]): void {
  for (const candidate of found)
    candidate.sure ||= candidate.name === "own" || candidate.name === "proper" || candidate.ticker === "clear";
  const spoken = new Set(found.filter(({ sure }) => sure).map(({ from }) => from));
  if (found.every(({ sure }) => sure)) return;
  const look = readSurroundings(words, spoken);
  for (const candidate of found)
    candidate.sure ||=
      (candidate.ticker !== null && tickerHolds(text, words, candidate, look)) ||
      (candidate.name !== null && nameHolds(text, words, candidate, look));
  pairUp(text, words, found, look);
  passOn(text, words, found, look);
}
