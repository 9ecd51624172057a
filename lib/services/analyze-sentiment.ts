import type { sentiment } from "../contracts/functions/sentiment";
import type { Degraded, Verdict } from "../contracts/verdict";
import type { z } from "zod";
import { fail, ok, type Result } from "../core/errors";
import type { Clock, SentimentEngine } from "../core/ports";
import { chooseEngines } from "../core/sentiment/choose-engines";
import { composeVerdict, readModel } from "../core/sentiment/compose-verdict";

export interface SentimentDeps {
  /** Best first: the first that answers gives the verdict. */
  readonly engines: readonly SentimentEngine[];
  readonly clock: Clock;
}

export interface Call {
  readonly requestId: string;
  readonly signal: AbortSignal;
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

  const degraded: Degraded[] = [];
  for (const engine of chosen.value) {
    if (call.signal.aborted) return fail("cancelled", "The request was cancelled.");
    const asked = deps.clock.now();
    const readings = await engine.read({ texts: [input.text], category: input.category, explain: input.explain, signal: call.signal });
    const reading = readings.ok ? readings.value[0] : undefined;
    if (!reading) {
      degraded.push({ tier: engine.engine, code: readings.ok ? "empty_answer" : readings.error.code });
      continue;
    }
    const finished = deps.clock.now();
    return ok({
      success: true,
      ...composeVerdict(engine, reading, degraded),
      models: [readModel(engine, reading, finished - asked)],
      latency_ms: round(finished - started),
      thresholds: engine.thresholds,
      request_id: call.requestId,
    });
  }
  return fail("unavailable", "No engine could read the text.", { retryAfterS: 5 });
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000;
