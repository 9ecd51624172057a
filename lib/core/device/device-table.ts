import type { DeviceResult, DeviceRun } from "./device-run";
import { TEXTS_VERSION } from "./measure-texts";

type Cell = string | number | boolean | null;

/** More digits than these are noise. */
const exact = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(4)));

/** One row a reader, with units in the names, and the device in each row: files of several devices can be put together. */
export function deviceTable({ facts, results }: DeviceRun): readonly Readonly<Record<string, Cell>>[] {
  const device = {
    browser: facts.browser,
    platform: facts.platform,
    cores: facts.cores,
    memory_gb_class: facts.memoryGb,
    wasm_simd: facts.simd,
    wasm_threads: facts.threads,
    threads_used: 1,
    clock_step_ms: exact(facts.clockStepMs),
    texts_version: TEXTS_VERSION,
  };
  return results.map((result) => ({ ...rowOf(result), ...device }));
}

const rowOf = (result: DeviceResult) => ({
  measured_at_utc: result.measuredAt,
  key: result.key,
  name: result.name,
  model: result.id,
  revision: result.revision,
  dtype: result.dtype,
  size_mb: result.sizeMb,
  load_fetched_ms: exact(result.fetchedMs),
  load_kept_ms: exact(result.keptMs),
  texts: result.texts,
  readings_per_text: result.repeats,
  p50_ms: exact(result.p50Ms),
  p95_ms: exact(result.p95Ms),
  batch_texts: result.batch,
  batch_texts_per_s: exact(result.textsPerS),
  golden_right: result.goldenRight,
  golden_of: result.goldenOf,
});
