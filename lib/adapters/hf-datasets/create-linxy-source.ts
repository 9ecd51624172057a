import { z } from "zod";
import { type Timeframe, timeframes } from "../../contracts/market";
import { failed, type Outcome } from "../../core/failure";
import type { CandleSource } from "../../core/market/candle-source";
import { pairOf } from "../../core/market/pair-of";
import { createDatasetSource } from "./create-dataset-source";
import type { DatasetMarket, Holdings, MarketFile } from "./dataset-market";
import type { HubClient } from "./hub-client";
import type { HubMarket } from "./open-hub-market";
import { readCommit, readTree } from "./read-tree";

const DATASET = "linxy/CryptoCoin";
const REVISION = "main";
const MOST_INDEX_BYTES = 4_000_000;
const NAME = /^([\p{Lu}\p{Lo}\p{N}]{2,30})_(\d{1,2}[mhdw])\.(?:csv|parquet)$/u;

/** Candles of spot pairs against USDT, new each day: a Parquet file a pair and timeframe; text files in copies from before July 2026. */
export const createLinxySource = (hub: HubMarket): CandleSource =>
  createDatasetSource(hub, {
    about: {
      key: "linxy",
      name: "CryptoCoin by linxy",
      dataset: DATASET,
      licence: "MIT",
      layout: "a Parquet file (before July 2026 CSV) for each pair and timeframe",
      cadenceH: 24,
    },
    datasets: [DATASET],
    load: (signal) => hub.client.guard(() => load(hub.client, signal)),
    guess: (symbol, timeframe) => {
      if (timeframe === "1m" || !/^[A-Z0-9]{1,20}$/.test(symbol)) return [];
      const pair = symbol.endsWith("USDT") ? symbol : `${symbol}USDT`;
      const own = timeframe === "1w" ? "1d" : timeframe;
      return [`${pair}/${pair}_${own}.parquet`, `${pair}_${own}.csv`].flatMap((path) => toFile(path)?.file ?? []);
    },
  });

async function load(client: HubClient, signal: AbortSignal): Promise<Outcome<Holdings>> {
  const commit = await readCommit(client, DATASET, signal);
  const index = await readIndex(client, signal);
  const paths = index.ok ? index : await readPaths(client, signal);
  if (!paths.ok) return paths;
  const markets = new Map<string, DatasetMarket>();
  for (const path of paths.value) {
    const found = toFile(path);
    const symbol = found === null ? undefined : pairOf(found.pair)?.symbol;
    if (found === null || symbol === undefined) continue;
    const market = markets.get(found.pair);
    if (market === undefined)
      markets.set(found.pair, {
        symbol: pairOf(found.pair)?.symbol ?? found.pair,
        pair: found.pair,
        files: [found.file],
      });
    else if (market.files.length < 100) market.files.push(found.file);
  }
  if (markets.size === 0)
    return failed("bad_answer", { detail: "it holds no files of candles under the names that are known" });
  return {
    ok: true,
    value: { version: 1, markets: [...markets.values()].slice(0, 5_000), commits: commit === null ? [] : [commit] },
  };
}

async function readPaths(client: HubClient, signal: AbortSignal): Promise<Outcome<readonly string[]>> {
  const tree = await readTree(client, { dataset: DATASET, revision: REVISION }, signal);
  return tree.ok ? { ok: true, value: tree.value.map(({ path }) => path) } : tree;
}

/** Paths that the dataset's own index names: one request in place of several pages. */
async function readIndex(client: HubClient, signal: AbortSignal): Promise<Outcome<readonly string[]>> {
  const opened = await client.open({ dataset: DATASET, revision: REVISION, path: "_index.json" }, {}, signal);
  if (!opened.ok) return opened;
  if (opened.value.state !== "body") return failed("bad_answer");
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of opened.value.body) {
      bytes += chunk.byteLength;
      if (bytes > MOST_INDEX_BYTES) return failed("bad_answer");
      chunks.push(chunk);
    }
    const index = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    const paths = Object.keys(index).filter((path) => toFile(path) !== null);
    return paths.length === 0 ? failed("bad_answer") : { ok: true, value: paths };
  } catch {
    return failed("bad_answer");
  }
}

/** A path in either layout; null for other files. */
function toFile(path: string): { readonly pair: string; readonly file: MarketFile } | null {
  const parts = path.split("/");
  const found = NAME.exec(parts.at(-1) ?? "");
  const [, pair, own] = found ?? [];
  const timeframe = timeframes.find((one: Timeframe) => one === own);
  if (pair === undefined || timeframe === undefined || parts.length > 2) return null;
  if (parts.length === 2 && parts[0] !== pair) return null;
  return { pair, file: { dataset: DATASET, revision: REVISION, path, market: null, timeframe } };
}
