import hashes from "../../../public/models/barometer-sentiment-v1/hashes.json";
import type { ModelSpec } from "../../core/models/model-spec";
import { EMBEDDED_FOLDER } from "../../core/neural/embedded-spec";

/** A file that is fetched before a model can read. */
export interface ModelFile {
  /** In the model's own folder; what the library asks for. */
  readonly path: string;
  readonly url: string;
  /** As it travels. */
  readonly bytes: number;
  /** Of the file itself, unpacked. Null where nobody has published one. */
  readonly sha256: string | null;
  /** The address without gzip, for browsers that cannot unpack. */
  readonly plainUrl?: string;
}

/** Everything a model needs but the runtime. */
export interface ModelFiles {
  /** The room on the device that keeps them, the runtime included. */
  readonly store: string;
  /** Folder, or owner/name. */
  readonly name: string;
  readonly files: readonly ModelFile[];
}

/** The runtime that is served from public/ort. A test compares it with the package. */
export const runtimeVersion = "1.31.0-dev.20260914-8d85527a0";
const runtimeFolder = `/ort/${runtimeVersion}`;
export const runtimeModule = `${runtimeFolder}/ort-wasm-simd-threaded.mjs`;
const runtimeWasm = `${runtimeFolder}/ort-wasm-simd-threaded.wasm`;
export const runtimeFile: ModelFile = {
  path: "ort-wasm-simd-threaded.wasm",
  url: `${runtimeWasm}.gz`,
  bytes: 3_695_787,
  sha256: "06ba057753da3847e4c24f02d91ab133455b0817c69a44993a9a53a2146df9e3",
  plainUrl: runtimeWasm,
};

/** The weights that browsers read with. */
export const WEIGHTS = "onnx/model_quantized.onnx";

const sizes = {
  "config.json": 1_411,
  "golden.json": 6_810,
  "tokenizer.json": 204_534,
  "tokenizer_config.json": 284,
  [WEIGHTS]: 3_033_693,
} as const;

// The hashes are part of this build: a file that was swapped on its way, or on the device, is none of ours.
const published: Readonly<Record<string, string>> = hashes;

/** The model that comes with this project. */
export const ownModel: ModelFiles = {
  store: "barometer-models-v1",
  name: EMBEDDED_FOLDER,
  files: Object.entries(sizes).map(([path, bytes]) => {
    const sha256 = published[path] ?? "none was published";
    // Served as immutable: a file of another content needs another address, here and on the device.
    return { path, url: `/models/${EMBEDDED_FOLDER}/${path}?h=${sha256.slice(0, 12)}`, bytes, sha256 };
  }),
};

const HUB = "https://huggingface.co";

/** Files of a model of the Hub. Nobody has published hashes of them: its golden sentences are what vouches for it. */
export const hubFiles = ({ key, id, revision, sizeMb }: ModelSpec): ModelFiles => ({
  store: `barometer-hub-${key}-v1`,
  name: id,
  files: Object.entries({
    "config.json": 1_000,
    "tokenizer.json": 712_000,
    "tokenizer_config.json": 1_000,
    [WEIGHTS]: (sizeMb ?? 0) * 1e6,
  }).map(([path, bytes]) => ({
    path,
    url: `${HUB}/${id}/resolve/${encodeURIComponent(revision)}/${path}`,
    bytes,
    sha256: null,
  })),
});

/** What travels when a model is loaded, runtime included. */
export const bytesOf = ({ files }: ModelFiles): number =>
  [...files, runtimeFile].reduce((sum, { bytes }) => sum + bytes, 0);

/** What is said where a model would have to be fetched and nobody has asked for that. */
export const NOT_HERE = "it is not on this device";
