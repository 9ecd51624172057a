import { failed, type Outcome } from "../../core/failure";
import { cleanCandles } from "../../core/market/clean-candles";
import { parseMoment } from "../../core/market/parse-moment";
import { type CandleColumns, recogniseColumns, recogniseNumbers } from "../../core/market/recognise-columns";
import { stepOf } from "../../core/market/timeframe";
import type { RangeReader } from "./create-range-reader";
import { type HubPart, type HubRead, LEAST_ROWS, MOST_READ_BYTES } from "./hub-read";

const HEAD_BYTES = 4_096;
/** A smaller file costs one request more than it saves. */
const SMALL_BYTES = 131_072;

type Part = Pick<HubPart, "candles" | "report">;

/** Reads the last lines of a text file of candles, so many that the needed ones are among them; its first ones say what is in it. */
export async function readCsvEnd(reader: RangeReader, request: HubRead): Promise<Outcome<Part>> {
  const { size, timeframe, from, fetchedAt } = request;
  const isSmall = size <= SMALL_BYTES;
  const begun = await reader.read({ start: 0, end: isSmall ? size : HEAD_BYTES });
  if (!begun.ok) return begun;
  const head = parseHead(begun.value);
  if (head === null) return failed("bad_files", { detail: "it does not begin as a table of candles does" });

  const needed = from === null ? Number.POSITIVE_INFINITY : (fetchedAt - from) / stepOf[timeframe] + 2;
  const floor = Math.max(head.bytes, size - MOST_READ_BYTES);
  for (let rows = Math.max(LEAST_ROWS, needed); ; rows *= 4) {
    const start = isSmall ? head.bytes : Math.max(floor, Math.floor(size - rows * head.rowBytes * 1.1 - HEAD_BYTES));
    const lines = await readLines(reader, { start, end: size }, start === head.bytes);
    if (!lines.ok) return lines;
    const cleaned = cleanCandles(
      { ...toTable(lines.value, head.places), places: head.places },
      { timeframe, fetchedAt },
    );
    if (!cleaned.ok) return failed("bad_files", { detail: cleaned.error });
    const { candles, report } = cleaned.value;
    const reached = from !== null && report.first <= from;
    if (!reached && start > floor) continue;
    // Where the limit cut it, there is no older candle to be had here.
    const first = start === floor ? report.first : Math.min(report.first, head.first ?? report.first);
    return { ok: true, value: { candles, report: { ...report, first } } };
  }
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const cellsOf = (line: string): string[] => line.split(",");

interface Head {
  readonly places: CandleColumns;
  /** Of the line with the names; 0 without one. */
  readonly bytes: number;
  readonly rowBytes: number;
  readonly first: number | null;
}

/** What a table is, by its first lines; null where it is none of candles. */
function parseHead(bytes: Uint8Array): Head | null {
  const [top = "", ...lines] = decode(bytes.subarray(0, HEAD_BYTES))
    .replace(/^\uFEFF/, "")
    .split("\n")
    .slice(0, -1);
  const names = cellsOf(top.replaceAll('"', "").trim());
  const named = recogniseColumns(names);
  const places = named ?? recogniseNumbers(names);
  const rows = named === null ? [top, ...lines] : lines;
  const length = rows.reduce((sum, line) => sum + line.length + 1, 0);
  if (places === null || rows.length === 0) return null;
  return {
    places,
    bytes: named === null ? 0 : bytes.indexOf(10) + 1,
    rowBytes: length / rows.length,
    first: parseMoment(cellsOf(rows[0] ?? "")[places.time]),
  };
}

/** Whole lines: what stands before the first break belongs to a line that began earlier. */
async function readLines(
  reader: RangeReader,
  span: { readonly start: number; readonly end: number },
  fromFirst: boolean,
): Promise<Outcome<readonly string[]>> {
  const bytes = await reader.read(span);
  if (!bytes.ok) return bytes;
  const lines = decode(bytes.value).split("\n");
  return { ok: true, value: (fromFirst ? lines : lines.slice(1)).filter((line) => line.trim() !== "") };
}

function toTable(lines: readonly string[], places: CandleColumns) {
  const wanted = Object.values(places).filter((place) => place !== null);
  const columns: string[][] = Array.from({ length: Math.max(...wanted) + 1 }, () => []);
  for (const line of lines) {
    const cells = cellsOf(line);
    for (const place of wanted) columns[place]?.push(cells[place] ?? "");
  }
  return { rows: lines.length, columns };
}
