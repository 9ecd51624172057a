import type { IncidentRow, PartKind, Severity } from "../../contracts/parts";
import type { StoreLook } from "../ports";

/** A change of state that is not kept yet: the log gives it its id. */
export type NewIncident = Omit<IncidentRow, "id">;

/** Which incidents. Times are milliseconds since the epoch. */
export interface IncidentQuery {
  readonly kind?: PartKind | undefined;
  readonly key?: string | undefined;
  /** As severe as this, or more. */
  readonly severity?: Severity | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly limit: number;
  /** Older than the one of this id. */
  readonly before?: string | undefined;
}

export interface IncidentPage {
  /** Newest first. */
  readonly incidents: readonly IncidentRow[];
  readonly total: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly hasMore: boolean;
  readonly keptSince: string | null;
}

/** Keeps what happened, bounded, over restarts. Never fails: what cannot be written stays in memory. */
export interface IncidentLog {
  add(incidents: readonly NewIncident[]): void;
  list(query: IncidentQuery): Promise<IncidentPage>;
  /** Told of each that is kept, also of those of other servers. Returns a way to stop. */
  subscribe(listener: (incidents: readonly IncidentRow[]) => void): () => void;
  keptIn(): "memory" | "disk" | "redis";
  look(): StoreLook;
  /** True: other servers write into it too. */
  readonly shared: boolean;
  /** Writes what waits. Never fails. */
  flush(): Promise<void>;
  flushSync(): void;
  close(): Promise<void>;
}
