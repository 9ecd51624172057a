"use client";

import { useSyncExternalStore } from "react";
import { capRuns, joinRuns, parseRuns, type Run, withRun } from "./run";

const RUNS_KEY = "barometer:runs:v1";
const KEEP_KEY = "barometer:keep-runs";

export interface Runs {
  /** The newest first. */
  readonly runs: readonly Run[];
  /** New ones are kept. */
  readonly keeping: boolean;
  /** False where the storage is closed or full: they are gone with the page. */
  readonly stored: boolean;
}

const nothing: Runs = { runs: [], keeping: true, stored: true };

/** What the storage did not take. */
let unstored: readonly Run[] | null = null;
let keepHere = true;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

const stored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

function store(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

let last: { readonly raw: string | null; readonly keep: string | null; readonly state: Runs } | null = null;

/** As they stand in the storage now: another tab may have written. */
export function readRuns(): Runs {
  const raw = stored(RUNS_KEY);
  const keep = stored(KEEP_KEY);
  if (last?.raw === raw && last.keep === keep) return last.state;
  const runs = unstored ?? parseRuns(raw);
  last = { raw, keep, state: { runs, keeping: keep === null ? keepHere : keep !== "no", stored: unstored === null } };
  return last.state;
}

/** Writes as many as the storage takes; where it takes none, the page holds them itself. */
function write(runs: readonly Run[]): void {
  const whole = capRuns(runs);
  let fitting = whole;
  while (!store(RUNS_KEY, JSON.stringify(fitting)) && fitting.length > 0)
    fitting = fitting.slice(0, Math.floor(fitting.length / 2));
  unstored = whole.length > 0 && fitting.length === 0 ? whole : null;
  last = null;
  tell();
}

export function addRun(run: Run): void {
  const { runs, keeping } = readRuns();
  if (keeping) write(withRun(run, runs));
}

/** Takes runs out: one, or all. Gives what puts them back, beside those that came since. */
export function removeRuns(ids?: readonly string[]): () => void {
  const { runs } = readRuns();
  const gone = runs.filter(({ id }) => ids?.includes(id) ?? true);
  write(runs.filter((run) => !gone.includes(run)));
  return () => write(joinRuns(readRuns().runs, gone));
}

export function keepRuns(keeping: boolean): void {
  keepHere = keeping;
  store(KEEP_KEY, keeping ? "yes" : "no");
  last = null;
  tell();
}

const subscribe = (listener: () => void) => {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key === RUNS_KEY || key === KEEP_KEY) listener();
  };
  listeners.add(listener);
  addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", onStorage);
  };
};

/** The runs of this browser, in step with its other tabs; none on the server. */
export const useRuns = (): Runs => useSyncExternalStore(subscribe, readRuns, () => nothing);
