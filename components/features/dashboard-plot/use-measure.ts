"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { keepRun, keptRun } from "@/lib/browser/device/kept-run";
import type { Candidate } from "@/lib/browser/device/list-candidates";
import { addResult } from "@/lib/core/device/add-result";
import type { MeasureStep } from "@/lib/core/device/measure-model";

/** How a model stands in the present run, or stood at the end of the last one. */
export type Standing =
  | { readonly kind: "waiting" | "cancelled" | "done" }
  | { readonly kind: "running"; readonly step: MeasureStep }
  | { readonly kind: "failed"; readonly because: string };

export type Standings = Readonly<Record<string, Standing>>;

interface Measuring {
  readonly running: boolean;
  readonly standings: Standings;
  start(candidates: readonly Candidate[]): void;
  cancel(): void;
}

/** Painting takes time from what is timed: the same kind of step is shown so seldom. */
const SHOW_MS = 200;

/** Times models when it is told to; leaving the page ends it. */
export function useMeasure(): Measuring {
  const [running, setRunning] = useState(false);
  const [standings, setStandings] = useState<Standings>({});
  const present = useRef<AbortController | null>(null);
  useEffect(() => () => present.current?.abort(), []);

  const start = useCallback((candidates: readonly Candidate[]) => {
    const own = new AbortController();
    present.current = own;
    setRunning(true);
    setStandings(Object.fromEntries(candidates.map(({ key }) => [key, { kind: "waiting" }])));
    const set = (key: string, standing: Standing) => setStandings((before) => ({ ...before, [key]: standing }));
    const show = seldom(set);
    const measure = async () => {
      const { measureOnDevice } = await import("@/lib/browser/device/measure-on-device");
      await measureOnDevice({
        candidates,
        signal: own.signal,
        onStep: show,
        onEnd(key, outcome, facts) {
          if (outcome.ok) {
            keepRun(addResult(keptRun(), facts, outcome.value));
            set(key, { kind: "done" });
          } else if (outcome.error.code === "cancelled") set(key, { kind: "cancelled" });
          else set(key, { kind: "failed", because: outcome.error.detail });
        },
      });
    };
    const settleRest = (rest: Standing) =>
      setStandings((before) =>
        Object.fromEntries(
          Object.entries(before).map(([key, standing]) => [
            key,
            standing.kind === "waiting" || standing.kind === "running" ? rest : standing,
          ]),
        ),
      );
    measure()
      .then(
        () => settleRest({ kind: "cancelled" }),
        () => settleRest({ kind: "failed", because: "what measures could not be fetched; load the page anew" }),
      )
      .finally(() => setRunning(false));
  }, []);

  const cancel = useCallback(() => present.current?.abort(), []);
  return { running, standings, start, cancel };
}

/** Passes on each new kind of step, and of one kind only some. */
function seldom(set: (key: string, standing: Standing) => void) {
  let last = { key: "", kind: "", at: 0 };
  return (key: string, step: MeasureStep): void => {
    const at = performance.now();
    if (last.key === key && last.kind === step.kind && at - last.at < SHOW_MS) return;
    last = { key, kind: step.kind, at };
    set(key, { kind: "running", step });
  };
}
