import { guessColumn, guessHeader } from "./guess-column";
import { splitLines } from "./split-lines";
import { uniqueNames } from "./unique-names";

/** What was pasted or dropped, before a column is chosen. */
export interface Source {
  /** File name; null for pasted lines. */
  readonly name: string | null;
  readonly records: readonly (readonly string[])[];
  /** Cells of the widest record. */
  readonly width: number;
  /** Names that the format itself gives (JSONL); null where the first row may be the header. */
  readonly fields: readonly string[] | null;
  readonly warning: string | null;
}

export interface Layout {
  readonly header: boolean;
  readonly column: number;
}

/** Texts to read, with the columns that they came with. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly texts: readonly string[];
}

export const guessLayout = (source: Source): Layout =>
  layOut(source, source.fields === null && source.name !== null && guessHeader(source.records));

/** The same where it is known whether the first row is a header. */
export const layOut = (source: Source, header: boolean): Layout => {
  const names = source.fields ?? (header ? (source.records[0] ?? null) : null);
  return { header, column: guessColumn(names, header ? source.records.slice(1, 51) : source.records.slice(0, 50)) };
};

export function columnsOf(source: Source, header: boolean): string[] {
  if (source.fields) return [...source.fields];
  const first = source.records[0] ?? [];
  const { width } = source;
  return uniqueNames(
    Array.from({ length: width }, (_, at) =>
      header && first[at]?.trim() ? first[at] : width === 1 ? "text" : `column ${at + 1}`,
    ),
  );
}

export function toTable(source: Source, { header, column }: Layout): Table {
  const rows = header ? source.records.slice(1) : source.records;
  return { columns: columnsOf(source, header), rows, texts: rows.map((row) => row[column] ?? "") };
}

/** Pasted lines: one text each; blank lines only part them. */
export function fromLines(text: string): Source {
  return { name: null, records: splitLines(text).map((line) => [line]), width: 1, fields: null, warning: null };
}
