import type { z } from "zod";
import type { Evaluation } from "../contracts/evaluation";
import type { ModelEntry, models } from "../contracts/functions/models";
import { categories, labels } from "../contracts/verdict";
import { ok, type Result } from "../core/errors";
import { orderOf } from "../core/models/catalogue";
import type { ModelSpec } from "../core/models/model-spec";
import type { NeuralLook } from "../core/models/neural-look";
import type { RemoteLook } from "../core/models/remote-look";
import type { Clock, EngineCheck, SentimentEngine } from "../core/ports";
import { modelFigures } from "../core/stats/read-sheet";
import type { CountedStats, ReadStats } from "../core/stats/read-stats";
import { findQuality } from "./find-quality";

type Models = z.output<typeof models.output>;

export interface ModelsDeps {
  readonly remote: RemoteLook;
  /** Networks of this device. */
  readonly neural: readonly NeuralLook[];
  /** Readers of this process. */
  readonly local: readonly SentimentEngine[];
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
  readonly read: ReadStats;
  readonly clock: Pick<Clock, "wall">;
  /** What was measured of the engines that come with this project. */
  readonly evaluation: Evaluation;
}

/** Lists every model with its state, and what it did since counting began. Never fails, never asks a model. */
export async function listModels({ deps }: { readonly deps: ModelsDeps }): Promise<Result<Models>> {
  const [all, lately] = await Promise.all([deps.read("all"), deps.read("15m")]);
  const calls = (key: string) => callsOf(key, all, lately, deps.clock.wall());
  const checks = deps.checks();
  const entries: readonly ModelEntry[] = [
    ...deps.remote.specs.map((spec) => ({ ...describeRemote(spec, deps.remote), calls: calls(spec.key) })),
    ...deps.neural.map((look) => ({
      ...describeNeural(look),
      quality: findQuality(deps.evaluation, look),
      calls: calls(look.spec.key),
    })),
    ...deps.local.map((engine) => ({
      ...describeLocal(engine, checks.get(engine.key)),
      quality: findQuality(deps.evaluation, engine),
      calls: calls(engine.key),
    })),
  ];
  return ok({
    success: true,
    total: entries.length,
    ready: entries.filter(({ state }) => state === "ready").length,
    models: [...entries],
  });
}

function describeRemote(spec: ModelSpec, remote: RemoteLook): Omit<ModelEntry, "calls"> {
  return {
    key: spec.key,
    name: spec.name,
    id: spec.id,
    engine: "hf_inference_api",
    task: spec.task,
    revision: spec.revision,
    labels: Object.entries(spec.labels).map(([name, means]) => ({ name, means })),
    categories: categories.filter((category) => orderOf[category].includes(spec.key)),
    licence: spec.licence,
    size_mb: spec.sizeMb,
    dtype: null,
    gated: spec.gated,
    runs_on: [...spec.runsOn],
    calibrated: false,
    golden_sentences: spec.golden.length,
    ...stateOf(spec, remote),
    loaded: null,
    breaker: breakerOf(spec.key, remote),
    // The service runs them at a revision of its own choosing: what is measured today need not hold tomorrow.
    quality: null,
  };
}

function describeNeural(look: NeuralLook): Omit<ModelEntry, "calls" | "quality"> {
  const { spec, engine } = look;
  return {
    key: spec.key,
    name: spec.name,
    id: spec.id,
    engine: engine.engine,
    task: spec.task,
    revision: spec.revision,
    labels: Object.entries(spec.labels).map(([name, means]) => ({ name, means })),
    categories: [...categories],
    licence: spec.licence,
    size_mb: spec.sizeMb,
    dtype: engine.dtype,
    gated: spec.gated,
    runs_on: [...spec.runsOn],
    calibrated: engine.calibrated,
    golden_sentences: 3,
    ...neuralStateOf(look),
    loaded: look.standing() === "ready" ? null : (look.loading()?.fetched ?? null),
    breaker: null,
  };
}

/** How a network of this device is. */
export function neuralStateOf({ standing, refusal, loaded, loading, askedAt }: NeuralLook): State {
  const because = refusal();
  if (because !== null) {
    return state(
      standing() === "refused" ? "refused" : "resting",
      because.detail,
      because.retryAfterS ?? null,
      because.code,
    );
  }
  if (standing() !== "ready") {
    const load = loading();
    if (load !== null) return state("warming", loadingWords(load.fetched));
    return state("not_asked_yet", "its golden sentences are read with the first text");
  }
  const rests = askedAt() !== null && !loaded();
  return state(
    "ready",
    rests ? "golden sentences read right; not in memory until it is asked" : "golden sentences read right",
  );
}

const loadingWords = (fetched: number | null): string =>
  fetched === null || fetched === 1 ? "being loaded" : `fetching, ${Math.floor(100 * fetched)} %`;

type State = Pick<ModelEntry, "state" | "cause" | "detail" | "retry_after_s">;

const state = (
  name: ModelEntry["state"],
  detail: string,
  retryAfterS: number | null = null,
  cause: ModelEntry["cause"] = null,
): State => ({
  state: name,
  cause,
  detail,
  retry_after_s: retryAfterS === null ? null : Math.ceil(retryAfterS),
});

/** How a remote model is, worst news first. */
export function stateOf(spec: ModelSpec, remote: RemoteLook): State {
  if (spec.unusable !== null) return state("unusable", spec.unusable.reason, null, spec.unusable.code);
  const { state: mode, why } = remote.mode;
  if (mode === "off") return state("off", why);
  if (mode === "no_key" || mode === "bad_key") return state("off", why, null, mode);
  const refusal = remote.refusal();
  if (refusal !== null) return state("resting", refusal.detail, refusal.retryAfterS ?? null, refusal.code);
  const { standing, refusal: because, breaker } = remote.model(spec.key);
  if (because !== null) {
    const name = standing === "loading" ? "warming" : standing === "resting" ? "resting" : "refused";
    return state(name, because.detail, because.retryAfterS ?? null, because.code);
  }
  if (breaker.state !== "closed") {
    return state("resting", breaker.because?.detail ?? "it failed too often", breaker.retryAfterS, "breaker_open");
  }
  return standing === "ready"
    ? state("ready", `${spec.golden.length} golden sentences read right`)
    : state("not_asked_yet", "its golden sentences go along with the first text");
}

function describeLocal(engine: SentimentEngine, check: EngineCheck | undefined): Omit<ModelEntry, "calls" | "quality"> {
  return {
    key: engine.key,
    name: engine.name,
    id: engine.id,
    engine: engine.engine,
    task: "text-classification",
    revision: engine.revision,
    labels: labels.map((label) => ({ name: label, means: label })),
    categories: [...categories],
    licence: "apache-2.0",
    size_mb: null,
    dtype: engine.dtype,
    gated: false,
    runs_on: [engine.engine],
    calibrated: engine.calibrated,
    golden_sentences: 3,
    loaded: null,
    breaker: null,
    ...localStateOf(check),
  };
}

/** How a reader of this process is. One that is wrong is refused until it is looked at again. */
const localStateOf = (check: EngineCheck | undefined): State =>
  check === undefined
    ? state("not_asked_yet", "not checked yet")
    : state(check.status === "pass" ? "ready" : "refused", check.detail);

const MINUTE_MS = 60_000;

/** Over whole minutes, one at the least: one call a second after the start is not sixty a minute, and time alone changes it seldom. */
function callsOf(key: string, all: CountedStats, lately: CountedStats, now: number): ModelEntry["calls"] {
  const minutes = Math.min(15, Math.max(1, Math.round((now - lately.since) / MINUTE_MS)));
  const { answered } = modelFigures(lately.sheet, key);
  return { ...modelFigures(all.sheet, key), per_minute: Math.round((100 * answered) / minutes) / 100 };
}

function breakerOf(key: string, remote: RemoteLook): ModelEntry["breaker"] {
  const { state, retryAfterS } = remote.model(key).breaker;
  return { state, retry_after_s: Math.ceil(retryAfterS) };
}
