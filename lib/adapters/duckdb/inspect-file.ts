import { type FileHandle, open } from "node:fs/promises";
import { type CandleColumns, recogniseColumns, recogniseNumbers } from "../../core/market/recognise-columns";
import { errorCode } from "../files/error-code";

/** What a file is, as its first and last bytes say. */
export type Inspected =
  | { readonly kind: "parquet" }
  | {
      readonly kind: "csv";
      readonly separator: string;
      readonly columns: CandleColumns;
      /** Lines before the first candle, blank ones left out. */
      readonly headerLines: number;
    }
  | { readonly kind: "refused"; readonly reason: string };

const HEAD_BYTES = 65_536;
/** Some files name their maker above the header. */
const MOST_HEADER_LINES = 5;
const separators = [",", ";", "\t", "|"];

const refused = (reason: string): Inspected => ({ kind: "refused", reason });

/** Looks at the first and last bytes of a file and says what it is, or why it is no file of candles. */
export async function inspectFile(path: string, mostBytes: number): Promise<Inspected> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "ENOENT" || code === "ENOTDIR") return refused("it is not there");
    return refused(code === "EACCES" || code === "EPERM" ? "it may not be read" : "it cannot be opened");
  }
  try {
    const { size, isFile } = await file.stat().then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
    if (!isFile) return refused("it is no file");
    if (size === 0) return refused("it is empty");
    if (size > mostBytes) return refused(`it is larger than ${Math.floor(mostBytes / 1_000_000)} MB`);
    const head = await readAt(file, 0, Math.min(size, HEAD_BYTES));
    if (!isParquet(head)) return inspectText(head, size > head.length);
    const tail = await readAt(file, Math.max(0, size - 4), 4);
    return size >= 12 && isParquet(tail) ? { kind: "parquet" } : refused("its end is missing: it was cut off");
  } catch {
    return refused("it cannot be read");
  } finally {
    await file.close().catch(() => {});
  }
}

const isParquet = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString("latin1") === "PAR1";

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}

function inspectText(head: Buffer, more: boolean): Inspected {
  if (head[0] === 0x1f && head[1] === 0x8b) return refused("it is compressed with gzip: unpack it first");
  if (head.subarray(0, 2).toString("latin1") === "PK") return refused("it is a zip archive: unpack it first");
  if (head.includes(0)) return refused("it is neither text nor Parquet");
  const text = head.toString("utf8").replace(/^\ufeff/, "");
  const start = text.trimStart();
  if (start === "") return refused("it is empty");
  if (start.startsWith("<")) return refused("it is a web page and no table");
  if (start.startsWith("{")) return refused("it is JSON and no table");
  if (start.startsWith("version https://git-lfs")) return refused("it is a pointer to a file and not the file");
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const whole = more ? lines.slice(0, -1) : lines;
  for (const [index, line] of whole.slice(0, MOST_HEADER_LINES).entries()) {
    for (const separator of separators) {
      const cells = line.split(separator);
      const columns = recogniseColumns(cells);
      if (columns) {
        if (!more && whole.length === index + 1) return refused("it has a header and no candles");
        return { kind: "csv", separator, columns, headerLines: index + 1 };
      }
      const numbers = recogniseNumbers(cells);
      if (numbers) return { kind: "csv", separator, columns: numbers, headerLines: index };
    }
  }
  return refused("it has no columns for time, open, high, low and close");
}
