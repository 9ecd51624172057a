import { writeCsv } from "../csv/write-csv";
import type { DeviceRun } from "./device-run";
import { deviceTable } from "./device-table";

export interface DeviceFile {
  /** "barometer-device-2026-11-21.csv": the day of the latest result, UTC. */
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** What was measured as a file: CSV by RFC 4180 that no spreadsheet runs, or JSON of the same rows. */
export function writeDeviceFile(run: DeviceRun, format: "csv" | "json"): DeviceFile {
  const rows = deviceTable(run);
  const columns = Object.keys(rows[0] ?? {});
  const [day = "empty"] = run.results
    .map(({ measuredAt }) => measuredAt.slice(0, 10))
    .sort()
    .reverse();
  const name = `barometer-device-${day}.${format}`;
  return format === "csv"
    ? {
        name,
        type: "text/csv",
        content: `${writeCsv(
          columns,
          rows.map((row) => columns.map((column) => row[column] ?? null)),
        )}\r\n`,
      }
    : { name, type: "application/json", content: `${JSON.stringify({ results: rows }, null, 2)}\n` };
}
