"use client";

import dynamic from "next/dynamic";
import { Block } from "@/components/blocks/block";
import { Change } from "@/components/blocks/change-words";
import { Note } from "@/components/blocks/note";
import { directionOf, formatChange } from "@/components/blocks/number-words";
import { mayRetry } from "@/components/blocks/problem-words";
import { compareStyle } from "@/components/charts/compare-style";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { formatMoment } from "@/lib/core/charts/format-moment";
import { ChartSkeleton } from "./chart-skeleton";
import { coinProblemWords } from "./coin-problem-words";
import { ComparisonTable } from "./comparison-table";
import type { PricesView } from "./prices-view";
import type { ComparedCoins, ComparisonState } from "./use-comparison";

const ComparisonChart = dynamic(() => import("@/components/charts/comparison-chart"), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

/** Several coins indexed to 100, with who rose by how much. */
export function ComparisonBlock({ state, view }: { state: ComparisonState; view: PricesView }) {
  const { compared, failed, asking, retry } = state;
  const timeframe = compared?.timeframe ?? view.timeframe;
  const summary = compared ? summarise(compared, view) : "";
  const mayHelp = failed.some(({ error }) => mayRetry(error));
  return (
    <Block className="min-w-0">
      <ul
        className="flex min-h-8.5 flex-wrap gap-x-4 gap-y-1 border-b border-line px-3 py-2 text-xs"
        data-testid="compared"
      >
        {compared?.comparison.symbols.map((symbol, at) => {
          const change = compared.comparison.changes[at] ?? null;
          return (
            <li key={symbol} className="flex items-center gap-1.5 font-mono">
              <svg aria-hidden="true" viewBox="0 0 22 4" className="h-1 w-5.5">
                <path
                  d="M0 2h22"
                  stroke={compareStyle(at).colour}
                  strokeWidth={at === 0 ? 2 : 1.5}
                  strokeDasharray={compareStyle(at).dash}
                />
              </svg>
              {symbol} {change === null ? "–" : <Change percent={change} className="font-sans font-semibold" />}
            </li>
          );
        })}
      </ul>
      {failed.length > 0 ? (
        <Note tone="warn" className="m-3 mb-0">
          <span role="alert">{failed.map(({ symbol, error }) => coinProblemWords(symbol, error)).join(" ")}</span>
          {mayHelp ? (
            <Button className="ms-auto" onClick={retry}>
              Retry now
            </Button>
          ) : null}
        </Note>
      ) : null}
      <div
        role="img"
        aria-label={`Coins compared. ${summary}`}
        data-testid="comparison"
        aria-busy={asking}
        className={cn(
          "relative h-[19rem] wide:h-[28rem]",
          asking && compared && "opacity-60 transition-opacity delay-150",
        )}
      >
        {asking && !compared ? <ChartSkeleton /> : null}
        {compared && compared.comparison.points.length > 0 ? (
          <ComparisonChart comparison={compared.comparison} timeframe={timeframe} zone={view.zone} log={view.log} />
        ) : null}
        {compared && compared.comparison.points.length === 0 ? (
          <p className="grid size-full place-items-center px-6 text-center text-label">
            These coins have no time in common. Choose a longer range or another coin.
          </p>
        ) : null}
        {compared?.sample ? (
          <p
            aria-hidden="true"
            className="pointer-events-none absolute inset-0 grid place-items-center font-mono text-4xl text-muted opacity-20"
          >
            sample data
          </p>
        ) : null}
      </div>
      <div className="border-t border-line px-3 py-2.5 text-label">
        <p className="min-h-10.5 wide:min-h-0" data-testid="summary">
          {summary}
          {asking || timeframe === view.timeframe
            ? ""
            : ` Drawn from candles of ${timeframe}: shorter ones are too many.`}
        </p>
        {compared ? (
          <ComparisonTable
            clock={view.zone === "utc" ? "UTC" : "local"}
            comparison={compared.comparison}
            when={(at) => formatMoment(at, timeframe, view.zone)}
          />
        ) : null}
      </div>
    </Block>
  );
}

const verbs = { bullish: "rose", neutral: "stood still at", bearish: "fell" } as const;

/** "Since 2026-01-04, where each opens at 100, BTC rose 4.1%, ETH fell 2%.": coins may have less in common than the range. */
function summarise({ comparison, timeframe }: ComparedCoins, { zone }: PricesView): string {
  if (comparison.from === null) return "";
  const parts = comparison.symbols.flatMap((symbol, at) => {
    const change = comparison.changes[at];
    return typeof change === "number" ? [`${symbol} ${verbs[directionOf(change)]} ${formatChange(change)}`] : [];
  });
  return `Since ${formatMoment(comparison.from, timeframe, zone)}, where each opens at 100, ${parts.join(", ")}.`;
}
