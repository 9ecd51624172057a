import { jsonReply } from "../engine/reply";
import type { Reply } from "../engine/types";
import type { World } from "../engine/world";
import type { ViewerTable } from "./table";

/** `/size`: bytes and rows of a dataset, its configs and its splits. */
export function describeSize({ dataset, config, split, features, rows, partial }: ViewerTable, world: World): Reply {
  const repo = world.repos.get(`dataset/${dataset}`);
  const sum = (revision: string): number =>
    (repo?.files[revision]?.() ?? []).reduce((total, { size }) => total + size, 0);
  const part = {
    num_bytes_parquet_files: sum("refs/convert/parquet"),
    num_bytes_memory: JSON.stringify(rows).length,
    num_rows: rows.length,
  };
  const whole = { dataset, num_bytes_original_files: sum("main"), ...part };
  const columns = { num_columns: features.length };
  const size = {
    dataset: whole,
    configs: [{ ...whole, config, ...columns }],
    splits: [{ dataset, config, split, ...part, ...columns }],
  };
  return jsonReply(200, { size, pending: [], failed: [], partial });
}
