import type { Label } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";

const known: Readonly<Record<string, Label>> = {
  bullish: "bullish",
  positive: "bullish",
  pos: "bullish",
  neutral: "neutral",
  neu: "neutral",
  bearish: "bearish",
  negative: "bearish",
  neg: "bearish",
};

/** What a model's own labels mean, by their names alone: LABEL_0 means nothing to anyone. Errors: bad_files. */
export function meaningOf(labels: readonly string[]): Outcome<Readonly<Record<string, Label>>> {
  const pairs = labels.flatMap((label): [string, Label][] => {
    const means = known[label.toLowerCase()];
    return means === undefined ? [] : [[label, means]];
  });
  const moods = new Set(pairs.map(([, means]) => means));
  if (pairs.length < labels.length || !moods.has("bullish") || !moods.has("bearish")) {
    return failed("bad_files", { detail: "its labels are not positive, neutral, negative or the like" });
  }
  return ok(Object.fromEntries(pairs));
}
