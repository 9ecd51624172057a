import { failed, type Outcome } from "../core/failure";
import type { Clock, Reading, ReadRequest, Report, SentimentEngine } from "../core/ports";

/** One engine that was asked, and what came of it. */
export interface Asked {
  readonly engine: SentimentEngine;
  readonly outcome: Outcome<readonly Reading[]>;
  readonly ms: number;
}

export interface AskDeps {
  readonly clock: Clock;
  readonly report: Report;
}

/**
 * Asks one engine to read all texts. One that throws, or gives another number of readings than there were texts, counts as one that
 * did not answer, and is reported. Never fails.
 */
export async function askEngine(
  engine: SentimentEngine,
  request: ReadRequest,
  { clock, report }: AskDeps,
): Promise<Asked> {
  const started = clock.now();
  const outcome = await read(engine, request);
  if (!outcome.ok && outcome.error.code === "internal") {
    report("engine_failed", { engine: engine.key, detail: outcome.error.detail, cause: outcome.error.cause });
  }
  return { engine, outcome, ms: clock.now() - started };
}

async function read(engine: SentimentEngine, request: ReadRequest): Promise<Outcome<readonly Reading[]>> {
  try {
    const readings = await engine.read(request);
    if (!readings.ok || readings.value.length === request.texts.length) return readings;
    return failed("internal", { detail: "it gave another number of readings than there were texts" });
  } catch (cause) {
    return failed("internal", { cause });
  }
}

/** What an engine has in store for each text. Never fails: one that cannot say has nothing, and a defect is reported. */
export async function recallFrom(
  engine: SentimentEngine,
  request: ReadRequest,
  { report }: AskDeps,
): Promise<readonly (Reading | undefined)[]> {
  try {
    return (await engine.recall?.(request)) ?? [];
  } catch (cause) {
    report("engine_failed", { engine: engine.key, detail: "it cannot say what it has in store", cause });
    return [];
  }
}
