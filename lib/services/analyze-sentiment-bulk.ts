import type { z } from "zod";
import type { sentimentBulk } from "../contracts/functions/sentiment-bulk";
import { type ItemVerdict, labels, MAX_TEXT_LENGTH } from "../contracts/verdict";
import { type AppError, fail, ok, type Result } from "../core/errors";
import type { Call, SentimentEngine } from "../core/ports";
import { checkText } from "../core/sentiment/check-text";
import { chooseEngines } from "../core/sentiment/choose-engines";
import { composeVerdict, roundMs } from "../core/sentiment/compose-verdict";
import { walkEngines } from "../core/sentiment/walk-engines";
import type { SentimentDeps } from "./analyze-sentiment";

type BulkInput = z.output<typeof sentimentBulk.input>;
type BulkVerdict = z.output<typeof sentimentBulk.output>;
type Item = BulkVerdict["results"][number];

/** Texts between two pauses: some milliseconds of work, so that health answers and a cancel is noticed. */
const SLICE = 50;

/**
 * Reads many texts, in order. A text that cannot be read gets an error in its place. With `call.emit`, each item
 * and the progress are told as they come. Errors: validation_failed (unknown model), cancelled.
 */
export async function analyzeSentimentBulk(args: {
  readonly deps: SentimentDeps;
  readonly input: BulkInput;
  readonly call: Call;
}): Promise<Result<BulkVerdict>> {
  const { deps, input, call } = args;
  const started = deps.clock.now();
  const chosen = chooseEngines(deps.engines, input);
  if (!chosen.ok) return chosen;

  const total = input.texts.length;
  const results: Item[] = [];
  let thresholds = chosen.value[0]?.thresholds;
  for (let from = 0; from < total; from += SLICE) {
    if (call.signal.aborted) return fail("cancelled", "The request was cancelled.");
    const slice = await readSlice(chosen.value, input, input.texts.slice(from, from + SLICE), call.signal);
    thresholds = slice.engine?.thresholds ?? thresholds;
    for (const [offset, result] of slice.items.entries())
      call.emit?.({ event: "item", data: { index: from + offset, result } });
    results.push(...slice.items);
    call.emit?.({ event: "progress", data: { done: results.length, total } });
    await deps.clock.pause();
  }
  if (call.signal.aborted) return fail("cancelled", "The request was cancelled.");
  if (!thresholds) return fail("unavailable", "No engine is ready.", { retryAfterS: 5 });
  return ok({
    success: true,
    results,
    summary: summarise(results),
    labels: [...labels],
    thresholds,
    latency_ms: roundMs(deps.clock.now() - started),
    request_id: call.requestId,
  });
}

async function readSlice(
  engines: readonly SentimentEngine[],
  input: BulkInput,
  slice: readonly unknown[],
  signal: AbortSignal,
): Promise<{ items: Item[]; engine: SentimentEngine | undefined }> {
  const checked = slice.map((text) => checkText(text, MAX_TEXT_LENGTH));
  const texts = checked.flatMap((text) => (text.ok ? [text.value] : []));
  if (texts.length === 0)
    return { items: checked.map((text) => (text.ok ? failed(UNREAD) : failed(text.error))), engine: undefined };

  const walk = await walkEngines(engines, { texts, category: input.category, explain: input.explain, signal });
  let next = 0;
  const items = checked.map((text): Item => {
    if (!text.ok) return failed(text.error);
    if (!walk.ok) return failed(walk.error);
    const reading = walk.value.readings[next++];
    return reading ? composeVerdict(walk.value.engine, reading, walk.value.degraded) : failed(UNREAD);
  });
  return { items, engine: walk.ok ? walk.value.engine : undefined };
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
