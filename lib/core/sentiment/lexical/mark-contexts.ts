import type { CompiledLexicon } from "./compile-lexicon";
import { type Context, contexts, moves } from "./lexicon";
import type { Match } from "./match-phrases";
import { roles } from "./role-words";
import { kinds, type Tokens } from "./tokens";

export const contextBit = (context: Context): number => 1 << contexts.indexOf(context);
const bits = {
  negated: contextBit("negated_good"),
  intensified: contextBit("intensified"),
  hedged: contextBit("hedged"),
  beforeContrast: contextBit("before_contrast"),
  afterContrast: contextBit("after_contrast"),
  conceded: contextBit("conceded"),
  aftermath: contextBit("aftermath"),
  conditional: contextBit("conditional"),
  questioned: contextBit("questioned"),
  relieved: contextBit("relieved_good"),
  opponent: contextBit("opponent"),
  repeated: contextBit("repeated"),
  spent: contextBit("reliever_spent"),
  farIn: contextBit("far_in"),
  ofBurden: contextBit("of_burden"),
};

/** How many tokens each modifier reaches. */
const NEGATION = 4;
const INTENSITY = 2;
const HEDGING = 5;
const RELIEF_NEXT = 4;
const RELIEF_LAST = 3;
const OPPONENT = 4;
const BURDEN = 5;
const CLAUSE = 14;
const CONDITION = 10;
/** Words before this token are the lead, where a headline says what it is about. */
const LEAD = 24;

const QUESTION_MARK = 63;

/** 1 of a move up, -1 of one down. */
const moveWays = moves.map((move) => (move.startsWith("up") ? 1 : -1));
// Read once: a name of another module costs a look-up each time where modules are not bundled.
const { stop: STOP, pause: PAUSE, cashtag: CASHTAG } = kinds;
const ROLES = roles;

/** Whether a match says something by itself, rather than only changing others. */
const speaks = (match: Match, tilt: Float64Array): boolean =>
  match.move >= 0 || (match.entry >= 0 && Math.abs(tilt[match.entry] ?? 0) > 0.15);

/**
 * Marks on each match what stands around it: negation, hedges, contrast, relief and so on.
 * One pass over matches and stops; each match is marked a bounded number of times, so it is linear.
 */
export function markContexts(
  tokens: Tokens,
  from: number,
  to: number,
  found: readonly Match[],
  compiled: CompiledLexicon,
): void {
  const { tilt } = compiled;
  let negatedTo = -1,
    intensifiedTo = -1,
    hedgedTo = -1,
    relievedTo = -1,
    opponentTo = -1,
    concededTo = -1,
    aftermathTo = -1,
    conditionTo = -1,
    burdenTo = -1;
  let burden: Match | null = null;
  let mover: Match | null = null;
  let isAfterContrast = false;
  let sentence = 0;
  let clause = 0;
  let last: Match | null = null;
  let reliever: Match | null = null;
  let next = 0;
  const seen = new Map<number, number>();

  const { kind: kindAt } = tokens;
  for (let at = from; at < to; at++) {
    const kind = kindAt[at];
    if (kind === STOP || kind === PAUSE) {
      negatedTo = intensifiedTo = hedgedTo = relievedTo = opponentTo = concededTo = aftermathTo = conditionTo = -1;
      burdenTo = -1;
      last = reliever = mover = null;
      if (kind === STOP) {
        if (tokens.value[at] === QUESTION_MARK) for (let k = sentence; k < next; k++) mark(found[k], bits.questioned);
        sentence = clause = next;
        isAfterContrast = false;
      }
      continue;
    }
    if (at <= burdenTo && takesOver(tokens, at, compiled)) burdenTo = -1;
    const match = found[next];
    if (match === undefined || match.first !== at) continue;
    next++;
    at = match.last;
    const role = match.roles;
    if ((role & ROLES.contrast) !== 0 && match.first > from) {
      for (let k = clause; k < next - 1; k++) mark(found[k], bits.beforeContrast);
      clause = next;
      isAfterContrast = true;
      negatedTo = hedgedTo = relievedTo = opponentTo = concededTo = aftermathTo = conditionTo = -1;
      last = null;
    }
    if ((role & ROLES.burden) !== 0) {
      // "A rise in fees", "rising costs": the direction stands before what it is told of.
      if (mover !== null && isTold(tokens, mover, match, compiled.inside)) mark(mover, bits.ofBurden);
      burden = match;
      burdenTo = at + BURDEN;
    } else if ((role & (ROLES.aftermath | ROLES.contrast | ROLES.concession)) !== 0) burdenTo = -1;
    const way = wayOf(match, tilt);
    mover = way === 0 || (role & ROLES.burden) !== 0 ? null : match;
    if (speaks(match, tilt)) {
      let set = 0;
      const isTurned = way !== 0 && match !== burden && match.first <= burdenTo;
      if (isTurned) {
        set |= bits.ofBurden;
        burdenTo = at + BURDEN;
        if (way < 0 && match.first > negatedTo && burden !== null && (burden.contexts & bits.relieved) === 0)
          mark(burden, bits.relieved);
        mover = null;
      }
      if (at <= negatedTo || match.first <= negatedTo) set |= bits.negated;
      if (match.first <= intensifiedTo) set |= bits.intensified;
      if (match.first <= hedgedTo) set |= bits.hedged;
      if (match.first <= concededTo) set |= bits.conceded;
      if (match.first <= aftermathTo) set |= bits.aftermath;
      if (match.first <= conditionTo) set |= bits.conditional;
      if (isAfterContrast) set |= bits.afterContrast;
      if (match.first - from > LEAD) set |= bits.farIn;
      if (match.first <= opponentTo && match.entry >= 0 && (tilt[match.entry] ?? 0) < 0) set |= bits.opponent;
      if (match.first <= relievedTo && reliever !== null && (role & (ROLES.state | ROLES.burden)) !== 0) {
        set |= bits.relieved;
        mark(reliever, bits.spent);
        relievedTo = -1;
      } else if (!isTurned && isRelief(match, last)) {
        mark(last, bits.relieved);
        set |= bits.spent;
      }
      const count = match.entry < 0 ? 0 : (seen.get(match.entry) ?? 0);
      if (count > 0) set |= bits.repeated;
      if (match.entry >= 0) seen.set(match.entry, count + 1);
      match.contexts |= set;
    } else if (isRelief(match, last)) {
      mark(last, bits.relieved);
    }
    if ((role & ROLES.plain) === 0 && role !== 0) {
      if ((role & ROLES.negator) !== 0) negatedTo = match.first <= negatedTo ? -1 : at + NEGATION;
      if ((role & ROLES.intensifier) !== 0) intensifiedTo = at + INTENSITY;
      if ((role & ROLES.hedge) !== 0) hedgedTo = at + HEDGING;
      if ((role & ROLES.concession) !== 0) concededTo = at + CLAUSE;
      if ((role & ROLES.aftermath) !== 0) aftermathTo = at + CLAUSE;
      if ((role & ROLES.condition) !== 0) conditionTo = at + CONDITION;
      if ((role & ROLES.opponent) !== 0) opponentTo = at + OPPONENT;
      if ((role & ROLES.relievesNext) !== 0 && (match.contexts & bits.spent) === 0 && match.move < 0) {
        relievedTo = at + RELIEF_NEXT;
        reliever = match;
      }
    }
    if (speaks(match, tilt)) last = match;
  }
}

/** Whether a match turns the one before it: a state that was neither turned nor spent yet. */
function isRelief(match: Match, last: Match | null): last is Match {
  if ((match.roles & ROLES.relievesLast) === 0 || last === null || (last.roles & ROLES.state) === 0) return false;
  return match.first - last.last <= RELIEF_LAST && (last.contexts & (bits.relieved | bits.spent)) === 0;
}

/** Whether a match tells that something rose (1) or fell (-1) and leans that way: only then can a burden turn it. */
function wayOf(match: Match, tilt: Float64Array): number {
  const sum = match.move >= 0 ? (moveWays[match.move] ?? -1) : (tilt[match.entry] ?? 0);
  if ((match.roles & ROLES.extreme) !== 0) return Math.sign(sum);
  if ((match.roles & (ROLES.up | ROLES.above)) !== 0 && sum > 0) return 1;
  return (match.roles & (ROLES.down | ROLES.below | ROLES.relievesLast)) !== 0 && sum < 0 ? -1 : 0;
}

/** Whether another subject starts here: a word that takes over, or a coin that is not tied by "on", "of" or the like. */
function takesOver(tokens: Tokens, at: number, compiled: CompiledLexicon): boolean {
  const word = tokens.word[at] ?? -1;
  if (compiled.takesOver[word] === 1) return true;
  if (word !== compiled.coin && tokens.kind[at] !== CASHTAG) return false;
  const before = tokens.word[at - 1] ?? -1;
  return before < 0 || compiled.hasContent[before] === 1;
}

/** "Raises fees", "rise in fees": nothing but "in" stands between. */
function isTold(tokens: Tokens, mover: Match, burden: Match, inside: number): boolean {
  const gap = burden.first - mover.last;
  return gap === 1 || (gap === 2 && tokens.word[burden.first - 1] === inside);
}

function mark(match: Match | undefined, set: number): void {
  if (match !== undefined) match.contexts |= set;
}
