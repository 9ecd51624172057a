import type { ReliabilityBinRow } from "../../contracts/evaluation";
import type { ReliabilityBin } from "../sentiment/metrics";

/** Puts the bins of several sets together: counts are added, means weighed by them. In the order of confidence, empty ones left out. */
export function poolBins(sets: readonly (readonly ReliabilityBinRow[])[]): readonly ReliabilityBin[] {
  const pooled = new Map<number, { from: number; to: number; count: number; confidence: number; right: number }>();
  for (const [from, to, count, confidence, accuracy] of sets.flat()) {
    const bin = pooled.get(from) ?? { from, to, count: 0, confidence: 0, right: 0 };
    bin.count += count;
    bin.confidence += count * confidence;
    bin.right += count * accuracy;
    pooled.set(from, bin);
  }
  return [...pooled.values()]
    .sort((one, other) => one.from - other.from)
    .map(({ from, to, count, confidence, right }) => ({
      from,
      to,
      count,
      confidence: confidence / count,
      accuracy: right / count,
    }));
}
