import type { StatsBook } from "./create-stats-book";
import type { Sheet } from "./sheet";
import { slotMsOf, type WindowName, windowMs } from "./windows";

/** What was counted from `at` on for `ms` milliseconds, by all servers that count together. */
export interface CountedSlot {
  /** Milliseconds since the epoch, by the wall clock as it is set now, to some seconds; the same from one look to the next. */
  readonly at: number;
  readonly ms: number;
  /** Samples too; functions, models and what failed are not told apart (`foldSheets`). */
  readonly sheet: Sheet;
}

export interface CountedSlots {
  /**
   * Oldest first, each of the window's own length; none where nothing was counted. Those that begin in the window: all are whole but
   * the newest, which still grows.
   */
  readonly slots: readonly CountedSlot[];
  readonly slotMs: number;
  readonly from: number;
  readonly to: number;
}

/** The figures of a window, told apart by time. `since`: only slots that end after it (milliseconds since the epoch). */
export type ReadSlots = (window: WindowName, since?: number) => Promise<CountedSlots>;

/** The slots of one book, which no other process writes in. */
export function readSlots(book: StatsBook, window: WindowName, since = Number.NEGATIVE_INFINITY): CountedSlots {
  const shift = book.shiftMs();
  const to = book.time() - book.aheadMs();
  return {
    slots: book.slotsOf(window, since + shift).map((slot) => ({ ...slot, at: slot.at - shift })),
    slotMs: slotMsOf(window),
    from: to - windowMs[window],
    to,
  };
}
