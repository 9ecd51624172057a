import { hashText, type Wording } from "./read-wording";

/** How many two sorted lists have in common. */
function countShared(a: Int32Array, b: Int32Array): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const [x = 0, y = 0] = [a[i], b[j]];
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return shared;
}

/** Jaccard's measure of two sorted lists. */
export function likenessOf(a: Int32Array, b: Int32Array): number {
  const shared = countShared(a, b);
  const all = a.length + b.length - shared;
  return all === 0 ? 0 : shared / all;
}

/** What stands on one side only; lists may have the same thing twice. */
function onlyIn(a: readonly string[], b: readonly string[]): readonly string[] {
  const left = [...b];
  return a.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const differs = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length > 0 && b.length > 0;

/** Whether a list that is sorted has all that another has. */
const has = (all: Int32Array, some: Int32Array): boolean => countShared(all, some) === some.length;

/** Whether two titles tell of different things, however alike they are: other figures or coins, the opposite, or what may be and what is. */
function contradicts(a: Wording, b: Wording): boolean {
  if (a.isNegated !== b.isNegated || a.isMaybe !== b.isMaybe) return true;
  if ((a.left & ~a.right & b.right & ~b.left) !== 0 || (a.right & ~a.left & b.left & ~b.right) !== 0) return true;
  const [figuresOfA, figuresOfB] = [onlyIn(a.figures, b.figures), onlyIn(b.figures, a.figures)];
  if (differs(figuresOfA, figuresOfB)) return true;
  const isReordered =
    figuresOfA.length + figuresOfB.length === 0 && a.figures.some((figure, at) => figure !== b.figures[at]);
  if (isReordered || differs(onlyIn(a.coins, b.coins), onlyIn(b.coins, a.coins))) return true;
  return !has(b.content, a.capitals) && !has(a.content, b.capitals);
}

/** Shorter titles are copies only where they are the same. */
export const LEAST_CONTENT = 4;

const LEAST_WORDS = 5;
/** Of the longer title, where the shorter breaks off, and where it is whole. */
const LEAST_OF_CUT = 0.3;
const LEAST_OF_WHOLE = 0.7;

/** Whether one is the beginning of the other: it breaks off, or all that it leaves out is a few words without a figure. */
function isBeginning(a: Wording, b: Wording): boolean {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  // The last word may be cut in half.
  const length = short.words.length - (short.isCut ? 1 : 0);
  if (length < LEAST_WORDS || length < long.words.length * (short.isCut ? LEAST_OF_CUT : LEAST_OF_WHOLE)) return false;
  if (!short.isCut && (short.isColumn || contradicts(short, long) || short.figures.length < long.figures.length))
    return false;
  for (let at = 0; at < length; at += 1) if (short.words[at] !== long.words[at]) return false;
  return true;
}

const joiners: ReadonlySet<number> = new Set(["and", "or"].map((word) => hashText(word)));

/** Whether one tells of whom the other tells, the other way round: "Carsund sues Velmoria", "Velmoria sues Carsund". */
function isTurnedRound(a: Wording, b: Wording): boolean {
  for (let i = 0; i + 2 < a.words.length; i += 1) {
    const [left, middle = 0, right] = a.words.subarray(i, i + 3);
    if (left === right || joiners.has(middle)) continue;
    for (let j = 0; j + 2 < b.words.length; j += 1)
      if (b.words[j] === right && b.words[j + 1] === middle && b.words[j + 2] === left) return true;
  }
  return false;
}

const MOST_WORDS_OF_END = 3;

/** Whether they begin alike and end on different things: "… comes to Velmoria", "… now comes to Carsund". */
function endsOtherwise(a: Wording, b: Wording): boolean {
  let same = 0;
  while (same < a.words.length && same < b.words.length && a.words[same] === b.words[same]) same += 1;
  if (same * 2 < Math.min(a.words.length, b.words.length)) return false;
  const [endOfA, endOfB] = [a, b].map(({ words, content }) =>
    words.subarray(same).filter((word) => content.includes(word)),
  );
  if (endOfA === undefined || endOfB === undefined) return false;
  const isShort = [endOfA, endOfB].every(({ length }) => length > 0 && length <= MOST_WORDS_OF_END);
  return isShort && !endOfA.some((word) => endOfB.includes(word));
}

export const isSame = (a: Wording, b: Wording): boolean => a.digest === b.digest && a.digest2 === b.digest2;

/** Of all words that say something, and of the mean of these and pairs of neighbours; found on real titles, see the test. */
const LEAST_SHARED = 0.6;
const LEAST_LIKENESS = 0.42;
/** So much more is asked of titles that are as far apart as any may be. */
const MORE_WITH_TIME = 0.1;
/** And where one tells a figure that the other does not. */
const MORE_WITHOUT_FIGURE = 0.05;

const ALIKE_AS_BEGINNING = 0.97;

/**
 * How alike two titles are, from 0 to 1; 0 where they are no copies, or less alike than `least`. `apart`: 0 for the same moment, 1 for the
 * longest time between copies.
 */
export function judgeCopy(a: Wording, b: Wording, apart: number, least = 0): number {
  if (isSame(a, b)) return 1;
  if (Math.min(a.content.length, b.content.length) < LEAST_CONTENT) return 0;
  if (isBeginning(a, b)) return ALIKE_AS_BEGINNING >= least ? ALIKE_AS_BEGINNING : 0;
  const shared = likenessOf(a.content, b.content);
  if (shared < LEAST_SHARED || a.isColumn || b.isColumn) return 0;
  const likeness = (shared + likenessOf(a.pairs, b.pairs)) / 2;
  const more = MORE_WITH_TIME * apart + (a.figures.length === b.figures.length ? 0 : MORE_WITHOUT_FIGURE);
  if (likeness < Math.max(least, LEAST_LIKENESS + more)) return 0;
  return contradicts(a, b) || endsOtherwise(a, b) || isTurnedRound(a, b) ? 0 : likeness;
}
