import type { CleanReport } from "../../core/market/candle-source";

interface Choice {
  readonly path: string;
  readonly report: CleanReport;
}

/** One unfinished candle at the end is no fault of a file; a tail of several is. */
const hasPartialTail = ({ partialFrom, last }: CleanReport): boolean => partialFrom !== null && partialFrom < last;

/**
 * Of several files of the same candles the one to show: without a partial tail, then with the latest candle, then with the most, then the
 * first by name. They are never mixed.
 */
export function chooseTable<T extends Choice>(choices: readonly T[]): T | null {
  const [best] = [...choices].sort(
    (a, b) =>
      Number(hasPartialTail(a.report)) - Number(hasPartialTail(b.report)) ||
      b.report.last - a.report.last ||
      b.report.candles - a.report.candles ||
      (a.path < b.path ? -1 : 1),
  );
  return best ?? null;
}
