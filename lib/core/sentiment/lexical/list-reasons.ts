import type { Reason } from "../../../contracts/verdict";
import type { FoldedText } from "./fold-text";
import type { Match } from "./match-phrases";
import { roles } from "./role-words";
import type { Tokens } from "./tokens";
import { negatedBit } from "./weigh-matches";

const NEGATOR = roles.negator;
const NEGATED = negatedBit;

/** Weaker spans are left out: they moved nothing that a reader would notice. */
const LEAST = 0.05;
/** A negator this near, in tokens, is shown in one span with the word it turns. */
const NEGATOR_REACH = 2;

export interface Weighed {
  readonly text: string;
  readonly folded: FoldedText;
  readonly tokens: Tokens;
  readonly found: readonly Match[];
  /** Tilt of each match. */
  readonly weights: readonly number[];
}

/**
 * Adds the spans that moved the verdict to `reasons`, in order, as slices of the original text. `share` scales a tilt to the
 * log-odds of the whole text.
 */
export function listReasons({ text, folded, tokens, found, weights }: Weighed, share: number, reasons: Reason[]): void {
  const { starts, ends } = folded;
  let taken = -1;
  let shown = 0;
  for (let index = 0; index < found.length; index++) {
    const match = found[index];
    const tilt = weights[index] ?? 0;
    if (match === undefined || Math.abs(tilt) < LEAST || match.first <= taken) continue;
    let first = match.first;
    if ((match.contexts & NEGATED) !== 0) {
      const before = found[index - 1];
      const isNegator = before !== undefined && (before.roles & NEGATOR) !== 0 && before.first > taken;
      if (isNegator && match.first - before.last <= NEGATOR_REACH) first = before.first;
    }
    const from = tokens.from[first] ?? 0;
    const to = (tokens.to[match.last] ?? 0) - 1;
    const start = starts === null ? from : (starts[from] ?? 0);
    const end = ends === null ? to + 1 : (ends[to] ?? 0);
    taken = match.last;
    if (end <= start || start < shown) continue;
    shown = end;
    reasons.push({ start, end, text: text.slice(start, end), weight: Math.round(tilt * share * 1e4) / 1e4 });
  }
}
