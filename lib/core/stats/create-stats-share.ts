import { createClockShift } from "./create-clock-shift";
import type { StatsBook } from "./create-stats-book";
import { createTimeline, type Slot } from "./create-timeline";
import { withoutGauges } from "./gauges";
import { placeSlots } from "./place-slots";
import { type CountedSlots, type ReadSlots, readSlots } from "./read-slots";
import { type CountedStats, readStats } from "./read-stats";
import { addTo, emptySheet, isEmpty, type Sheet, sumOf } from "./sheet";
import { levels, slotMsOf, type WindowName, windowMs } from "./windows";

/** Figures that one process hands over, once. */
interface StatsBatch {
  /** Batches of a process are numbered from 1; a batch of a number that was added already is not added again. */
  readonly seq: number;
  readonly total: Sheet;
  readonly slots: readonly Slot[];
}

/** A place where several processes add up what they count. Undefined: it did not answer, and nobody knows what it did. */
export interface SharedStats {
  /**
   * Adds a batch, unless it was added before; without one, only says that this process is there. `confirmed` is the latest that is known to
   * be added, `time` the book's time by which its slots are to be understood. Gives the number of the latest that is added by then: where
   * that is below `confirmed` the place has forgotten something, and nothing was added.
   */
  publish(options: {
    readonly batch: StatsBatch | null;
    readonly confirmed: number;
    readonly time: number;
    readonly since: number;
    readonly leaving: boolean;
  }): Promise<number | undefined>;
  /** The sum of all, and the latest batch of this process that is in it. */
  read(window: WindowName | "all"): Promise<(Omit<CountedStats, "keptIn"> & { readonly seq: number }) | undefined>;
  /** The slots of a window by the place's own clock, which is `now` there; only those that began less than `back` ago. */
  slots(window: WindowName, back: number): Promise<SharedSlots | undefined>;
}

interface SharedSlots {
  readonly slots: readonly Slot[];
  readonly now: number;
  readonly seq: number;
}

interface NumberedBatch extends StatsBatch {
  /** Where it tells a whole life anew: the latest number before it, whose figures it holds too. */
  readonly holds: number;
}

export interface StatsShare {
  /** Takes what a page of the book has. */
  take(sheet: Sheet, time: number): void;
  /** Hands over what was counted. Never fails: what could not be handed over is tried again. */
  push(options?: { readonly leaving?: boolean }): Promise<void>;
  /** All processes together; this one alone where the shared place does not answer. */
  read(window: WindowName | "all"): Promise<CountedStats>;
  /** The same, told apart by time. */
  readonly slots: ReadSlots;
}

/** After a long outage it is handed over in pieces, each of which takes milliseconds. */
const MOST_SLOTS = 40;
/** Slots of batches that are kept after they were added, for a place that goes back in time: some ten minutes. */
const MOST_TOLD_SLOTS = 600;
/** A process that counts nothing says that it is there, and hears whether it was forgotten. */
const HEARTBEAT_MS = 2_000;
const [{ slotMs: FINEST_MS }] = levels;

/**
 * Hands a book's figures over to a shared place, each exactly once: batches are numbered, an answer that got lost is asked for again by
 * the same number. Where the place lost all it had, this process hands over again all that it counted since its start; where it went back
 * to an earlier state, the latest batches.
 */
export function createStatsShare(book: StatsBook, shared: SharedStats): StatsShare {
  let fresh = { total: emptySheet(), timeline: createTimeline() };
  let queue: NumberedBatch[] = [];
  let told: NumberedBatch[] = [];
  let confirmed = 0;
  let last = 0;
  let heardAt = Number.NEGATIVE_INFINITY;
  const shift = createClockShift();
  let pushing: Promise<void> | null = null;

  const enqueue = (total: Sheet, slots: readonly Slot[], holds = 0): void => {
    for (let at = 0; at === 0 || at < slots.length; at += MOST_SLOTS) {
      last += 1;
      const part = { total: at === 0 ? total : emptySheet(), slots: slots.slice(at, at + MOST_SLOTS) };
      queue.push({ seq: last, holds, ...part });
    }
  };

  const confirm = (seen: number): void => {
    confirmed = seen;
    told.push(...queue.filter(({ seq }) => seq <= seen));
    queue = queue.filter(({ seq }) => seq > seen);
    let slots = told.reduce((sum, batch) => sum + batch.slots.length, 0);
    while (slots > MOST_TOLD_SLOTS) slots -= told.shift()?.slots.length ?? slots;
  };

  const retell = (): void => {
    collect();
    [queue, told, confirmed] = [[], [], 0];
    enqueue(sumOf([book.total()]), book.slots(), last);
  };

  const collect = (): void => {
    book.settle();
    const { total, timeline } = fresh;
    const slots = timeline.slots();
    if (isEmpty(total) && slots.length === 0) return;
    fresh = { total: emptySheet(), timeline: createTimeline() };
    enqueue(total, slots);
  };

  const publish = async (batch: StatsBatch | null, leaving: boolean): Promise<boolean> => {
    const seen = await shared.publish({ batch, confirmed, time: book.time(), since: book.since, leaving });
    if (seen === undefined) return false;
    heardAt = book.time();
    if (seen >= confirmed) {
      confirm(seen);
      return batch === null || seen >= batch.seq;
    }
    if (seen === 0) retell();
    else [queue, told, confirmed] = [missingAfter(seen, [...told, ...queue]), [], seen];
    return true;
  };

  /** False where the place did not take all. */
  const pushQueue = async (): Promise<boolean> => {
    for (let [next] = queue; next; [next] = queue) if (!(await publish(next, false))) return false;
    return true;
  };

  const pushAll = async (leaving: boolean): Promise<void> => {
    // What could not be handed over yet keeps growing in `fresh`, which is bounded; the queue is not added to.
    if (queue.length === 0) collect();
    if (!(await pushQueue())) return;
    // What was counted while the queue waited comes with the next push; who leaves has no next.
    if (leaving) collect();
    if (!(await pushQueue())) return;
    if (leaving || book.time() - heardAt > HEARTBEAT_MS) await publish(null, leaving);
  };

  /**
   * What is not handed over as a question is asked: what is handed over while the answer is on its way is not in the answer. What is counted
   * meanwhile is in none, and may be added.
   */
  const unsentNow = () => {
    const [numbered, known, next, rest] = [[...told, ...queue], confirmed, last + 1, fresh];
    return {
      /** It has forgotten this process, and will be told anew. */
      isForgotten: (seq: number): boolean => seq === 0 && known > 0,
      missing: (seq: number) => missingAfter(seq, numbered),
      rest: (seq: number) => (seq < next ? [rest] : []),
    };
  };

  const readSum = async (window: WindowName | "all"): Promise<CountedStats> => {
    book.settle();
    const unsent = unsentNow();
    const answer = await shared.read(window);
    if (answer === undefined) {
      const alone = readStats(book, window, "memory");
      return { ...alone, sheet: sumOf([alone.sheet]) };
    }
    const { seq, ...theirs } = answer;
    const all = window === "all";
    const since = all ? 0 : book.time() - windowMs[window];
    const parts = unsent.isForgotten(seq)
      ? [readStats(book, window, "memory").sheet]
      : [
          ...unsent.rest(seq).map(({ total, timeline }) => (all ? total : timeline.sumSince(since))),
          ...unsent
            .missing(seq)
            .flatMap(({ total, slots }) =>
              all ? [total] : slots.flatMap(({ at, ms, sheet }) => (at + ms > since ? [sheet] : [])),
            ),
        ];
    return { ...theirs, sheet: withoutGauges(sumOf([theirs.sheet, ...parts])), keptIn: "redis" };
  };

  const readShared = async (window: WindowName, since = Number.NEGATIVE_INFINITY): Promise<CountedSlots> => {
    book.settle();
    const unsent = unsentNow();
    const ms = slotMsOf(window);
    const wall = (): number => book.time() - book.aheadMs();
    // Some more than is wanted, as clocks differ.
    const back = Math.min(windowMs[window], wall() - since) + 2 * ms;
    const answer = back > 0 ? await shared.slots(window, back) : undefined;
    if (answer === undefined) return readSlots(book, window, since);
    const [to, now] = [wall(), book.time()];
    const moved = shift(answer.now - to);
    const own = unsent.isForgotten(answer.seq)
      ? [book.slotsOf(window, now - back)]
      : [
          ...unsent.rest(answer.seq).map(({ timeline }) => timeline.slotsOf(FINEST_MS, now - back, now - back)),
          ...unsent.missing(answer.seq).map(({ slots }) => slots),
        ];
    const from = answer.now - windowMs[window];
    return {
      slots: placeSlots(answer.slots, own.flat(), ms, answer.now - now)
        .filter(({ at }) => at > from && at + ms > since + moved)
        .map((slot) => ({ ...slot, at: slot.at - moved })),
      slotMs: ms,
      from: to - windowMs[window],
      to,
    };
  };

  return {
    take(sheet, time) {
      addTo(fresh.total, withoutGauges(sheet));
      fresh.timeline.add(sheet, time);
    },
    async push({ leaving = false } = {}) {
      if (leaving) await pushing;
      pushing ??= pushAll(leaving).finally(() => {
        pushing = null;
      });
      await pushing;
    },
    read: readSum,
    slots: readShared,
  };
}

/** What a place lacks that has all up to a number. A batch that holds some of what is there is left out: rather too little than twice. */
const missingAfter = (seen: number, batches: readonly NumberedBatch[]): NumberedBatch[] =>
  batches.filter(({ seq, holds }) => seq > seen && (seen === 0 || seen >= holds));
