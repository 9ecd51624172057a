/** How rows stand in a file's text. */
export type TableKind = "csv" | "tsv" | "jsonl" | "txt";

/** By the ending of its name; null for one that is not of rows, undefined where it has none. */
export function kindOfFile(name: string): TableKind | null | undefined {
  const ending = /\.(\w+)$/u.exec(name.toLowerCase())?.[1];
  return ending === undefined ? undefined : (kinds.get(ending) ?? null);
}

const kinds: ReadonlyMap<string, TableKind> = new Map([
  ["csv", "csv"],
  ["tsv", "tsv"],
  ["tab", "tsv"],
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["txt", "txt"],
]);
