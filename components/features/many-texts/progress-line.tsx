"use client";

import { useCountdown } from "@/components/blocks/use-countdown";
import { leftWords, secondsLeft } from "./eta";
import { placeWords } from "./place-words";
import type { Run } from "./run-store";

const count = new Intl.NumberFormat("en");
const never = () => {};

/** How far a run is, what it waits for, and who reads. */
export function ProgressLine({ run }: { run: Run }) {
  const wait = useCountdown(run.waitUntil, never);
  const total = run.table.texts.length;
  const share = total > 0 ? run.done / total : 0;
  return (
    <div className="border-b border-line px-3 py-2.5">
      <div
        role="progressbar"
        aria-label="Texts read"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={run.done}
        className="h-1.5 overflow-hidden rounded-full bg-raised"
      >
        <div className="bar-gradient h-full rounded-full" style={{ width: `${share * 100}%` }} />
      </div>
      <p
        className="mt-1.5 flex min-h-[1.5em] flex-wrap justify-between gap-x-3 text-[13px] text-label"
        data-testid="progress"
      >
        <span>
          {count.format(run.done)} / {count.format(total)} {stateWords(run, wait)}
        </span>
        <span className="text-muted">{placeWords(run)}</span>
      </p>
    </div>
  );
}

function stateWords(run: Run, wait: number | null): string {
  if (run.phase === "paused") return "· paused";
  if (run.phase === "cancelled") return "· cancelled, what was read stays";
  if (run.phase === "failed") return "· ended early, what was read stays";
  if (run.phase === "done") return `· done in ${Math.max(0.1, run.elapsedMs / 1_000).toFixed(1)} s`;
  if (wait !== null && wait > 0) return `· the server is busy, goes on in ${wait} s`;
  const left = leftWords(secondsLeft(run.done, run.table.texts.length, run.elapsedMs));
  return left === "" ? "" : `· ${left}`;
}
