"use client";

import { useEffect, useSyncExternalStore } from "react";

/** What may be sample data. */
export type SampleOf = "prices" | "news";

const shown: Record<SampleOf, number> = { prices: 0, news: 0 };
const listeners = new Set<() => void>();

const change = (of: SampleOf, by: number): void => {
  shown[of] += by;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Of what there is sample data on this page; both where it is both, null without any. */
export const useSampleOnScreen = (): SampleOf | "both" | null =>
  useSyncExternalStore(
    subscribe,
    () => (shown.prices > 0 ? (shown.news > 0 ? "both" : "prices") : shown.news > 0 ? "news" : null),
    () => null,
  );

/** Says so, for as long as what calls it is on the page. */
export function useMarkSample(sample: boolean, of: SampleOf = "prices"): void {
  useEffect(() => {
    if (!sample) return;
    change(of, 1);
    return () => change(of, -1);
  }, [sample, of]);
}
