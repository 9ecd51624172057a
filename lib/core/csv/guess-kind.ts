import Papa from "papaparse";
import { guessHeader } from "./guess-column";
import { kindOfFile, type TableKind } from "./kind-of-file";

const LOOK_AT = 16_384;

/**
 * How rows stand in a file: by its name, else by its first rows. Lines of JSON are told by the first one; a table by a row that
 * names its columns, since a comma alone may well stand in a sentence. Null for a name of something else.
 */
export function guessKind(name: string, text: string): TableKind | null {
  const named = kindOfFile(name);
  if (named !== undefined) return named;
  const head = text.slice(0, LOOK_AT);
  const [first = ""] = /[^\r\n]*\S[^\r\n]*/u.exec(head) ?? [];
  if (isJson(first)) return "jsonl";
  const { data } = Papa.parse<string[]>(head, { preview: 2, skipEmptyLines: true });
  return guessHeader(data) ? "csv" : "txt";
}

function isJson(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" || (typeof value === "object" && value !== null && !Array.isArray(value));
  } catch {
    return false;
  }
}
