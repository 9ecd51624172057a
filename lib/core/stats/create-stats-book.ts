import type { ErrorCode } from "../../contracts/errors";
import type { FailureCode } from "../../contracts/failures";
import type { FunctionName } from "../../contracts/functions";
import type { Degraded, EngineName } from "../../contracts/verdict";
import type { Clock } from "../ports";
import type { AttemptEvent } from "../resilience/create-host-policy";
import { createBookClock } from "./create-book-clock";
import { createTimeline, type PackedSlots, type Slot } from "./create-timeline";
import { type Manner, nameOf } from "./names";
import { renderSlots } from "./render-slots";
import { addTo, countIn, emptySheet, isEmpty, type Sheet, timeIn } from "./sheet";
import { levels, type WindowName, windowMs } from "./windows";

/** Takes note of what happens. Cheap, never fails, and bounded: all names come from closed lists. */
export interface StatsRecorder {
  /** A function of the API answered; `other` where a request named none. */
  called(name: FunctionName | "other", code: "ok" | ErrorCode, ms: number): void;
  /** A verdict was given, by whom, and who was out. */
  spoke(manner: Manner, engine: EngineName, degraded: readonly Degraded[]): void;
  /** An engine of a tier was asked for a verdict. */
  asked(engine: EngineName, code: "ok" | FailureCode, ms: number): void;
  /** A model was asked once. */
  attempted(event: AttemptEvent): void;
  /** A look into the cache. */
  looked(hit: "fresh" | "stale" | "miss"): void;
  /** A call was turned away because there were too many. */
  shed(): void;
}

/** What was counted before this process. */
export interface SavedBook {
  /** Since when, in milliseconds since the epoch. */
  readonly since: number;
  readonly total: Sheet;
  /** Oldest first. */
  readonly slots: readonly PackedSlots[];
}

export interface StatsBook extends StatsRecorder {
  /** Since when `total` counts, in milliseconds since the epoch. */
  readonly since: number;
  /** Closes the page that is written on, so that `settled` has heard of all. */
  settle(): void;
  total(): Sheet;
  sumOf(window: WindowName): Sheet;
  slots(): readonly Slot[];
  /** All that a later process needs, as JSON: what changes with each call, and what changes every few minutes. */
  renderRecent(): string;
  renderHistory(): string;
  /** Bytes of all slots together. */
  size(): number;
  /** The book's own time, which never goes back: milliseconds since the epoch. */
  time(): number;
  /** How far that is ahead of the wall clock, which may have been set back. */
  aheadMs(): number;
}

export interface StatsBookOptions {
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly saved?: SavedBook | null;
  /** Told of each sheet when it is closed, with the time in which it was counted. */
  readonly settled?: (sheet: Sheet, time: number) => void;
  /** Told that something was counted. */
  readonly counted?: () => void;
  /** Told that the history changed. */
  readonly coarsened?: () => void;
}

const [{ slotMs: FINEST_MS }] = levels;

/** Counts in totals and over time. One process writes in it; several books are added up elsewhere. */
export function createStatsBook({ clock, saved, settled, counted, coarsened }: StatsBookOptions): StatsBook {
  const newest = saved?.slots.flatMap(({ slots }) => slots.map(({ at }) => at)).at(-1);
  const time = createBookClock(clock, newest);
  const total = emptySheet();
  if (saved) addTo(total, saved.total);
  const timeline = createTimeline(saved?.slots, coarsened);
  const since = saved?.since ?? time();

  let page = emptySheet();
  let pageTime = time();

  /** Closes the page that is written on: its figures go into the totals and to their time. */
  const settle = (): void => {
    if (isEmpty(page)) return;
    const full = page;
    page = emptySheet();
    addTo(total, full);
    timeline.add(full, pageTime);
    settled?.(full, pageTime);
  };

  const turnPage = (): Sheet => {
    const now = time();
    if (now - (pageTime - (pageTime % FINEST_MS)) >= FINEST_MS) {
      settle();
      pageTime = now;
    }
    counted?.();
    return page;
  };

  return {
    since,
    settle,
    called(name, code, ms) {
      const sheet = turnPage();
      countIn(sheet, nameOf.call(name, code));
      timeIn(sheet, nameOf.callTime(name), ms);
    },
    spoke(manner, engine, degraded) {
      const sheet = turnPage();
      countIn(sheet, nameOf.text(engine, manner));
      // A tier with several models may be named several times for one reason.
      for (const name of new Set(degraded.map(({ tier, code }) => nameOf.without(tier, code)))) countIn(sheet, name);
    },
    asked(engine, code, ms) {
      const sheet = turnPage();
      countIn(sheet, nameOf.ask(engine, code));
      if (code === "ok") timeIn(sheet, nameOf.askTime(engine), ms);
    },
    attempted({ model, attempt, outcome, ms }) {
      const sheet = turnPage();
      countIn(sheet, nameOf.attempt(model, outcome));
      if (attempt > 0) countIn(sheet, nameOf.retry(model));
      if (outcome === "answered") timeIn(sheet, nameOf.attemptTime(model), ms);
    },
    looked: (hit) => countIn(turnPage(), nameOf.look(hit)),
    shed: () => countIn(turnPage(), nameOf.shed()),
    total() {
      settle();
      return total;
    },
    sumOf(window) {
      settle();
      return timeline.sumSince(time() - windowMs[window]);
    },
    slots() {
      settle();
      return timeline.slots();
    },
    renderRecent() {
      settle();
      const recent = renderSlots(timeline.packed("fine"));
      return `{"version":1,"since":${Math.round(since)},"total":${JSON.stringify(total)},"recent":${recent}}`;
    },
    renderHistory: () => `{"version":1,"history":${renderSlots(timeline.packed("coarse"))}}`,
    size: timeline.size,
    time,
    aheadMs: () => time() - clock.wall(),
  };
}
