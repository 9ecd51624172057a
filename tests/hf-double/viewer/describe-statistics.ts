import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { Cell, Feature, ViewerTable } from "./table";

/** `/statistics`: least, greatest, mean of numbers; frequencies of classes; lengths of texts. */
export function describeStatistics({ features, rows, partial }: ViewerTable): Reply {
  const statistics = features
    .filter(({ type }) => typeof type._type === "string")
    .map((feature) =>
      describeColumn(
        feature,
        rows.map((row) => row[feature.name] ?? ""),
      ),
    );
  return jsonReply(200, { num_examples: rows.length, statistics, partial });
}

function describeColumn({ name, type }: Feature, cells: readonly Cell[]): object {
  const base = { nan_count: 0, nan_proportion: 0 };
  if (type._type === "ClassLabel") {
    // The tag says that it is the variant with names.
    const { names } = type as Extract<Feature["type"], { readonly names: readonly string[] }>;
    const frequencies = Object.fromEntries(
      names.map((label, index) => [label, cells.filter((cell) => cell === index).length]),
    );
    return {
      column_name: name,
      column_type: "class_label",
      column_statistics: { ...base, n_unique: names.length, frequencies },
    };
  }
  const texts = cells.some((cell) => typeof cell === "string");
  const values = cells.map((cell) => (typeof cell === "string" ? cell.length : Number(cell)));
  const mean = values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
  const column_statistics = { ...base, min: Math.min(...values), max: Math.max(...values), mean };
  return { column_name: name, column_type: texts ? "string_text" : "float", column_statistics };
}
