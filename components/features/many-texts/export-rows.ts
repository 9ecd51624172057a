import type { RowResult } from "@/lib/browser/row-result";
import { writeCsv } from "@/lib/core/csv/write-csv";
import type { Table } from "./source";

const added = ["mood", "confidence", "bullish", "neutral", "bearish", "abstained", "engine", "error"] as const;

/** The rows on screen, with the columns that they came with. Names that are taken get a prefix. */
export function toCsv(table: Table, results: readonly RowResult[], shown: readonly number[]): string {
  const names = added.map((name) => (table.columns.includes(name) ? `barometer_${name}` : name));
  return writeCsv(
    [...table.columns, ...names],
    shown.map((at) => {
      const row = table.rows[at] ?? [];
      return [...table.columns.map((_, column) => row[column] ?? ""), ...cellsOf(results[at])];
    }),
  );
}

function cellsOf(result: RowResult | undefined): (string | number | boolean)[] {
  if (!result) return ["", "", "", "", "", "", "", ""];
  if ("error" in result) return ["", "", "", "", "", "", "", result.error.detail];
  const { label, confidence, scores, abstained, engine } = result;
  return [label, confidence, scores.bullish, scores.neutral, scores.bearish, abstained, engine, ""];
}

export const toJson = (table: Table, results: readonly RowResult[], shown: readonly number[]): string =>
  JSON.stringify(
    shown.map((at) => {
      const row = table.rows[at] ?? [];
      return {
        source: Object.fromEntries(table.columns.map((name, column) => [name, row[column] ?? ""])),
        result: results[at] ?? null,
      };
    }),
    null,
    2,
  );

/** Hands a text to the browser as a file. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
