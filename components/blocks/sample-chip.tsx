"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";

/** Says that prices are made up, and why. */
export function SampleChip({ className }: { className?: string }) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        data-testid="sample-chip"
        className={cn("inline-flex items-center text-xs text-label hover:text-text max-wide:h-11", className)}
      >
        <span className="rounded-full border border-warn-line bg-warn-soft px-2.5 py-0.5 text-warn">sample prices</span>
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto end-4 top-[3.75rem] m-0 w-72 rounded-block border border-line bg-block p-3 text-[13px] text-text"
      >
        <p>These prices are made up by this program: seeded, alike on every machine, and never mixed with real ones.</p>
        <p className="mt-2 text-muted">
          They stand in where no dataset can be read: without internet, or where the source has no such coin.
        </p>
      </div>
    </>
  );
}
