import Papa from "papaparse";
import { isHeaderAlone } from "@/lib/core/csv/guess-column";
import { decodeFile } from "./decode-file";
import { readJsonLines } from "./read-json-lines";
import type { Source } from "./source";
import { splitLines } from "./split-lines";

const MEGABYTE = 1024 * 1024;
const MAX_FILE_BYTES = 20 * MEGABYTE;

/** A table of more columns is no table of texts. */
const MAX_COLUMNS = 200;
/** No even table of 20 MB has more cells; an uneven one could have billions. */
const MAX_CELLS = 10_000_000;

export type ReadFile =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly message: string };

/** Reads a file of rows: CSV, TSV, JSONL or plain lines, told apart by name. */
export async function readFile(file: File): Promise<ReadFile> {
  if (file.size > MAX_FILE_BYTES) {
    return {
      ok: false,
      message: `${file.name} has ${Math.ceil(file.size / MEGABYTE)} MB; up to 20 MB can be read. Split it and try again.`,
    };
  }
  const kind = /\.(\w+)$/u.exec(file.name.toLowerCase())?.[1] ?? "";
  const read = readers[kind];
  if (!read) return { ok: false, message: `${file.name} is not CSV, TSV, JSONL or TXT.` };
  const decoded = decodeFile(new Uint8Array(await file.arrayBuffer()));
  if (!decoded) return { ok: false, message: `${file.name} is not a text file: it has bytes that no text has.` };
  const source = await read(file.name, decoded.text);
  if (source === "too_large" || source.width > MAX_COLUMNS || source.width * source.records.length > MAX_CELLS)
    return {
      ok: false,
      message: `${file.name} is too large for a table: up to ${MAX_COLUMNS} columns and 10 million cells can be read.`,
    };
  if (source.records.length === 0) return { ok: false, message: `${file.name} has no rows.` };
  if ((read === readCsv || read === readTsv) && isHeaderAlone(source.records))
    return { ok: false, message: `${file.name} has no rows, only the names of its columns.` };
  const warning = [decoded.note, source.warning].filter((part) => part !== null).join(" ");
  return { ok: true, source: { ...source, warning: warning === "" ? null : warning } };
}

const readCsv = (name: string, text: string): Promise<Source> => readRows(name, text, "");
const readTsv = (name: string, text: string): Promise<Source> => readRows(name, text, "\t");
const readPlain = (name: string, text: string): Source => ({
  name,
  records: splitLines(text).map((line) => [line]),
  width: 1,
  fields: null,
  warning: null,
});

const readJson = (name: string, text: string) => readJsonLines(name, text, MAX_COLUMNS, MAX_CELLS);

type Read = (name: string, text: string) => Source | "too_large" | Promise<Source>;
const readers: Readonly<Record<string, Read | undefined>> = {
  csv: readCsv,
  tsv: readTsv,
  tab: readTsv,
  jsonl: readJson,
  ndjson: readJson,
  txt: readPlain,
};

const asSource = (text: string): Papa.LocalFile | string => text;

/** Reads in pieces, so that the page answers between them. An empty delimiter is guessed. */
function readRows(name: string, text: string, delimiter: string): Promise<Source> {
  const records: string[][] = [];
  let width = 1;
  let faults = 0;
  return new Promise((resolve) => {
    // Its types know of pieces only for files; it cuts a string as well, and never in the middle of a letter.
    Papa.parse<string[]>(asSource(text), {
      delimiter,
      skipEmptyLines: true,
      chunkSize: MEGABYTE,
      chunk: ({ data, errors }, parser) => {
        for (const row of data) {
          records.push(row);
          width = Math.max(width, row.length);
        }
        faults += errors.filter((error) => error.type === "Quotes").length;
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => {
        const warning =
          faults > 0
            ? `Stray quotes in ${faults === 1 ? "1 row" : `${faults} rows`}: check that the texts are whole.`
            : null;
        resolve({ name, records, width, fields: null, warning });
      },
    });
  });
}
