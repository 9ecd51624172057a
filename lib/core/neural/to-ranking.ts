import type { LabelScore } from "../ports";

/** Softmax: logits of one text as a share for each label. */
export function toRanking(labels: readonly string[], logits: readonly number[]): readonly LabelScore[] {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power, index) => ({ label: labels[index] ?? "", score: power / sum }));
}
