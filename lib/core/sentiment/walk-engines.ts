import type { Degraded } from "../../contracts/verdict";
import { fail, ok, type Result } from "../errors";
import type { Reading, ReadRequest, Report, SentimentEngine } from "../ports";

export interface Walk {
  readonly engine: SentimentEngine;
  readonly readings: readonly Reading[];
  /** The engines that were asked before and did not answer. */
  readonly degraded: readonly Degraded[];
}

/**
 * Asks engines, best first, until one reads all texts. An engine that throws, or answers with another number of
 * readings than there were texts, counts as one that did not answer, and is reported. Errors: cancelled, unavailable.
 */
export async function walkEngines(
  engines: readonly SentimentEngine[],
  request: ReadRequest,
  report: Report,
): Promise<Result<Walk>> {
  const degraded: Degraded[] = [];
  for (const engine of engines) {
    if (request.signal.aborted) return fail("cancelled", "The request was cancelled.");
    const readings = await ask(engine, request);
    if (readings.ok) return ok({ engine, readings: readings.value, degraded });
    const { code, detail, cause } = readings.error;
    degraded.push({ tier: engine.engine, code });
    if (code === "internal") report("engine_failed", { engine: engine.key, detail, cause });
  }
  if (request.signal.aborted) return fail("cancelled", "The request was cancelled.");
  return fail("unavailable", "No engine could read the text.", { retryAfterS: 5 });
}

async function ask(engine: SentimentEngine, request: ReadRequest): Promise<Result<readonly Reading[]>> {
  try {
    const readings = await engine.read(request);
    if (!readings.ok || readings.value.length === request.texts.length) return readings;
    return fail("internal", "The engine gave another number of readings than there were texts.");
  } catch (cause) {
    return fail("internal", "The engine failed.", { cause });
  }
}
