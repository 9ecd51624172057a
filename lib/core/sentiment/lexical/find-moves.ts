import type { CompiledLexicon } from "./compile-lexicon";
import { type Move, moves } from "./lexicon";
import { contextBit } from "./mark-contexts";
import type { Match } from "./match-phrases";
import { roles } from "./role-words";
import { kinds, type Tokens } from "./tokens";

/** How far, in tokens, a direction may stand from its size. */
const REACH_BACK = 5;
const REACH_AHEAD = 3;

/** "Only" makes a move small up to this many per cent. */
const SMALL = 15;
const slight = contextBit("slight");

// Read once: a name of another module costs a look-up each time where modules are not bundled.
const { number: NUMBER, money: MONEY, multiple: MULTIPLE, stop: STOP } = kinds;
const { up: UP, down: DOWN, above: ABOVE, below: BELOW } = roles;

const moveIndex = (move: Move): number => moves.indexOf(move);
const upBySize = (
  [
    "up_percent_under_1",
    "up_percent_1_to_5",
    "up_percent_5_to_15",
    "up_percent_15_to_50",
    "up_percent_from_50",
  ] as const
).map(moveIndex);
const downBySize = (
  [
    "down_percent_under_1",
    "down_percent_1_to_5",
    "down_percent_5_to_15",
    "down_percent_15_to_50",
    "down_percent_from_50",
  ] as const
).map(moveIndex);
const upMultiple = moveIndex("up_multiple");
const upLevel = moveIndex("up_through_level");
const downLevel = moveIndex("down_through_level");
const sizes = [1, 5, 15, 50];

function ofPercent(value: number, direction: number): number {
  let bucket = 0;
  for (const bound of sizes) if (value >= bound) bucket++;
  return (direction > 0 ? upBySize : downBySize)[bucket] ?? -1;
}

const directionOf = (match: Match): number => ((match.roles & UP) !== 0 ? 1 : (match.roles & DOWN) !== 0 ? -1 : 0);

function isApart(tokens: Tokens, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (tokens.kind[at] === STOP) return true;
  return false;
}

/**
 * Joins sizes to directions: "plunges 12%", "a 12% drop", "+8%", "10x", "above $60,000".
 * The direction's match grows over the number, so that both are one span. Adds matches for signed numbers that stand alone.
 */
export function findMoves(
  tokens: Tokens,
  from: number,
  to: number,
  found: Match[],
  compiled: CompiledLexicon,
): Match[] {
  const alone: Match[] = [];
  const { kind: kindAt } = tokens;
  let cursor = 0;
  for (let at = from; at < to; at++) {
    const kind = kindAt[at] ?? STOP;
    if (kind < NUMBER || kind > MULTIPLE) continue;
    while (cursor < found.length && (found[cursor]?.first ?? to) <= at) cursor++;
    const before = found[cursor - 1];
    if (kind === MONEY || kind === NUMBER) {
      markLevel(tokens, at, before);
      continue;
    }
    const mover = pickMover(tokens, at, found, cursor);
    const sign = tokens.sign[at] ?? 0;
    const direction = mover === undefined ? sign : directionOf(mover);
    // A number inside a phrase belongs to it: matches never overlap, and what goes through them relies on that.
    const isFree = before === undefined || before.last < at;
    if (kind === MULTIPLE) {
      if (isFree) alone.push({ entry: -1, roles: 0, first: at, last: at, contexts: 0, move: upMultiple });
    } else if (direction !== 0) {
      const move = ofPercent(tokens.value[at] ?? 0, direction);
      if (mover === undefined) {
        if (isFree) alone.push({ entry: -1, roles: 0, first: at, last: at, contexts: 0, move });
      } else {
        mover.move = move;
        if ((tokens.value[at] ?? 0) < SMALL && isSlight(tokens, at, mover.first, compiled)) mover.contexts |= slight;
        if (mover === before) growAhead(mover, at, alone.at(-1));
        else if (mover === found[cursor] && isFree) mover.first = at;
      }
    }
  }
  // Each of the two is in order by itself.
  if (alone.length === 0) return found;
  return found.length === 0 ? alone : [...found, ...alone].sort((a, b) => a.first - b.first);
}

/** The nearest direction before the number, else after it, in the same clause and without a size yet. */
function pickMover(tokens: Tokens, at: number, found: readonly Match[], cursor: number): Match | undefined {
  for (let k = cursor - 1; k >= Math.max(0, cursor - 3); k--) {
    const match = found[k];
    if (match === undefined || at - match.last > REACH_BACK) break;
    if (directionOf(match) !== 0 && match.move < 0 && !isApart(tokens, match.last, at)) return match;
  }
  for (let k = cursor; k < Math.min(found.length, cursor + 2); k++) {
    const match = found[k];
    if (match === undefined || match.first - at > REACH_AHEAD) break;
    if (directionOf(match) !== 0 && match.move < 0 && !isApart(tokens, at, match.first)) return match;
  }
  return undefined;
}

/** "Falls only 1%", "just under 1%", "barely up 1%". */
function isSlight(tokens: Tokens, at: number, mover: number, compiled: CompiledLexicon): boolean {
  const says = (index: number): boolean => compiled.isSlight[tokens.word[index] ?? -1] === 1;
  return says(at - 1) || says(at - 2) || says(mover - 1);
}

/** Lets the span take the number in, unless another number that stands alone lies between. */
function growAhead(mover: Match, at: number, lastAlone: Match | undefined): void {
  if (at > mover.last && (lastAlone === undefined || lastAlone.first < mover.first)) mover.last = at;
}

function markLevel(tokens: Tokens, at: number, before: Match | undefined): void {
  if (before === undefined || at - before.last > 1 || at <= before.last || before.move >= 0) return;
  const isBig = tokens.kind[at] === MONEY || (tokens.value[at] ?? 0) >= 1_000;
  if (!isBig) return;
  if ((before.roles & ABOVE) !== 0) before.move = upLevel;
  else if ((before.roles & BELOW) !== 0) before.move = downLevel;
  else return;
  before.last = at;
}
