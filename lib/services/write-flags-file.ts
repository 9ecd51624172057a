import type { FlagRow } from "../contracts/flag";
import { writeCsv } from "../core/csv/write-csv";
import type { StreamedFile } from "../core/file-answer";
import type { FlagLog } from "../core/flags/flag-log";

const PAGE = 200;

const columns = [
  "id",
  "saved_at",
  "text",
  "category",
  "label",
  "confidence",
  "abstained",
  "engine",
  "model",
  "expected",
  "reason",
  "comment",
];

/** All flags in one file, written as it is read. */
export function writeFlagsFile(log: FlagLog, format: "csv" | "jsonl"): StreamedFile {
  const name = `barometer-flags.${format}`;
  return format === "csv"
    ? { kind: "file", type: "text/csv; charset=utf-8", name, parts: csvParts(log) }
    : { kind: "file", type: "application/x-ndjson; charset=utf-8", name, parts: jsonParts(log) };
}

async function* csvParts(log: FlagLog): AsyncGenerator<string> {
  yield `${writeCsv(columns, []).trimEnd()}\r\n`;
  for await (const rows of readPages(log)) {
    // The header comes along with every piece, and is cut off again.
    const csv = writeCsv(columns, rows.map(cellsOf));
    yield `${csv.slice(csv.indexOf("\r\n") + 2)}\r\n`;
  }
}

const cellsOf = ({ id, saved_at, text, category, verdict, expected, reason, comment }: FlagRow) => [
  ...[id, saved_at, text, category, verdict.label, verdict.confidence, verdict.abstained, verdict.engine],
  ...[verdict.model, expected, reason, comment],
];

async function* jsonParts(log: FlagLog): AsyncGenerator<string> {
  for await (const rows of readPages(log)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

async function* readPages(log: FlagLog): AsyncGenerator<readonly FlagRow[]> {
  for (let at: number | null = 0; at !== null; ) {
    const page = await log.page(at, PAGE);
    if (!page.ok) throw new Error(`flags could not be read: ${page.error.detail}`);
    if (page.value.rows.length > 0) yield page.value.rows;
    at = page.value.next;
  }
}
