import { existsSync, statSync } from "node:fs";
import { basename, isAbsolute, join, resolve } from "node:path";
import { readModelFolder } from "../adapters/files/read-model-folder";
import type { ProcessPool } from "../adapters/onnx-node/create-process-pool";
import type { ModelSource } from "../adapters/onnx-node/job";
import type { Thresholds } from "../contracts/verdict";
import { ok } from "../core/errors";
import type { Outcome } from "../core/failure";
import { calibrationOf, temperatureOf } from "../core/models/calibration";
import { createModelState } from "../core/models/create-model-state";
import { goldenSentences, goldenWithout } from "../core/models/golden-sentences";
import type { ModelSpec } from "../core/models/model-spec";
import type { NeuralLook } from "../core/models/neural-look";
import { createBatcher } from "../core/neural/create-batcher";
import { createNeuralEngine } from "../core/neural/create-neural-engine";
import { meaningOf } from "../core/neural/meaning-of";
import type { NeuralModel } from "../core/neural/neural-model";
import type { Clock, Reading, Report, Tier } from "../core/ports";
import type { Env, LocalModel } from "./env";
import { wakeUp } from "./wake-up";

/** A large model takes a tenth of a second for a text on one thread. */
const TIER_MS = 2_000;
const TEXT_MS = 150;
const LONGEST_MS = 9_000;
const JOB_MS = 20_000;
const MOST_WAITING_TEXTS = 16;
/** What a process needs: with a model of the Hub, whose size is not known before it is there; and without any model. */
const UNKNOWN_MB = 512;
const BARE_MB = 160;
/** A large model is not waited for while it is fetched and loaded. */
const PATIENCE_MS = 1_000;

/** How sure they may be is theirs to say, so the words that go with a level are the cautious ones. */
const thresholds: Thresholds = { abstain_below: 0.5, fairly_sure_from: 0.7, sure_from: 0.9, confidence_cap: 1 };

interface LocalDeps {
  readonly env: Env;
  /** A pool for each model: one that crashes, hangs or takes all there is does so alone. */
  readonly newPool: (needMb: number) => ProcessPool;
  readonly clock: Clock;
  readonly report: Report;
  readonly readLexical: (text: string) => Reading;
}

/** Puts the tier of LOCAL_MODELS together: folders of this machine, or models of the Hub that are fetched once. Null without any. */
export function createLocalTier(
  deps: LocalDeps,
): { readonly tier: Tier; readonly looks: readonly NeuralLook[] } | null {
  const { env } = deps;
  if (env.LOCAL_MODELS.length === 0) return null;
  const keys = uniqueKeys(env.LOCAL_MODELS.map(({ name }) => name));
  const looks = env.LOCAL_MODELS.map((model, index) => createLocalModel(keys[index] ?? model.name, model, deps));
  return {
    tier: {
      engine: "local_model",
      engines: looks.map(({ engine }) => engine),
      order: () => looks.map(({ spec }) => spec.key),
      deadlineMs: (texts) => Math.min(LONGEST_MS, TIER_MS + TEXT_MS * (texts - 1)),
      refusal: () => null,
      isReady: () => looks.some(isLoaded),
      wake: () => {
        for (const look of looks) if (!isLoaded(look)) void wakeUp(look.engine);
      },
    },
    looks,
  };
}

const isLoaded = ({ standing, loaded }: NeuralLook): boolean => standing() === "ready" && loaded();

/** Keys made of names. Two models of one name, or two revisions of one model, are told apart by a number. */
function uniqueKeys(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const plain = isPath(name) ? basename(name) : name;
    const slug = plain
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "");
    const key = `local_${slug || "model"}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}_${count}`;
  });
}

const isPath = (name: string): boolean => isAbsolute(name) || name.startsWith(".");

function createLocalModel(key: string, { name, revision }: LocalModel, deps: LocalDeps): NeuralLook {
  const { env, clock, report } = deps;
  const folder = folderOf(name, env);
  const pool = deps.newPool(folder === null ? UNKNOWN_MB : BARE_MB + 2 * weightsMb(folder, env.LOCAL_DTYPE));
  const spec: ModelSpec = {
    key,
    name: basename(name),
    // A path of this machine is nobody's business.
    id: folder === null ? name : basename(name),
    // A folder has none.
    revision: folder === null ? revision : "local",
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
    temperature: temperatureOf(key, env.LOCAL_DTYPE),
    unusable: null,
  };
  const state = createModelState(spec, clock);
  let askedAt: number | null = null;
  let hashes: Readonly<Record<string, string>> = {};
  const ask = (texts: readonly string[]) => {
    askedAt = clock.now();
    const source = { ...sourceOf(name, revision, folder, env), hashes };
    return pool.run({ source, texts, mostMs: JOB_MS });
  };
  const model = createBatcher({ classify: ask }, env.LOCAL_PROCESSES);
  const engine = createNeuralEngine({
    spec,
    engine: "local_model",
    dtype: env.LOCAL_DTYPE,
    thresholds,
    calibrated: calibrationOf(key, env.LOCAL_DTYPE) !== null,
    state,
    clock,
    patienceMs: PATIENCE_MS,
    isBusy: () => model.waiting() > MOST_WAITING_TEXTS,
    report,
    async open() {
      if (folder !== null && existsSync(join(folder, "hashes.json"))) {
        const published = await readModelFolder(folder);
        if (!published.ok) return published;
        hashes = Object.fromEntries(published.value.hashes);
      }
      return openModel(model, ask);
    },
    readLexical: deps.readLexical,
  });
  return {
    spec,
    engine,
    standing: () => state.look().kind,
    refusal: state.refusal,
    askedAt: () => askedAt,
    loaded: () => pool.look().processes > 0,
    loading() {
      const { isLoading, fetched } = pool.look();
      return isLoading ? { fetched } : null;
    },
    release: () => null,
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

/** They are read into memory, and then once more into the runtime's own. */
function weightsMb(folder: string, dtype: Env["LOCAL_DTYPE"]): number {
  const file = join(folder, "onnx", dtype === "q8" ? "model_quantized.onnx" : "model.onnx");
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 2 ** 20;
}

/** A path or a folder below MODELS_DIR; null for a model of the Hub. */
function folderOf(name: string, env: Env): string | null {
  const folder = isPath(name) ? resolve(name) : resolve(join(env.MODELS_DIR, name));
  return isPath(name) || !name.includes("/") || existsSync(folder) ? folder : null;
}

const sourceOf = (name: string, revision: string, folder: string | null, env: Env): Omit<ModelSource, "hashes"> => ({
  name,
  folder,
  revision,
  dtype: env.LOCAL_DTYPE,
  cacheDir: resolve(join(/* turbopackIgnore: true */ env.DATA_DIR, "models")),
  hubOrigin: env.HF_HUB_ORIGIN,
});
