import type { ModelEntry } from "../../contracts/functions/models";
import type { DeviceResult } from "../device/device-run";

/** Where a model runs. */
export type Place = "api" | "server" | "device";

/** One model at one place. */
export interface ModelRow {
  /** Of all rows: place and key. */
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  /** Weights, megabytes; null where there are none, or nobody has said. */
  readonly sizeMb: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** Mean over the development sets, every set the same; null where no labelled text has been read through it. */
  readonly macroF1: number | null;
  /** False for what cannot read a text at all. */
  readonly isUsable: boolean;
}

type Listed = Pick<ModelEntry, "key" | "name" | "engine" | "size_mb" | "state" | "quality" | "calls">;

/**
 * Every model of this server and what was measured on this device. The same weights read alike wherever they run, so a model on this
 * device has the quality of its namesake on the server; one that the server does not have has none.
 */
export function listModelRows(models: readonly Listed[], measured: readonly DeviceResult[]): readonly ModelRow[] {
  const qualityOf = new Map(models.map(({ key, quality }) => [key, quality?.mean.macro_f1 ?? null]));
  return [
    ...models.map(
      ({ key, name, engine, size_mb, state, quality, calls }): ModelRow => ({
        id: `${engine}:${key}`,
        name,
        place: engine === "hf_inference_api" ? "api" : engine === "browser_model" ? "device" : "server",
        sizeMb: size_mb,
        p50Ms: calls.p50_ms,
        p95Ms: calls.p95_ms,
        macroF1: quality?.mean.macro_f1 ?? null,
        isUsable: state !== "unusable",
      }),
    ),
    ...measured.map(
      ({ key, name, sizeMb, p50Ms, p95Ms }): ModelRow => ({
        id: `device:${key}`,
        name,
        place: "device",
        sizeMb,
        p50Ms,
        p95Ms,
        macroF1: qualityOf.get(key) ?? null,
        isUsable: true,
      }),
    ),
  ];
}
