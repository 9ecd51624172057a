import { cellOf, parseExactly } from "./parse-exactly";
import type { Source } from "./source";
import { splitLines } from "./split-lines";

export interface TableBounds {
  /** What is beyond is left out. */
  readonly mostRows: number;
  readonly mostColumns: number;
  readonly mostCells: number;
}

/** Lines between which others have their turn. */
const PORTION = 2_000;

/**
 * One JSON value per line: an object's keys are the columns, a string is a text by itself. Every row has every column, so
 * that keys of its own in each line would make a table too large to hold: it is not begun.
 */
export async function readJsonLines(
  name: string,
  text: string,
  { mostRows, mostColumns, mostCells }: TableBounds,
): Promise<Source | "too_large"> {
  const fields = new Set<string>();
  const values: Readonly<Record<string, unknown>>[] = [];
  let faults = 0;
  for (const [at, line] of splitLines(text, mostRows).entries()) {
    if (at % PORTION === PORTION - 1) await new Promise<void>((done) => setTimeout(done));
    const value = parseExactly(line);
    if (typeof value === "string") values.push({ text: value });
    else if (typeof value === "object" && value !== null && !Array.isArray(value)) values.push({ ...value });
    else {
      faults += 1;
      continue;
    }
    for (const key of Object.keys(values.at(-1) ?? {})) fields.add(key);
    if (fields.size > mostColumns) return "too_large";
  }
  if (fields.size * values.length > mostCells) return "too_large";
  const columns = [...fields];
  return {
    name,
    fields: columns,
    width: columns.length,
    records: values.map((value) =>
      columns.map((column) => (Object.hasOwn(value, column) ? cellOf(value[column]) : "")),
    ),
    warning: faults > 0 ? `${faults === 1 ? "1 line is" : `${faults} lines are`} not JSON and left out.` : null,
  };
}
