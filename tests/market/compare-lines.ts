import type { IndicatorLines } from "../../lib/core/market/indicators/indicator-spec";

/** Lines by name, a lone one as "line". */
export const namedLines = (lines: IndicatorLines): Readonly<Record<string, Float64Array>> =>
  lines instanceof Float64Array ? { line: lines } : lines;

/**
 * Greatest distance of two lines, as a share of the expected value or of `scale` where that is greater. Infinite where one has a number
 * and the other none.
 */
export function greatestGap(
  line: Float64Array,
  expected: readonly (number | null | undefined)[],
  scale: (at: number) => number = () => 0,
): number {
  if (line.length !== expected.length) return Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const [i, value] of line.entries()) {
    const right = expected[i] ?? null;
    if (right === null && Number.isNaN(value)) continue;
    if (right === null || !Number.isFinite(value)) return Number.POSITIVE_INFINITY;
    if (value === right) continue;
    greatest = Math.max(greatest, Math.abs(value - right) / Math.max(Math.abs(right), scale(i)));
  }
  return greatest;
}
