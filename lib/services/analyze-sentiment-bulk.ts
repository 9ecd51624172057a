import type { z } from "zod";
import type { sentimentBulk } from "../contracts/functions/sentiment-bulk";
import { MAX_BULK_REASONS, MAX_TEXT_LENGTH } from "../contracts/limits";
import { type ItemVerdict, labels } from "../contracts/verdict";
import { type AppError, fail, ok, type Result } from "../core/errors";
import type { Call, SentimentEngine } from "../core/ports";
import { checkText } from "../core/sentiment/check-text";
import { chooseEngines } from "../core/sentiment/choose-engines";
import { composeVerdict, roundMs } from "../core/sentiment/compose-verdict";
import { sliceTexts } from "../core/sentiment/slice-texts";
import { walkEngines } from "../core/sentiment/walk-engines";
import type { SentimentDeps } from "./analyze-sentiment";

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
  const chosen = chooseEngines(deps.engines, input);
  if (!chosen.ok) return chosen;
  const [best] = chosen.value;
  if (!best) return fail("unavailable", "No engine is ready.", { retryAfterS: 5 });

  const total = input.texts.length;
  const results: Item[] = [];
  for (const slice of sliceTexts(input.texts)) {
    const items = await readSlice(chosen.value, slice, args);
    for (const [offset, result] of items.entries()) {
      call.emit?.({ event: "item", data: { index: results.length + offset, result } });
    }
    results.push(...items);
    call.emit?.({ event: "progress", data: { done: results.length, total } });
    await deps.clock.pause();
    if (call.signal.aborted) return fail("cancelled", "The request was cancelled.");
  }
  return ok({
    success: true,
    results,
    summary: summarise(results),
    labels: [...labels],
    thresholds: best.thresholds,
    latency_ms: roundMs(deps.clock.now() - started),
    request_id: call.requestId,
  });
}

async function readSlice(
  engines: readonly SentimentEngine[],
  slice: readonly unknown[],
  args: { readonly deps: SentimentDeps; readonly input: BulkInput; readonly call: Call },
): Promise<Item[]> {
  const checked = slice.map((text) => checkText(text, MAX_TEXT_LENGTH));
  const texts = checked.flatMap((text) => (text.ok ? [text.value] : []));
  const read = texts.length === 0 ? [] : await readTexts(engines, texts, args);
  let next = 0;
  return checked.map((text) => (text.ok ? (read[next++] ?? failed(UNREAD)) : failed(text.error)));
}

/** Reads texts together and, when none of the engines can, one by one: a text that breaks an engine fails alone. */
async function readTexts(
  engines: readonly SentimentEngine[],
  texts: readonly string[],
  args: { readonly deps: SentimentDeps; readonly input: BulkInput; readonly call: Call },
): Promise<Item[]> {
  const { category, explain } = args.input;
  const { signal } = args.call;
  const walk = await walkEngines(engines, { texts, category, explain, signal }, args.deps.report);
  if (walk.ok) {
    const { engine, readings, degraded } = walk.value;
    return readings.map((reading) => composeVerdict(engine, reading, degraded, MAX_BULK_REASONS));
  }
  if (texts.length === 1 || signal.aborted) return texts.map(() => failed(walk.error));
  const items: Item[] = [];
  for (const text of texts) items.push(...(await readTexts(engines, [text], args)));
  return items;
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
