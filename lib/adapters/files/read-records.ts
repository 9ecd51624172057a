import { isUtf8 } from "node:buffer";
import type { FileHandle } from "node:fs/promises";
import { decodeWindows1252 } from "./decode-windows-1252";
import type { RecordEnds } from "./find-record-end";

/** Longer than any item of news with its whole text. */
const LONGEST = 1 << 20;
/** Some hundred rows: whoever makes something of them holds the loop for no longer than that. */
const PIECE = 1 << 16;

interface FileRecord {
  /** Null where it is too long to be one. */
  readonly text: string | null;
  /** The byte right after it. */
  readonly end: number;
  /** False: the file ended within it. */
  readonly isWhole: boolean;
}

/**
 * Records of a file between two bytes, a portion for each piece that is read: however large the file is, one piece and one record are
 * in memory. Bytes that are no UTF-8 are read as Windows-1252, as the Web does. Errors of the file system are thrown.
 */
export async function* readRecords(
  handle: FileHandle,
  { from, to, ends, signal }: { from: number; to: number; ends: RecordEnds; signal: AbortSignal },
): AsyncGenerator<readonly FileRecord[]> {
  let begun: Buffer[] = [];
  let length = 0;
  let isLost = false;
  const take = (rest: Buffer, end: number, isWhole: boolean): FileRecord => {
    const text = isLost || length + rest.length > LONGEST ? null : decode(Buffer.concat([...begun, rest]));
    begun = [];
    length = 0;
    isLost = false;
    return { text, end, isWhole };
  };
  for (let at = from; at < to; ) {
    signal.throwIfAborted();
    const piece = Buffer.allocUnsafe(Math.min(PIECE, to - at));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) break;
    const read = piece.subarray(0, bytesRead);
    const records: FileRecord[] = [];
    let start = 0;
    for (let end = ends.next(read, start); end !== -1; end = ends.next(read, start)) {
      records.push(take(read.subarray(start, end), at + end, true));
      start = end;
    }
    at += bytesRead;
    if (start < read.length) {
      length += read.length - start;
      if (length <= LONGEST) begun.push(read.subarray(start));
      else {
        begun = [];
        if (!isLost && !ends.giveUp()) {
          yield [...records, { text: null, end: at, isWhole: false }];
          return;
        }
        isLost = true;
      }
    }
    if (at >= to && length > 0) records.push(take(Buffer.alloc(0), at, false));
    yield records;
  }
}

const decode = (bytes: Buffer): string => (isUtf8(bytes) ? bytes.toString("utf8") : decodeWindows1252(bytes));
