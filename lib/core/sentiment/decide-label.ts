import type { Label, Scores } from "../../contracts/verdict";

const calmFirst = ["neutral", "bearish", "bullish"] as const satisfies readonly Label[];

/** The class with the highest score; on a tie, the calmer of the two. */
export const decideLabel = (scores: Scores): Label =>
  calmFirst.reduce((best, label) => (scores[label] > scores[best] ? label : best));
