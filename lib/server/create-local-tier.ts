import { existsSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import type { ProcessPool } from "../adapters/onnx-node/create-process-pool";
import type { ModelSource } from "../adapters/onnx-node/job";
import type { Thresholds } from "../contracts/verdict";
import { ok } from "../core/errors";
import type { Outcome } from "../core/failure";
import { createModelState } from "../core/models/create-model-state";
import { goldenSentences, goldenWithout } from "../core/models/golden-sentences";
import type { ModelSpec } from "../core/models/model-spec";
import type { NeuralLook } from "../core/models/neural-look";
import { createBatcher } from "../core/neural/create-batcher";
import { createNeuralEngine } from "../core/neural/create-neural-engine";
import { meaningOf } from "../core/neural/meaning-of";
import type { NeuralModel } from "../core/neural/neural-model";
import type { Clock, Reading, Tier } from "../core/ports";
import type { Env, LocalModel } from "./env";

/** A large model takes a tenth of a second for a text on one thread. */
const TIER_MS = 2_000;
const TEXT_MS = 150;
const LONGEST_MS = 9_000;
const JOB_MS = 20_000;
/** Fetching half a gigabyte over a slow line. */
const OPEN_MS = 20 * 60_000;
/** A large model is not waited for while it is fetched and loaded. */
const PATIENCE_MS = 1_000;

/** Nobody has measured how sure they may be, so the words that go with a level are the cautious ones. */
const thresholds: Thresholds = { abstain_below: 0.5, fairly_sure_from: 0.7, sure_from: 0.9, confidence_cap: 1 };

/** Puts the tier of LOCAL_MODELS together: folders of this machine, or models of the Hub that are fetched once. Null without any. */
export function createLocalTier(options: {
  readonly env: Env;
  readonly pool: ProcessPool;
  readonly clock: Clock;
  readonly readLexical: (text: string) => Reading;
}): { readonly tier: Tier; readonly looks: readonly NeuralLook[] } | null {
  const { env } = options;
  if (env.LOCAL_MODELS.length === 0) return null;
  const looks = env.LOCAL_MODELS.map((model) => createLocalModel(model, options));
  return {
    tier: {
      engine: "local_model",
      ensemble: "local_ensemble",
      engines: looks.map(({ engine }) => engine),
      order: () => looks.map(({ spec }) => spec.key),
      deadlineMs: (texts) => Math.min(LONGEST_MS, TIER_MS + TEXT_MS * (texts - 1)),
      refusal: () => null,
    },
    looks,
  };
}

function createLocalModel({ name, revision }: LocalModel, options: Parameters<typeof createLocalTier>[0]): NeuralLook {
  const { env, pool, clock } = options;
  const source = sourceOf(name, revision, env);
  const spec: ModelSpec = {
    key: `local_${basename(name)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "_")}`,
    name: basename(name),
    // A path of this machine is nobody's business.
    id: source.folder === null ? name : basename(name),
    revision,
    task: "text-classification",
    labels: {},
    golden: [],
    licence: null,
    sizeMb: null,
    gated: false,
    runsOn: ["local_model"],
    // Most can take 512 and read a paragraph; longer parts only take longer.
    maxTokens: 256,
    masksMentions: false,
    weight: 1,
    temperature: 1,
    unusable: null,
  };
  const state = createModelState(spec, clock);
  let askedAt: number | null = null;
  const ask = (texts: readonly string[], mostMs: number) => {
    askedAt = clock.now();
    return pool.run({ source, texts, mostMs });
  };
  const model: NeuralModel = createBatcher({ classify: (texts) => ask(texts, JOB_MS) }, env.LOCAL_PROCESSES);
  const engine = createNeuralEngine({
    spec,
    engine: "local_model",
    dtype: env.LOCAL_DTYPE,
    thresholds,
    calibrated: false,
    state,
    clock,
    patienceMs: PATIENCE_MS,
    open: () => openModel(model, (texts) => ask(texts, OPEN_MS)),
    readLexical: options.readLexical,
  });
  return {
    spec,
    engine,
    standing: () => state.look().kind,
    refusal: state.refusal,
    askedAt: () => askedAt,
    loaded: () => pool.look().processes > 0,
  };
}

/** Loads it, however long that takes, to learn its labels. */
async function openModel(model: NeuralModel, ask: (texts: readonly string[]) => ReturnType<ProcessPool["run"]>) {
  const first = await ask(["gm"]);
  if (!first.ok) return first;
  const labels: Outcome<ModelSpec["labels"]> = meaningOf(first.value.labels);
  if (!labels.ok) return labels;
  const threeClasses = Object.values(labels.value).includes("neutral");
  const golden = threeClasses ? goldenSentences : goldenWithout("Everything is crashing, I lost all my money");
  return ok({ model, golden, mostWeak: 1, fusion: null, labels: labels.value });
}

/** A path, a folder below MODELS_DIR, or else a model of the Hub. */
function sourceOf(name: string, revision: string, env: Env): ModelSource {
  const folder = isAbsolute(name) || name.startsWith(".") ? resolve(name) : resolve(join(env.MODELS_DIR, name));
  const local = isAbsolute(name) || !name.includes("/") || name.startsWith(".") || existsSync(folder);
  return {
    name,
    folder: local ? folder : null,
    revision,
    dtype: env.LOCAL_DTYPE,
    hashes: {},
    cacheDir: resolve(join(env.DATA_DIR, "models")),
    hubOrigin: env.HF_HUB_ORIGIN,
  };
}
