import { tierWide } from "../contracts/failures";
import type { Degraded, EngineName, Thresholds } from "../contracts/verdict";
import { fail, ok, type Result } from "../core/errors";
import { type Failure, failure } from "../core/failure";
import type { Reading, ReadRequest } from "../core/ports";
import type { Step } from "../core/sentiment/choose-steps";
import { mostCareful } from "../core/sentiment/most-careful";
import { capScores, measureDisagreement, poolScores } from "../core/sentiment/pool-scores";
import { endWithin } from "../core/with-deadline";
import { analyzeWithFallback } from "./analyze-with-fallback";
import type { AskDeps, Asked } from "./ask-engine";
import { ensembleSentiment } from "./ensemble-sentiment";

/** Who answered, alone or as several. */
export interface Voice {
  readonly engine: EngineName;
  readonly key: string;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
}

export interface Walk {
  readonly voice: Voice;
  readonly readings: readonly Reading[];
  /** Tiers and models that did not answer. */
  readonly degraded: readonly Degraded[];
  /** Everyone who was asked. */
  readonly asked: readonly Asked[];
}

/**
 * Goes through tiers, best first, each under its own deadline, until one reads all texts. Errors: cancelled, unavailable.
 */
export async function walkTiers(steps: readonly Step[], request: ReadRequest, deps: AskDeps): Promise<Result<Walk>> {
  const degraded: Degraded[] = [];
  const asked: Asked[] = [];
  for (const step of steps) {
    if (request.signal.aborted) return cancelled;
    const refusal = step.tier.refusal();
    if (refusal !== null) {
      degraded.push(toDegraded(step.tier.engine, null, refusal));
      continue;
    }
    const heard = await askTier(step, request, deps);
    asked.push(...heard);
    for (const { engine, outcome } of heard) {
      if (outcome.ok) continue;
      const one = toDegraded(engine.engine, engine.key, outcome.error);
      // What concerns a whole tier is said once, also where several were asked together.
      if (
        one.model !== null ||
        !degraded.some(({ tier, model, code }) => model === null && tier === one.tier && code === one.code)
      ) {
        degraded.push(one);
      }
    }
    const answers = heard.flatMap(({ engine, outcome }) => (outcome.ok ? [{ engine, readings: outcome.value }] : []));
    if (answers.length > 0) return ok({ ...combine(step, answers, request.texts.length), degraded, asked });
  }
  return request.signal.aborted ? cancelled : fail("unavailable", "No engine could read the text.", { retryAfterS: 5 });
}

const cancelled = fail("cancelled", "The request was cancelled.");

/** Asks a step's engines under the tier's deadline. Those that it cuts off count as too late. */
async function askTier(step: Step, request: ReadRequest, deps: AskDeps): Promise<readonly Asked[]> {
  const started = deps.clock.now();
  const heard: Asked[] = [];
  let over = false;
  const asked = (one: Asked): void => {
    if (!over) heard.push(one);
  };
  const ask = step.together ? ensembleSentiment : analyzeWithFallback;
  await endWithin<void>(
    { signal: request.signal, ms: step.tier.deadlineMs(request.texts.length), late: undefined, gone: undefined },
    (signal) => ask({ engines: step.engines, request: { ...request, signal }, deps, asked }),
  );
  over = true;
  if (step.together || !settled(heard)) {
    const missing = step.engines.filter((engine) => !heard.some((one) => one.engine === engine));
    // In order only the one that was being asked is late; the others never had their turn.
    for (const engine of step.together ? missing : missing.slice(0, 1)) {
      heard.push({ engine, outcome: { ok: false, error: failure("timed_out") }, ms: deps.clock.now() - started });
    }
  }
  return heard;
}

const settled = (heard: readonly Asked[]): boolean => {
  const last = heard.at(-1)?.outcome;
  return last !== undefined && (last.ok || tierWide.has(last.error.code));
};

interface Answer {
  readonly engine: Asked["engine"];
  readonly readings: readonly Reading[];
}

function combine(step: Step, answers: readonly Answer[], texts: number): Pick<Walk, "voice" | "readings"> {
  const [first] = answers;
  if (!first) throw new Error("combine needs an answer");
  if (answers.length === 1) return { voice: first.engine, readings: first.readings };
  const thresholds = mostCareful(answers.map(({ engine }) => engine.thresholds));
  const voice: Voice = {
    engine: step.tier.ensemble,
    key: answers.map(({ engine }) => engine.key).join("+"),
    thresholds,
    calibrated: answers.every(({ engine }) => engine.calibrated),
  };
  return {
    voice,
    readings: Array.from({ length: texts }, (_, index) => poolReadings(answers, index, thresholds.confidence_cap)),
  };
}

function poolReadings(answers: readonly Answer[], index: number, cap: number): Reading {
  const own = answers.flatMap(({ engine, readings }) => {
    const reading = readings[index];
    return reading ? [{ reading, scores: reading.scores, weight: engine.weight }] : [];
  });
  // A reader that knows no word of a text has no opinion on it.
  const heard = own.some(({ reading }) => reading.understood) ? own.filter(({ reading }) => reading.understood) : own;
  const ages = heard.map(({ reading }) => reading.cachedAgeS);
  const oldest = Math.max(...ages.map((age) => age ?? 0));
  return {
    scores: capScores(poolScores(heard), cap),
    reasons: heard.find(({ reading }) => reading.reasons.length > 0)?.reading.reasons ?? [],
    chunks: Math.max(...heard.map(({ reading }) => reading.chunks)),
    understood: heard.some(({ reading }) => reading.understood),
    ...(heard.length > 1 ? { disagreement: measureDisagreement(heard) } : {}),
    ...(ages.includes(undefined) ? {} : { cachedAgeS: oldest }),
  };
}

const toDegraded = (tier: EngineName, model: string | null, { code, detail, retryAfterS }: Failure): Degraded => ({
  tier,
  model: tierWide.has(code) ? null : model,
  code,
  detail,
  retry_after_s: retryAfterS === undefined || !Number.isFinite(retryAfterS) ? null : Math.ceil(retryAfterS),
});
