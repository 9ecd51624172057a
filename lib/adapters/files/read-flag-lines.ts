import { createReadStream } from "node:fs";
import { type FlagRow, flagSchema } from "../../contracts/flag";

const NEWLINE = 0x0a;
/** No flag of ours is longer: 20,000 characters may take six bytes each. */
const LONGEST_LINE = 256 * 1024;
const PIECE = 64 * 1024;

export interface FlagLine {
  /** Null where the line is no flag: one that was torn off, or was written by somebody else. */
  readonly row: FlagRow | null;
  /** Where the next line begins, in bytes. */
  readonly end: number;
}

/**
 * Reads lines from a place on, those that have ended. `nowhere`, and nothing more, where no line begins there.
 * Throws errors of the file system.
 */
export async function* readFlagLines(path: string, from: number): AsyncGenerator<FlagLine | "nowhere"> {
  const pieces = createReadStream(path, { start: Math.max(0, from - 1), highWaterMark: PIECE });
  let isFirst = from > 0;
  let rest = Buffer.alloc(0);
  let end = from;
  let isTooLong = false;
  for await (const piece of pieces) {
    // Opened without an encoding, it gives bytes.
    let bytes = piece as Buffer;
    if (isFirst) {
      isFirst = false;
      if (bytes[0] !== NEWLINE) {
        yield "nowhere";
        return;
      }
      bytes = bytes.subarray(1);
    }
    rest = Buffer.concat([rest, bytes]);
    for (let stop = rest.indexOf(NEWLINE); stop !== -1; stop = rest.indexOf(NEWLINE)) {
      const line = rest.subarray(0, stop);
      rest = rest.subarray(stop + 1);
      end += stop + 1;
      yield { row: isTooLong ? null : parseFlag(line.toString("utf8")), end };
      isTooLong = false;
    }
    if (rest.length > LONGEST_LINE) {
      end += rest.length;
      rest = Buffer.alloc(0);
      isTooLong = true;
    }
  }
}

function parseFlag(line: string): FlagRow | null {
  try {
    return flagSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
