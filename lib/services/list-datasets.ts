import type { z } from "zod";
import type { DatasetEntry, datasets } from "../contracts/functions/datasets";
import { ok, type Result } from "../core/errors";
import { iso } from "../core/iso";
import type { CandleSource } from "../core/market/candle-source";
import type { NewsSource } from "../core/news/news-source";

type Datasets = z.output<typeof datasets.output>;

const HOUR_MS = 3_600_000;
const HUB = /^https:\/\/huggingface\.co\/datasets\/([^/]+\/[^/]+)$/;

/** Lists the sources of prices, in the order in which they are asked, then those of news. Never fails, never asks one. */
export function listDatasets({
  deps,
}: {
  readonly deps: {
    readonly sources: readonly CandleSource[];
    readonly news?: {
      readonly sources: readonly NewsSource[];
      /** Items of each source of news that are kept, by key; null where nobody can say. */
      readonly kept: () => ReadonlyMap<string, number> | null;
    };
  };
}): Result<Datasets> {
  const kept = deps.news?.kept() ?? null;
  const news = deps.news?.sources ?? [];
  const entries = [...deps.sources.map(describeCandles), ...news.map((source) => describeNews(source, kept))];
  return ok({
    success: true,
    total: entries.length,
    ready: entries.filter(({ state }) => state === "ready").length,
    datasets: entries,
  });
}

function describeCandles(source: CandleSource): DatasetEntry {
  const look = source.look();
  return {
    key: source.key,
    name: source.name,
    dataset: source.dataset,
    kind: "candles",
    layout: source.layout,
    licence: source.licence,
    sample: source.sample,
    state: look.state,
    detail: look.detail,
    retry_after_s: seconds(look.retryAfterS),
    symbols: source.known().map(({ symbol, pair, timeframes }) => ({ symbol, pair, timeframes: [...timeframes] })),
    first_candle: iso(look.firstCandle),
    last_candle: iso(look.lastCandle),
    checked_at: iso(look.checkedAt),
    cadence_h: source.cadenceH,
    files_kept: look.filesKept,
    bytes_kept: look.bytesKept,
    items: null,
    last_ok_at: null,
    failure: null,
    refused: look.refused.map(({ path, reason }) => ({ path, reason })),
  };
}

function describeNews(source: NewsSource, kept: ReadonlyMap<string, number> | null): DatasetEntry {
  const look = source.look();
  return {
    key: source.key,
    name: source.name,
    dataset: datasetOf(source),
    kind: "news",
    layout: source.layout,
    licence: source.licence,
    sample: source.sample,
    state: look.state,
    detail: look.detail,
    retry_after_s: seconds(look.retryAfterS),
    symbols: [],
    first_candle: null,
    last_candle: null,
    checked_at: iso(look.checkedAt),
    cadence_h: source.everyMs === null ? null : source.everyMs / HOUR_MS,
    files_kept: 0,
    bytes_kept: 0,
    items: kept === null ? null : (kept.get(source.key) ?? 0),
    last_ok_at: iso(look.lastOkAt),
    failure: look.failure?.code ?? null,
    refused: [],
  };
}

/** Its id on the Hub, else the host of its page, else its name. */
function datasetOf({ home, name }: NewsSource): string {
  if (home === null || !URL.canParse(home)) return name;
  return HUB.exec(home)?.[1] ?? new URL(home).hostname;
}

const seconds = (retryAfterS: number | null): number | null => (retryAfterS === null ? null : Math.ceil(retryAfterS));
