import { type Label, labels, type Scores } from "../../contracts/verdict";
import { decideLabel } from "./decide-label";

export interface Opinion {
  readonly scores: Scores;
  readonly weight: number;
}

/** No model is so sure that the others no longer count. */
const FLOOR = 0.005;

/** Pools opinions by the weighted mean of their log-probabilities (logarithmic opinion pool, Genest & Zidek 1986). */
export function poolScores(opinions: readonly Opinion[]): Scores {
  const known: readonly Label[] = opinions.some(knowsNeutral) ? labels : ["bullish", "bearish"];
  return geometricMean(fillNeutral(opinions), known);
}

/** Lets no class have more than `cap`; what it loses goes to the others, by their share. */
export function capScores(scores: Scores, cap: number): Scores {
  const label = decideLabel(scores);
  if (scores[label] <= cap) return scores;
  const rest = (1 - cap) / (1 - scores[label]);
  const capped = (each: Label): number => (each === label ? cap : scores[each] * rest);
  return { bullish: capped("bullish"), neutral: capped("neutral"), bearish: capped("bearish") };
}

const knowsNeutral = ({ scores }: Opinion): boolean => scores.neutral > 0;

/** An opinion without neutral (probability 0) knows only two classes: it is given the neutral share that the others agree on. */
function fillNeutral(opinions: readonly Opinion[]): readonly Opinion[] {
  const full = opinions.filter(knowsNeutral);
  if (full.length === 0 || full.length === opinions.length) return opinions;
  const { neutral } = geometricMean(full);
  return opinions.map((opinion) => {
    if (knowsNeutral(opinion)) return opinion;
    const { bullish, bearish } = opinion.scores;
    return { ...opinion, scores: { bullish: bullish * (1 - neutral), neutral, bearish: bearish * (1 - neutral) } };
  });
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
 * 0: alike; 1: each sure of another class. A model without neutral is no farther from the others for not knowing it.
 */
export function measureDisagreement(given: readonly Opinion[]): number {
  const opinions = fillNeutral(given);
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
