import { type Label, labels, type Scores } from "../../lib/contracts/verdict";
import { softenScores } from "../../lib/core/sentiment/soften-scores";

/** A temperature beyond these says that the model, or the texts, are not what they should be. */
const COLDEST = 0.2;
const HOTTEST = 10;
const STEPS = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The classes that a model gives anything to. */
export const knownClasses = (scores: readonly Scores[]): ReadonlySet<Label> =>
  new Set(labels.filter((label) => scores.some((each) => each[label] > 0)));

/** Mean negative log likelihood of the true labels, in nats. */
export const meanLoss = (scores: readonly Scores[], truth: readonly Label[]): number =>
  scores.reduce((sum, each, index) => sum - Math.log(Math.max(1e-9, each[truth[index] ?? "neutral"])), 0) /
  scores.length;

/** The temperature of least log loss, by golden section over its logarithm: the loss has one valley in it (Guo et al. 2017). */
export function fitTemperature(scores: readonly Scores[], truth: readonly Label[]): number {
  const known = knownClasses(scores);
  const loss = (log: number): number =>
    meanLoss(
      scores.map((each) => softenScores(each, known, Math.exp(log))),
      truth,
    );
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)];
  for (let step = 0; step < STEPS; step += 1) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
