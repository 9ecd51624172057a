import { ok } from "../../core/errors";
import { type Failure, failed, failure, type Outcome } from "../../core/failure";
import { createModelState } from "../../core/models/create-model-state";
import type { GoldenSentence, ModelSpec } from "../../core/models/model-spec";
import { createBatcher } from "../../core/neural/create-batcher";
import { createNeuralEngine } from "../../core/neural/create-neural-engine";
import { embeddedSpec, embeddedThresholds } from "../../core/neural/embedded-spec";
import type { Fusion } from "../../core/neural/fuse-scores";
import { uncalibratedThresholds } from "../../core/neural/hub-models";
import { parseGolden, parseModelConfig } from "../../core/neural/parse-model-config";
import type { Clock, Reading, SentimentEngine, Tier } from "../../core/ports";
import type { WorkerPort } from "./create-worker-link";
import { createWorkerModel } from "./create-worker-model";
import type { DeviceStore } from "./device-store";
import { bytesOf, type ModelFiles, runtimeFile, WEIGHTS } from "./model-files";
import type { Loaded } from "./protocol";

/** How the model of this browser stands, for the screen. */
export type ModelLook =
  | { readonly kind: "unknown" | "absent" }
  | { readonly kind: "loading"; readonly received: number; readonly total: number }
  /** `kept`: on this device; else for this visit only. */
  | { readonly kind: "ready"; readonly kept: boolean }
  | { readonly kind: "failed"; readonly because: Failure };

export interface BrowserModel {
  look(): ModelLook;
  subscribe(listener: () => void): () => void;
  /** Looks whether its files are on this device; fetches nothing. */
  check(): Promise<ModelLook>;
  /** Brings it here and has it read its golden sentences. */
  load(): Promise<ModelLook>;
  /** Breaks a download off and drops what came of it. */
  cancel(): void;
  /** Takes its files off this device. */
  remove(): Promise<void>;
  /** Ends its worker; the next text starts it again. */
  rest(): void;
  readonly tier: Tier;
  readonly bytes: number;
  readonly name: string;
  /** Null: it came with this app. */
  readonly hubId: string | null;
  readonly licence: string | null;
}

/** A download takes as long as it takes: one that is stuck is ended by its silence. */
const LOAD_MS = 3_600_000;
/** Loading from the device and compiling may take a slow phone this long; a person waits, and may cancel. */
const TIER_MS = 60_000;

export function createBrowserModel(options: {
  readonly model: ModelFiles;
  /** Of a model of the Hub; without one it is this project's own. */
  readonly hub?: ModelSpec;
  readonly store: DeviceStore;
  readonly spawn: () => WorkerPort;
  readonly clock: Clock;
  readonly readLexical: (text: string) => Reading;
  /** Told of scripts to be kept for offline use. */
  readonly onScripts?: (scripts: readonly string[]) => void;
}): BrowserModel {
  const { model, hub, store, spawn, clock, readLexical } = options;
  const urls = [...model.files, runtimeFile].map(({ url }) => url);
  const listeners = new Set<() => void>();
  let look: ModelLook = { kind: "unknown" };
  // A load that was cancelled may still end; only the latest may say how things stand.
  let turn = 0;

  const set = (next: ModelLook): ModelLook => {
    look = next;
    for (const listener of listeners) listener();
    return next;
  };

  const worker = createWorkerModel({
    model,
    spawn,
    onProgress: (received, total) => {
      if (look.kind === "loading") set({ kind: "loading", received, total });
    },
  });

  const revision = model.files.find(({ path }) => path === WEIGHTS)?.sha256?.slice(0, 12) ?? "unknown";
  const spec = hub ?? { ...embeddedSpec, revision };
  const network = createBatcher(worker, 1);

  /** Made anew with each load: what was refused may be tried again by whoever asks for it. */
  const createEngine = (): SentimentEngine =>
    createNeuralEngine({
      spec,
      engine: "browser_model",
      dtype: "q8",
      thresholds: hub ? uncalibratedThresholds : embeddedThresholds,
      calibrated: !hub,
      state: createModelState(spec, clock),
      async open() {
        const loaded = await worker.load();
        if (!loaded.ok) return loaded;
        options.onScripts?.(loaded.value.scripts);
        const proof = hub ? ok({ golden: hub.golden, mostWeak: 1, fusion: null }) : ownProof(loaded.value);
        return proof.ok ? ok({ model: network, ...proof.value }) : proof;
      },
      patienceMs: LOAD_MS,
      // How it stands is shown where it was asked for.
      report: () => undefined,
      clock,
      readLexical,
    });
  let engine = createEngine();

  /** As the tier's engine, whichever is the present one. */
  const present: SentimentEngine = {
    ...engine,
    read: async (request) => {
      const outcome = await engine.read(request);
      if (!outcome.ok && lost.has(outcome.error.code)) set({ kind: "failed", because: outcome.error });
      return outcome;
    },
  };

  const load = async (): Promise<ModelLook> => {
    turn += 1;
    const mine = turn;
    worker.end();
    engine = createEngine();
    set({ kind: "loading", received: 0, total: bytesOf(model) });
    const read = await prove(engine);
    if (mine !== turn) return look;
    if (!read.ok)
      return set(read.error.code === "cancelled" ? { kind: "absent" } : { kind: "failed", because: read.error });
    await store.keepOnly(urls);
    return set({ kind: "ready", kept: await store.holds(urls) });
  };

  const leave = (): void => {
    turn += 1;
    worker.end();
  };

  return {
    look: () => look,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async check() {
      if (look.kind !== "unknown") return look;
      const held = await store.holds(urls);
      return look.kind === "unknown" ? set(held ? { kind: "ready", kept: true } : { kind: "absent" }) : look;
    },
    load,
    cancel() {
      if (look.kind !== "loading") return;
      leave();
      set({ kind: "absent" });
      void store.keepOnly([]);
    },
    async remove() {
      leave();
      await store.keepOnly([]);
      set({ kind: "absent" });
    },
    rest: worker.end,
    bytes: bytesOf(model),
    name: hub ? hub.name : "The model",
    hubId: hub ? hub.id : null,
    licence: spec.licence,
    tier: {
      engine: "browser_model",
      ensemble: "browser_model",
      engines: [present],
      order: () => [present.key],
      deadlineMs: () => TIER_MS,
      refusal: () => (look.kind === "failed" ? look.because : look.kind === "absent" ? notHere : null),
    },
  };
}

interface Proof {
  readonly golden: readonly GoldenSentence[];
  readonly mostWeak: number;
  readonly fusion: Fusion | null;
}

/** What the own model must read right, and how it is fused: from its folder, like the server. */
function ownProof({ config, golden }: Loaded): Outcome<Proof> {
  const fusion = parseModelConfig(config);
  if (!fusion.ok) return fusion;
  const sentences = parseGolden(golden);
  return sentences.ok ? ok({ golden: sentences.value, mostWeak: 0, fusion: fusion.value.fusion }) : sentences;
}

const notHere = failure("unavailable", { detail: "it is not on this device" });

/** What says that the model cannot be used until someone tries again. */
const lost: ReadonlySet<Failure["code"]> = new Set([
  "bad_files",
  "golden_failed",
  "crashed",
  "timed_out",
  "unreachable",
]);

const prove = (engine: SentimentEngine): Promise<Outcome<unknown>> =>
  engine
    .read({ texts: ["gm"], category: "crypto", explain: false, useCache: false, signal: new AbortController().signal })
    .catch((cause: unknown) => failed("internal", { cause }));
