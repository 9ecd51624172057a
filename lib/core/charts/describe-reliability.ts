import type { ReliabilityPlot, ReliabilityPoint } from "./prepare-reliability";

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const count = new Intl.NumberFormat("en");

/** What a reliability plot shows, for those who do not see it: the surest texts, the greatest gap, the mean gap. */
export function describeReliability({ points, texts }: ReliabilityPlot, ece: number | null): string {
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
  if (ece !== null) parts.push(`On average confidence and share right are ${(ece * 100).toFixed(1)} points apart.`);
  return parts.join(" ");
}

const gap = ({ confidence, accuracy }: { readonly confidence: number; readonly accuracy: number }): number =>
  Math.abs(confidence - accuracy);
