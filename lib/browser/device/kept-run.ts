import type { DeviceRun } from "../../core/device/device-run";
import { formatRun, parseRun } from "../../core/device/parse-run";

const KEY = "barometer:device-run";

/** `undefined`: not looked at yet. Where storage is closed it holds until the page is left. */
let current: DeviceRun | null | undefined;
const listeners = new Set<() => void>();

/** What was measured in this browser; null where nothing was. */
export function keptRun(): DeviceRun | null {
  if (current !== undefined) return current;
  try {
    current = parseRun(localStorage.getItem(KEY));
  } catch {
    current = null;
  }
  return current;
}

/** Keeps a run in place of the last one; null removes it. */
export function keepRun(run: DeviceRun | null): void {
  current = run;
  try {
    if (run === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, formatRun(run));
  } catch {
    // Storage is closed or full.
  }
  for (const listener of listeners) listener();
}

/** Told of each change, another tab's too. Returns a way to stop. */
export function watchRun(listener: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent): void => {
    if (key !== KEY && key !== null) return;
    current = undefined;
    listener();
  };
  listeners.add(listener);
  addEventListener("storage", elsewhere);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", elsewhere);
  };
}
