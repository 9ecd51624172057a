export type RecordFormat = "lines" | "csv" | "json";

/** Finds where records end, over pieces of a file that come one after another. */
export interface RecordEnds {
  /** The place right after the record that goes on at `from`; -1 where it does not end in this piece. */
  next(piece: Uint8Array, from: number): number;
  /** The record was too long to be one: the next line begins another. False where there is no such beginning. */
  giveUp(): boolean;
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** `delimiter` is that of CSV, as a byte. */
export function findRecordEnd(format: RecordFormat, delimiter = 0x2c): RecordEnds {
  if (format === "csv") return rowEnds(delimiter);
  return format === "json" ? objectEnds() : lineEnds;
}

const lineEnds: RecordEnds = {
  next: (piece, from) => piece.indexOf(NEWLINE, from) + 1 || -1,
  giveUp: () => true,
};

/** Lines, but for those within quotes. A quote counts where a cell begins with it, as RFC 4180 has it; two stand for one. */
function rowEnds(delimiter: number): RecordEnds {
  let state: "cell begins" | "plain" | "quoted" | "quote" = "cell begins";
  const next = (piece: Uint8Array, from: number): number => {
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at];
      if (state === "quoted") {
        if (byte === QUOTE) state = "quote";
      } else if (byte === NEWLINE) {
        state = "cell begins";
        return at + 1;
      } else if (byte === delimiter) state = "cell begins";
      else if (byte === QUOTE) state = state === "plain" ? "plain" : "quoted";
      // What stands between a quote that closes and the end of the cell is no reason to open it again.
      else if (byte !== CARRIAGE_RETURN) state = "plain";
    }
    return -1;
  };
  return {
    next,
    giveUp() {
      state = "plain";
      return true;
    },
  };
}

/** Objects, one after another or in one list: what stands between them is left to who reads them. */
function objectEnds(): RecordEnds {
  let depth = 0;
  let isText = false;
  let isEscaped = false;
  const next = (piece: Uint8Array, from: number): number => {
    for (let at = from; at < piece.length; at += 1) {
      const byte = piece[at];
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isText = false;
      } else if (byte === QUOTE) isText = depth > 0;
      else if (byte === OPEN) depth += 1;
      else if (byte === CLOSE && depth > 0) {
        depth -= 1;
        if (depth === 0) return at + 1;
      }
    }
    return -1;
  };
  return { next, giveUp: () => false };
}
