import { jsonReply } from "../engine/reply";
import type { Exchange, Reply } from "../engine/types";
import { originFor, type World } from "../engine/world";
import type { ViewerTable } from "./table";

/** `/parquet`: where the viewer's own parquet files of a dataset are. */
export function listParquet({ dataset, config, split, partial }: ViewerTable, exchange: Exchange, world: World): Reply {
  const hub = originFor(world, exchange.listener, "hub");
  const files = world.repos.get(`dataset/${dataset}`)?.files["refs/convert/parquet"]?.() ?? [];
  const parquet_files = files.map(({ path, size }) => ({
    dataset,
    config,
    split,
    url: `${hub}/datasets/${dataset}/resolve/refs%2Fconvert%2Fparquet/${path}`,
    filename: path.split("/").at(-1),
    size,
  }));
  return jsonReply(200, { parquet_files, pending: [], failed: [], partial });
}
