import type { Category } from "../contracts/verdict";
import type { AppError } from "../core/errors";
import type { ApiClient } from "./api-client";
import { fallsBack } from "./falls-back";
import { loadBrowserContainer } from "./load-browser-container";
import { planBatches } from "./plan-batches";
import type { RowResult } from "./row-result";

interface RunEvents {
  onResults(from: number, results: readonly RowResult[], by: "server" | "browser"): void;
  /** Until when the server asked to wait; null when it goes on. */
  onWait(until: number | null): void;
  /** Why this browser reads instead of the server. */
  onFallback(error: AppError): void;
}

interface RunArgs {
  readonly api: ApiClient;
  readonly texts: readonly string[];
  readonly category: Category;
  readonly browserOnly: boolean;
  readonly limits: { readonly text: number; readonly bulk: number };
  readonly signal: AbortSignal;
  /** Resolves when the run is not paused. */
  readonly gate: () => Promise<void>;
  readonly events: RunEvents;
}

/** A server that failed this often in a row is left in peace. */
const GIVE_UP_AFTER = 2;
const SLICE_MS = 12;

/**
 * Reads all texts, batch by batch: on the server, or in this browser where the server cannot. Ends early on abort, and with
 * `no_reader` where this browser had to read and its reader could not be fetched.
 */
export async function runMany(args: RunArgs): Promise<"ended" | "no_reader"> {
  const { api, texts, signal, gate, events } = args;
  let failures = args.browserOnly ? GIVE_UP_AFTER : 0;
  for (const [from, to] of planBatches(texts, args.limits.bulk, api.routes.sentiment_bulk.bodyLimit)) {
    let read = false;
    while (!read) {
      await gate();
      if (signal.aborted) return "ended";
      if (failures >= GIVE_UP_AFTER) {
        if (!(await readHere(args, from, to))) return "no_reader";
        break;
      }
      const answer = await api.call(
        "sentiment_bulk",
        { texts: texts.slice(from, to), category: args.category },
        { signal },
      );
      if (signal.aborted) return "ended";
      read = true;
      if (answer.ok) {
        failures = 0;
        events.onResults(from, answer.value.results, "server");
      } else if (answer.error.code === "rate_limited") {
        await wait(answer.error.retryAfterS ?? 5, signal, events);
        read = false;
      } else if (fallsBack(answer.error.code)) {
        failures += 1;
        events.onFallback(answer.error);
        if (!(await readHere(args, from, to))) return "no_reader";
      } else {
        const { code, detail } = answer.error;
        events.onResults(
          from,
          texts.slice(from, to).map(() => ({ error: { code, detail } })),
          "server",
        );
      }
    }
  }
  return "ended";
}

/** Reads a batch in slices short enough that the page stays quick. False where the reader cannot be fetched. */
async function readHere({ texts, limits, signal, gate, events }: RunArgs, from: number, to: number): Promise<boolean> {
  const reader = await loadBrowserContainer().catch(() => null);
  if (reader === null) return false;
  let at = from;
  while (at < to) {
    await gate();
    if (signal.aborted) return true;
    const start = at;
    const results: RowResult[] = [];
    const until = performance.now() + SLICE_MS;
    while (at < to && performance.now() < until) results.push(await reader.readItem(texts[at++] ?? "", limits.text));
    events.onResults(start, results, "browser");
    await reader.pause();
  }
  return true;
}

async function wait(seconds: number, signal: AbortSignal, events: RunEvents): Promise<void> {
  events.onWait(Date.now() + seconds * 1_000);
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, seconds * 1_000);
    signal.addEventListener("abort", end);
  });
  if (!signal.aborted) events.onWait(null);
}
