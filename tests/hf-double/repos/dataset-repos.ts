import { createHash } from "node:crypto";
import type { ViewerTable } from "../viewer/table";
import { tableToParquet } from "../viewer/table-to-parquet";
import { listCandleCsv, listCandleParquet } from "./candle-files";
import type { History } from "./candles";
import { makeFile, makeLargeFile } from "./make-file";
import { makeRepo } from "./make-repo";
import { listOwnCandles } from "./own-candles";
import type { Repo } from "./repo";

interface Options {
  readonly history: History;
  readonly layout: "parquet" | "csv";
  readonly own: Readonly<Record<string, () => string>> | null;
}

const DATA_FILES: Readonly<Record<string, (table: ViewerTable) => ReturnType<typeof makeFile>[]>> = {
  "ExponentialScience/DLT-Sentiment-News": (table) => [
    makeLargeFile("data/train-00000-of-00001.parquet", tableToParquet(table)),
  ],
  "sebdg/crypto_data": () => [makeFile("crypto_data.py", "# a loading script, which is no longer run\n")],
  "WinkingFace/CryptoLM-Bitcoin-BTC-USDT": (table) => [makeLargeFile("BTC_USDT.csv", toCsv(table))],
  "WinkingFace/CryptoLM-Ethereum-ETH-USDT": (table) => [makeLargeFile("data/all of it.csv", toCsv(table))],
};

/** The dataset repositories: candles in either layout, the tables of the viewer, and a gated one. */
export function makeDatasetRepos(tables: readonly ViewerTable[], { history, layout, own }: Options): Repo[] {
  const readme = makeFile("README.md", "---\nlicense: mit\n---\n# Sample of a dataset\n");
  const candles = layout === "csv" ? listCandleCsv : listCandleParquet;
  const [shown, candleSet] = [tables.filter(({ rows }) => rows.length > 0), "linxy/CryptoCoin"];
  return [
    makeRepo({
      kind: "dataset",
      id: candleSet,
      sha: createHash("sha1").update(`${candleSet} ${history.end}`).digest("hex"),
      likes: 40,
      tags: ["license:mit", "finance"],
      lastModified: new Date(history.end).toISOString(),
      files: { main: () => [readme, ...(own === null ? candles(history) : listOwnCandles(own, layout))] },
    }),
    ...shown.map((table) =>
      makeRepo({
        kind: "dataset",
        id: table.dataset,
        lastModified: new Date(history.end).toISOString(),
        tags: ["license:mit", "size_categories:n<1K"],
        files: {
          main: () => [readme, ...(DATA_FILES[table.dataset]?.(table) ?? [])],
          "refs/convert/parquet": () => [
            makeLargeFile(`${table.config}/${table.split}/0000.parquet`, tableToParquet(table)),
          ],
        },
      }),
    ),
    makeRepo({
      kind: "dataset",
      id: "flowfree/crypto-news-headlines",
      lastModified: new Date(history.end).toISOString(),
      files: { main: () => [readme, makeFile("train.csv", listHeadlines()), makeFile("test.csv", listHeadlines(60))] },
    }),
    makeRepo({
      kind: "dataset",
      id: "double/gated-news",
      gated: "manual",
      files: { main: () => [readme, makeFile("news.csv", "title\nA headline behind a gate\n")] },
    }),
  ];
}

/** Headlines of our own as a table of text, some with commas and quotes. */
function listHeadlines(count = 1_500): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(2023, 0, 1) + at * 3_600_000).toISOString().slice(0, 10);
    return `${at},"A coin, called ""number ${at}"", stands still",https://news.example/${count}/${at},${day},neutral`;
  });
  return `id,title,url,date,sentiment\n${rows.join("\n")}\n`;
}

function toCsv({ features, rows }: ViewerTable): Buffer {
  const names = features.map(({ name }) => name);
  const lines = rows.map((row) => names.map((name) => String(row[name] ?? "")).join(","));
  return Buffer.from(`${names.join(",")}\n${lines.join("\n")}\n`);
}
