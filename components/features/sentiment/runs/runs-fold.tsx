"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Run } from "./run";
import { RunsList } from "./runs-list";

/** What was read here before: folded up until it is asked for, so that nothing of it is read from the storage on arrival. */
export function RunsFold({ onLoad }: { onLoad: (run: Run) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="group mt-4 rounded-block border border-line bg-block"
      data-print="hide"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="tap flex items-center gap-2 px-3 py-2 text-label hover:text-text">
        <ChevronRight aria-hidden className="size-4 group-open:rotate-90" />
        Runs in this browser
      </summary>
      {open ? <RunsList onLoad={onLoad} /> : null}
    </details>
  );
}
