import { functions } from "../contracts/functions";
import type { IncidentLog } from "../core/incidents/incident-log";
import { familiesOfSheet } from "../core/metrics/families-of-sheet";
import type { MetricFamily } from "../core/metrics/metric-family";
import type { Sheet } from "../core/stats/sheet";
import { type GaugesDeps, listGauges } from "./list-gauges";

export interface MetricsDeps extends Omit<GaugesDeps, "incidents"> {
  /** What this process counted since its start; others are asked for theirs by whoever adds them up. */
  readonly own: () => Sheet;
  readonly log: Pick<IncidentLog, "list">;
}

/** All metrics of this process, as they are now: what its ledger counts, and how things are. Never fails, never asks an engine. */
export async function listMetrics({ deps }: { readonly deps: MetricsDeps }): Promise<readonly MetricFamily[]> {
  const sheet = deps.own();
  const alone = async () => ({ sheet, since: 0, replicas: 1, keptIn: "memory" }) as const;
  const { bySeverity: incidents } = await deps.log.list({ limit: 1 });
  const { gauges, models } = await listGauges({
    ...deps,
    // Figures of others are not looked at: a scrape waits for no store.
    models: { ...deps.models, read: alone },
    incidents,
  });
  return [...familiesOfSheet(sheet, { functions: functions.map(({ name }) => name), models }), ...gauges];
}
