import { guessHeader, isHeaderAlone, namesTexts } from "./guess-column";
import { guessKind } from "./guess-kind";
import { readTable } from "./read-table";
import { layOut, toTable } from "./source";

/** Why a file has no list of texts. `message` goes on after the name of what it was given for: "is not UTF-8". */
interface NoTexts {
  readonly code:
    | "not_text"
    | "unknown_format"
    | "no_rows"
    | "no_text_column"
    | "unclear_header"
    | "broken_rows"
    | "too_large"
    | "too_many";
  readonly message: string;
  readonly limit?: number;
}

export type ReadTexts =
  | { readonly ok: true; readonly texts: readonly string[] }
  | { readonly ok: false; readonly error: NoTexts };

/** Rows in which a text is looked for. */
const LOOK_AT = 50;

/**
 * The texts of a file, one a row, `most` at most: CSV, TSV, JSON lines or plain lines, in UTF-8. Its column is that which the page
 * would choose (`guessColumn`). Strict, since nobody looks on: a row that cannot be read fails the file, and so does a first row that
 * looks like a header without a known name, so that the n-th answer is that of the n-th row. Lines without anything do not count.
 */
export async function readTexts(bytes: Uint8Array, name: string, most: number): Promise<ReadTexts> {
  const text = decode(bytes);
  if (text === null) return no("not_text", "is not a text file in UTF-8");
  const kind = guessKind(name, text);
  if (kind === null) return no("unknown_format", "is not CSV, TSV, JSON lines (.jsonl) or plain text (.txt)");
  // One for the names of the columns, and one by which more are seen.
  const source = await readTable({ name, kind, text }, most + 2);
  if (source === "too_large") return no("too_large", "is too large for a table: it may have 200 columns");
  if (source === "endless_row")
    return no("broken_rows", "has a row of more than a million characters: a quote in it may not be closed");
  if (source.warning !== null)
    return no("broken_rows", `cannot be read as a whole. ${source.warning.replace(/\.$/, "")}`);
  const isTable = kind === "csv" || kind === "tsv";
  if (source.records.length === 0) return no("no_rows", "has no rows");
  if (isTable && isHeaderAlone(source.records)) return no("no_rows", "has no rows, only the names of its columns");
  // A plain line is a text whatever it says.
  const header = isTable && guessHeader(source.records);
  const { texts } = toTable(source, layOut(source, header));
  if (kind !== "txt" && !texts.slice(0, LOOK_AT).some((cell) => /\p{L}/u.test(cell)))
    return no("no_text_column", "has no column of texts; name it `text`");
  if (header && !namesTexts(source.records[0] ?? []))
    return no(
      "unclear_header",
      "has a first row that may name the columns, or be a text: name the column of the texts `text` in it",
    );
  if (texts.length <= most) return { ok: true, texts };
  const limit = most.toLocaleString("en");
  return { ok: false, error: { code: "too_many", message: `has more than ${limit} rows`, limit: most } };
}

/** Null where it is no UTF-8, or has a zero in it, as no text has. A byte order mark is left out. */
function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const no = (code: NoTexts["code"], message: string): ReadTexts => ({ ok: false, error: { code, message } });
