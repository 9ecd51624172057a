import { labels, type Scores } from "../../lib/contracts/verdict";
import { decideLabel } from "../../lib/core/sentiment/decide-label";

export interface Parity {
  readonly same_label: number;
  readonly mean_difference: number;
  readonly most_difference: number;
}

/** How far two readings of the same texts are apart: share of equal labels, mean and greatest difference of a probability. */
export function measureParity(one: readonly Scores[], other: readonly Scores[]): Parity {
  let same = 0;
  let sum = 0;
  let most = 0;
  one.forEach((scores, index) => {
    const against = other[index];
    if (against === undefined) throw new RangeError("Both must have read the same texts.");
    if (decideLabel(scores) === decideLabel(against)) same += 1;
    for (const label of labels) {
      const difference = Math.abs(scores[label] - against[label]);
      sum += difference;
      most = Math.max(most, difference);
    }
  });
  const count = Math.max(1, one.length);
  return { same_label: same / count, mean_difference: sum / (count * labels.length), most_difference: most };
}
