import { tierWide } from "../contracts/failures";
import type { Degraded, EngineName } from "../contracts/verdict";
import { fail, ok, type Result } from "../core/errors";
import { type Failure, failure } from "../core/failure";
import type { ReadRequest, Tier } from "../core/ports";
import type { Group, Step } from "../core/sentiment/choose-steps";
import { type AskDeps, type Asked, recallFrom } from "./ask-engine";
import { askTier } from "./ask-tier";
import { poolAnswers, type Spoken } from "./pool-answers";

export interface Walk {
  /** One for each text, in order. */
  readonly spoken: readonly Spoken[];
  /** Everyone who was asked. */
  readonly asked: readonly Asked[];
}

/**
 * Goes through tiers, best first, each under its own deadline, until all texts are read. Where a tier fails, what its engines have in
 * store still counts, and only the other texts go on to the next. With `withinMs`, tiers get what the earlier ones left of it, so that
 * the last one is reached in time. `languages` are those of the texts, where known. Errors: cancelled, unavailable.
 */
export async function walkTiers(
  steps: readonly Step[],
  request: ReadRequest,
  deps: AskDeps,
  withinMs = Number.POSITIVE_INFINITY,
  languages: readonly (string | null)[] = [],
): Promise<Result<Walk>> {
  const started = deps.clock.now();
  let degraded: readonly Degraded[] = [];
  const asked: Asked[] = [];
  const spoken = new Map<number, Spoken>();
  let open = request.texts.map((text, index) => ({ text, index }));
  for (const [at, step] of steps.entries()) {
    if (request.signal.aborted) return cancelled;
    const later = steps.length - 2 - at;
    const leftMs = started + withinMs - later * RESERVED_MS - deps.clock.now();
    const rest = { ...request, texts: open.map(({ text }) => text) };
    const groups: readonly Group[] = [step, ...(step.beside ?? [])];
    const wanted: Group[] = [];
    for (const group of groups) {
      const refusal = refuse(group.tier, later, leftMs);
      if (refusal === null) wanted.push(group);
      else degraded = [...degraded, toDegraded(group.tier.engine, null, refusal)];
    }
    if (wanted.length === 0) continue;
    const all = await Promise.all(
      wanted.map(({ tier, engines }) => {
        const ms = later < 0 ? Number.POSITIVE_INFINITY : Math.max(leftMs, tier.isQuick ? QUICK_MS : 0);
        return askTier({ tier, engines, together: step.together }, rest, deps, ms);
      }),
    );
    const heard = step.countsOnce ? withoutParts(all.flat()) : all.flat();
    asked.push(...heard);
    const before = degraded;
    degraded = withFailures(before, heard);
    const answers = heard.flatMap(({ engine, outcome }) => (outcome.ok ? [{ engine, readings: outcome.value }] : []));
    const said =
      answers.length > 0
        ? poolAnswers(
            answers,
            degraded,
            open.map(({ index }) => languages[index] ?? null),
          )
        : await recallTexts(heard, rest, before, deps);
    for (const [place, { index }] of open.entries()) {
      const one = said[place];
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

/** Without those whose opinion is part of another's that answered: the lexical reader speaks alone or with the embedded model, not twice. */
function withoutParts(heard: readonly Asked[]): readonly Asked[] {
  const parts = new Set(heard.flatMap(({ engine, outcome }) => (outcome.ok ? (engine.contains ?? []) : [])));
  return heard.filter(({ engine }) => !parts.has(engine.key));
}

/** Why a tier is not asked now, or null. */
function refuse(tier: Tier, later: number, leftMs: number): Failure | null {
  const refusal = tier.refusal();
  if (refusal !== null) return refusal;
  const noTime = later >= 0 && leftMs <= 0 && !tier.isQuick;
  return noTime ? failure("timed_out", { detail: "no time was left for it" }) : null;
}

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
