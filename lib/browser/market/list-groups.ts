import type { ColumnMetaData, FileMetaData } from "hyparquet";
import { parseMoment } from "../../core/market/parse-moment";
import { type CandleColumns, recogniseColumns } from "../../core/market/recognise-columns";
import type { Span } from "./plan-spans";

/** Rows that lie together in a Parquet file. */
export interface Group {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly rows: number;
  /** Where the columns lie that candles are made of. */
  readonly chunks: readonly Span[];
  readonly time: Span;
  /** Opening of its first candle, where the footer says it. */
  readonly first: number | null;
}

export interface Table {
  /** Names of all columns, in order. */
  readonly columns: readonly string[];
  readonly places: CandleColumns;
  /** Places of the columns that candles are made of. */
  readonly wanted: readonly number[];
  readonly rows: number;
  readonly groups: readonly Group[];
}

/** Unpacked, no more is held at once; a file of such groups is none of candles. */
const MOST_UNPACKED = 256_000_000;

/** What the footer of a Parquet file of `size` bytes says; null where it has no columns of candles, or is beside itself. */
export function listGroups(metadata: FileMetaData, size: number): Table | null {
  const columns = metadata.row_groups[0]?.columns.map(({ meta_data: meta }) => meta?.path_in_schema[0] ?? "") ?? [];
  const places = recogniseColumns(columns);
  if (places === null) return null;
  const { time, open, high, low, close, volume } = places;
  const wanted = [time, open, high, low, close, volume].filter((place) => place !== null);
  const groups: Group[] = [];
  let rowStart = 0;
  for (const { columns: chunks, num_rows } of metadata.row_groups) {
    const rows = Number(num_rows);
    const of = (place: number): ColumnMetaData | undefined => {
      const chunk = chunks[place];
      return chunk?.file_path === undefined ? chunk?.meta_data : undefined;
    };
    const spans = wanted.flatMap((place) => spanOf(of(place), size) ?? []);
    const unpacked = wanted.reduce((sum, place) => sum + Number(of(place)?.total_uncompressed_size ?? 0), 0);
    const its = spanOf(of(time), size);
    if (its === null || spans.length !== wanted.length || unpacked > MOST_UNPACKED) return null;
    const { min_value: min, min: older } = of(time)?.statistics ?? {};
    if (rows > 0)
      groups.push({
        rowStart,
        rowEnd: rowStart + rows,
        rows,
        chunks: spans,
        time: its,
        first: parseMoment(min ?? older),
      });
    rowStart += rows;
  }
  return { columns, places, wanted, rows: rowStart, groups };
}

/** Where a column of a group lies; null where that is not within the file. */
function spanOf(meta: ColumnMetaData | undefined, size: number): Span | null {
  if (meta === undefined) return null;
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  const end = start + Number(meta.total_compressed_size);
  return start >= 4 && end > start && end <= size ? { start, end } : null;
}
