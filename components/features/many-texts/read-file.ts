import Papa from "papaparse";
import { isHeaderAlone } from "@/lib/core/csv/guess-column";
import { decodeFile } from "./decode-file";
import type { Source } from "./source";

const MEGABYTE = 1024 * 1024;
const MAX_FILE_BYTES = 20 * MEGABYTE;

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
  records: lines(text).map((line) => [line]),
  fields: null,
  warning: null,
});

const readers: Readonly<Record<string, ((name: string, text: string) => Source | Promise<Source>) | undefined>> = {
  csv: readCsv,
  tsv: readTsv,
  tab: readTsv,
  jsonl: readJsonLines,
  ndjson: readJsonLines,
  txt: readPlain,
};

const lines = (text: string): string[] =>
  text
    .replace(/^\ufeff/u, "")
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== "");

const asSource = (text: string): Papa.LocalFile | string => text;

/** Reads in pieces, so that the page answers between them. An empty delimiter is guessed. */
function readRows(name: string, text: string, delimiter: string): Promise<Source> {
  const records: string[][] = [];
  let faults = 0;
  return new Promise((resolve) => {
    // Its types know of pieces only for files; it cuts a string as well, and never in the middle of a letter.
    Papa.parse<string[]>(asSource(text), {
      delimiter,
      skipEmptyLines: true,
      chunkSize: MEGABYTE,
      chunk: ({ data, errors }, parser) => {
        for (const row of data) records.push(row);
        faults += errors.filter((error) => error.type === "Quotes").length;
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => {
        const warning =
          faults > 0
            ? `Stray quotes in ${faults === 1 ? "1 row" : `${faults} rows`}: check that the texts are whole.`
            : null;
        resolve({ name, records, fields: null, warning });
      },
    });
  });
}

/** One JSON value per line: an object's keys are the columns, a string is a text by itself. */
function readJsonLines(name: string, text: string): Source {
  const fields: string[] = [];
  const values: Record<string, unknown>[] = [];
  let faults = 0;
  for (const line of lines(text)) {
    const value = parse(line);
    if (typeof value === "string") values.push({ text: value });
    else if (typeof value === "object" && value !== null && !Array.isArray(value)) values.push({ ...value });
    else faults += 1;
  }
  for (const value of values) for (const key of Object.keys(value)) if (!fields.includes(key)) fields.push(key);
  const cell = (value: unknown): string =>
    typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
  return {
    name,
    fields,
    records: values.map((value) => fields.map((field) => cell(value[field]))),
    warning: faults > 0 ? `${faults === 1 ? "1 line is" : `${faults} lines are`} not JSON and left out.` : null,
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
