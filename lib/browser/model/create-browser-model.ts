import { ok } from "../../core/errors";
import { type Failure, failed, failure, type Outcome } from "../../core/failure";
import { calibrationOf } from "../../core/models/calibration";
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
import { bytesOf, type ModelFiles, NOT_HERE, runtimeFile, WEIGHTS } from "./model-files";
import type { Loaded } from "./protocol";

/** How the model of this browser stands, for the screen. */
export type ModelLook =
  | { readonly kind: "unknown" | "absent" }
  | { readonly kind: "loading"; readonly received: number; readonly total: number }
  /** `kept`: on this device; else for this visit only. */
  | { readonly kind: "ready"; readonly kept: boolean }
  /** `kept`: something of it is on this device all the same. */
  | { readonly kind: "failed"; readonly because: Failure; readonly kept: boolean };

export interface BrowserModel {
  look(): ModelLook;
  subscribe(listener: () => void): () => void;
  /** Looks whether its files are on this device; fetches nothing. */
  check(): Promise<ModelLook>;
  /** Brings it here and has it read its golden sentences. */
  load(): Promise<ModelLook>;
  /** Breaks a load off and drops what was fetched for it; a model that was on this device before stays. */
  cancel(): Promise<void>;
  /** Takes its files off this device, and shows what is here then. */
  remove(): Promise<void>;
  /** Ends its worker where the next text can start it again from this device. */
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
  /** Whether all files were here when the present load began; null until that is known, and nothing is fetched before. */
  let heldBefore: boolean | null = null;
  let dropping: Promise<void> = Promise.resolve();

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

  /** Made anew with each turn: what was refused may be tried again by whoever asks for it. Only who asks for it may have it fetched. */
  const createEngine = (mine: number, onlyKept: boolean): SentimentEngine => {
    let mayFetch = !onlyKept;
    return createNeuralEngine({
      spec,
      engine: "browser_model",
      dtype: "q8",
      thresholds: hub ? uncalibratedThresholds : embeddedThresholds,
      calibrated: calibrationOf(spec.key, "q8") !== null,
      state: createModelState(spec, clock),
      async open() {
        await dropping;
        const held = await store.holds(urls);
        if (mine !== turn) return failed("cancelled");
        heldBefore = held;
        const loaded = await worker.load(!mayFetch);
        // Its daily proof opens it again, and nobody is asked then.
        mayFetch = false;
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
  };
  let engine = createEngine(turn, true);

  /** Ends what is going on. Returns the turn that begins. */
  const begin = (onlyKept: boolean): number => {
    turn += 1;
    heldBefore = null;
    worker.end();
    engine = createEngine(turn, onlyKept);
    return turn;
  };

  /** The next load waits for it: else it would lose its files to it. */
  const drop = (): Promise<void> => {
    dropping = dropping.then(() => store.keepOnly([]));
    return dropping;
  };

  const setHeld = async (mine: number): Promise<ModelLook> => {
    const held = await store.holds(urls);
    if (mine !== turn) return look;
    return set(held ? { kind: "ready", kept: true } : { kind: "absent" });
  };

  /** What was refused once would be refused again: it does not stay. */
  const fail = async (mine: number, because: Failure): Promise<ModelLook> => {
    if (refused.has(because.code)) await drop();
    const kept = await store.holdsAny();
    return mine === turn ? set({ kind: "failed", because, kept }) : look;
  };

  /** As the tier's engine, whichever is the present one. */
  const present: SentimentEngine = {
    ...engine,
    read: async (request) => {
      const mine = turn;
      const outcome = await engine.read(request);
      if (outcome.ok || mine !== turn) return outcome;
      const { code } = outcome.error;
      if (code === "unavailable") set({ kind: "absent" });
      else if (lost.has(code)) await fail(mine, outcome.error);
      return outcome;
    },
  };

  const load = async (): Promise<ModelLook> => {
    const mine = begin(false);
    set({ kind: "loading", received: 0, total: bytesOf(model) });
    const read = await prove(engine);
    if (mine !== turn) return look;
    if (!read.ok) return read.error.code === "cancelled" ? setHeld(mine) : fail(mine, read.error);
    await store.keepOnly(urls);
    if (mine !== turn) return look;
    const kept = await store.holds(urls);
    return mine === turn ? set({ kind: "ready", kept }) : look;
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
      // What an older build has left is of no use to this one.
      if (!held) await store.keepOnly(urls);
      return look.kind === "unknown" ? set(held ? { kind: "ready", kept: true } : { kind: "absent" }) : look;
    },
    load,
    async cancel() {
      if (look.kind !== "loading") return;
      const fetched = heldBefore === false;
      const mine = begin(true);
      if (fetched) {
        set({ kind: "absent" });
        await drop();
      } else await setHeld(mine);
    },
    async remove() {
      const mine = begin(true);
      await drop();
      await setHeld(mine);
    },
    rest() {
      if (look.kind === "loading" || (look.kind === "ready" && !look.kept)) return;
      worker.end();
    },
    bytes: bytesOf(model),
    name: hub ? hub.name : "The model",
    hubId: hub ? hub.id : null,
    licence: spec.licence,
    tier: {
      engine: "browser_model",
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

const notHere = failure("unavailable", { detail: NOT_HERE });

/** What says that its files are no good. */
const refused: ReadonlySet<Failure["code"]> = new Set(["bad_files", "golden_failed", "bad_answer"]);

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
