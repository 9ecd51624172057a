"use client";

import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { checkWords } from "./check-words";
import { type Health, useHealth } from "./use-health";

const words = {
  asking: { short: "checking", long: "Asking the server how it is." },
  healthy: { short: "healthy", long: "Every check passes." },
  degraded: { short: "degraded", long: "The server answers, but something is out:" },
  unhealthy: { short: "unhealthy", long: "No engine of the server can answer. Texts are read in your browser." },
  offline: { short: "offline", long: "The server cannot be reached. Texts are read in your browser." },
} as const satisfies Record<Health["state"], { short: string; long: string }>;

const dots = {
  asking: "bg-line",
  healthy: "bg-bullish",
  degraded: "bg-warn",
  unhealthy: "bg-danger",
  offline: "bg-danger",
} as const satisfies Record<Health["state"], string>;

/** A chip of fixed width that opens a note with the reasons. */
export function HealthChip() {
  const health = useHealth();
  const id = useId();
  const checks = "checks" in health ? health.checks : [];
  const out = checks.filter(({ status }) => status === "fail" || status === "warn");
  const off = checks.filter(({ status }) => status === "off");
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        data-state={health.state}
        className="inline-flex items-center gap-1 rounded-button text-xs text-label hover:text-text max-wide:h-11"
      >
        <span className="inline-flex w-[6.2rem] items-center gap-1.5 rounded-full border border-line px-2.5 py-0.5">
          <span aria-hidden="true" className={cn("size-2 shrink-0 rounded-full", dots[health.state])} />
          <span className="sr-only">Server: </span>
          {words[health.state].short}
        </span>
      </button>
      <div
        id={id}
        popover="auto"
        className="fixed inset-auto end-4 top-[3.75rem] m-0 w-72 rounded-block border border-line bg-block p-3 text-[13px] text-text"
      >
        <p>{words[health.state].long}</p>
        {out.length > 0 ? (
          <ul className="mt-1 list-disc ps-4 text-label">
            {out.map((check) => (
              <li key={check.name}>{checkWords(check)}</li>
            ))}
          </ul>
        ) : null}
        {off.map((check) => (
          <p key={check.name} className="mt-1 text-muted">
            {checkWords(check)}
          </p>
        ))}
        <p className="mt-2 text-xs text-muted">
          Asked every 30 seconds while this page is in view, every 5 while the server is away.
        </p>
      </div>
    </>
  );
}
