import { type Failure, failed, type Outcome } from "../../core/failure";
import type { CandleSource } from "../../core/market/candle-source";
import { createDatasetSource } from "./create-dataset-source";
import type { DatasetMarket, Holdings, MarketFile } from "./dataset-market";
import type { HubClient } from "./hub-client";
import type { HubMarket } from "./open-hub-market";
import { readCommit, readTree, type TreeFile } from "./read-tree";

const REVISION = "main";
const MOST_FILES = 20;
const coins = [
  ["BTC", "Bitcoin"],
  ["ETH", "Ethereum"],
  ["SOL", "Solana"],
  ["XRP", "Ripple"],
] as const;
const datasetOf = ([symbol, name]: (typeof coins)[number]): string => `WinkingFace/CryptoLM-${name}-${symbol}-USDT`;

/** Candles of four coins with indicators, one dataset each. Their files have no names that anybody promised: the tree tells. */
export const createWinkingFaceSource = (hub: HubMarket): CandleSource =>
  createDatasetSource(hub, {
    about: {
      key: "winkingface",
      name: "CryptoLM by WinkingFace",
      dataset: "WinkingFace/CryptoLM-*",
      licence: "MIT",
      layout: "a table a coin, candles with indicators",
      cadenceH: 24,
    },
    datasets: coins.map(datasetOf),
    load: (signal) => hub.client.guard(() => load(hub.client, signal)),
    guess: () => [],
  });

async function load(client: HubClient, signal: AbortSignal): Promise<Outcome<Holdings>> {
  const markets: DatasetMarket[] = [];
  const commits: Holdings["commits"] = [];
  let because: Failure | null = null;
  for (const coin of coins) {
    const dataset = datasetOf(coin);
    const tree = await readTree(client, { dataset, revision: REVISION }, signal);
    if (!tree.ok) {
      // One that is gone takes nothing from the others.
      if (tree.error.code !== "not_served" && tree.error.code !== "gated") return tree;
      because = tree.error;
      continue;
    }
    const files = filesIn(tree.value, dataset);
    if (files.length === 0) continue;
    markets.push({ symbol: coin[0], pair: `${coin[0]}USDT`, files });
    const commit = await readCommit(client, dataset, signal);
    if (commit !== null) commits.push(commit);
  }
  if (markets.length === 0)
    return because === null ? failed("bad_answer", { detail: "it holds no tables" }) : { ok: false, error: because };
  return { ok: true, value: { version: 1, markets, commits } };
}

/** Tables of a dataset, the largest first. Their timeframes are told by what is in them. */
const filesIn = (tree: readonly TreeFile[], dataset: string): MarketFile[] =>
  tree
    .filter(({ path }) => /\.(?:csv|parquet)$/i.test(path))
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_FILES)
    .map(({ path }) => ({ dataset, revision: REVISION, path, market: null, timeframe: null }));
