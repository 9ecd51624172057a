import { tierWide } from "../contracts/failures";
import type { Degraded, EngineName, Thresholds } from "../contracts/verdict";
import { fail, ok, type Result } from "../core/errors";
import { type Failure, failure } from "../core/failure";
import type { Reading, ReadRequest } from "../core/ports";
import type { Step } from "../core/sentiment/choose-steps";
import { mostCareful } from "../core/sentiment/most-careful";
import { poolReadings } from "../core/sentiment/pool-readings";
import { endWithin } from "../core/with-deadline";
import { analyzeWithFallback } from "./analyze-with-fallback";
import { type AskDeps, type Asked, recallFrom } from "./ask-engine";
import { ensembleSentiment } from "./ensemble-sentiment";

/** Who answered, alone or as several. */
export interface Voice {
  readonly engine: EngineName;
  readonly key: string;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
}

/** What was said of one text. */
export interface Spoken {
  readonly voice: Voice;
  readonly reading: Reading;
  /** Tiers and models that did not answer. */
  readonly degraded: readonly Degraded[];
}

export interface Walk {
  /** One for each text, in order. */
  readonly spoken: readonly Spoken[];
  /** Everyone who was asked. */
  readonly asked: readonly Asked[];
}

/**
 * Goes through tiers, best first, each under its own deadline, until all texts are read. Where a tier fails, what its engines have in
 * store still counts, and only the other texts go on to the next. With `withinMs`, tiers get what the earlier ones left of it, so that
 * the last one is reached in time. Errors: cancelled, unavailable.
 */
export async function walkTiers(
  steps: readonly Step[],
  request: ReadRequest,
  deps: AskDeps,
  withinMs = Number.POSITIVE_INFINITY,
): Promise<Result<Walk>> {
  const started = deps.clock.now();
  let degraded: readonly Degraded[] = [];
  const asked: Asked[] = [];
  const spoken = new Map<number, Spoken>();
  let open = request.texts.map((text, index) => ({ text, index }));
  for (const step of steps) {
    if (request.signal.aborted) return cancelled;
    const refusal = step.tier.refusal();
    if (refusal !== null) {
      degraded = [...degraded, toDegraded(step.tier.engine, null, refusal)];
      continue;
    }
    const rest = { ...request, texts: open.map(({ text }) => text) };
    const later = steps.length - 2 - steps.indexOf(step);
    const leftMs = started + withinMs - later * RESERVED_MS - deps.clock.now();
    if (later >= 0 && leftMs <= 0 && !step.tier.isQuick) {
      const noTime = failure("timed_out", { detail: "no time was left for it" });
      degraded = [...degraded, toDegraded(step.tier.engine, null, noTime)];
      continue;
    }
    const ms = later < 0 ? Number.POSITIVE_INFINITY : Math.max(leftMs, step.tier.isQuick ? QUICK_MS : 0);
    const heard = await askTier(step, rest, deps, ms);
    asked.push(...heard);
    const before = degraded;
    degraded = withFailures(before, heard);
    const answers = heard.flatMap(({ engine, outcome }) => (outcome.ok ? [{ engine, readings: outcome.value }] : []));
    const said = answers.length > 0 ? combine(step, answers, degraded) : await recallTexts(heard, rest, before, deps);
    for (const [at, { index }] of open.entries()) {
      const one = said[at];
      if (one) spoken.set(index, one);
    }
    open = open.filter(({ index }) => !spoken.has(index));
    if (open.length === 0) return ok({ spoken: request.texts.flatMap((_, index) => spoken.get(index) ?? []), asked });
  }
  return request.signal.aborted ? cancelled : fail("unavailable", "No engine could read the text.", { retryAfterS: 5 });
}

const cancelled = fail("cancelled", "The request was cancelled.");

/** What each tier leaves for every one behind it, the last aside, which needs next to nothing. */
const RESERVED_MS = 250;
/** What a quick tier gets in any case. */
const QUICK_MS = 100;

/** Asks a step's engines under the tier's deadline. Those that it cuts off count as too late. */
async function askTier(step: Step, request: ReadRequest, deps: AskDeps, leftMs: number): Promise<readonly Asked[]> {
  const started = deps.clock.now();
  const heard: Asked[] = [];
  let over = false;
  const asked = (one: Asked): void => {
    if (!over) heard.push(one);
  };
  const ask = step.together ? ensembleSentiment : analyzeWithFallback;
  await endWithin<void>(
    {
      signal: request.signal,
      ms: Math.max(0, Math.min(leftMs, step.tier.deadlineMs(request.texts.length))),
      late: undefined,
      gone: undefined,
    },
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

/** What the engines that failed have in store, of the first that has it; those before it are named as failed. */
async function recallTexts(
  heard: readonly Asked[],
  request: ReadRequest,
  before: readonly Degraded[],
  deps: AskDeps,
): Promise<readonly (Spoken | undefined)[]> {
  const found = request.texts.map((): Spoken | undefined => undefined);
  for (const [at, { engine }] of heard.entries()) {
    const degraded = withFailures(before, heard.slice(0, at));
    for (const [index, reading] of (await recallFrom(engine, request, deps)).entries()) {
      if (reading) found[index] ??= { voice: engine, reading, degraded };
    }
  }
  return found;
}

interface Answer {
  readonly engine: Asked["engine"];
  readonly readings: readonly Reading[];
}

function combine(step: Step, answers: readonly Answer[], degraded: readonly Degraded[]): readonly Spoken[] {
  const [first] = answers;
  if (!first) throw new Error("combine needs an answer");
  if (answers.length === 1) return first.readings.map((reading) => ({ voice: first.engine, reading, degraded }));
  const thresholds = mostCareful(answers.map(({ engine }) => engine.thresholds));
  const voice: Voice = {
    engine: step.tier.ensemble,
    key: answers.map(({ engine }) => engine.key).join("+"),
    thresholds,
    calibrated: answers.every(({ engine }) => engine.calibrated),
  };
  return first.readings.map((_, index) => {
    const opinions = answers.flatMap(({ engine, readings }) => {
      const reading = readings[index];
      return reading ? [{ reading, weight: engine.weight }] : [];
    });
    return { voice, reading: poolReadings(opinions, thresholds.confidence_cap), degraded };
  });
}

/** What concerns a whole tier is said once, also where several were asked together. */
function withFailures(degraded: readonly Degraded[], heard: readonly Asked[]): readonly Degraded[] {
  const all = [...degraded];
  for (const { engine, outcome } of heard) {
    if (outcome.ok) continue;
    const one = toDegraded(engine.engine, engine.key, outcome.error);
    const said = all.some(({ tier, model, code }) => model === null && tier === one.tier && code === one.code);
    if (one.model !== null || !said) all.push(one);
  }
  return all;
}

const toDegraded = (tier: EngineName, model: string | null, { code, detail, retryAfterS }: Failure): Degraded => ({
  tier,
  model: tierWide.has(code) ? null : model,
  code,
  detail,
  retry_after_s: retryAfterS === undefined || !Number.isFinite(retryAfterS) ? null : Math.ceil(retryAfterS),
});
