"use client";

import { useMemo, useState } from "react";
import { Choice } from "@/components/blocks/choice";
import { SectionHead } from "@/components/blocks/section-head";
import { LivePatterns } from "@/components/charts/live-patterns";
import type { SeriesAnswer, SeriesWindow } from "@/lib/contracts/functions/stats-series";
import type { BudgetSnapshot } from "@/lib/core/budget/describe-budget";
import { describeForecast } from "@/lib/core/budget/describe-forecast";
import { forecastBudget } from "@/lib/core/budget/forecast-budget";
import { slotOf, spanOf } from "@/lib/core/charts/live-words";
import { type LivePercentile, livePercentiles } from "@/lib/core/charts/prepare-latency";
import { LivePanel } from "./live-panel";
import { MonthStrip } from "./month-strip";
import { PointedTimeContext } from "./pointed-time";
import { ReadOff } from "./read-off";
import { type LiveKey, useLivePlots } from "./use-live-plots";
import { usePointing } from "./use-pointing";

interface LiveChartsProps {
  readonly series: SeriesAnswer;
  readonly budget: Pick<BudgetSnapshot, "day" | "month">;
  readonly window: SeriesWindow;
  readonly onWindow: (window: SeriesWindow) => void;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Figures over time: small charts over one time axis, each with a sentence and a table. */
export function LiveCharts({ series, budget, window, onWindow, now }: LiveChartsProps) {
  const [percentile, setPercentile] = useState<LivePercentile>("p95");
  const { frame, of } = useLivePlots(series, percentile);
  const forecastWords = useMemo(() => describeForecast(forecastBudget(budget, now), now), [budget, now]);
  const month = useMemo(() => <MonthStrip frame={frame} budget={budget} now={now} />, [frame, budget, now]);
  const { shown, chosen, onHover, onChoose } = usePointing(frame);
  const shared = { frame, onHover, onChoose };
  const each = `in each ${slotOf(frame)}`;
  const panel = (id: LiveKey, title: string, unit: string) => (
    <LivePanel {...shared} {...of[id]} id={id} title={title} unit={unit} />
  );
  return (
    <section aria-labelledby="figures" data-testid="live-charts" className="mt-6 min-w-0">
      <SectionHead id="figures" title="Figures over time" note={`the last ${spanOf(frame)}`} />
      <LivePatterns />
      <div className="mb-3 flex flex-wrap items-end gap-x-6 gap-y-3">
        <Choice
          legend="How far back"
          value={window}
          onChange={onWindow}
          options={[
            { value: "15m", label: "15\u00a0min" },
            { value: "24h", label: "24\u00a0h" },
            { value: "30d", label: "30\u00a0days" },
          ]}
        />
        <Choice
          legend="Latency as"
          value={percentile}
          onChange={setPercentile}
          options={livePercentiles.map((value) => ({ value, label: value }))}
        />
        <ReadOff frame={frame} pointed={shown.pointed} chosen={chosen} onChoose={onChoose} words={of.requests.plot} />
      </div>
      <PointedTimeContext value={shown}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 wide:grid-cols-[repeat(2,minmax(0,1fr))]">
          {panel("requests", "Requests", "a second")}
          {panel("errors", "Errors by code", each)}
          {panel("tiers", "Who answered", `texts ${each}`)}
          {panel("latency", "How fast", `${percentile} by tier in ms, log scale`)}
          {panel("cache", "Cache", "share of looks")}
          <LivePanel
            {...shared}
            {...of.budget}
            id="budget"
            title="Budget left"
            unit="share of the month"
            summary={of.budget.plot.empty === null ? `${of.budget.plot.summary} ${forecastWords}` : forecastWords}
          >
            {month}
          </LivePanel>
          {panel("loop", "Event loop delay", "ms")}
          {panel("memory", "Memory", "MB, the largest of the servers")}
        </div>
      </PointedTimeContext>
    </section>
  );
}
