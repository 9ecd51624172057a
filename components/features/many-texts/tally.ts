import { type Heading, headingOf } from "@/components/blocks/verdict-words";
import type { RowResult } from "@/lib/browser/row-result";

export type RowKind = Heading | "failed";
export const rowKinds = ["bullish", "neutral", "bearish", "unsure", "failed"] as const satisfies readonly RowKind[];
export type Counts = Readonly<Record<RowKind, number>>;

export const noCounts: Counts = { bullish: 0, neutral: 0, bearish: 0, unsure: 0, failed: 0 };

export const kindOf = (result: RowResult): RowKind => ("error" in result ? "failed" : headingOf(result));

export function countResults(before: Counts, results: readonly RowResult[]): Counts {
  const counts: Record<RowKind, number> = { ...before };
  for (const result of results) counts[kindOf(result)] += 1;
  return counts;
}
