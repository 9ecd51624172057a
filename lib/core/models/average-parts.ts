import type { Scores } from "../../contracts/verdict";
import { guessTokens } from "./split-text";

/** The mean of the scores of a text's parts, each counted by its length. */
export function averageParts(parts: readonly string[], scores: readonly Scores[]): Scores {
  const weights = parts.map((part) => Math.max(1, guessTokens(part)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (label: keyof Scores): number =>
    scores.reduce((sum, each, index) => sum + each[label] * (weights[index] ?? 0), 0) / total;
  return { bullish: mean("bullish"), neutral: mean("neutral"), bearish: mean("bearish") };
}
