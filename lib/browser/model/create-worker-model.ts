import { ok } from "../../core/errors";
import { failed, type Outcome } from "../../core/failure";
import type { NeuralModel } from "../../core/neural/neural-model";
import { createWorkerLink, type WorkerLink, type WorkerPort } from "./create-worker-link";
import { bytesOf, type ModelFiles } from "./model-files";
import type { Loaded } from "./protocol";

export interface WorkerModel extends NeuralModel {
  /** Starts the worker if there is none and loads the model into it. Those who ask meanwhile wait with it; a text alone never fetches. */
  load(onlyKept: boolean): Promise<Outcome<Loaded>>;
  /** Ends the worker now; what is on its way is cancelled. The next text starts another. */
  end(): void;
  readonly running: () => boolean;
}

/** Without a sign for so long, a download is stuck, or a text is. */
const LOAD_SILENT_MS = 60_000;
const READ_SILENT_MS = 15_000;
/** A slow phone takes long over many texts with a large model. */
const LARGE_READ_SILENT_MS = 60_000;
const LARGE_BYTES = 30e6;
/** So long without work, and its memory is given back. */
const IDLE_MS = 120_000;

/** A network in a worker of this page. One that dies or hangs is replaced once, and asked again; then it has failed. */
export function createWorkerModel(options: {
  readonly model: ModelFiles;
  readonly spawn: () => WorkerPort;
  readonly onProgress: (received: number, total: number) => void;
  readonly idleMs?: number;
  readonly silentMs?: { readonly load: number; readonly read: number };
}): WorkerModel {
  const { model, spawn, onProgress, idleMs = IDLE_MS } = options;
  const { load: loadSilentMs, read: readSilentMs } = options.silentMs ?? {
    load: LOAD_SILENT_MS,
    read: bytesOf(model) > LARGE_BYTES ? LARGE_READ_SILENT_MS : READ_SILENT_MS,
  };
  let link: WorkerLink | null = null;
  let loading: Promise<Outcome<Loaded>> | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const end = (): void => {
    clearTimeout(idle);
    const ending = link;
    link = null;
    loading = null;
    ending?.end();
  };
  const rest = (): void => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (link !== null && link.waiting() === 0) end();
    }, idleMs);
  };

  const start = async (onlyKept: boolean): Promise<Outcome<Loaded>> => {
    let own: WorkerLink;
    try {
      own = createWorkerLink(spawn());
    } catch (cause) {
      return failed("crashed", { detail: "this browser could not start its worker", cause });
    }
    link = own;
    const answer = await own.ask({ ask: "load", model, onlyKept }, { silentMs: loadSilentMs, onProgress });
    if (answer.ok && answer.value.say === "loaded") {
      // What was loaded into memory alone would have to be fetched again: it stays.
      if (answer.value.value.kept) rest();
      return ok(answer.value.value);
    }
    if (link === own) end();
    else own.end();
    return answer.ok ? failed("bad_answer") : answer;
  };

  const load = (onlyKept: boolean): Promise<Outcome<Loaded>> => {
    if (loading !== null && (link === null || !link.ended())) return loading;
    const mine = start(onlyKept);
    loading = mine;
    void mine.then((outcome) => {
      if (!outcome.ok && loading === mine) loading = null;
    });
    return mine;
  };

  const read = async (texts: readonly string[]) => {
    const loaded = await load(true);
    if (!loaded.ok) return loaded;
    const asked = link;
    if (asked === null) return failed("cancelled");
    const answer = await asked.ask({ ask: "classify", texts }, { silentMs: readSilentMs });
    if (loaded.value.kept) rest();
    if (!answer.ok) return answer;
    return answer.value.say === "classified" ? ok(answer.value.value) : failed("bad_answer");
  };

  return {
    load,
    end,
    running: () => link !== null && !link.ended(),
    async classify(texts) {
      const first = await read(texts);
      if (first.ok || (first.error.code !== "crashed" && first.error.code !== "timed_out")) return first;
      end();
      return read(texts);
    },
  };
}
