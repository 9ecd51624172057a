import { type Heading, headingOf } from "@/components/blocks/verdict-words";
import type { RowResult } from "@/lib/browser/row-result";
import type { Thresholds } from "@/lib/contracts/verdict";

export type RowKind = Heading | "failed";
export const rowKinds = ["bullish", "neutral", "bearish", "unsure", "failed"] as const satisfies readonly RowKind[];
export type Counts = Readonly<Record<RowKind, number>>;

export const noCounts: Counts = { bullish: 0, neutral: 0, bearish: 0, unsure: 0, failed: 0 };

/** Thresholds are null as long as no row was read: all that came are errors. */
export const kindOf = (result: RowResult, thresholds: Thresholds | null): RowKind =>
  "error" in result ? "failed" : thresholds === null ? result.label : headingOf(result, thresholds);

export function countResults(before: Counts, results: readonly RowResult[], thresholds: Thresholds | null): Counts {
  const counts: Record<RowKind, number> = { ...before };
  for (const result of results) counts[kindOf(result, thresholds)] += 1;
  return counts;
}
