import { type Label, labels, type Scores } from "../../contracts/verdict";

export interface Opinion {
  readonly scores: Scores;
  readonly weight: number;
}

/** No model is so sure that the others no longer count. */
const FLOOR = 0.005;

/**
 * Pools opinions by the weighted mean of their log-probabilities (logarithmic opinion pool, Genest & Zidek 1986). An opinion without
 * neutral (probability 0) knows only two classes: it is given the neutral share that the others agree on.
 */
export function poolScores(opinions: readonly Opinion[]): Scores {
  const full = opinions.filter(({ scores }) => scores.neutral > 0);
  const neutral = full.length === 0 ? 0 : geometricMean(full).neutral;
  const known: readonly Label[] = full.length === 0 ? ["bullish", "bearish"] : labels;
  const filled = opinions.map(({ scores, weight }) =>
    scores.neutral > 0
      ? { scores, weight }
      : {
          scores: { bullish: scores.bullish * (1 - neutral), neutral, bearish: scores.bearish * (1 - neutral) },
          weight,
        },
  );
  return geometricMean(filled, known);
}

function geometricMean(opinions: readonly Opinion[], known: readonly Label[] = labels): Scores {
  const total = opinions.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (label: Label): number =>
    known.includes(label)
      ? Math.exp(
          opinions.reduce((sum, { scores, weight }) => sum + weight * Math.log(Math.max(FLOOR, scores[label])), 0) /
            total,
        )
      : 0;
  const [bullish, neutral, bearish] = [mean("bullish"), mean("neutral"), mean("bearish")];
  const sum = bullish + neutral + bearish;
  return { bullish: bullish / sum, neutral: neutral / sum, bearish: bearish / sum };
}

/**
 * How far opinions are apart: their weighted Jensen-Shannon divergence (Lin 1991) over its greatest value, the entropy of the weights.
 * 0: alike; 1: each sure of another class.
 */
export function measureDisagreement(opinions: readonly Opinion[]): number {
  const total = opinions.reduce((sum, { weight }) => sum + weight, 0);
  const mixed = (label: Label): number =>
    opinions.reduce((sum, { scores, weight }) => sum + (weight / total) * scores[label], 0);
  const apart =
    entropy(labels.map(mixed)) -
    opinions.reduce(
      (sum, { scores, weight }) => sum + (weight / total) * entropy(labels.map((label) => scores[label])),
      0,
    );
  const most = entropy(opinions.map(({ weight }) => weight / total));
  return most === 0 ? 0 : Math.min(1, Math.max(0, apart / most));
}

const entropy = (shares: readonly number[]): number =>
  -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);
