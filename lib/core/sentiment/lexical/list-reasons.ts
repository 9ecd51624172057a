import type { Reason } from "../../../contracts/verdict";
import type { FoldedText } from "./fold-text";
import type { Match } from "./match-phrases";
import { roles } from "./role-words";
import type { Tokens } from "./tokens";
import { negatedBit } from "./weigh-matches";

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

/** Lists the spans that moved the verdict, in order, as slices of the original text. `share` scales a tilt to the log-odds of the whole text. */
export function listReasons({ text, folded, tokens, found, weights }: Weighed, share: number): Reason[] {
  const reasons: Reason[] = [];
  let taken = -1;
  let shown = 0;
  found.forEach((match, index) => {
    const weight = (weights[index] ?? 0) * share;
    if (Math.abs(weights[index] ?? 0) < LEAST || match.first <= taken) return;
    const before = found[index - 1];
    const isNegated =
      (match.contexts & negatedBit) !== 0 &&
      before !== undefined &&
      (before.roles & roles.negator) !== 0 &&
      before.first > taken &&
      match.first - before.last <= NEGATOR_REACH;
    const first = isNegated ? before.first : match.first;
    const from = tokens.from[first] ?? 0;
    const to = (tokens.to[match.last] ?? 0) - 1;
    const start = folded.starts === null ? from : (folded.starts[from] ?? 0);
    const end = folded.ends === null ? to + 1 : (folded.ends[to] ?? 0);
    taken = match.last;
    if (end <= start || start < shown) return;
    shown = end;
    reasons.push({ start, end, text: text.slice(start, end), weight: Math.round(weight * 1e4) / 1e4 });
  });
  return reasons;
}
