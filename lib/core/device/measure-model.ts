import type { Scores } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import type { GoldenSentence } from "../models/model-spec";
import type { Clock } from "../ports";
import { decideLabel } from "../sentiment/decide-label";
import type { Measured } from "./device-run";
import { percentile } from "./percentile";

/** A reader that is timed. */
export interface TimedReader {
  /** Null for one that is part of the page: nothing is loaded. */
  readonly files: {
    isHere(): Promise<boolean>;
    /** Brings it here, proves it, and tells the share that has come. */
    load(onShare: (share: number) => void, signal: AbortSignal): Promise<Outcome<unknown>>;
  } | null;
  readonly golden: readonly GoldenSentence[];
  /** Scores, in the order of the texts. */
  read(texts: readonly string[], signal: AbortSignal): Promise<Outcome<readonly Scores[]>>;
}

/** Whether the page can be seen: where it cannot, its timers and threads are slowed down. */
export interface PageWatch {
  /** How often it was hidden so far. */
  times(): number;
  /** Ends when it is visible, or when the signal is aborted. */
  visible(signal: AbortSignal): Promise<void>;
  isVisible(): boolean;
}

export type MeasureStep =
  | { readonly kind: "fetching"; readonly share: number }
  | { readonly kind: "opening" | "warming" | "hidden" }
  | { readonly kind: "reading" | "batches"; readonly done: number; readonly of: number };

export interface MeasureOptions {
  readonly reader: TimedReader;
  readonly texts: readonly string[];
  readonly clock: Pick<Clock, "now" | "pause">;
  /** Milliseconds. */
  readonly clockStepMs: number;
  readonly page: PageWatch;
  readonly signal: AbortSignal;
  readonly onStep: (step: MeasureStep) => void;
}

const WARM_TEXTS = 5;
const BATCH = 32;
const BATCHES = 3;
/** So long for batches; a slow phone makes fewer. */
const BATCHES_MS = 10_000;
/** A time counts when it is so many steps of the clock long, and then it need not be longer than this. */
const STEPS = 20;
const LONG_ENOUGH_MS = 50;
const MOST_REPEATS = 1_024;
/** Series that were broken off because the page was hidden. */
const MOST_SERIES = 20;

/**
 * Times one reader: loading (fetched, and from the device), a warm-up, each text alone, batches of 32, golden sentences. A series in which
 * the page was hidden is begun again. Errors: those of the reader, cancelled, unavailable (hidden again and again).
 */
export async function measureModel(options: MeasureOptions): Promise<Outcome<Measured>> {
  const { page, signal, onStep } = options;
  const gone = failed("cancelled");
  const whenVisible = async (): Promise<void> => {
    if (page.isVisible()) return;
    onStep({ kind: "hidden" });
    await page.visible(signal);
  };
  await whenVisible();
  if (signal.aborted) return gone;
  const loaded = await timeLoading(options);
  if (!loaded.ok) return loaded;
  for (let series = 0; series < MOST_SERIES; series += 1) {
    await whenVisible();
    if (signal.aborted) return gone;
    const before = page.times();
    const isGood = () => page.isVisible() && page.times() === before;
    const timed = await timeReading(options, isGood);
    if (signal.aborted) return gone;
    if (!timed.ok) return timed;
    if (timed.value !== null) return ok({ ...loaded.value, ...timed.value });
  }
  return failed("unavailable", { detail: "the page was hidden again and again while it was timed" });
}

type Loading = Pick<Measured, "fetchedMs" | "keptMs">;

/** What had to be fetched is loaded once more from the device, where it is kept. */
async function timeLoading({ reader, clock, page, signal, onStep }: MeasureOptions): Promise<Outcome<Loading>> {
  const { files } = reader;
  if (files === null) return ok({ fetchedMs: null, keptMs: null });
  const load = async (): Promise<Outcome<number | null>> => {
    const before = page.times();
    const start = clock.now();
    const outcome = await files.load(
      (share) => onStep(share < 1 ? { kind: "fetching", share } : { kind: "opening" }),
      signal,
    );
    if (signal.aborted) return failed("cancelled");
    if (!outcome.ok) return outcome;
    return ok(page.isVisible() && page.times() === before ? clock.now() - start : null);
  };
  const wasHere = await files.isHere();
  onStep(wasHere ? { kind: "opening" } : { kind: "fetching", share: 0 });
  const first = await load();
  if (!first.ok) return first;
  if (wasHere) return ok({ fetchedMs: null, keptMs: first.value });
  if (!(await files.isHere())) return ok({ fetchedMs: first.value, keptMs: null });
  onStep({ kind: "opening" });
  const again = await load();
  return again.ok ? ok({ fetchedMs: first.value, keptMs: again.value }) : again;
}

type Reading = Omit<Measured, keyof Loading>;

/** Null where the series was spoilt. */
async function timeReading(options: MeasureOptions, isGood: () => boolean): Promise<Outcome<Reading | null>> {
  const { reader, texts, clock, clockStepMs, signal, onStep } = options;
  const enoughMs = Math.min(LONG_ENOUGH_MS, STEPS * clockStepMs);

  /** Milliseconds of one reading, as the mean of `repeats`. */
  const time = async (some: readonly string[], repeats: number): Promise<Outcome<number>> => {
    const start = clock.now();
    for (let count = 0; count < repeats; count += 1) {
      const read = await reader.read(some, signal);
      if (!read.ok) return read;
    }
    return ok((clock.now() - start) / repeats);
  };
  /** How often it must read for the clock to see it. */
  const findRepeats = async (some: readonly string[]): Promise<Outcome<number>> => {
    for (let repeats = 1; ; repeats *= 2) {
      const took = await time(some, repeats);
      if (!took.ok) return took;
      if (took.value * repeats >= enoughMs || repeats >= MOST_REPEATS) return ok(repeats);
    }
  };

  onStep({ kind: "warming" });
  for (const text of texts.slice(0, WARM_TEXTS)) {
    const read = await reader.read([text], signal);
    if (!read.ok) return read;
  }
  const repeats = await findRepeats(texts.slice(0, 1));
  if (!repeats.ok) return repeats;

  const singles: number[] = [];
  for (const text of texts) {
    // Others of this thread have their turn, and a person may cancel.
    await clock.pause();
    if (signal.aborted) return failed("cancelled");
    const took = await time([text], repeats.value);
    if (!took.ok) return took;
    if (!isGood()) return ok(null);
    singles.push(took.value);
    onStep({ kind: "reading", done: singles.length, of: texts.length });
  }

  const batch = texts.slice(0, BATCH);
  onStep({ kind: "batches", done: 0, of: BATCHES });
  const perBatch = await findRepeats(batch);
  if (!perBatch.ok) return perBatch;
  const batches: number[] = [];
  const began = clock.now();
  while (batches.length < BATCHES && (batches.length === 0 || clock.now() - began < BATCHES_MS)) {
    await clock.pause();
    if (signal.aborted) return failed("cancelled");
    const took = await time(batch, perBatch.value);
    if (!took.ok) return took;
    if (!isGood()) return ok(null);
    batches.push(took.value);
    onStep({ kind: "batches", done: batches.length, of: BATCHES });
  }

  const golden = await countRight(reader, signal);
  if (!golden.ok) return golden;
  return ok({
    texts: singles.length,
    repeats: repeats.value,
    p50Ms: percentile(singles, 0.5),
    p95Ms: percentile(singles, 0.95),
    batch: batch.length,
    textsPerS: (1_000 * batch.length) / percentile(batches, 0.5),
    goldenRight: golden.value,
    goldenOf: reader.golden.length,
  });
}

async function countRight({ golden, read }: TimedReader, signal: AbortSignal): Promise<Outcome<number>> {
  const found = await read(
    golden.map(({ text }) => text),
    signal,
  );
  if (!found.ok) return found;
  const right = golden.filter(({ label }, index) => {
    const scores = found.value[index];
    return scores !== undefined && decideLabel(scores) === label;
  });
  return ok(right.length);
}
