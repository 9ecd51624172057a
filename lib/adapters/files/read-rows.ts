import type { FileHandle } from "node:fs/promises";
import Papa from "papaparse";
import { failed, type Outcome } from "../../core/failure";
import { findRecordEnd, type RecordFormat } from "./find-record-end";
import { readRecords } from "./read-records";

/** Cells of a row with the names of their columns. */
export type RowCells = readonly (readonly [name: string, value: unknown])[];

interface FileRow {
  /** Null where it cannot be read. */
  readonly cells: RowCells | null;
  /** The byte right after it. */
  readonly end: number;
  /** False: the file ended within it. */
  readonly isWhole: boolean;
}

export interface RowFile {
  /** Where the file names them at its beginning, else null. */
  readonly columns: readonly string[] | null;
  /** Rows in portions, from a byte at which one begins (0 is the beginning of the file) to another. */
  rows(from: number, to: number, signal: AbortSignal): AsyncIterable<readonly FileRow[]>;
}

const HEAD = 65_536;
const MOST_COLUMNS = 1_000;
const delimiters = [",", "\t", ";", "|"];

/** How files of rows are told by their names; null for others. */
export function rowFormatOf(path: string): RecordFormat | null {
  const [, ending] = /\.(jsonl|ndjson|json|csv|tsv)$/i.exec(path) ?? [];
  if (ending === undefined) return null;
  const known = ending.toLowerCase();
  if (known === "json") return "json";
  return known === "csv" || known === "tsv" ? "csv" : "lines";
}

/** Opens a table as text: a JSON object a line, a list of them, or cells with delimiters. Errors of the file system are thrown. */
export async function readRows(handle: FileHandle, format: RecordFormat): Promise<Outcome<RowFile>> {
  const bytes = Buffer.alloc(HEAD);
  const { bytesRead } = await handle.read(bytes, 0, HEAD, 0);
  const head = bytes.subarray(0, bytesRead);
  if (isUtf16(head)) return failed("bad_files", { detail: "its text is UTF-16: save it as UTF-8" });
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(head.toString("latin1", 0, 200)))
    return failed("bad_files", { detail: "it is a page and no table" });
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  if (format === "csv") return readCsv(handle, head.subarray(start), start);
  return {
    ok: true,
    value: { columns: null, rows: (from, to, signal) => jsonRows(handle, format, Math.max(start, from), to, signal) },
  };
}

/** A byte order mark, or every second of the first bytes is zero. */
const isUtf16 = (head: Uint8Array): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) ||
  (head[0] === 0xfe && head[1] === 0xff) ||
  (head.length >= 8 && [1, 3, 5, 7].every((at) => head[at] === 0)) ||
  (head.length >= 8 && [0, 2, 4, 6].every((at) => head[at] === 0));

async function* jsonRows(
  handle: FileHandle,
  format: "lines" | "json",
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<readonly FileRow[]> {
  for await (const records of readRecords(handle, { from, to, ends: findRecordEnd(format), signal })) {
    yield records.flatMap(({ text, end, isWhole }) => {
      // Between objects of a list stand commas and brackets.
      const found = format === "json" && text !== null ? text.slice(text.indexOf("{")) : text;
      if (format === "json" && text !== null && !text.includes("{")) return [];
      return found?.trim() === "" ? [] : [{ cells: found === null ? null : parseObject(found), end, isWhole }];
    });
  }
}

function parseObject(text: string): RowCells | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : null;
  } catch {
    return null;
  }
}

/** The first row names the columns. */
function readCsv(handle: FileHandle, head: Buffer, start: number): Outcome<RowFile> {
  // As Latin-1 a character is a byte, so that the place of its end is one of the file.
  const { data, meta } = Papa.parse<string[]>(head.toString("latin1"), {
    preview: 1,
    delimitersToGuess: delimiters,
    // The fast mode counts a row too many.
    fastMode: false,
  });
  const names = (data[0] ?? []).map((name) => Buffer.from(name, "latin1").toString("utf8").trim());
  if (head.length >= HEAD - 3 && meta.cursor >= head.length)
    return failed("bad_files", { detail: "its first row does not end" });
  if (names.length > MOST_COLUMNS) return failed("bad_files", { detail: `it has more than ${MOST_COLUMNS} columns` });
  const { delimiter } = meta;
  const ends = () => findRecordEnd("csv", delimiter.charCodeAt(0));
  const begin = start + meta.cursor;
  return {
    ok: true,
    value: {
      columns: names,
      async *rows(from, to, signal) {
        for await (const records of readRecords(handle, { from: Math.max(begin, from), to, ends: ends(), signal }))
          yield records.flatMap(({ text, end, isWhole }) => {
            const line = text?.replace(/\r?\n$/, "") ?? null;
            return line?.trim() === ""
              ? []
              : [{ cells: line === null ? null : parseLine(line, delimiter, names), end, isWhole }];
          });
      },
    },
  };
}

/** Cells by column; null where there are not as many as columns, or a quote that nobody closed has run over several lines. */
function parseLine(line: string, delimiter: string, names: readonly string[]): RowCells | null {
  const { data, errors } = Papa.parse<string[]>(line, { delimiter, newline: "\n" });
  const cells = data[0] ?? [];
  if (errors.some(({ code, type }) => code === "MissingQuotes" || (type === "Quotes" && line.includes("\n"))))
    return null;
  if (cells.length < names.length || cells.slice(names.length).some((cell) => cell.trim() !== "")) return null;
  return names.map((name, at) => [name, cells[at] ?? ""] as const);
}
