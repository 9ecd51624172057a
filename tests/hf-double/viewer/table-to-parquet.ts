import { type Column, writeParquet } from "../repos/parquet/write-parquet";
import type { Cell, Feature, ViewerTable } from "./table";

/** The parquet file that the viewer makes of a table. */
export function tableToParquet({ features, rows }: ViewerTable): Buffer {
  const columns = features.flatMap((feature) =>
    toColumns(
      feature,
      rows.map((row) => row[feature.name] ?? ""),
    ),
  );
  return writeParquet(columns, { rowsPerGroup: 100 });
}

function toColumns({ name, type }: Feature, cells: readonly Cell[]): Column[] {
  if (type._type === "ClassLabel") return [{ name, type: "int64", values: cells.map(Number) }];
  if (typeof type._type !== "string")
    return Object.keys(type).map((key) => ({
      name: key,
      group: name,
      type: "int64",
      values: cells.map((cell) => (typeof cell === "object" ? (cell[key] ?? 0) : 0)),
    }));
  if (type.dtype === "string") return [{ name, type: "text", values: cells.map(String) }];
  if (type.dtype === "timestamp[ns]")
    return [{ name, type: "timestamp", values: cells.map((cell) => Date.parse(String(cell))) }];
  return [{ name, type: type.dtype === "int64" ? "int64" : "double", values: cells.map(Number) }];
}
