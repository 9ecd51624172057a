"use client";

import { useMemo, useState } from "react";
import type { SeriesAnswer, SeriesWindow } from "@/lib/contracts/functions/stats-series";
import type { ErrorLooks } from "@/lib/core/charts/keep-looks";
import type { LivePlot } from "@/lib/core/charts/live-plot";
import { prepareBudget } from "@/lib/core/charts/prepare-budget";
import { prepareCache } from "@/lib/core/charts/prepare-cache";
import { prepareErrors } from "@/lib/core/charts/prepare-errors";
import { type LiveFrame, prepareFrame } from "@/lib/core/charts/prepare-frame";
import { type LivePercentile, prepareLatency } from "@/lib/core/charts/prepare-latency";
import { prepareLoop } from "@/lib/core/charts/prepare-loop";
import { prepareMemory } from "@/lib/core/charts/prepare-memory";
import { prepareRequests } from "@/lib/core/charts/prepare-requests";
import { prepareTiers } from "@/lib/core/charts/prepare-tiers";
import { type LiveAxis, settleAxis } from "@/lib/core/charts/settle-axis";

const keys = ["requests", "errors", "tiers", "latency", "cache", "budget", "loop", "memory"] as const;
export type LiveKey = (typeof keys)[number];

export interface ReadyPlot {
  readonly plot: LivePlot;
  readonly axis: LiveAxis;
}

export interface LivePlots {
  readonly frame: LiveFrame;
  readonly of: Readonly<Record<LiveKey, ReadyPlot>>;
}

interface Settled {
  readonly window: SeriesWindow;
  readonly axes: Readonly<Partial<Record<LiveKey, LiveAxis>>>;
  readonly looks: ErrorLooks;
}

/** What all charts draw, with axes that stay as they are while they fit, and codes that look as they did. */
export function useLivePlots(series: SeriesAnswer, percentile: LivePercentile): LivePlots {
  const frame = useMemo(() => prepareFrame(series), [series]);
  const plots = useMemo(
    () => ({
      requests: prepareRequests(frame),
      tiers: prepareTiers(frame),
      cache: prepareCache(frame),
      budget: prepareBudget(frame),
      loop: prepareLoop(frame),
      memory: prepareMemory(frame),
    }),
    [frame],
  );
  const latency = useMemo(() => prepareLatency(frame, percentile), [frame, percentile]);

  const [settled, setSettled] = useState<Settled>({ window: frame.window, axes: {}, looks: {} });
  const errors = useMemo(() => prepareErrors(frame, settled.looks), [frame, settled.looks]);
  const all = useMemo(() => ({ ...plots, latency, errors }), [plots, latency, errors]);
  const axes = useMemo(
    () =>
      mapKeys((key) => settleAxis(all[key], (settled.window === frame.window ? settled.axes[key] : undefined) ?? null)),
    [all, frame.window, settled],
  );
  // Told at once, before anything is painted: the next update starts from these.
  const { looks } = errors;
  if (
    settled.window !== frame.window ||
    settled.looks !== looks ||
    keys.some((key) => settled.axes[key] !== axes[key])
  ) {
    setSettled({ window: frame.window, axes, looks });
  }
  return useMemo(() => ({ frame, of: mapKeys((key) => ({ plot: all[key], axis: axes[key] })) }), [frame, all, axes]);
}

function mapKeys<T>(make: (key: LiveKey) => T): Readonly<Record<LiveKey, T>> {
  return {
    requests: make("requests"),
    errors: make("errors"),
    tiers: make("tiers"),
    latency: make("latency"),
    cache: make("cache"),
    budget: make("budget"),
    loop: make("loop"),
    memory: make("memory"),
  };
}
