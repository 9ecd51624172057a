import { failed, type Outcome } from "../../core/failure";
import type { HubPart, HubRead, ReadHubFile } from "./hub-read";

/** What the page says to the worker. */
export type CandlesQuestion = { readonly id: number } & (
  | { readonly ask: "read"; readonly request: HubRead }
  /** Nobody waits for it any more. */
  | { readonly ask: "leave" }
);

export type CandlesAnswer =
  | { readonly id: number; readonly outcome: Outcome<HubPart> }
  /** What the worker runs on, once it does: to be kept for a visit without a network. */
  | { readonly scripts: readonly string[] };

/** What is needed of a worker; tests bring their own. */
export interface CandlesPort extends Pick<Worker, "postMessage" | "terminate"> {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A worker that could not come, or was stuck, is left alone for so long. */
const REST_MS = 10_000;
/** One that was told to leave a reading and says nothing for so long is stuck in it. */
const STUCK_MS = 3_000;
const MOST_WAITING = 16;

const gone = failed("crashed", { detail: "what reads it in this browser could not be started, or ended" });

export interface CandlesLink {
  /** Errors beside those of the reading: crashed, busy (too many at once). */
  readonly read: ReadHubFile;
  /** Starts the worker before it is needed, so that its script is here when the server is not. */
  readonly warm: () => void;
}

/** Reads files in a worker, which is started with the first of them: unpacking would hold the page up. */
export function createCandlesLink(options: {
  readonly spawn: () => CandlesPort;
  readonly now: () => number;
  readonly onScripts: (scripts: readonly string[]) => void;
}): CandlesLink {
  const { spawn, now, onScripts } = options;
  const pending = new Map<number, (outcome: Outcome<HubPart>) => void>();
  const leaving = new Map<number, ReturnType<typeof setTimeout>>();
  let worker: CandlesPort | null = null;
  let latest = 0;
  let restUntil = Number.NEGATIVE_INFINITY;

  const drop = (): void => {
    worker?.terminate();
    worker = null;
    restUntil = now() + REST_MS;
    for (const timer of leaving.values()) clearTimeout(timer);
    leaving.clear();
    for (const settle of [...pending.values()]) settle(gone);
  };
  const start = (): CandlesPort => {
    const started = spawn();
    started.onmessage = ({ data }: MessageEvent<CandlesAnswer>) => {
      if ("scripts" in data) {
        onScripts(data.scripts);
        return;
      }
      clearTimeout(leaving.get(data.id));
      leaving.delete(data.id);
      pending.get(data.id)?.(data.outcome);
    };
    started.onerror = (event) => {
      event?.preventDefault?.();
      drop();
    };
    return started;
  };

  const reach = (): CandlesPort | null => {
    if (now() < restUntil) return null;
    try {
      worker ??= start();
    } catch {
      // A frame of another site may start none.
      drop();
    }
    return worker;
  };

  const read: ReadHubFile = (request, signal) => {
    if (signal.aborted) return Promise.resolve(failed("cancelled"));
    if (pending.size + leaving.size >= MOST_WAITING) return Promise.resolve(failed("busy"));
    const port = reach();
    if (port === null) return Promise.resolve(gone);
    latest += 1;
    const id = latest;
    return new Promise((resolve) => {
      const settle = (outcome: Outcome<HubPart>): void => {
        signal.removeEventListener("abort", leave);
        pending.delete(id);
        resolve(outcome);
      };
      const leave = (): void => {
        settle(failed("cancelled"));
        port.postMessage({ id, ask: "leave" } satisfies CandlesQuestion);
        leaving.set(id, setTimeout(drop, STUCK_MS));
      };
      signal.addEventListener("abort", leave, { once: true });
      pending.set(id, settle);
      port.postMessage({ id, ask: "read", request } satisfies CandlesQuestion);
    });
  };
  return { read, warm: () => void reach() };
}
