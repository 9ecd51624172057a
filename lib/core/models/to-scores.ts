import type { Label, Scores } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import type { LabelScore } from "../ports";
import { softenScores } from "../sentiment/soften-scores";
import type { ModelSpec } from "./model-spec";

/** Rounding on the way may move a sum this far from 1. */
const SUM_SLACK = 0.02;

/**
 * Believes one ranking of a model, or not: every label of the model once and no other, finite scores from 0 to 1 that sum
 * to 1. Gives the probability of each class, 0 for a class that the model does not know. Errors: bad_answer.
 */
export function toScores(
  spec: Pick<ModelSpec, "labels" | "temperature">,
  ranking: readonly LabelScore[],
): Outcome<Scores> {
  const meaning = new Map(Object.entries(spec.labels).map(([name, label]) => [name.toLowerCase(), label]));
  const seen = new Set<string>();
  const shares: Record<Label, number> = { bullish: 0, neutral: 0, bearish: 0 };
  let sum = 0;
  for (const { label, score } of ranking) {
    const name = label.toLowerCase();
    const means = meaning.get(name);
    if (means === undefined) return distrust("it used a label that the model does not have");
    if (seen.has(name)) return distrust("it gave a label twice");
    if (!(score >= 0 && score <= 1 + 1e-6)) return distrust("a score is not a probability");
    seen.add(name);
    shares[means] += score;
    sum += score;
  }
  if (seen.size < meaning.size) return distrust("a label is missing");
  if (Math.abs(sum - 1) > SUM_SLACK) return distrust("the scores do not sum to 1");
  return ok(softenScores(shares, new Set(meaning.values()), spec.temperature));
}

const distrust = (detail: string) => failed("bad_answer", { detail });
