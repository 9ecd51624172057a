import Papa from "papaparse";
import { cutRecords } from "./cut-records";
import type { TableKind } from "./kind-of-file";
import { readJsonLines, type TableBounds } from "./read-json-lines";
import type { Source } from "./source";
import { splitLines } from "./split-lines";

const PIECE = 128 * 1024;
/** By which it is seen how cells and lines end. */
const HEAD = 16 * 1024;
/** A row that is longer has a quote that is not closed. */
const LONGEST_RECORD = 1_000_000;
/** A table of more columns is no table of texts. */
const MAX_COLUMNS = 200;
/** No even table of 20 MB has more cells; an uneven one could have billions. */
const MAX_CELLS = 10_000_000;

/**
 * Reads the rows of a file's text, in pieces, so that others have their turn between them. Rows beyond `mostRows` are left out.
 * A row of more than a million characters has a quote that is not closed: `endless_row`.
 */
export async function readTable(
  { name, kind, text }: { readonly name: string; readonly kind: TableKind; readonly text: string },
  mostRows: number = MAX_CELLS + 1,
): Promise<Source | "too_large" | "endless_row"> {
  const bounds = { mostRows, mostColumns: MAX_COLUMNS, mostCells: MAX_CELLS };
  const source = await readers[kind](name, text, bounds);
  if (typeof source === "string") return source;
  if (source.width > MAX_COLUMNS || source.width * source.records.length > MAX_CELLS) return "too_large";
  return source;
}

type Read = (name: string, text: string, bounds: TableBounds) => Source | Promise<Source | "too_large" | "endless_row">;

const readers: Readonly<Record<TableKind, Read>> = {
  csv: (name, text, bounds) => readRows(name, text, "", bounds),
  tsv: (name, text, bounds) => readRows(name, text, "\t", bounds),
  jsonl: readJsonLines,
  txt: (name, text, { mostRows }) => ({
    name,
    records: splitLines(text, mostRows).map((line) => [line]),
    width: 1,
    fields: null,
    warning: null,
  }),
};

/** An empty delimiter is guessed. */
async function readRows(
  name: string,
  text: string,
  delimiter: string,
  { mostRows }: TableBounds,
): Promise<Source | "endless_row"> {
  const { meta } = Papa.parse<string[]>(text.slice(0, HEAD), { delimiter, preview: 1 });
  const records: string[][] = [];
  let width = 1;
  let faults = 0;
  // Its own reading in pieces begins a row that goes on anew with each of them: a quote that nobody closes would take minutes.
  const pieces = cutRecords(text, {
    delimiter: meta.delimiter,
    end: meta.linebreak.at(-1) ?? "\n",
    length: PIECE,
    longest: LONGEST_RECORD,
  });
  for (const piece of pieces) {
    if (piece === null) return "endless_row";
    const { data, errors } = Papa.parse<string[]>(piece, {
      delimiter: meta.delimiter,
      newline: lineEndOf(meta.linebreak),
      skipEmptyLines: true,
    });
    for (const row of data) {
      if (records.length === mostRows) break;
      records.push(row);
      width = Math.max(width, row.length);
    }
    faults += errors.filter((error) => error.type === "Quotes").length;
    if (records.length === mostRows) break;
    await new Promise<void>((done) => setTimeout(done));
  }
  const warning =
    faults > 0 ? `Stray quotes in ${faults === 1 ? "1 row" : `${faults} rows`}: check that the texts are whole.` : null;
  return { name, records, width, fields: null, warning };
}

const lineEndOf = (found: string): "\r\n" | "\n" | "\r" => (found === "\r\n" || found === "\r" ? found : "\n");
