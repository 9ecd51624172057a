import { type IncidentRow, type Severity, severities } from "../../contracts/parts";
import { createIncidentIds } from "./create-incident-ids";
import type { IncidentPage, IncidentQuery, NewIncident } from "./incident-log";

/** In all, and of one part: one that flaps does not push out the others. */
export const incidentCaps = { all: 5_000, part: 300 } as const;

export interface IncidentBook {
  /** Gives each its id and keeps it. */
  add(incidents: readonly NewIncident[]): readonly IncidentRow[];
  /** Takes those in that have an id already, in any order; gives back what was new and is kept. An id that none can be is left out. */
  adopt(rows: readonly IncidentRow[]): readonly IncidentRow[];
  /** A pass over what is kept, without a date read anew: well under a millisecond where all is full. */
  list(query: IncidentQuery): IncidentPage;
  /** Everything, oldest first. */
  rows(): readonly IncidentRow[];
  has(id: string): boolean;
}

interface Entry {
  readonly row: IncidentRow;
  readonly at: number;
  readonly rank: number;
}

/** Incidents in memory, sorted by id, bounded in all and for each part. */
export function createIncidentBook(caps: { readonly all: number; readonly part: number } = incidentCaps): IncidentBook {
  const ids = createIncidentIds();
  const kept: Entry[] = [];
  const ofPart = new Map<string, Entry[]>();

  const forget = (list: Entry[], row: IncidentRow): void => {
    const at = placeOf(list, row.id);
    if (list[at]?.row === row) list.splice(at, 1);
  };
  const drop = ({ row }: Entry): void => {
    forget(kept, row);
    const part = ofPart.get(partOf(row));
    if (part === undefined) return;
    forget(part, row);
    if (part.length === 0) ofPart.delete(partOf(row));
  };
  const has = (id: string): boolean => kept[placeOf(kept, id)]?.row.id === id;
  const keep = (row: IncidentRow): void => {
    const entry = { row, at: Date.parse(row.at), rank: severities.indexOf(row.severity) };
    const key = partOf(row);
    const part = ofPart.get(key) ?? [];
    ofPart.set(key, part);
    for (const list of [kept, part]) list.splice(placeOf(list, row.id), 0, entry);
    const oldestOfIt = part[0];
    if (part.length > caps.part && oldestOfIt) drop(oldestOfIt);
    const oldest = kept[0];
    if (kept.length > caps.all && oldest) drop(oldest);
  };

  return {
    has,
    add: (incidents) =>
      incidents.map((incident) => {
        const row = { id: ids.next(Date.parse(incident.at), incident.server), ...incident };
        keep(row);
        return row;
      }),
    adopt(rows) {
      const fresh = rows.filter((row) => {
        if (has(row.id) || !ids.heard(row.id)) return false;
        keep(row);
        return true;
      });
      return fresh.filter(({ id }) => has(id));
    },
    list(query) {
      const { kind, key, since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY, before, limit } = query;
      const least = severities.indexOf(query.severity ?? "info");
      const whole = kind !== undefined && key !== undefined ? (ofPart.get(`${kind}/${key}`) ?? []) : kept;
      const incidents: IncidentRow[] = [];
      const counts = severities.map(() => 0);
      let total = 0;
      let hasMore = false;
      for (let place = whole.length - 1; place >= 0; place -= 1) {
        const entry = whole[place];
        if (entry === undefined || entry.rank < least || entry.at < since || entry.at >= until) continue;
        const { row } = entry;
        if ((kind !== undefined && row.kind !== kind) || (key !== undefined && row.key !== key)) continue;
        total += 1;
        counts[entry.rank] = (counts[entry.rank] ?? 0) + 1;
        if (before !== undefined && row.id >= before) continue;
        if (incidents.length < limit) incidents.push(row);
        else hasMore = true;
      }
      const countOf = (severity: Severity): number => counts[severities.indexOf(severity)] ?? 0;
      return {
        incidents,
        total,
        bySeverity: { info: countOf("info"), warning: countOf("warning"), critical: countOf("critical") },
        hasMore,
        keptSince: kept[0]?.row.at ?? null,
      };
    },
    rows: () => kept.map(({ row }) => row),
  };
}

const partOf = ({ kind, key }: IncidentRow): string => `${kind}/${key}`;

/** Where a row of this id stands, or would. */
function placeOf(list: readonly Entry[], id: string): number {
  // Nearly always the newest.
  const last = list.at(-1);
  if (last === undefined || last.row.id < id) return list.length;
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.row.id ?? "") < id) from = middle + 1;
    else to = middle;
  }
  return from;
}
