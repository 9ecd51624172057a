import type { z } from "zod";
import type { sentiment } from "../contracts/functions/sentiment";
import { MAX_REASONS } from "../contracts/limits";
import type { Degraded, EngineName, Verdict } from "../contracts/verdict";
import { ok, type Result } from "../core/errors";
import type { Call, LookAtText, ReadRequest, SentimentEngine, TextLook, Tier } from "../core/ports";
import { chooseSteps, type SilentModel, type Step } from "../core/sentiment/choose-steps";
import { composeVerdict, type Explanation, roundMs } from "../core/sentiment/compose-verdict";
import { type AskDeps, type Asked, askEngine } from "./ask-engine";
import { describeAsked } from "./describe-asked";
import type { Spoken } from "./pool-answers";
import { walkTiers } from "./walk-tiers";

export interface SentimentDeps extends AskDeps {
  /** Best first; the last one always answers. */
  readonly tiers: readonly Tier[];
  /** Models that are known and cannot read a text. */
  readonly silent: readonly SilentModel[];
  /** Looks at a text before it is read; without it nothing is said of languages. */
  readonly look?: LookAtText;
  /** Names the words behind a verdict where the engine that gave it does not. */
  readonly explainer: SentimentEngine;
  /** How long all tiers but the last may take together, where that is not the server's own time. */
  readonly withinMs?: number;
  /** Told of each text that gets its verdict: alone or with many, by whom, and who was out. */
  readonly answered?: (manner: "single" | "bulk", engine: EngineName, degraded: readonly Degraded[]) => void;
  /** Told of each engine that was asked for a verdict, and what came of it. */
  readonly asked?: (one: Asked) => void;
}

/** A single text is answered within three seconds; the last tier and the way back take their part of it. */
const WALK_MS = 2_850;

/**
 * Reads one text: the named models, an ensemble, or the best tier that answers; says who answered and who did not. With `call.emit` the
 * last tier is heard at once (`first`), and a better one that says otherwise is announced (`change`).
 * Errors: validation_failed (unknown model), invalid_identifier (a model that is not allowed), cancelled, unavailable.
 */
export async function analyzeSentiment(args: {
  readonly deps: SentimentDeps;
  readonly input: z.output<typeof sentiment.input>;
  readonly call: Call;
}): Promise<Result<Verdict>> {
  const { deps, input, call } = args;
  const started = deps.clock.now();
  const steps = chooseSteps(deps.tiers, deps.silent, input);
  if (!steps.ok) return steps;
  const reading = { ...args, started, look: await deps.look?.(input.text) };

  // Who listens to events hears the last tier at once, unless it is all there is to hear.
  const glance = call.emit && steps.value.length > 1 ? await readBy(steps.value.slice(-1), reading) : null;
  if (glance?.ok) call.emit?.({ event: "first", data: glance.value.verdict });
  const read = await readBy(steps.value, reading);
  if (!read.ok) return read;
  const { verdict, asked } = read.value;
  for (const one of asked) deps.asked?.(one);
  // Whoever left, or was left waiting too long, gets no verdict.
  if (!call.signal.aborted) deps.answered?.("single", verdict.engine, verdict.degraded);
  if (glance?.ok && glance.value.verdict.label !== verdict.label) {
    call.emit?.({ event: "change", data: { from: glance.value.verdict.label, to: verdict.label } });
  }
  return ok(verdict);
}

interface SingleReading {
  readonly deps: SentimentDeps;
  readonly input: z.output<typeof sentiment.input>;
  readonly call: Call;
  readonly started: number;
  readonly look: TextLook | undefined;
}

async function readBy(
  steps: readonly Step[],
  { deps, input, call, started, look }: SingleReading,
): Promise<Result<{ readonly verdict: Verdict; readonly asked: readonly Asked[] }>> {
  const { category, explain, use_cache: useCache } = input;
  const request = { texts: [input.text], category, explain, useCache, signal: call.signal };
  const walk = await walkTiers(steps, request, deps, deps.withinMs ?? WALK_MS, languagesOf([look]));
  if (!walk.ok) return walk;

  const { spoken, asked } = walk.value;
  const [said] = spoken;
  if (!said) throw new Error("walkTiers answered without a reading for a text");
  const { voice, reading, degraded } = said;
  const [explanation] = explain ? await explainTexts(deps, request, spoken) : [];
  const verdict: Verdict = {
    success: true,
    ...composeVerdict(voice, reading, { degraded, maxReasons: MAX_REASONS, explanation, look }),
    models: describeAsked(asked, 0),
    latency_ms: roundMs(deps.clock.now() - started),
    thresholds: voice.thresholds,
    request_id: call.requestId,
  };
  return ok({ verdict, asked });
}

/** The languages of texts that were looked at, for the walk. */
export const languagesOf = (looks: readonly (TextLook | undefined)[]): readonly (string | null)[] =>
  looks.map((look) => look?.language ?? null);

/** The words that the explainer sees in texts whose readers name none; none where it cannot read, or gave the reading itself. */
export async function explainTexts(
  deps: SentimentDeps,
  request: ReadRequest,
  spoken: readonly Spoken[],
): Promise<readonly (Explanation | undefined)[]> {
  const mute = spoken.map(({ voice, reading }) => voice.key !== deps.explainer.key && reading.reasons.length === 0);
  if (!mute.includes(true)) return [];
  const texts = request.texts.filter((_, index) => mute[index]);
  const { engine, outcome } = await askEngine(deps.explainer, { ...request, texts, explain: true }, deps);
  if (!outcome.ok) return [];
  const named = outcome.value.values();
  return mute.map((each) => {
    const reading = each ? named.next().value : undefined;
    return reading && { by: engine.key, reasons: reading.reasons };
  });
}
