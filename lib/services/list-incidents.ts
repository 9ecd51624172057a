import type { z } from "zod";
import type { incidents } from "../contracts/functions/incidents";
import { ok, type Result } from "../core/errors";
import type { IncidentLog } from "../core/incidents/incident-log";

type Incidents = z.output<typeof incidents.output>;

/** Lists what happened, newest first. Never fails. */
export async function listIncidents({
  deps,
  input,
}: {
  readonly deps: { readonly log: IncidentLog };
  readonly input: z.output<typeof incidents.input>;
}): Promise<Result<Incidents>> {
  const { since, until, ...query } = input;
  const page = await deps.log.list({
    ...query,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
  });
  return ok({
    success: true,
    total: page.total,
    by_severity: page.bySeverity,
    incidents: [...page.incidents],
    next: page.hasMore ? (page.incidents.at(-1)?.id ?? null) : null,
    kept_since: page.keptSince,
    kept_in: deps.log.keptIn(),
  });
}
