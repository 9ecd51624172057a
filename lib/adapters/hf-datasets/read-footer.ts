import type { FileHandle } from "node:fs/promises";
import { parquetMetadata } from "hyparquet";
import type { Span } from "./plan-ranges";

/** Of a file with thousands of row groups; a larger one is none that anybody meant. */
const MOST_FOOTER_BYTES = 16_000_000;
const TAIL = 8;

/** One column of one row group: where it lies, and what tells it from another. */
export interface Chunk extends Span {
  readonly column: string;
  readonly group: number;
  /** Equal for equal content, as far as the footer tells; null where it does not tell enough. */
  readonly mark: string | null;
}

export interface Footer extends Span {
  readonly columns: readonly string[];
  readonly chunks: readonly Chunk[];
}

/** Dates by the millisecond: as text they would lose it. */
const plain = (value: unknown): string => String(value instanceof Date ? value.getTime() : value);

/** Length of the footer, its own end included, by the last eight bytes of a Parquet file; null where it is none. */
export function footerLength(tail: Uint8Array, size: number): number | null {
  if (tail.byteLength < TAIL || size < TAIL + 4) return null;
  const end = tail.subarray(tail.byteLength - TAIL);
  if (Buffer.from(end.subarray(4)).toString("latin1") !== "PAR1") return null;
  const length = new DataView(end.buffer, end.byteOffset).getUint32(0, true) + TAIL;
  return length <= Math.min(size - 4, MOST_FOOTER_BYTES) ? length : null;
}

/** What the footer says; null where that cannot be. `bytes` are the last of a file of `size`. */
export function readFooter(bytes: Uint8Array, size: number): Footer | null {
  const length = footerLength(bytes, size);
  if (length === null || length > bytes.byteLength) return null;
  try {
    const start = size - length;
    const metadata = parquetMetadata(bytes.slice(bytes.byteLength - length).buffer);
    const chunks = metadata.row_groups.flatMap((group, index) =>
      group.columns.map(({ meta_data: meta, file_path }): Chunk => {
        if (meta === undefined || file_path !== undefined) throw new Error("a column that lies elsewhere");
        const from = Number(
          meta.dictionary_page_offset && meta.dictionary_page_offset < meta.data_page_offset
            ? meta.dictionary_page_offset
            : meta.data_page_offset,
        );
        const end = from + Number(meta.total_compressed_size);
        if (!(from >= 4 && end >= from && end <= start)) throw new Error("a column beyond the end");
        const { min_value: min = meta.statistics?.min, max_value: max = meta.statistics?.max } = meta.statistics ?? {};
        const told = min === undefined || max === undefined ? null : [plain(min), plain(max)];
        return {
          column: meta.path_in_schema.join("."),
          group: index,
          start: from,
          end,
          mark:
            told === null
              ? null
              : [from, end, meta.num_values, meta.total_uncompressed_size, meta.codec, ...told].map(String).join(" "),
        };
      }),
    );
    const columns = [...new Set(chunks.map(({ column }) => column))];
    return columns.length === 0 ? null : { start, end: size, columns, chunks };
  } catch {
    return null;
  }
}

/** The same of a file on this machine. */
export async function readFooterOf(handle: FileHandle): Promise<Footer | null> {
  const { size } = await handle.stat();
  const tail = Buffer.alloc(Math.min(size, TAIL));
  await handle.read(tail, 0, tail.length, size - tail.length);
  const length = footerLength(tail, size);
  if (length === null) return null;
  const bytes = Buffer.alloc(length);
  await handle.read(bytes, 0, length, size - length);
  return readFooter(bytes, size);
}
