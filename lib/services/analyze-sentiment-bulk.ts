import type { z } from "zod";
import type { sentimentBulk } from "../contracts/functions/sentiment-bulk";
import type { Item } from "../contracts/item";
import { type ItemVerdict, labels } from "../contracts/verdict";
import { fail, ok, type Result } from "../core/errors";
import { failure } from "../core/failure";
import type { Call, Tier } from "../core/ports";
import { chooseSteps, type Step } from "../core/sentiment/choose-steps";
import { roundMs } from "../core/sentiment/compose-verdict";
import { sliceTexts } from "../core/sentiment/slice-texts";
import type { SentimentDeps } from "./analyze-sentiment";
import { boundsOf } from "./bounds-of";
import type { Voice } from "./pool-answers";
import { readSlice, type Slice } from "./read-slice";

type BulkInput = z.output<typeof sentimentBulk.input>;
type BulkVerdict = z.output<typeof sentimentBulk.output>;

/**
 * Reads many texts, in order. A text that cannot be read gets an error in its place. With `call.emit`, each item
 * and the progress are told as they come. Between slices other work runs, and a cancel is noticed.
 * Errors: validation_failed (unknown model), cancelled.
 */
export async function analyzeSentimentBulk(args: {
  readonly deps: SentimentDeps;
  readonly input: BulkInput;
  readonly call: Call;
}): Promise<Result<BulkVerdict>> {
  const { deps, input, call } = args;
  const started = deps.clock.now();
  const steps = chooseSteps(deps.tiers, deps.silent, input);
  if (!steps.ok) return steps;

  const total = input.texts.length;
  const results: Item[] = [];
  const onTheWay: { readonly slice: Promise<Slice>; ended: boolean }[] = [];
  const voices: Voice[] = [];
  const land = async (): Promise<void> => {
    const slice = await onTheWay.shift()?.slice;
    if (!slice) return;
    voices.push(...slice.voices);
    for (const [offset, result] of slice.items.entries()) {
      call.emit?.({ event: "item", data: { index: results.length + offset, result } });
    }
    results.push(...slice.items);
    call.emit?.({ event: "progress", data: { done: results.length, total } });
  };
  for (const texts of sliceTexts(input.texts)) {
    const late = deps.clock.now() - started > HURRY_MS;
    const leftMs = started + WALKS_MS - deps.clock.now();
    const slice = readSlice(late ? hurry(steps.value) : steps.value, texts, {
      deps,
      input,
      signal: call.signal,
      leftMs,
    });
    const leaving = { slice, ended: false };
    const end = (): void => {
      leaving.ended = true;
    };
    // It may fail while an earlier one is waited for; its own turn then tells.
    slice.then(end, end);
    onTheWay.push(leaving);
    await deps.clock.pause();
    while (onTheWay[0]?.ended || onTheWay.length >= SLICES_AT_ONCE) await land();
    if (call.signal.aborted) return cancelled;
  }
  while (onTheWay.length > 0) await land();
  if (call.signal.aborted) return cancelled;
  return ok({
    success: true,
    results,
    summary: summarise(results),
    labels: [...labels],
    ...boundsOf(voices, deps.explainer.thresholds),
    latency_ms: roundMs(deps.clock.now() - started),
    request_id: call.requestId,
  });
}

const cancelled = fail("cancelled", "The request was cancelled.");

/** Remote engines answer in a second or so; several slices wait together. */
const SLICES_AT_ONCE = 4;
/** After this long only quick tiers are asked, so that the whole answer comes in time. */
const HURRY_MS = 18_000;
/** No walk goes on after this; what is left of the deadline is the last tier's and the way back's. */
const WALKS_MS = 26_000;

const hurry = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => ({
    ...step,
    tier: hurried(step.tier),
    ...(step.beside && { beside: step.beside.map((group) => ({ ...group, tier: hurried(group.tier) })) }),
  }));

const hurried = (tier: Tier): Tier =>
  tier.isQuick ? tier : { ...tier, refusal: () => failure("timed_out", { detail: "no time was left for it" }) };

function summarise(results: readonly Item[]): BulkVerdict["summary"] {
  const verdicts = results.filter((item): item is ItemVerdict => !("error" in item));
  const count = (label: ItemVerdict["label"]): number => verdicts.filter((verdict) => verdict.label === label).length;
  return {
    total: results.length,
    failed: results.length - verdicts.length,
    abstained: verdicts.filter((verdict) => verdict.abstained).length,
    counts: { bullish: count("bullish"), neutral: count("neutral"), bearish: count("bearish") },
  };
}
