"use client";

import { useEffect, useSyncExternalStore } from "react";

let shown = 0;
const listeners = new Set<() => void>();

const change = (by: number): void => {
  shown += by;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether something on this page is sample data. */
export const useSampleOnScreen = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => shown > 0,
    () => false,
  );

/** Says so, for as long as what calls it is on the page. */
export function useMarkSample(sample: boolean): void {
  useEffect(() => {
    if (!sample) return;
    change(1);
    return () => change(-1);
  }, [sample]);
}
