import type { IncidentRow } from "@/lib/contracts/parts";
import { mergeIncidents } from "@/lib/core/live/merge-incidents";

/** As many as the overview has at the most: where it has them all, there may be others that it has not. */
const FULL = 50;

/** What is listed, newest first, and whether the server has older ones. */
export interface Listed {
  readonly rows: readonly IncidentRow[];
  readonly more: boolean;
}

/**
 * Those that are not listed and belong there: newer than the oldest that is, for whatever is older comes with the next page. Another
 * server may have told its own a little late.
 */
export function findFresh(came: readonly IncidentRow[], { rows, more }: Listed): readonly IncidentRow[] {
  const there = new Set(rows.map(({ id }) => id));
  const oldest = more ? Date.parse(rows.at(-1)?.at ?? "") : Number.NaN;
  return came.filter(({ id, at }) => !there.has(id) && !(Date.parse(at) < oldest));
}

/** Puts them in by time. No more than `most` stay; who wants those that go asks for older ones. */
export function putIn(listed: Listed, fresh: readonly IncidentRow[], most: number): Listed {
  const rows = mergeIncidents(listed.rows, fresh, Number.POSITIVE_INFINITY);
  return { rows: rows.slice(0, most), more: listed.more || rows.length > most };
}

/** Whether there may be some between two looks at the newest of all: the second is full, and has none of the first. */
export function isApart(before: readonly IncidentRow[], now: readonly IncidentRow[]): boolean {
  const seen = new Set(before.map(({ id }) => id));
  return now.length >= FULL && !now.some(({ id }) => seen.has(id));
}
