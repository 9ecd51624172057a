import type { z } from "zod";
import type { ModelEntry, models } from "../contracts/functions/models";
import { categories, labels } from "../contracts/verdict";
import { ok, type Result } from "../core/errors";
import { orderOf } from "../core/models/catalogue";
import type { ModelSpec } from "../core/models/model-spec";
import type { NeuralLook } from "../core/models/neural-look";
import type { RemoteLook } from "../core/models/remote-look";
import type { EngineCheck, SentimentEngine } from "../core/ports";
import { modelFigures } from "../core/stats/read-sheet";
import type { ReadStats } from "../core/stats/read-stats";
import type { Sheet } from "../core/stats/sheet";

type Models = z.output<typeof models.output>;

export interface ModelsDeps {
  readonly remote: RemoteLook;
  /** Networks of this device. */
  readonly neural: readonly NeuralLook[];
  /** Readers of this process. */
  readonly local: readonly SentimentEngine[];
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
  readonly read: ReadStats;
}

/** Lists every model with its state, and what it did since counting began. Never fails, never asks a model. */
export async function listModels({ deps }: { readonly deps: ModelsDeps }): Promise<Result<Models>> {
  const { sheet } = await deps.read("all");
  const checks = deps.checks();
  const entries = [
    ...deps.remote.specs.map((spec) => describeRemote(spec, deps.remote, sheet)),
    ...deps.neural.map((look) => describeNeural(look, sheet)),
    ...deps.local.map((engine) => describeLocal(engine, checks.get(engine.key), sheet)),
  ];
  return ok({
    success: true,
    total: entries.length,
    ready: entries.filter(({ state }) => state === "ready").length,
    models: entries,
  });
}

function describeRemote(spec: ModelSpec, remote: RemoteLook, sheet: Sheet): ModelEntry {
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
    gated: spec.gated,
    runs_on: [...spec.runsOn],
    calibrated: false,
    golden_sentences: spec.golden.length,
    ...stateOf(spec, remote),
    calls: callsOf(spec.key, sheet),
  };
}

function describeNeural(look: NeuralLook, sheet: Sheet): ModelEntry {
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
    gated: spec.gated,
    runs_on: [...spec.runsOn],
    calibrated: engine.calibrated,
    golden_sentences: 3,
    ...neuralStateOf(look),
    calls: callsOf(spec.key, sheet),
  };
}

/** How a network of this device is. */
export function neuralStateOf({ standing, refusal, loaded, askedAt }: NeuralLook): State {
  const because = refusal();
  if (because !== null) {
    return state(standing() === "refused" ? "refused" : "resting", because.detail, because.retryAfterS ?? null);
  }
  if (standing() !== "ready") return state("not_asked_yet", "its golden sentences are read with the first text");
  const rests = askedAt() !== null && !loaded();
  return state(
    "ready",
    rests ? "golden sentences read right; not in memory until it is asked" : "golden sentences read right",
  );
}

type State = Pick<ModelEntry, "state" | "detail" | "retry_after_s">;

const state = (name: ModelEntry["state"], detail: string, retryAfterS: number | null = null): State => ({
  state: name,
  detail,
  retry_after_s: retryAfterS === null ? null : Math.ceil(retryAfterS),
});

/** How a remote model is, worst news first. */
export function stateOf(spec: ModelSpec, remote: RemoteLook): State {
  if (spec.unusable !== null) return state("unusable", spec.unusable.reason);
  if (remote.mode.state !== "auth" && remote.mode.state !== "public") return state("off", remote.mode.why);
  const refusal = remote.refusal();
  if (refusal !== null) return state("resting", refusal.detail, refusal.retryAfterS ?? null);
  const { standing, refusal: because, breaker } = remote.model(spec.key);
  if (because !== null) {
    const name = standing === "loading" ? "warming" : standing === "resting" ? "resting" : "refused";
    return state(name, because.detail, because.retryAfterS ?? null);
  }
  if (breaker.state !== "closed") {
    return state("resting", breaker.because?.detail ?? "it failed too often", breaker.retryAfterS);
  }
  return standing === "ready"
    ? state("ready", `${spec.golden.length} golden sentences read right`)
    : state("not_asked_yet", "its golden sentences go along with the first text");
}

function describeLocal(engine: SentimentEngine, check: EngineCheck | undefined, sheet: Sheet): ModelEntry {
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
    gated: false,
    runs_on: [engine.engine],
    calibrated: engine.calibrated,
    golden_sentences: 3,
    ...state(check?.status === "pass" ? "ready" : "refused", check?.detail ?? "not checked yet"),
    calls: callsOf(engine.key, sheet),
  };
}

function callsOf(key: string, sheet: Sheet): ModelEntry["calls"] {
  const { failed: _, ...calls } = modelFigures(sheet, key);
  return calls;
}
