"use client";

import { useRef } from "react";
import { countOf } from "@/components/blocks/count-of";
import { toast } from "@/components/blocks/toast-store";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import type { Run } from "./run";
import { RunRow } from "./run-row";
import { keepRuns, removeRuns, useRuns } from "./run-store";

/** The runs, newest first: load one back, remove one, clear all, or keep none. */
export function RunsList({ onLoad }: { onLoad: (run: Run) => void }) {
  const { runs, keeping, stored } = useRuns();
  const frame = useRef<HTMLDivElement>(null);

  const remove = (ids: readonly string[] | undefined, said: string) => {
    const undo = removeRuns(ids);
    toast({ kind: "success", title: said, action: { label: "Undo", run: undo } });
    // The button goes with its row; the keyboard stays in the list.
    frame.current?.focus();
  };

  return (
    <div ref={frame} tabIndex={-1} className="outline-none">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-2">
        <Check
          label="Keep runs"
          hint="in this browser only: nothing of them is sent"
          checked={keeping}
          onChange={keepRuns}
        />
        <Button
          disabled={runs.length === 0}
          onClick={() => remove(undefined, `Cleared ${countOf(runs.length, "run")}`)}
        >
          Clear all
        </Button>
      </div>
      {stored ? null : (
        <p role="status" className="border-t border-line px-3 py-2 text-[13px] text-warn">
          This browser’s storage is full or closed: runs are kept until you leave the page.
        </p>
      )}
      {runs.length === 0 ? (
        <p className="border-t border-line px-3 py-2 text-[13px] text-muted">
          {keeping ? "No runs yet. Each text that you analyse is listed here." : "New runs are not kept."}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <ul tabIndex={0} aria-label="Runs, newest first" className="max-h-80 overflow-auto">
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              onLoad={() => onLoad(run)}
              onRemove={() => remove([run.id], "Removed one run")}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
