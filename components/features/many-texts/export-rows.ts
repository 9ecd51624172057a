import type { RowResult } from "@/lib/browser/row-result";
import type { Table } from "@/lib/core/csv/source";
import { writeCsv } from "@/lib/core/csv/write-csv";

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
