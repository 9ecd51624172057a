import { parquetWriteFile } from "hyparquet-writer";

const WORDS = ["coin", "market", "falls", "rises", "exchange", "fund", "wallet", "network", "price", "trader"];

/** Texts of some length that do not pack away to nothing. */
function textOf(row: number, words: number): string {
  let seed = row * 7_919 + 1;
  return Array.from({ length: words }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return `${WORDS[seed % 10]}${(seed >> 8) % 997}`;
  }).join(" ");
}

export const newsTitle = (row: number): string => `${row} ${textOf(row, 9)}`;

/** Writes a table of news of our own, `rowGroupSize` rows in a group; gives its path. */
export function writeNewsParquet(filename: string, rowGroupSize: number, rows: number): string {
  const all = Array.from({ length: rows }, (_, row) => row);
  parquetWriteFile({
    filename,
    rowGroupSize,
    // As the datasets library writes it.
    pageSize: 1 << 20,
    columnData: [
      { name: "timestamp", data: all.map((row) => new Date(1_700_000_000_000 + row * 60_000)), type: "TIMESTAMP" },
      { name: "title", data: all.map(newsTitle), type: "STRING" },
      { name: "description", data: all.map((row) => textOf(row + 1, 90)), type: "STRING" },
      { name: "votes", data: all.map((row) => row % 7), type: "INT32" },
      { name: "url", data: all.map((row) => `https://news.example/${row}`), type: "STRING" },
    ],
  });
  return filename;
}
