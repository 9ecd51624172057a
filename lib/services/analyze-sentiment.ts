import type { z } from "zod";
import type { sentiment } from "../contracts/functions/sentiment";
import { MAX_REASONS } from "../contracts/limits";
import type { Verdict } from "../contracts/verdict";
import { ok, type Result } from "../core/errors";
import type { Call, Clock, Report, SentimentEngine } from "../core/ports";
import { chooseEngines } from "../core/sentiment/choose-engines";
import { composeVerdict, readModel, roundMs } from "../core/sentiment/compose-verdict";
import { walkEngines } from "../core/sentiment/walk-engines";

export interface SentimentDeps {
  /** Best first: the first that answers gives the verdict. */
  readonly engines: readonly SentimentEngine[];
  readonly clock: Clock;
  readonly report: Report;
}

/**
 * Reads one text with the best engine that answers, and says which one that was and which were skipped.
 * Errors: validation_failed (unknown model), cancelled, unavailable (no engine answered).
 */
export async function analyzeSentiment(args: {
  readonly deps: SentimentDeps;
  readonly input: z.output<typeof sentiment.input>;
  readonly call: Call;
}): Promise<Result<Verdict>> {
  const { deps, input, call } = args;
  const started = deps.clock.now();
  const chosen = chooseEngines(deps.engines, input);
  if (!chosen.ok) return chosen;

  const { category, explain } = input;
  const request = { texts: [input.text], category, explain, signal: call.signal };
  const walk = await walkEngines(chosen.value, request, deps.report);
  if (!walk.ok) return walk;

  const { engine, readings, degraded } = walk.value;
  const latencyMs = deps.clock.now() - started;
  const [reading] = readings;
  if (!reading) throw new Error("walkEngines answered without a reading for a text");
  return ok({
    success: true,
    ...composeVerdict(engine, reading, degraded, MAX_REASONS),
    models: [readModel(engine, reading, latencyMs)],
    latency_ms: roundMs(latencyMs),
    thresholds: engine.thresholds,
    request_id: call.requestId,
  });
}
