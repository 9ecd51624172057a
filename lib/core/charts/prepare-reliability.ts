import type { ReliabilityBin } from "../sentiment/metrics";

/** One bin of confidence as it is drawn. */
export interface ReliabilityPoint {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence; the middle of an empty bin. */
  readonly confidence: number;
  /** Share right, or null where there was no text: a gap, not a zero. */
  readonly accuracy: number | null;
  /** 95 % interval of the share right: distance below and above it. */
  readonly spread: readonly [number, number] | null;
  /** Too few texts to make anything of it. */
  readonly few: boolean;
}

export interface ReliabilityPlot {
  readonly points: readonly ReliabilityPoint[];
  readonly texts: number;
  /** Where the axes begin; both end at 1. */
  readonly start: { readonly confidence: number; readonly accuracy: number };
  /** Most texts in one bin. */
  readonly most: number;
}

const BINS = 15;
/** The surest of three classes never has less than a third. */
const FIRST = 5;
const FEW = 30;
/** Of the normal distribution, for 95 %. */
const Z = 1.96;

/** Decides what a reliability plot shows: every bin from a third up, empty ones as gaps, each share with its 95 % interval. */
export function prepareReliability(bins: readonly ReliabilityBin[]): ReliabilityPlot {
  const placed = new Map(bins.filter(({ count }) => count > 0).map((bin) => [Math.round(bin.from * BINS), bin]));
  const first = Math.min(FIRST, ...placed.keys());
  const points = Array.from({ length: BINS - first }, (_, offset): ReliabilityPoint => {
    const at = first + offset;
    const range = { from: at / BINS, to: (at + 1) / BINS };
    const bin = placed.get(at);
    if (bin === undefined) {
      return { ...range, count: 0, confidence: (at + 0.5) / BINS, accuracy: null, spread: null, few: false };
    }
    const { count, confidence, accuracy } = bin;
    return { ...range, count, confidence, accuracy, spread: wilson(accuracy, count), few: count < FEW };
  });
  const lowest = Math.min(1, ...points.map(({ accuracy, spread }) => (accuracy ?? 1) - (spread?.[0] ?? 0)));
  return {
    points,
    texts: points.reduce((sum, { count }) => sum + count, 0),
    start: { confidence: first / BINS, accuracy: Math.min(0.3, Math.floor(lowest * 10) / 10) },
    most: Math.max(0, ...points.map(({ count }) => count)),
  };
}

/** Score interval of a share (Wilson 1927), as distances from it. */
function wilson(share: number, count: number): readonly [number, number] {
  const square = Z ** 2 / count;
  const centre = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count));
  return [Math.max(0, share - (centre - half)), Math.max(0, centre + half - share)];
}
