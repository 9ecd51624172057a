import type { Item } from "../contracts/item";
import { fail, ok, type Result } from "../core/errors";
import type { ChunkReading, JobOptions } from "../core/jobs/jobs";
import { chooseSteps } from "../core/sentiment/choose-steps";
import { sliceTexts } from "../core/sentiment/slice-texts";
import type { SentimentDeps } from "./analyze-sentiment";
import { boundsOf } from "./bounds-of";
import type { Voice } from "./pool-answers";
import { readSlice } from "./read-slice";

/** Nobody waits for a job, but a tier that hangs shall not hold it up. */
const SLICE_MS = 26_000;
/** One call of the embedded model: it has two processes, and the other one stays free for who waits for an answer. */
const SLICE_TEXTS = 32;

/**
 * Reads the texts of a part of a job, slice after slice, as bulk reads them; between slices others have their turn.
 * Errors: validation_failed and invalid_identifier (a model that is not here any more), cancelled.
 */
export async function readChunk(args: {
  readonly deps: SentimentDeps;
  readonly texts: readonly unknown[];
  readonly options: JobOptions;
  readonly signal: AbortSignal;
}): Promise<Result<ChunkReading>> {
  const { deps, options, signal } = args;
  const steps = chooseSteps(deps.tiers, deps.silent, options);
  if (!steps.ok) return steps;
  const items: Item[] = [];
  const voices: Voice[] = [];
  for (const texts of sliceTexts(args.texts, SLICE_TEXTS)) {
    if (signal.aborted) return cancelled;
    const slice = await readSlice(steps.value, texts, { deps, input: options, signal, leftMs: SLICE_MS });
    items.push(...slice.items);
    voices.push(...slice.voices);
    await deps.clock.pause();
  }
  // What a cancel broke off is no result.
  if (signal.aborted) return cancelled;
  return ok({ items, thresholds: boundsOf(voices, deps.explainer.thresholds).thresholds_by_engine });
}

const cancelled = fail("cancelled", "The job was stopped.");
