import type { IncidentRow } from "../../contracts/parts";
import { iso } from "../iso";
import type { NewIncident } from "./incident-log";

const SERVER = { kind: "server", key: "server", name: "Server", code: null, lasted_s: null } as const;

interface Told {
  readonly server: string;
  /** Milliseconds since the epoch. */
  readonly wall: number;
}

/**
 * The server starts. `last`: the newest entry of the server in a log of its own; where that is no end, the run before it ended without a
 * word, which is a warning. Null: there is none, or others write into the log too.
 */
export function tellStart({
  server,
  wall,
  version,
  last,
}: Told & { readonly version: string; readonly last: IncidentRow | null }): NewIncident {
  const cutOff = last !== null && last.to !== "ended";
  return {
    ...SERVER,
    at: iso(wall),
    from: last?.to ?? null,
    to: "started",
    severity: cutOff ? "warning" : "info",
    detail: `version ${version}${cutOff ? "; the run before it ended without a word" : ""}`,
    server,
  };
}

/** The server ends in order. `ranMs`: since its start, by the monotonic clock. */
export function tellEnd({
  server,
  wall,
  reason,
  ranMs,
}: Told & { readonly reason: string; readonly ranMs: number }): NewIncident {
  return {
    ...SERVER,
    at: iso(wall),
    from: "started",
    to: "ended",
    severity: "info",
    detail: reason,
    lasted_s: Math.max(0, Math.round(ranMs / 100) / 10),
    server,
  };
}

/** Another server was not heard of for a minute. */
export function tellLost({ server, wall, other }: Told & { readonly other: string }): NewIncident {
  return {
    ...SERVER,
    at: iso(wall),
    from: "started",
    to: "ended",
    severity: "warning",
    detail: `server ${other} was not heard of for a minute: it ended without a word, or does not reach Redis`,
    server,
  };
}
