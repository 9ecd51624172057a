import type { SeriesWindow } from "@/lib/contracts/functions/stats-series";
import type { PartKind, Severity } from "@/lib/contracts/parts";

/** All that the page shows, as it stands in the address; null where nothing is asked for. */
export interface DashboardView {
  /** Of figures and charts. */
  readonly window: SeriesWindow;
  /** Incidents of these alone. */
  readonly kind: PartKind | null;
  /** As severe as this, or more. */
  readonly severity: Exclude<Severity, "info"> | null;
  /** Key of a part. */
  readonly part: string | null;
  /** Of the sources only what is out. */
  readonly out: boolean;
}

export type IncidentFilter = Pick<DashboardView, "kind" | "severity" | "part">;

const windows = ["15m", "24h", "30d"] as const satisfies readonly SeriesWindow[];
export const kindKeys = ["server", "tier", "model", "source", "store"] as const satisfies readonly PartKind[];
export const severityKeys = ["warning", "critical"] as const satisfies readonly Severity[];

const pick = <Value extends string>(allowed: readonly Value[], value: string | null): Value | null =>
  allowed.find((choice) => choice === value) ?? null;

/** Reads an address; what cannot be read is not asked for. */
export function parseDashboardView(query: { get(name: string): string | null }): DashboardView {
  return {
    window: pick(windows, query.get("window")) ?? "15m",
    kind: pick(kindKeys, query.get("kind")),
    severity: pick(severityKeys, query.get("severity")),
    part: (query.get("part") ?? "").trim().slice(0, 200) || null,
    out: query.get("out") === "1",
  };
}

const ownKeys = ["window", "kind", "severity", "part", "out"];

/** The shortest query that stands for a view, with its question mark; empty for the default. What others keep in `beside` stays. */
export function formatDashboardView(view: DashboardView, beside: Iterable<[string, string]> = []): string {
  const query = new URLSearchParams();
  if (view.window !== "15m") query.set("window", view.window);
  for (const key of ["kind", "severity", "part"] as const) {
    const value = view[key];
    if (value !== null) query.set(key, value);
  }
  if (view.out) query.set("out", "1");
  for (const [key, value] of beside) if (!ownKeys.includes(key)) query.append(key, value);
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

export const isFiltered = ({ kind, severity, part }: IncidentFilter): boolean =>
  kind !== null || severity !== null || part !== null;
