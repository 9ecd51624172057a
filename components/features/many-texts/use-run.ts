"use client";

import { useMemo, useSyncExternalStore } from "react";
import { getRun, noRun, type Run, subscribe } from "./run-store";
import { kindOf, type RowKind } from "./tally";

export const useRun = (): Run => useSyncExternalStore(subscribe, getRun, () => noRun);

/** Indexes of the rows that a filter lets through. Rows that are still to be read show only without a filter. */
export function useShownRows(run: Run, filter: RowKind | null): readonly number[] {
  const { results, table, version } = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: results grow in place, the version tells when
  return useMemo(() => {
    if (filter === null) return table.texts.map((_, at) => at);
    return results.flatMap((result, at) => (kindOf(result) === filter ? [at] : []));
  }, [results, table, filter, filter === null ? 0 : version]);
}
