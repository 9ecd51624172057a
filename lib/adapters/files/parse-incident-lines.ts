import { type IncidentRow, incidentSchema } from "../../contracts/parts";

/** Incidents of a text with one of them in each line, as JSON. `broken`: lines that are none; a last one without its end is not counted. */
export function parseIncidentLines(text: string): { readonly rows: readonly IncidentRow[]; readonly broken: number } {
  const lines = text.split("\n");
  const torn = lines.at(-1) ?? "";
  const rows: IncidentRow[] = [];
  let broken = 0;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const row = parseLine(line);
    if (row) rows.push(row);
    else broken += 1;
  }
  // Killed while it was written: that is how it goes, and nobody was told of it.
  return { rows, broken: torn !== "" && parseLine(torn) === null ? broken - 1 : broken };
}

function parseLine(line: string): IncidentRow | null {
  try {
    return incidentSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
