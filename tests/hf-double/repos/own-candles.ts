import { makeFile, makeLaterFile } from "./make-file";
import { writeParquet } from "./parquet/write-parquet";
import type { RepoFile } from "./repo";

/** Tables of someone's own, in either layout: as they are, or moved into Parquet with all cells as text. */
export function listOwnCandles(own: Readonly<Record<string, () => string>>, layout: "parquet" | "csv"): RepoFile[] {
  const tables = Object.entries(own);
  if (layout === "csv") return tables.map(([name, text]) => makeLaterFile(`${name}.csv`, () => Buffer.from(text())));
  const files = tables.map(([name, text]) =>
    makeLaterFile(`${name.split("_")[0]}/${name}.parquet`, () => moveTable(text())),
  );
  const index = Object.fromEntries(files.map(({ path }) => [path, "2026-01-01"]));
  return [makeFile("_index.json", JSON.stringify(index)), ...files];
}

function moveTable(text: string): Buffer {
  const [header = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const columns = header.map((name, place) => {
    const values = rows.map((row) => row[place] ?? "");
    return { name, type: "text" as const, values };
  });
  return writeParquet(columns, { rowsPerGroup: 50_000 });
}
