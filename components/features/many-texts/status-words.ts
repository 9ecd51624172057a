import { countOf } from "@/components/blocks/count-of";
import { placeWords } from "./place-words";
import type { Run } from "./run-store";

/** What a screen reader is told of a run: what changed, and no figure that goes on changing. */
export function statusWords(run: Run): string {
  switch (run.phase) {
    case "idle":
      return "";
    case "paused":
      return "Paused.";
    case "cancelled":
      return "Cancelled.";
    case "failed":
      return `Ended early. ${placeWords(run)}`;
    case "done":
      return `Done: ${run.done - run.counts.failed} of ${countOf(run.done, "text")} read.`;
    case "running":
      if (run.waitUntil !== null) return "The server is busy. The run goes on by itself.";
      return run.fallback === null ? "" : `${run.fallback} Read in this browser instead.`;
  }
}
