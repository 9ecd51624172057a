import { readModelFolder } from "../adapters/files/read-model-folder";
import type { ProcessPool } from "../adapters/onnx-node/create-process-pool";
import { ok } from "../core/errors";
import { calibrationOf } from "../core/models/calibration";
import { createModelState } from "../core/models/create-model-state";
import type { NeuralLook } from "../core/models/neural-look";
import { createBatcher } from "../core/neural/create-batcher";
import { createNeuralEngine } from "../core/neural/create-neural-engine";
import { embeddedSpec, embeddedThresholds } from "../core/neural/embedded-spec";
import type { Clock, Reading, Report, Tier } from "../core/ports";
import { wakeUp } from "./wake-up";

export interface EmbeddedTier {
  readonly tier: Tier;
  readonly look: NeuralLook;
}

/** A cold start takes half a second and a text a millisecond; many texts may also wait for a process that is replaced. */
const TIER_MS = 2_400;
const TEXT_MS = 100;
/** Thirty-two texts take some hundredths of a second on a slow machine. */
const JOB_MS = 10_000;
const WHOLE = "onnx/model.onnx";
const WHOLE_MB = 9.6;
/** Its weights name the release, whichever are loaded. */
const QUANTIZED = "onnx/model_quantized.onnx";
/** Half a call of the network. */
const MOST_WAITING_TEXTS = 16;

/** Puts the tier of the model together that comes with this project. Its files are read once, here; its weights when it is first asked. */
export async function createEmbeddedTier(options: {
  readonly folder: string;
  readonly dtype: "fp32" | "q8";
  readonly pool: ProcessPool;
  readonly lanes: number;
  readonly clock: Clock;
  readonly report: Report;
  readonly readLexical: (text: string) => Reading;
}): Promise<EmbeddedTier> {
  const { dtype, pool, clock } = options;
  let folder = await readModelFolder(options.folder);
  const digestOf = (file: string): string | null =>
    folder.ok ? (folder.value.hashes.get(file)?.slice(0, 12) ?? null) : null;
  const spec = {
    ...embeddedSpec,
    revision: digestOf(dtype === "q8" ? QUANTIZED : WHOLE) ?? "unknown",
    sizeMb: dtype === "q8" ? embeddedSpec.sizeMb : WHOLE_MB,
  };
  const state = createModelState(spec, clock);
  let askedAt: number | null = null;

  const model = createBatcher(
    {
      classify(texts) {
        askedAt = clock.now();
        return pool.run({
          source: {
            name: spec.id,
            folder: options.folder,
            revision: spec.revision,
            dtype,
            hashes: folder.ok ? Object.fromEntries(folder.value.hashes) : {},
            cacheDir: null,
            hubOrigin: null,
          },
          texts,
          mostMs: JOB_MS,
        });
      },
    },
    options.lanes,
  );
  const engine = createNeuralEngine({
    spec,
    engine: "embedded_model",
    dtype,
    thresholds: embeddedThresholds,
    calibrated: calibrationOf(spec.key, dtype) !== null,
    state,
    clock,
    patienceMs: TIER_MS,
    isBusy: () => model.waiting() > MOST_WAITING_TEXTS,
    report: options.report,
    async open() {
      // What could not be read at the start may be there by now.
      if (!folder.ok) folder = await readModelFolder(options.folder);
      return folder.ok
        ? ok({ model, golden: folder.value.golden, mostWeak: 0, fusion: folder.value.config.fusion })
        : folder;
    },
    readLexical: options.readLexical,
  });
  return {
    tier: {
      engine: "embedded_model",
      engines: [engine],
      order: () => [engine.key],
      deadlineMs: (texts) => TIER_MS + TEXT_MS * (texts - 1),
      refusal: () => null,
      isQuick: true,
      isReady: () => state.look().kind === "ready" && pool.look().processes > 0,
      wake: () => void wakeUp(engine),
    },
    look: {
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
      release: () => digestOf(QUANTIZED),
    },
  };
}
