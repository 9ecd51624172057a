import type { SeriesSlotRow } from "../../contracts/functions/stats-series";
import { formatLive } from "./format-live";
import type { LivePlot } from "./live-plot";
import { liveTiers } from "./live-tiers";
import { gapsOf, spanOf } from "./live-words";
import { perSlot } from "./per-slot";
import type { LiveFrame } from "./prepare-frame";

export const livePercentiles = ["p50", "p95", "p99"] as const;
export type LivePercentile = (typeof livePercentiles)[number];

const list = new Intl.ListFormat("en");

/**
 * How long each tier took, as one percentile, in milliseconds. Percentiles of two engines cannot be added up: where a tier has two in a
 * slot, it is that of the one that was asked more often. Tiers that were never asked are left out.
 */
export function prepareLatency(frame: LiveFrame, percentile: LivePercentile): LivePlot {
  const layers = liveTiers
    .map(({ key, label, engines }) => ({
      key,
      label,
      values: perSlot(frame, ({ tiers }) => mostAsked(tiers, engines)?.[`${percentile}_ms`] ?? null),
    }))
    .filter(({ values }) => values.some((value) => value !== null))
    .reverse();
  const words = layers.map(({ label, values }) => {
    const last = values.findLast((value) => value !== null) ?? 0;
    return `${label} ${formatLive(last, "ms")}`;
  });
  return {
    form: "ms",
    shape: "lines",
    scale: "log",
    layers,
    also: [],
    summary:
      words.length === 0
        ? `Latency: nobody was asked in ${spanOf(frame)}${gapsOf(frame)}.`
        : `Latency, ${percentile}, last seen: ${list.format(words)}${gapsOf(frame)}.`,
    empty: words.length === 0 ? "Nobody was asked in this time." : null,
  };
}

type Tier = SeriesSlotRow["tiers"][number];

function mostAsked(tiers: readonly Tier[], engines: readonly string[]): Tier | null {
  let found: Tier | null = null;
  for (const tier of tiers) {
    if (engines.includes(tier.engine) && tier.p50_ms !== null && tier.asked > (found?.asked ?? -1)) found = tier;
  }
  return found;
}
