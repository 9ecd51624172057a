import { failed, type Outcome } from "../../core/failure";
import type { CandleSource } from "../../core/market/candle-source";
import { pairOf } from "../../core/market/pair-of";
import { createDatasetSource } from "./create-dataset-source";
import type { DatasetMarket, Holdings, MarketFile } from "./dataset-market";
import type { HubMarket } from "./open-hub-market";
import { readTree } from "./read-tree";

const DATASET = "sebdg/crypto_data";
/** Where the Hub puts the Parquet files that it makes itself. */
const REVISION = "refs/convert/parquet";
const USUAL_PATH = "candles/train/0000.parquet";
const MOST_PARTS = 4;
const MOST_MARKETS = 5_000;

/** Daily candles in dollars, some years of many coins in one table that nobody adds to any more. */
export const createSebdgSource = (hub: HubMarket): CandleSource =>
  createDatasetSource(hub, {
    about: {
      key: "sebdg",
      name: "crypto_data by sebdg",
      dataset: DATASET,
      licence: null,
      layout: "one table of all coins, as the Hub converted it to Parquet",
      cadenceH: null,
    },
    datasets: [DATASET],
    load: (signal) => load(hub, signal),
    guess: (symbol) => (/^[A-Z0-9]{1,20}$/.test(symbol) ? [toFile(USUAL_PATH, `${symbol}-USD`)] : []),
  });

const toFile = (path: string, market: string): MarketFile => ({
  dataset: DATASET,
  revision: REVISION,
  path,
  market,
  timeframe: "1d",
});

async function load({ client, keeper, files }: HubMarket, signal: AbortSignal): Promise<Outcome<Holdings>> {
  const tree = await client.guard(() => readTree(client, { dataset: DATASET, revision: REVISION }, signal));
  if (!tree.ok) return tree;
  const parts = tree.value.filter(({ path }) => /^candles\/[\w-]+\/\d{4}\.parquet$/.test(path)).slice(0, MOST_PARTS);
  if (parts.length === 0) return failed("bad_answer", { detail: "its converted files are not where they should be" });
  const markets = new Map<string, DatasetMarket>();
  for (const { path } of parts) {
    const raw = await keeper.bring({ ...toFile(path, ""), market: null, madeBy: () => null }, signal);
    if (!raw.ok) return raw;
    const names = await files.markets({ path: raw.value.file, signal });
    if (!names.ok) return names;
    for (const name of names.value) {
      const pair = pairOf(name);
      if (pair === null || pair.quote === null || markets.has(pair.symbol) || markets.size >= MOST_MARKETS) continue;
      const { symbol } = pair;
      markets.set(symbol, { symbol, pair: name, files: [toFile(path, name)] });
    }
  }
  if (markets.size === 0) return failed("bad_files", { detail: "the table names no coin in dollars" });
  return { ok: true, value: { version: 1, markets: [...markets.values()], commits: [] } };
}
