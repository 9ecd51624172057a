import type { Answers, Overview } from "../contracts/functions/overview";
import type { SeriesWindow } from "../contracts/functions/stats-series";
import type { IncidentLog } from "../core/incidents/incident-log";
import { iso } from "../core/iso";
import type { CandleSource } from "../core/market/candle-source";
import type { KeptOfSource } from "../core/news/news-archive";
import type { NewsSource } from "../core/news/news-source";
import type { ReadSlots } from "../core/stats/read-slots";
import { answerPlainly } from "./answer-plainly";
import { getHealth, type HealthDeps } from "./get-health";
import { getStats, type StatsDeps } from "./get-stats";
import { readSeries } from "./get-stats-series";
import { listDatasets } from "./list-datasets";
import { listModels, type ModelsDeps } from "./list-models";

const NEWEST_INCIDENTS = 50;

export interface OverviewDeps {
  readonly health: HealthDeps;
  readonly models: ModelsDeps;
  readonly stats: StatsDeps;
  readonly slots: ReadSlots;
  readonly log: IncidentLog;
  readonly sources: readonly CandleSource[];
  readonly news: {
    readonly sources: readonly NewsSource[];
    readonly kept: () => ReadonlyMap<string, KeptOfSource> | null;
  };
}

/** Everything that the dashboard shows, as it is now. Never fails, never asks an engine. */
export async function readOverview(deps: OverviewDeps, window: SeriesWindow): Promise<Overview> {
  const [states, figures, page] = await Promise.all([
    readStates(deps),
    readFigures(deps, window),
    deps.log.list({ limit: NEWEST_INCIDENTS }),
  ]);
  return { ...states, ...figures, incidents: [...page.incidents] };
}

/** `since`: only slots that end after it, in milliseconds since the epoch. */
export async function readFigures(
  deps: Pick<OverviewDeps, "stats" | "slots">,
  window: SeriesWindow,
  since?: number,
): Promise<Pick<Overview, "stats" | "series">> {
  const [figures, series] = await Promise.all([
    getStats({ deps: deps.stats, input: { window } }),
    readSeries(deps.slots, window, since),
  ]);
  if (!figures.ok) throw new Error("figures are always at hand");
  const { success: _, ...stats } = figures.value;
  return { stats, series };
}

/** What can change from one moment to the next. */
export async function readStates(
  deps: Omit<OverviewDeps, "log" | "slots">,
): Promise<Pick<Overview, "at" | "answers" | "health" | "models" | "sources">> {
  const wall = deps.health.clock.wall();
  // A countdown would be news each second to all who watch, and would stand still in between.
  const health = getHealth({ deps: deps.health, countdowns: false });
  const [listed, day] = await Promise.all([listModels({ deps: deps.models }), deps.stats.read("24h")]);
  const sources = listDatasets({ deps: { ...deps, clock: deps.health.clock } });
  if (!health.ok || !listed.ok || !sources.ok) throw new Error("none of them fails");
  const { success: _, ...healthNow } = health.value;
  const rows = sources.value.datasets.map(({ symbols: __, ...row }) => row);
  const models = listed.value.models;
  const answers: Answers = answerPlainly({
    health: healthNow,
    models,
    sources: rows,
    sheet: day.sheet,
  });
  return { at: iso(wall), answers, health: healthNow, models, sources: rows };
}
