import type { IncidentRow } from "../../contracts/parts";

const byId = new Intl.Collator("en", { numeric: true });

/** Newest first, each once, and no more than `most`. */
export const mergeIncidents = (
  held: readonly IncidentRow[],
  fresh: readonly IncidentRow[],
  most: number,
): readonly IncidentRow[] =>
  [...new Map([...held, ...fresh].map((row) => [row.id, row])).values()]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || byId.compare(b.id, a.id))
    .slice(0, most);
