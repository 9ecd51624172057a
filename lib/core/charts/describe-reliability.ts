import type { ReliabilityPlot, ReliabilityPoint } from "./prepare-reliability";

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const count = new Intl.NumberFormat("en");

/** Expected calibration errors: over all sets of the plot, and over crypto news and posts alone. */
interface MeanGaps {
  readonly all: number | null;
  readonly crypto: number | null;
}

const inPoints = (ece: number): string => `${(ece * 100).toFixed(1)} points`;

/** What a reliability plot shows, for those who do not see it: the surest texts, the greatest gap, the mean gaps. */
export function describeReliability({ points, texts }: ReliabilityPlot, { all, crypto }: MeanGaps): string {
  const filled = points.filter((point): point is ReliabilityPoint & { accuracy: number } => point.accuracy !== null);
  const surest = filled.filter(({ few }) => !few).at(-1);
  if (surest === undefined) return `${count.format(texts)} texts: too few to say how often it is right.`;
  const furthest = filled
    .filter(({ few }) => !few)
    .reduce((worst, each) => (gap(each) > gap(worst) ? each : worst), surest);
  const parts = [
    `${count.format(texts)} texts. At its surest it says ${percent(surest.confidence)} and is right in ${percent(surest.accuracy)} (${count.format(surest.count)} texts).`,
    `Furthest off: it says ${percent(furthest.confidence)} and is right in ${percent(furthest.accuracy)} (${count.format(furthest.count)}).`,
  ];
  if (all !== null) {
    const alone = crypto === null ? "" : `, on crypto news and posts alone ${inPoints(crypto)}`;
    parts.push(
      `On average, over all sets with neutral texts, confidence and share right are ${inPoints(all)} apart${alone}.`,
    );
  }
  return parts.join(" ");
}

const gap = ({ confidence, accuracy }: { readonly confidence: number; readonly accuracy: number }): number =>
  Math.abs(confidence - accuracy);
