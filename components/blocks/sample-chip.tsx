"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";
import type { SampleOf } from "./sample-store";

const words = {
  prices: {
    chip: "sample prices",
    what: "These prices are made up by this program: seeded, alike on every machine, and never mixed with real ones.",
    why: "They stand in where no dataset can be read: without internet, or where the source has no such coin.",
  },
  news: {
    chip: "sample news",
    what: "These stories were written for this program: nothing in them has happened, and they are never mixed with real news.",
    why: "They stand in until a source has brought real ones: feeds, datasets, or a folder of your own.",
  },
  both: {
    chip: "sample data",
    what: "These prices are made up by this program, and these stories were written for it: nothing in them has happened.",
    why: "They stand in where no source can be read, and are never mixed with real data.",
  },
} as const satisfies Record<SampleOf | "both", Readonly<Record<"chip" | "what" | "why", string>>>;

/** Says that data are made up, and why. */
export function SampleChip({ of = "prices", className }: { of?: SampleOf | "both"; className?: string }) {
  const id = useId();
  const { chip, what, why } = words[of];
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        data-testid="sample-chip"
        className={cn("inline-flex items-center text-xs text-label hover:text-text max-wide:h-11", className)}
      >
        <span className="rounded-full border border-warn-line bg-warn-soft px-2.5 py-0.5 text-warn">{chip}</span>
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto end-4 top-[3.75rem] m-0 w-72 rounded-block border border-line bg-block p-3 text-[13px] text-text"
      >
        <p>{what}</p>
        <p className="mt-2 text-muted">{why}</p>
      </div>
    </>
  );
}
