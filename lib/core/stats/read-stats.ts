import type { StatsBook } from "./create-stats-book";
import type { Sheet } from "./sheet";
import { type WindowName, windowMs } from "./windows";

/** Figures of a window of time, or of all time. */
export interface CountedStats {
  readonly sheet: Sheet;
  /** From when on they count, by the wall clock as it is set now: milliseconds since the epoch. */
  readonly since: number;
  /** How many processes count together. */
  readonly replicas: number;
  readonly keptIn: "memory" | "disk" | "redis";
}

export type ReadStats = (window: WindowName | "all") => Promise<CountedStats>;

/** The figures of one book, which no other process writes in. */
export function readStats(book: StatsBook, window: WindowName | "all", keptIn: CountedStats["keptIn"]): CountedStats {
  const all = window === "all";
  const since = all ? book.since : Math.max(book.since, book.time() - windowMs[window]);
  return {
    sheet: all ? book.total() : book.sumOf(window),
    since: since - book.aheadMs(),
    replicas: 1,
    keptIn,
  };
}
