import { isHeaderAlone } from "@/lib/core/csv/guess-column";
import { kindOfFile } from "@/lib/core/csv/kind-of-file";
import { readTable } from "@/lib/core/csv/read-table";
import type { Source } from "@/lib/core/csv/source";
import { decodeFile } from "./decode-file";

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
  const kind = kindOfFile(file.name);
  if (!kind) return { ok: false, message: `${file.name} is not CSV, TSV, JSONL or TXT.` };
  const decoded = decodeFile(new Uint8Array(await file.arrayBuffer()));
  if (!decoded) return { ok: false, message: `${file.name} is not a text file: it has bytes that no text has.` };
  const source = await readTable({ name: file.name, kind, text: decoded.text });
  if (source === "too_large")
    return {
      ok: false,
      message: `${file.name} is too large for a table: up to 200 columns and 10 million cells can be read.`,
    };
  if (source === "endless_row")
    return {
      ok: false,
      message: `${file.name} has a row of more than a million characters: a quote in it may not be closed.`,
    };
  if (source.records.length === 0) return { ok: false, message: `${file.name} has no rows.` };
  if ((kind === "csv" || kind === "tsv") && isHeaderAlone(source.records))
    return { ok: false, message: `${file.name} has no rows, only the names of its columns.` };
  const warning = [decoded.note, source.warning].filter((part) => part !== null).join(" ");
  return { ok: true, source: { ...source, warning: warning === "" ? null : warning } };
}
