"use client";

import { useEffect, useRef, useState } from "react";
import type { IncidentRow } from "@/lib/contracts/parts";
import type { IncidentFilter } from "./dashboard-view";
import { fitsFilter } from "./fits-filter";
import { incidentSentence } from "./incident-words";

const LEAST_MS = 5_000;

/** What is worth saying aloud of those that came: the newest that is grave, and that is not filtered away. */
export const worthSaying = (
  came: readonly IncidentRow[],
  seen: ReadonlySet<string>,
  filter: IncidentFilter,
): IncidentRow | undefined =>
  came.find((row) => row.severity !== "info" && !seen.has(row.id) && fitsFilter(row, filter));

/** A sentence to be said aloud, another every five seconds at the most: what comes in a storm is not all said. What was there at first is not said. */
export function useCalm(live: readonly IncidentRow[], { kind, severity, part }: IncidentFilter): string {
  const [said, setSaid] = useState("");
  const seen = useRef<ReadonlySet<string> | null>(null);
  const next = useRef("");
  const last = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    const grave = seen.current === null ? undefined : worthSaying(live, seen.current, { kind, severity, part });
    seen.current = new Set(live.map(({ id }) => id));
    if (grave === undefined) return;
    next.current = incidentSentence(grave);
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        last.current = performance.now();
        setSaid(next.current);
      },
      Math.max(0, last.current + LEAST_MS - performance.now()),
    );
  }, [live, kind, severity, part]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return said;
}
