import { type FileMetaData, parquetMetadata, parquetRead } from "hyparquet";
import { decompressGzip, decompressZstd } from "hyparquet-compressors";
import { failed, type Outcome } from "../../core/failure";
import { cleanCandles, type RawTable } from "../../core/market/clean-candles";
import { parseMoment } from "../../core/market/parse-moment";
import { stepOf } from "../../core/market/timeframe";
import type { RangeReader } from "./create-range-reader";
import { type HubPart, type HubRead, LEAST_ROWS, MOST_READ_BYTES } from "./hub-read";
import { type Group, listGroups, type Table } from "./list-groups";
import { planSpans, type Span } from "./plan-spans";

/** Brings the footer of most files, and all of a small one. */
const FIRST_TAIL = 65_536;
const MOST_FOOTER_BYTES = 4_000_000;
const GAP = 32_768;
const END = 8;

/** The library brings the one for Snappy. */
const compressors = { ZSTD: (input: Uint8Array) => decompressZstd(input), GZIP: decompressGzip };

type Part = Pick<HubPart, "candles" | "report">;

/** Reads the last row groups of a Parquet file, of six columns only, so many that the needed candles are among them. */
export async function readParquetEnd(reader: RangeReader, request: HubRead): Promise<Outcome<Part>> {
  const { from, timeframe, fetchedAt } = request;
  const metadata = await readFooter(reader, request.size);
  if (!metadata.ok) return metadata;
  const table = listGroups(metadata.value, request.size);
  if (table === null) return failed("bad_files", { detail: "its columns are none of candles" });
  const { groups } = table;
  const needed = from === null ? Number.POSITIVE_INFINITY : (fetchedAt - from) / stepOf[timeframe] + 2;

  for (let rows = Math.max(LEAST_ROWS, needed); ; rows *= 4) {
    const chosen = chooseGroups(groups, rows, from);
    const [oldest] = chosen.groups;
    if (!oldest) return tooLarge(groups);
    const cells = await readCells(reader, metadata.value, table, chosen.groups);
    if (!cells.ok) return cells;
    const cleaned = cleanCandles(cells.value, { timeframe, fetchedAt });
    if (!cleaned.ok) return failed("bad_files", { detail: cleaned.error });
    const { candles, report } = cleaned.value;
    const reached = from !== null && report.first <= from;
    if (!reached && !chosen.isCut && oldest !== groups[0]) continue;
    const first = chosen.isCut ? report.first : await firstOf(reader, metadata.value, table, oldest, report.first);
    return { ok: true, value: { candles, report: { ...report, rows: table.rows, first } } };
  }
}

async function readFooter(reader: RangeReader, size: number): Promise<Outcome<FileMetaData>> {
  const tail = await reader.read({ start: Math.max(0, size - FIRST_TAIL), end: size });
  if (!tail.ok) return tail;
  const end = tail.value.subarray(-END);
  const length = end.length < END ? 0 : new DataView(end.buffer, end.byteOffset).getUint32(0, true) + END;
  const isParquet = new TextDecoder("latin1").decode(end.subarray(4)) === "PAR1";
  if (!isParquet || length > Math.min(size - 4, MOST_FOOTER_BYTES)) return notWhole();
  const footer = await reader.read({ start: size - length, end: size });
  if (!footer.ok) return footer;
  try {
    return { ok: true, value: parquetMetadata(footer.value.slice().buffer) };
  } catch (cause) {
    return notWhole(cause);
  }
}

const notWhole = (cause?: unknown): Outcome<never> =>
  failed("bad_files", { detail: "it is no whole Parquet file", cause });

const tooLarge = (groups: readonly Group[]): Outcome<never> =>
  groups.length === 0
    ? failed("bad_files", { detail: "it has no rows" })
    : failed("bad_files", { detail: "its newest part alone is larger than what a browser takes" });

const costOf = (spans: readonly Span[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

/** The last groups that hold so many rows and reach back far enough; fewer where they would cost too much. */
function chooseGroups(groups: readonly Group[], rows: number, from: number | null) {
  const chosen: Group[] = [];
  let [held, cost] = [0, 0];
  for (const group of [...groups].reverse()) {
    const newer = chosen[0];
    const reaches = newer?.first != null && from !== null ? newer.first <= from : held >= rows;
    if (reaches && held >= LEAST_ROWS) break;
    cost += costOf(group.chunks);
    if (cost > MOST_READ_BYTES) return { groups: chosen, isCut: true };
    held += group.rows;
    chosen.unshift(group);
  }
  return { groups: chosen, isCut: false };
}

async function readCells(
  reader: RangeReader,
  metadata: FileMetaData,
  { columns, places, wanted }: Table,
  groups: readonly Group[],
): Promise<Outcome<RawTable>> {
  const spans = groups.flatMap(({ chunks }) => chunks);
  for (const span of planSpans(spans, GAP)) {
    const brought = await reader.read(span);
    if (!brought.ok) return brought;
  }
  const [rowStart, rowEnd] = [groups[0]?.rowStart ?? 0, groups.at(-1)?.rowEnd ?? 0];
  const cells: (ArrayLike<unknown> | undefined)[] = [];
  for (const place of wanted) {
    const column = await readColumn(reader, metadata, columns[place] ?? "", { rowStart, rowEnd });
    if (!column.ok) return column;
    cells[place] = column.value;
  }
  return { ok: true, value: { rows: rowEnd - rowStart, columns: cells, places } };
}

/** Opening of the first candle of the whole file: what is read already where that begins there, else its first time. */
async function firstOf(
  reader: RangeReader,
  metadata: FileMetaData,
  { columns, places, groups }: Table,
  oldest: Group,
  read: number,
): Promise<number> {
  const [top] = groups;
  if (!top || oldest === top) return read;
  if (top.first !== null) return Math.min(read, top.first);
  const brought = await reader.read(top.time);
  if (!brought.ok) return read;
  const times = await readColumn(reader, metadata, columns[places.time] ?? "", { rowStart: 0, rowEnd: top.rowEnd });
  return Math.min(read, (times.ok ? parseMoment(times.value[0]) : null) ?? read);
}

/** Unpacks one column of some rows. What it needs was fetched before. */
async function readColumn(
  reader: RangeReader,
  metadata: FileMetaData,
  name: string,
  rows: { readonly rowStart: number; readonly rowEnd: number },
): Promise<Outcome<ArrayLike<unknown>>> {
  const file = {
    byteLength: Number.MAX_SAFE_INTEGER,
    async slice(start: number, end = start): Promise<ArrayBuffer> {
      const part = await reader.read({ start, end });
      if (!part.ok) throw new Error(part.error.detail);
      return part.value.slice().buffer;
    },
  };
  const value = new Array<unknown>(rows.rowEnd - rows.rowStart);
  let filled = 0;
  try {
    await parquetRead({
      file,
      metadata,
      columns: [name],
      compressors,
      ...rows,
      onChunk({ columnData, rowStart }) {
        for (let at = 0; at < columnData.length; at += 1) value[rowStart - rows.rowStart + at] = columnData[at];
        filled += columnData.length;
      },
    });
  } catch (cause) {
    return failed("bad_files", { detail: "its content cannot be unpacked", cause });
  }
  return filled === value.length
    ? { ok: true, value }
    : failed("bad_files", { detail: "one of its columns has not as many rows as the others" });
}
