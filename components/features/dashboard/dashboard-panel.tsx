"use client";

import type { ReactNode } from "react";
import { useMarkSample } from "@/components/blocks/sample-store";
import type { Overview } from "@/lib/contracts/functions/overview";
import type { SeriesWindow } from "@/lib/contracts/functions/stats-series";
import { Answers } from "./answers";
import { BaseList } from "./base-list";
import { DashboardSkeleton } from "./dashboard-skeleton";
import { IncidentsBlock } from "./incidents-block";
import { LinkLine } from "./link-line";
import { ModelsBlock } from "./models-block";
import { SourcesBlock } from "./sources-block";
import { useDashboardView } from "./use-dashboard-view";
import { useOverview } from "./use-overview";
import { useTellHealth } from "./use-tell-health";

interface ChartsProps extends Pick<Overview, "series"> {
  readonly budget: Overview["stats"]["budget"];
  readonly window: SeriesWindow;
  readonly onWindow: (window: SeriesWindow) => void;
  /** The server's time, in milliseconds since the epoch. */
  readonly now: number;
}

interface DashboardPanelProps {
  /** What was known when the page was made; null where that took too long. */
  readonly first: Overview | null;
  /** Figures over time. */
  readonly charts?: (props: ChartsProps) => ReactNode;
  /** Size against latency against quality. */
  readonly plot?: (models: Overview["models"]) => ReactNode;
}

/** What is up, how fast, how good, how stale, and why; it changes by itself while it is seen. */
export function DashboardPanel({ first, charts, plot }: DashboardPanelProps) {
  const [view, change] = useDashboardView();
  const watched = useOverview(first, view.window);
  const { overview, heard } = watched;
  useTellHealth(overview?.health);
  const fresh = overview?.answers.fresh;
  useMarkSample(fresh !== undefined && fresh.prices_at === null, "prices");
  useMarkSample(fresh !== undefined && fresh.news_at === null && fresh.news_stale === null, "news");
  if (overview === null)
    return (
      <>
        <LinkLine watched={watched} />
        <DashboardSkeleton />
      </>
    );
  const { at, answers, models, sources, incidents, stats, series, health } = overview;
  const since = new Date(Date.parse(at) - health.uptime_s * 1_000).toISOString();
  return (
    <>
      <LinkLine watched={watched} />
      <Answers answers={answers} at={at} />
      <ModelsBlock models={models} heard={heard.models}>
        <BaseList checks={health.checks} models={models.map(({ key }) => key)} />
      </ModelsBlock>
      {charts?.({
        series,
        budget: stats.budget,
        window: view.window,
        onWindow: (window) => change({ window }),
        now: Date.parse(at),
      })}
      <SourcesBlock
        sources={sources}
        at={at}
        heard={heard.sources}
        onlyOut={view.out}
        onOnlyOut={(out) => change({ out })}
      />
      {plot?.(models)}
      <IncidentsBlock live={incidents} at={at} since={since} filter={view} onFilter={change} />
    </>
  );
}
