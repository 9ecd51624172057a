import type { Label, Scores } from "../../lib/contracts/verdict";
import { decideLabel } from "../../lib/core/sentiment/decide-label";
import {
  binConfidence,
  expectedCalibrationError,
  type Metrics,
  measureLabels,
  type ReliabilityBin,
} from "../../lib/core/sentiment/metrics";
import type { Row } from "./read-rows";

export interface ScoreFigures extends Metrics {
  /** Null when the scores are no probabilities. */
  readonly ece: number | null;
  readonly bins: readonly ReliabilityBin[];
}

const three = ["bullish", "neutral", "bearish"] as const;
const two = ["bullish", "bearish"] as const;

/** The labels a set is measured on: a set without neutral texts is read without neutral. */
export const labelsOf = (rows: readonly Row[]): readonly Label[] =>
  rows.some((row) => row.label === "neutral") ? three : two;

function pick(scores: Scores, labels: readonly Label[]): { label: Label; confidence: number } {
  const label =
    labels === three ? decideLabel(scores) : scores.bearish > scores.bullish ? ("bearish" as const) : "bullish";
  const sum = labels.reduce((total, each) => total + scores[each], 0);
  return { label, confidence: sum === 0 ? 1 / labels.length : scores[label] / sum };
}

/** Holds the scores of a set's texts against the labels of people. */
export function measureScores(
  rows: readonly Row[],
  scores: readonly Scores[],
  areProbabilities: boolean,
): ScoreFigures {
  const labels = labelsOf(rows);
  const picked = scores.map((each) => pick(each, labels));
  const bins = binConfidence(
    picked.map((each) => each.confidence),
    picked.map((each, index) => each.label === rows[index]?.label),
  );
  return {
    ...measureLabels(
      rows.map((row) => row.label),
      picked.map((each) => each.label),
      labels,
    ),
    ece: areProbabilities ? expectedCalibrationError(bins) : null,
    bins,
  };
}
