import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { readModelFolder } from "../../lib/adapters/files/read-model-folder";
import { MAX_BULK_TEXTS } from "../../lib/contracts/limits";
import type { Scores } from "../../lib/contracts/verdict";
import { ok } from "../../lib/core/errors";
import type { Failure, Outcome } from "../../lib/core/failure";
import { createModelState } from "../../lib/core/models/create-model-state";
import type { GoldenSentence } from "../../lib/core/models/model-spec";
import { createBatcher } from "../../lib/core/neural/create-batcher";
import { createNeuralEngine } from "../../lib/core/neural/create-neural-engine";
import { embeddedSpec, embeddedThresholds } from "../../lib/core/neural/embedded-spec";
import type { Fusion } from "../../lib/core/neural/fuse-scores";
import { parseModelConfig } from "../../lib/core/neural/parse-model-config";
import type { Reading } from "../../lib/core/ports";
import type { MeasuredReader } from "./measured-reader";
import { type Dtype, openNetwork } from "./open-network";
import { InputError } from "./read-rows";

export interface NeuralReaderSettings {
  /** Folder of the model. */
  readonly model: string;
  readonly dtype: Dtype;
  /** True: with the lexical reader, as it ships; false: the network alone. */
  readonly fused: boolean;
  readonly readLexical: (text: string) => Reading;
}

/** The product's own engine over a network in this process: golden sentences, parts of long texts, batches, fusion and all. */
export async function createNeuralReader(settings: NeuralReaderSettings): Promise<MeasuredReader> {
  const folder = resolve(settings.model);
  const { fusion, golden } = await readFolder(folder);
  if (settings.fused && fusion === null) throw new InputError(`${folder}: config.json names no fusion`);
  const spec = { ...embeddedSpec, id: basename(folder) };
  const model = createBatcher(await openNetwork(folder, settings.dtype), 1);
  const engine = createNeuralEngine({
    spec,
    engine: "embedded_model",
    dtype: settings.dtype,
    thresholds: embeddedThresholds,
    calibrated: true,
    state: createModelState(spec, performance),
    clock: performance,
    patienceMs: 600_000,
    report: () => undefined,
    open: async () => ok({ model, golden, mostWeak: 0, fusion: settings.fused ? fusion : null }),
    readLexical: settings.readLexical,
  });
  return {
    name: `${spec.id} ${settings.dtype}${settings.fused ? " + lexical" : ""}`,
    confidence: true,
    async readAll(texts) {
      const scores: Scores[] = [];
      // As many at once as a bulk request may hold.
      for (let start = 0; start < texts.length; start += MAX_BULK_TEXTS) {
        const slice = texts.slice(start, start + MAX_BULK_TEXTS);
        const signal = new AbortController().signal;
        const readings = must(
          folder,
          await engine.read({ texts: slice, category: "general", explain: false, useCache: false, signal }),
        );
        scores.push(...readings.map((reading) => reading.scores));
      }
      return scores;
    },
  };
}

/** What stands beside the weights. A model that was not made for shipping has no hashes and no sentences to prove itself by. */
async function readFolder(folder: string): Promise<{ fusion: Fusion | null; golden: readonly GoldenSentence[] }> {
  if (existsSync(join(folder, "hashes.json"))) {
    const { config, golden } = must(folder, await readModelFolder(folder));
    return { fusion: config.fusion, golden };
  }
  const path = join(folder, "config.json");
  if (!existsSync(path)) throw new InputError(`${folder}: there is no config.json`);
  return { fusion: must(folder, parseModelConfig(readFileSync(path, "utf8"))).fusion, golden: [] };
}

function must<T>(folder: string, outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { code, detail }: Failure = outcome.error;
  throw new InputError(`${folder}: ${code}${detail === undefined ? "" : `, ${detail}`}`);
}
