import { createCandleFolder } from "../adapters/candle-folder/create-candle-folder";
import { createCandleFiles } from "../adapters/duckdb/create-candle-files";
import { createLinxySource } from "../adapters/hf-datasets/create-linxy-source";
import { createNewsDatasets } from "../adapters/hf-datasets/create-news-datasets";
import { createSebdgSource } from "../adapters/hf-datasets/create-sebdg-source";
import { createWinkingFaceSource } from "../adapters/hf-datasets/create-winkingface-source";
import { type HubMarket, openHubMarket } from "../adapters/hf-datasets/open-hub-market";
import type { CandleSource } from "../core/market/candle-source";
import { createSeriesCache } from "../core/market/create-series-cache";
import { createSampleMarket } from "../core/market/sample/create-sample-market";
import type { NewsSource } from "../core/news/news-source";
import type { Clock, Report } from "../core/ports";
import type { Env } from "./env";

export interface Market {
  /** In the order in which they are asked: what is one's own, what is freshest, what is left; the sample last. */
  readonly sources: readonly CandleSource[];
  /** The Hub, for others who bring datasets from it, and why it is not asked; null where it is. */
  readonly hub: HubMarket;
  readonly hubOff: string | null;
  /** Archives of news on the Hub, whose files come the same way. */
  readonly newsDatasets: readonly NewsSource[];
  close(): Promise<void>;
}

/** Puts together where prices come from. Nothing is read and nobody asked yet. */
export function createMarket(deps: { readonly env: Env; readonly clock: Clock; readonly warn: Report }): Market {
  const { env, clock, warn } = deps;
  const files = createCandleFiles();
  const cache = createSeriesCache();
  const hub = openHubMarket({
    dataDir: env.DATA_DIR,
    hubOrigin: env.HF_HUB_ORIGIN,
    token: env.HF_TOKEN,
    files,
    series: cache,
    clock,
    warn,
    cacheMb: env.MARKET_CACHE_MB,
    refreshMin: env.MARKET_REFRESH_MIN,
  });
  const ofHub = [createLinxySource(hub), createWinkingFaceSource(hub), createSebdgSource(hub)];
  const why = whyOff(env);
  const own =
    env.CANDLES_DIR === undefined
      ? []
      : [createCandleFolder({ dir: env.CANDLES_DIR, dataDir: env.DATA_DIR, files, cache, clock })];
  return {
    sources: [
      ...own,
      ...(why === null ? ofHub : ofHub.map((source) => turnedOff(source, why))),
      createSampleMarket({ clock }),
    ],
    hub,
    hubOff: why,
    newsDatasets: createNewsDatasets(hub, { wanted: env.NEWS_DATASETS, off: why, warn }),
    async close() {
      await hub.close();
      files.close();
    },
  };
}

const whyOff = ({ USE_HF_DATASETS: wanted, HF_MODE: mode }: Env): string | null => {
  if (wanted === false) return "USE_HF_DATASETS is false: the Hub is not asked for datasets";
  return wanted === undefined && mode === "off" ? "HF_MODE is off: the Hub is not asked" : null;
};

/** It is listed, and nobody asks it. */
const turnedOff = (source: CandleSource, why: string): CandleSource => ({
  ...source,
  known: () => [],
  look: () => ({
    state: "off",
    detail: why,
    retryAfterS: null,
    lastCandle: null,
    firstCandle: null,
    checkedAt: null,
    lastOkAt: null,
    failure: null,
    bytesKept: 0,
    filesKept: 0,
    refused: [],
  }),
});
