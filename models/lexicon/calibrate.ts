import { toScores } from "../../lib/core/sentiment/lexical/to-scores";
import type { LabelledText } from "./load-texts";

const order = ["bullish", "neutral", "bearish"] as const;

/** Every source weighs the same, so that the largest does not set the temperature alone. */
function shareOfSources(texts: readonly LabelledText[]): number[] {
  const counts = new Map<string, number>();
  for (const { source } of texts) counts.set(source, (counts.get(source) ?? 0) + 1);
  return texts.map(({ source }) => 1 / (counts.get(source) ?? 1));
}

/** Finds the temperature of least log loss on held-out texts, with the cap in force (Guo et al. 2017, by grid search). */
export function fitTemperature(
  texts: readonly LabelledText[],
  evidence: readonly { tilt: number; plain: number }[],
  cap: number,
): number {
  const shares = shareOfSources(texts);
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let temperature = 0.6; temperature <= 2; temperature += 0.02) {
    let loss = 0;
    texts.forEach(({ target }, index) => {
      const { tilt = 0, plain = 0 } = evidence[index] ?? {};
      loss -= (shares[index] ?? 0) * Math.log(Math.max(1e-9, toScores(tilt, plain, temperature, cap)[order[target]]));
    });
    if (loss < least) {
      least = loss;
      best = temperature;
    }
  }
  return best;
}

/** Lines that say how often texts of each band of confidence are read rightly, with every source weighing the same. */
export function describeBands(
  texts: readonly LabelledText[],
  evidence: readonly { tilt: number; plain: number }[],
  temperature: number,
  cap: number,
): string[] {
  const shares = shareOfSources(texts);
  const bands = [0.33, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 1];
  return bands.slice(0, -1).map((from, band) => {
    let all = 0;
    let right = 0;
    let count = 0;
    texts.forEach(({ target }, index) => {
      const { tilt = 0, plain = 0 } = evidence[index] ?? {};
      const scores = toScores(tilt, plain, temperature, cap);
      const top = Math.max(scores.bullish, scores.neutral, scores.bearish);
      if (top < from - 1e-9 || top >= (bands[band + 1] ?? 1) - 1e-9) return;
      count++;
      all += shares[index] ?? 0;
      if (scores[order[target]] === top) right += shares[index] ?? 0;
    });
    return `confidence ${from.toFixed(2)}+: right ${all === 0 ? "-" : (right / all).toFixed(3)} of ${count}`;
  });
}
