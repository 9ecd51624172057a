import type { z } from "zod";
import type { sentimentBulk } from "../contracts/functions/sentiment-bulk";
import { MAX_BULK_REASONS, MAX_TEXT_LENGTH } from "../contracts/limits";
import { type ItemVerdict, labels } from "../contracts/verdict";
import { type AppError, fail, ok, type Result } from "../core/errors";
import { failure } from "../core/failure";
import type { Call, Tier } from "../core/ports";
import { checkText } from "../core/sentiment/check-text";
import { chooseSteps, type Step } from "../core/sentiment/choose-steps";
import { composeVerdict, roundMs } from "../core/sentiment/compose-verdict";
import { sliceTexts } from "../core/sentiment/slice-texts";
import { explainTexts, languagesOf, type SentimentDeps } from "./analyze-sentiment";
import { boundsOf } from "./bounds-of";
import type { Voice } from "./pool-answers";
import { walkTiers } from "./walk-tiers";

type BulkInput = z.output<typeof sentimentBulk.input>;
type BulkVerdict = z.output<typeof sentimentBulk.output>;
type Item = BulkVerdict["results"][number];

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
    const slice = readSlice(late ? hurry(steps.value) : steps.value, texts, { ...args, leftMs });
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

interface Slice {
  readonly items: readonly Item[];
  /** Who read its texts, one for each text that was read. */
  readonly voices: readonly Voice[];
}

interface SliceArgs {
  readonly deps: SentimentDeps;
  readonly input: BulkInput;
  readonly call: Call;
  /** How long the walk through the tiers may take. */
  readonly leftMs: number;
}

async function readSlice(steps: readonly Step[], slice: readonly unknown[], args: SliceArgs): Promise<Slice> {
  const checked = slice.map((text) => checkText(text, MAX_TEXT_LENGTH));
  const texts = checked.flatMap((text) => (text.ok ? [text.value] : []));
  const read = texts.length === 0 ? { items: [], voices: [] } : await readTexts(steps, texts, args);
  let next = 0;
  const items = checked.map((text) => (text.ok ? (read.items[next++] ?? failed(UNREAD)) : failed(text.error)));
  return { items, voices: read.voices };
}

/** Reads texts together and, when none of the engines can, one by one: a text that breaks an engine fails alone. */
async function readTexts(steps: readonly Step[], texts: readonly string[], args: SliceArgs): Promise<Slice> {
  const { category, explain, use_cache: useCache } = args.input;
  const { signal } = args.call;
  const request = { texts, category, explain, useCache, signal };
  const { look } = args.deps;
  const looks = look ? await Promise.all(texts.map(look)) : [];
  const walk = await walkTiers(steps, request, args.deps, args.leftMs, languagesOf(looks));
  if (walk.ok) {
    const { spoken, asked } = walk.value;
    for (const one of asked) args.deps.asked?.(one);
    for (const { voice, degraded } of spoken) args.deps.answered?.("bulk", voice.engine, degraded);
    const explanations = explain ? await explainTexts(args.deps, request, spoken) : [];
    const items = spoken.map(({ voice, reading, degraded }, index) =>
      composeVerdict(voice, reading, {
        degraded,
        maxReasons: MAX_BULK_REASONS,
        explanation: explanations[index],
        look: looks[index],
      }),
    );
    return { items, voices: spoken.map(({ voice }) => voice) };
  }
  if (texts.length === 1 || signal.aborted) return { items: texts.map(() => failed(walk.error)), voices: [] };
  const alone: Slice[] = [];
  for (const text of texts) alone.push(await readTexts(steps, [text], args));
  return { items: alone.flatMap(({ items }) => items), voices: alone.flatMap(({ voices }) => voices) };
}

const UNREAD: AppError = { code: "internal", detail: "The text was not read." };

const failed = ({ code, detail }: AppError): Item => ({ error: { code, detail } });

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
