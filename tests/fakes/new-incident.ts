import type { NewIncident } from "@/lib/core/incidents/incident-log";

/** An incident as a watch would tell it, at so many milliseconds after a fixed moment. */
export const newIncident = (ms: number, more: Partial<NewIncident> = {}): NewIncident => ({
  at: new Date(Date.UTC(2026, 0, 15) + ms).toISOString(),
  kind: "model",
  key: "own",
  name: "Own model",
  from: "ready",
  to: "resting",
  severity: "warning",
  code: "breaker_open",
  detail: `words ${ms}`,
  lasted_s: 1.5,
  server: "0a1b2c3d",
  ...more,
});
