import type { ApiClient } from "@/lib/browser/api-client";
import type { RowResult } from "@/lib/browser/row-result";
import { runMany } from "@/lib/browser/run-many";
import type { Category } from "@/lib/contracts/verdict";
import type { Table } from "@/lib/core/csv/source";
import { type Counts, countResults, noCounts } from "./tally";

export interface Run {
  readonly phase: "idle" | "running" | "paused" | "done" | "cancelled" | "failed";
  readonly table: Table;
  /** Filled in order of the rows; read it, never write it. Its identity stays, `version` tells that it grew. */
  readonly results: RowResult[];
  readonly version: number;
  readonly done: number;
  readonly counts: Counts;
  /** Time spent running, without pauses and waits, at `version`. */
  readonly elapsedMs: number;
  readonly waitUntil: number | null;
  /** What the server said when this browser took over. */
  readonly fallback: string | null;
  /** Why the run ended before its end without being cancelled. */
  readonly failure: string | null;
  readonly by: "server" | "browser" | "both" | null;
}

const nothing: Table = { columns: [], rows: [], texts: [] };
export const noRun: Run = {
  phase: "idle",
  table: nothing,
  results: [],
  version: 0,
  done: 0,
  counts: noCounts,
  elapsedMs: 0,
  waitUntil: null,
  fallback: null,
  failure: null,
  by: null,
};

/** Between two looks of the screen at a running job. */
const SHOW_EVERY_MS = 100;

// One job for the whole page: it goes on while another tab or page of the app is open.
let run = noRun;
let controller = new AbortController();
let resume: (() => void) | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

export const getRun = (): Run => run;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(): void {
  if (timer) clearTimeout(timer);
  timer = null;
  for (const listener of listeners) listener();
}

function change(next: Partial<Run>, soon = false): void {
  run = { ...run, ...next, version: run.version + 1 };
  if (!soon) show();
  else timer ??= setTimeout(show, SHOW_EVERY_MS);
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault();

interface StartArgs {
  readonly api: ApiClient;
  readonly table: Table;
  readonly category: Category;
  readonly browserOnly: boolean;
  readonly limits: { readonly text: number; readonly bulk: number };
}

export async function startRun({ table, ...args }: StartArgs): Promise<void> {
  cancelRun();
  controller = new AbortController();
  const { signal } = controller;
  change({ ...noRun, phase: "running", table, results: [] });
  addEventListener("beforeunload", warn);
  let mark = performance.now();
  try {
    const outcome = await runMany({
      ...args,
      texts: table.texts,
      signal,
      gate: async () => {
        if (signal.aborted) return;
        if (run.phase === "paused") await new Promise<void>((resolve) => (resume = resolve));
        mark = Math.max(mark, pausedUntil);
      },
      events: {
        // A run that was cancelled has no say any more: the store may hold the next one already.
        onResults: (_from, results, by) => {
          if (signal.aborted) return;
          for (const result of results) run.results.push(result);
          const now = performance.now();
          change(
            {
              done: run.results.length,
              counts: countResults(run.counts, results),
              elapsedMs: run.elapsedMs + now - mark,
              by: run.by === null || run.by === by ? by : "both",
            },
            true,
          );
          mark = now;
        },
        onWait: (until) => {
          if (signal.aborted) return;
          mark = performance.now();
          change({ waitUntil: until });
        },
        onFallback: (error) => {
          if (!signal.aborted) change({ fallback: error.detail });
        },
      },
    });
    if (signal.aborted) return;
    if (outcome === "ended") finish("done");
    else if (args.browserOnly) finish("failed", "The reader of this browser could not be loaded.");
    else finish("failed", "Neither the server nor the reader of this browser could be reached.");
  } catch (error) {
    // A defect of the page: the run says so, and the console shows which.
    if (!signal.aborted) finish("failed", "This page failed in the midst of the run.");
    throw error;
  }
}

let pausedUntil = 0;

function finish(phase: "done" | "cancelled" | "failed", failure: string | null = null): void {
  removeEventListener("beforeunload", warn);
  change({ phase, failure, waitUntil: null });
}

export function pauseRun(): void {
  if (run.phase === "running") change({ phase: "paused" });
}

export function resumeRun(): void {
  if (run.phase !== "paused") return;
  pausedUntil = performance.now();
  change({ phase: "running" });
  resume?.();
}

export function cancelRun(): void {
  if (run.phase !== "running" && run.phase !== "paused") return;
  controller.abort();
  resume?.();
  finish("cancelled");
}

/** Takes the results away and gives them back, so that it can be undone. */
export function clearRun(): Run {
  cancelRun();
  const cleared = run;
  change(noRun);
  return cleared;
}

export function restoreRun(cleared: Run): void {
  cancelRun();
  change(cleared);
}
