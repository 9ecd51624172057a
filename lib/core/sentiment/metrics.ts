/** How well predicted labels meet the true ones. All figures are shares from 0 to 1. */
interface ClassFigures {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** How many texts truly have this label. */
  readonly support: number;
}

export interface Metrics {
  readonly count: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly classes: readonly ClassFigures[];
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence of the bin's texts. */
  readonly confidence: number;
  /** Share of them that were right. */
  readonly accuracy: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Accuracy, and precision, recall and F1 of each class (0 where undefined); macro-F1 is the mean over `labels`. */
export function measureLabels<L extends string>(
  gold: readonly L[],
  predicted: readonly L[],
  labels: readonly L[],
): Metrics {
  if (gold.length !== predicted.length) throw new RangeError("Every text needs one true and one predicted label.");
  const classes = labels.map((label): ClassFigures => {
    let hits = 0;
    let claimed = 0;
    let support = 0;
    gold.forEach((truth, index) => {
      if (truth === label) support++;
      if (predicted[index] === label) claimed++;
      if (truth === label && predicted[index] === label) hits++;
    });
    return {
      label,
      precision: ratio(hits, claimed),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, claimed + support),
      support,
    };
  });
  const right = gold.filter((truth, index) => truth === predicted[index]).length;
  return {
    count: gold.length,
    accuracy: ratio(right, gold.length),
    macroF1: ratio(
      classes.reduce((sum, each) => sum + each.f1, 0),
      classes.length,
    ),
    classes,
  };
}

/** Sorts confidences into equal-width bins on (0, 1]; the first bin takes 0 too. Empty bins are kept. */
export function binConfidence(confidence: readonly number[], right: readonly boolean[], bins = 15): ReliabilityBin[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  confidence.forEach((value, index) => {
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(value * bins) - 1))];
    if (bin === undefined) return;
    bin.count++;
    bin.confidence += value;
    if (right[index] === true) bin.right++;
  });
  return sums.map((sum, index) => ({
    from: index / bins,
    to: (index + 1) / bins,
    count: sum.count,
    confidence: ratio(sum.confidence, sum.count),
    accuracy: ratio(sum.right, sum.count),
  }));
}

/** Expected calibration error: mean gap between confidence and accuracy over the bins, weighed by count (Naeini et al. 2015). */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  return ratio(
    bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0),
    count,
  );
}
