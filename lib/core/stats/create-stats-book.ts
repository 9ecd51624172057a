import type { ErrorCode } from "../../contracts/errors";
import type { FailureCode } from "../../contracts/failures";
import type { FunctionName } from "../../contracts/functions";
import type { PartKind, PartState } from "../../contracts/parts";
import type { Degraded, EngineName } from "../../contracts/verdict";
import type { Clock } from "../ports";
import type { AttemptEvent } from "../resilience/create-host-policy";
import { createBookClock } from "./create-book-clock";
import { createClockShift } from "./create-clock-shift";
import { createTimeline, type PackedSlots, type Slot } from "./create-timeline";
import { type Sample, sampleIn, withoutGauges } from "./gauges";
import { type Manner, nameOf } from "./names";
import { renderSlots } from "./render-slots";
import { addTo, countIn, emptySheet, isEmpty, type Sheet, timeIn } from "./sheet";
import { levels, slotMsOf, type WindowName, windowMs } from "./windows";

/** Takes note of what happens. Cheap, never fails, and bounded: all names come from closed lists. */
export interface StatsRecorder {
  /** A function of the API answered; `other` where a request named none. `ms`: null where its time says nothing. */
  called(name: FunctionName | "other", code: "ok" | ErrorCode, ms: number | null): void;
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
  /** Something is in another state than before. */
  changed(kind: PartKind, to: PartState): void;
  /** How this server is; asked for once in every slot of the finest kind, so that one that is missing says that nothing ran. */
  sampled(sample: Sample): void;
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
  /** Without samples, as every sum. */
  total(): Sheet;
  /** As `total`, but only what was counted here: nothing of what was saved before. */
  own(): Sheet;
  sumOf(window: WindowName): Sheet;
  slots(): readonly Slot[];
  /** Slots of a window, each of its length, whole and folded, by the book's own time. `since`: only those that end after it. */
  slotsOf(window: WindowName, since?: number): readonly Slot[];
  /** All that a later process needs, as JSON: what changes with each call, and what changes every few minutes. */
  renderRecent(): string;
  renderHistory(): string;
  /** Bytes of all slots together. */
  size(): number;
  /** The book's own time, which never goes back: milliseconds since the epoch. */
  time(): number;
  /** How far that is ahead of the wall clock, which may have been set back. */
  aheadMs(): number;
  /** The same for slots: it stays as it is while what it is made of wavers. */
  shiftMs(): number;
}

export interface StatsBookOptions {
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly saved?: SavedBook | null;
  /** Told of each sheet when it is closed, with the time in which it was counted. */
  readonly settled?: (sheet: Sheet, time: number) => void;
  /** Told that something was counted. */
  readonly counted?: () => void;
  /** Told that a sample was taken. */
  readonly sampled?: () => void;
  /** Told that the history changed. */
  readonly coarsened?: () => void;
}

const [{ slotMs: FINEST_MS }] = levels;

/** Counts in totals and over time. One process writes in it; several books are added up elsewhere. */
export function createStatsBook(options: StatsBookOptions): StatsBook {
  const { clock, saved, settled, counted, coarsened } = options;
  const newest = saved?.slots.flatMap(({ slots }) => slots).at(-1);
  // A slot that is coarse was over long ago; the finest may be the one that a process was in when it ended.
  const time = createBookClock(clock, newest && (newest.ms === FINEST_MS ? newest.at : newest.at + newest.ms));
  const shift = createClockShift();
  const total = emptySheet();
  if (saved) addTo(total, saved.total);
  const own = saved ? emptySheet() : total;
  const timeline = createTimeline(saved?.slots, coarsened);
  const since = saved?.since ?? time();

  let page = emptySheet();
  let pageTime = time();

  /** Closes the page that is written on: its figures go into the totals and to their time. */
  const settle = (): void => {
    if (isEmpty(page)) return;
    const full = page;
    page = emptySheet();
    const counts = withoutGauges(full);
    addTo(total, counts);
    if (own !== total) addTo(own, counts);
    timeline.add(full, pageTime);
    settled?.(full, pageTime);
  };

  const turnPage = (): Sheet => {
    const now = time();
    if (now - (pageTime - (pageTime % FINEST_MS)) >= FINEST_MS) {
      settle();
      pageTime = now;
    }
    return page;
  };
  const write = (): Sheet => {
    counted?.();
    return turnPage();
  };

  return {
    since,
    settle,
    called(name, code, ms) {
      const sheet = write();
      countIn(sheet, nameOf.call(name, code));
      if (ms !== null) timeIn(sheet, nameOf.callTime(name), ms);
    },
    spoke(manner, engine, degraded) {
      const sheet = write();
      countIn(sheet, nameOf.text(engine, manner));
      // A tier with several models may be named several times for one reason.
      for (const name of new Set(degraded.map(({ tier, code }) => nameOf.without(tier, code)))) countIn(sheet, name);
    },
    asked(engine, code, ms) {
      const sheet = write();
      countIn(sheet, nameOf.ask(engine, code));
      if (code === "ok") timeIn(sheet, nameOf.askTime(engine), ms);
    },
    attempted({ model, attempt, outcome, ms }) {
      const sheet = write();
      countIn(sheet, nameOf.attempt(model, outcome));
      if (attempt > 0) countIn(sheet, nameOf.retry(model));
      if (outcome === "answered") timeIn(sheet, nameOf.attemptTime(model), ms);
    },
    looked: (hit) => countIn(write(), nameOf.look(hit)),
    shed: () => countIn(write(), nameOf.shed()),
    changed: (kind, to) => countIn(write(), nameOf.change(kind, to)),
    sampled(sample) {
      sampleIn(turnPage(), sample);
      options.sampled?.();
    },
    total() {
      settle();
      return total;
    },
    own() {
      settle();
      return own;
    },
    sumOf(window) {
      settle();
      return withoutGauges(timeline.sumSince(time() - windowMs[window]));
    },
    slots() {
      settle();
      return timeline.slots();
    },
    slotsOf(window, since = Number.NEGATIVE_INFINITY) {
      settle();
      return timeline.slotsOf(slotMsOf(window), time() - windowMs[window], since);
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
    shiftMs: () => shift(time() - clock.wall()),
  };
}
