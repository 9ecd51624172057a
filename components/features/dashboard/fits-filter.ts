import type { IncidentRow } from "@/lib/contracts/parts";
import type { IncidentFilter } from "./dashboard-view";

const weights = { info: 0, warning: 1, critical: 2 } as const satisfies Record<IncidentRow["severity"], number>;

/** Whether an incident is one that is asked for. */
export const fitsFilter = (
  row: Pick<IncidentRow, "kind" | "severity" | "key">,
  { kind, severity, part }: IncidentFilter,
): boolean =>
  (kind === null || row.kind === kind) &&
  (severity === null || weights[row.severity] >= weights[severity]) &&
  (part === null || row.key === part);
