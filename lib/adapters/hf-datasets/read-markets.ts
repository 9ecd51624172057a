import { open } from "node:fs/promises";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { recogniseColumns } from "../../core/market/recognise-columns";
import { readFooterOf } from "./read-footer";

const MOST_MARKETS = 5_000;

/** Names in the column of markets of a Parquet file, which may have holes elsewhere; null where it has none that can be read. */
export async function readMarkets(path: string): Promise<readonly string[] | null> {
  const handle = await open(path, "r");
  try {
    const footer = await readFooterOf(handle);
    const place = footer === null ? null : recogniseColumns(footer.columns)?.market;
    const column = footer?.columns[place ?? -1];
    if (footer === null || column === undefined) return null;
    const file = {
      byteLength: footer.end,
      async slice(start: number, end = footer.end): Promise<ArrayBuffer> {
        const bytes = new Uint8Array(end - start);
        await handle.read(bytes, 0, bytes.length, start);
        return bytes.buffer;
      },
    };
    const names = new Set<string>();
    let rowStart = 0;
    for (const chunk of footer.chunks.filter((one) => one.column === column)) {
      const rowEnd = rowStart + chunk.rows;
      // The footer says it where all rows of a group are of one market.
      const rows =
        chunk.only !== null
          ? [{ [column]: chunk.only }]
          : await parquetReadObjects({
              file,
              metadata: footer.metadata,
              columns: [column],
              rowStart,
              rowEnd,
              compressors,
            });
      for (const row of rows) names.add(String(row[column]));
      if (names.size > MOST_MARKETS) return null;
      rowStart = rowEnd;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return [...names].sort();
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
