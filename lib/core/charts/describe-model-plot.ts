import { formatMs } from "./format-ms";
import type { ModelRow } from "./list-model-rows";
import { placeWords } from "./place-words";

type Placed = ModelRow & { readonly p50Ms: number; readonly macroF1: number };

/** One sentence: how many have a place, who is quickest and who is best. One alone is neither. */
export function describeModelPlot(points: readonly Placed[], of: number): string {
  const [first] = points;
  if (first === undefined) return `None of ${of} models has a place yet.`;
  if (points.length === 1)
    return `1 of ${of} models has a place: ${nameOf(first)}, median ${formatMs(first.p50Ms)}, macro-F1 ${first.macroF1.toFixed(2)}.`;
  const quickest = points.reduce((best, one) => (one.p50Ms < best.p50Ms ? one : best), first);
  const best = points.reduce((top, one) => (isBetter(one, top) ? one : top), quickest);
  const count = `${points.length} of ${of} models have a place`;
  const quick = `${nameOf(quickest)} is the quickest (${formatMs(quickest.p50Ms)}, macro-F1 ${quickest.macroF1.toFixed(2)})`;
  return best === quickest
    ? `${count}: ${quick}, and none reads better.`
    : `${count}: ${quick}, ${nameOf(best)} reads best (${formatMs(best.p50Ms)}, macro-F1 ${best.macroF1.toFixed(2)}).`;
}

/** Of two that read equally well the quicker one. */
const isBetter = (one: Placed, other: Placed): boolean =>
  one.macroF1 > other.macroF1 || (one.macroF1 === other.macroF1 && one.p50Ms < other.p50Ms);

const nameOf = ({ name, place }: Placed): string => `${name} ${placeWords[place].at}`;
