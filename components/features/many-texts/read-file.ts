import Papa from "papaparse";
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
  const source = await readKind(file, kind);
  if (!source) return { ok: false, message: `${file.name} is not CSV, TSV, JSONL or TXT.` };
  return source.records.length === 0 ? { ok: false, message: `${file.name} has no rows.` } : { ok: true, source };
}

async function readKind(file: File, kind: string): Promise<Source | null> {
  switch (kind) {
    case "csv":
      return readRows(file, "");
    case "tsv":
    case "tab":
      return readRows(file, "\t");
    case "jsonl":
    case "ndjson":
      return readJsonLines(file.name, await file.text());
    case "txt":
      return { name: file.name, records: lines(await file.text()).map((line) => [line]), fields: null, warning: null };
    default:
      return null;
  }
}

const lines = (text: string): string[] =>
  text
    .replace(/^\ufeff/u, "")
    .split(/\r\n|\r|\n/u)
    .filter((line) => line.trim() !== "");

/** Streams the file in pieces, so that the page answers meanwhile. An empty delimiter is guessed. */
function readRows(file: File, delimiter: string): Promise<Source> {
  const records: string[][] = [];
  let faults = 0;
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(file, {
      delimiter,
      skipEmptyLines: true,
      chunkSize: MEGABYTE,
      chunk: ({ data, errors }) => {
        for (const row of data) records.push(row);
        faults += errors.filter((error) => error.type === "Quotes").length;
      },
      complete: () => {
        const warning =
          faults > 0
            ? `Stray quotes in ${faults === 1 ? "1 row" : `${faults} rows`}: check that the texts are whole.`
            : null;
        resolve({ name: file.name, records, fields: null, warning });
      },
      error: reject,
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
