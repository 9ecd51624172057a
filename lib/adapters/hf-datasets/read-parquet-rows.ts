import { open } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { type AsyncBuffer, parquetMetadataAsync, parquetRead, parquetSchema } from "hyparquet";
import { decompressGzip, decompressZstd } from "hyparquet-compressors";
import { failed, type Outcome } from "../../core/failure";

/** Rows of one portion. */
const PORTION = 500;
/** One column of one row group, packed or not: larger ones would take the memory of all else. */
const MOST_CHUNK_BYTES = 64_000_000;
/** Chunks that are kept at hand while the rows of their group are read. */
const MOST_KEPT_BYTES = 128_000_000;

/** The library brings the one for Snappy. */
const compressors = { ZSTD: (input: Uint8Array) => decompressZstd(input), GZIP: decompressGzip };

type Cells = readonly (readonly [name: string, value: unknown])[];

export interface ParquetRows {
  readonly columns: readonly string[];
  readonly rows: number;
  /** Cells of the named columns, in portions. A file that cannot be unpacked throws. */
  portions(columns: readonly string[], signal: AbortSignal): AsyncGenerator<readonly Cells[]>;
  close(): Promise<void>;
}

/** Opens a Parquet file, of which one column of some hundred rows is unpacked at a time, so that others have their turn between. */
export async function readParquetRows(path: string): Promise<Outcome<ParquetRows>> {
  const handle = await open(path, "r");
  try {
    const { size } = await handle.stat();
    const file = keepSlices({
      byteLength: size,
      async slice(start, end = size) {
        const bytes = new Uint8Array(end - start);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
        if (bytesRead < bytes.length) throw new Error("the file is shorter than it says");
        return bytes.buffer;
      },
    });
    const metadata = await parquetMetadataAsync(file);
    const largest = metadata.row_groups
      .flatMap(({ columns }) => columns)
      .reduce((most, { meta_data: of }) => Math.max(most, Number(of?.total_uncompressed_size ?? 0), sizeOf(of)), 0);
    if (largest > MOST_CHUNK_BYTES) {
      await handle.close();
      return failed("bad_files", { detail: "one of its columns is larger than what is taken" });
    }
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    const rows = Number(metadata.num_rows);

    // Pages hold more rows than a portion: the last one of each column serves the next portions too.
    const pages = new Map<string, { readonly start: number; readonly values: ArrayLike<unknown> }>();
    const readColumn = async (name: string, rowStart: number, rowEnd: number): Promise<readonly unknown[]> => {
      const values = new Array<unknown>(rowEnd - rowStart).fill(null);
      const fill = (page: ArrayLike<unknown>, start: number): number => {
        const end = Math.min(rowEnd, start + page.length);
        for (let row = Math.max(rowStart, start); row < end; row += 1) values[row - rowStart] = page[row - start];
        return end;
      };
      const known = pages.get(name);
      const next = known === undefined ? rowStart : Math.max(rowStart, fill(known.values, known.start));
      if (next === rowEnd) return values;
      await parquetRead({
        file,
        metadata,
        columns: [name],
        compressors,
        rowStart: next,
        rowEnd,
        onChunk({ columnData, rowStart: start }) {
          fill(columnData, start);
          pages.set(name, { start, values: columnData });
        },
      });
      return values;
    };

    return {
      ok: true,
      value: {
        columns,
        rows,
        async *portions(wanted, signal) {
          for (let start = 0; start < rows; start += PORTION) {
            const end = Math.min(rows, start + PORTION);
            const found: (readonly [string, readonly unknown[]])[] = [];
            for (const name of wanted) {
              signal.throwIfAborted();
              found.push([name, await readColumn(name, start, end)]);
              await setImmediate();
            }
            yield Array.from({ length: end - start }, (_, at) =>
              found.map(([name, values]) => [name, values[at]] as const),
            );
          }
        },
        close: () => handle.close(),
      },
    };
  } catch (cause) {
    await handle.close();
    return failed("bad_files", { detail: "it is no whole Parquet file", cause });
  }
}

const sizeOf = (about: { readonly total_compressed_size: bigint } | undefined): number =>
  Number(about?.total_compressed_size ?? 0);

/** The rows of a group are read in many portions: its chunks are read from disk once. */
function keepSlices(file: AsyncBuffer): AsyncBuffer {
  const kept = new Map<string, Promise<ArrayBuffer> | ArrayBuffer>();
  let bytes = 0;
  return {
    byteLength: file.byteLength,
    slice(start, end) {
      const key = `${start} ${end}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const size = (end ?? file.byteLength) - start;
      if (bytes + size > MOST_KEPT_BYTES) {
        kept.clear();
        bytes = 0;
      }
      bytes += size;
      const slice = file.slice(start, end);
      kept.set(key, slice);
      return slice;
    },
  };
}
