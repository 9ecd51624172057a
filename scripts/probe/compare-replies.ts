import type { Reply } from "./ask-question";

type Verdict = "same" | "differs" | "unreachable" | "not asked" | "not met";

export interface Row {
  readonly question: string;
  readonly real: string;
  readonly double: string;
  readonly verdict: Verdict;
}

/** A line of the table. Nothing can be said where the real service did not answer. */
export function compareReplies(question: string, real: Reply | null, double: Reply): Row {
  if (real === null)
    return {
      question,
      real: "-",
      double: double.words,
      verdict: double.kind === "answered" ? "not asked" : double.kind,
    };
  const verdict = real.kind !== "answered" ? real.kind : real.words === double.words ? "same" : "differs";
  return { question, real: real.words, double: double.words, verdict };
}

/** 0: nothing differs. 1: something does. 2: no real service answered anything. */
export function exitCodeOf(rows: readonly Row[]): 0 | 1 | 2 {
  if (rows.some(({ verdict }) => verdict === "differs")) return 1;
  return rows.some(({ verdict }) => verdict === "same") ? 0 : 2;
}
