"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { BudgetSnapshot } from "@/lib/core/budget/describe-budget";
import { forecastBudget } from "@/lib/core/budget/forecast-budget";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";
import { prepareMonth } from "@/lib/core/charts/prepare-month";

const MonthChart = dynamic(() => import("@/components/charts/month-chart").catch(() => ({ default: () => null })), {
  ssr: false,
});

interface MonthStripProps {
  readonly frame: LiveFrame;
  readonly budget: Pick<BudgetSnapshot, "day" | "month">;
  readonly now: number;
}

/** The whole month under the window: where the budget goes. Its axis is its own, and says so. */
export function MonthStrip({ frame, budget, now }: MonthStripProps) {
  // Its lines move by less than a pixel a minute.
  const minute = Math.floor(now / 60_000) * 60_000;
  const plot = useMemo(() => prepareMonth(frame, forecastBudget(budget, minute), minute), [frame, budget, minute]);
  // Without a limit there is no picture; its room is kept.
  if (plot.left === null) return <div className="h-18" />;
  return (
    <div role="img" dir="ltr" aria-label="Budget left over the whole month" className="relative h-18">
      <MonthChart plot={plot} />
      <span className="pointer-events-none absolute start-12 top-1 text-[11px] text-muted">
        the whole month
        {plot.ahead ? <span className="max-wide:hidden">, dashed: at this rate</span> : null}
      </span>
    </div>
  );
}
