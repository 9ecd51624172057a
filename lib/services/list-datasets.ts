import type { z } from "zod";
import type { DatasetEntry, datasets } from "../contracts/functions/datasets";
import { ok, type Result } from "../core/errors";
import { iso } from "../core/iso";
import type { CandleSource } from "../core/market/candle-source";
import type { KeptOfSource } from "../core/news/news-archive";
import type { NewsSource } from "../core/news/news-source";
import { isStale } from "../core/parts/is-stale";
import type { Clock } from "../core/ports";

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
      /** What is kept of each source of news, by key; null where nobody can say. */
      readonly kept: () => ReadonlyMap<string, KeptOfSource> | null;
    };
    readonly clock: Pick<Clock, "wall">;
  };
}): Result<Datasets> {
  const kept = deps.news?.kept() ?? null;
  const news = deps.news?.sources ?? [];
  const now = deps.clock.wall();
  const entries = [
    ...deps.sources.map((source) => describeCandles(source, now)),
    ...news.map((source) => describeNews(source, kept, now)),
  ];
  return ok({
    success: true,
    total: entries.length,
    ready: entries.filter(({ state }) => state === "ready").length,
    datasets: entries,
  });
}

function describeCandles(source: CandleSource, now: number): DatasetEntry {
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
    last_ok_at: iso(look.lastOkAt),
    last_item_at: iso(look.lastCandle),
    stale: isStale({
      kind: "candles",
      cadenceMs: source.cadenceH === null ? null : source.cadenceH * HOUR_MS,
      lastItemAt: look.lastCandle,
      lastOkAt: look.lastOkAt,
      now,
      sample: source.sample,
    }),
    failure: look.failure,
    refused: look.refused.map(({ path, reason }) => ({ path, reason })),
  };
}

function describeNews(source: NewsSource, kept: ReadonlyMap<string, KeptOfSource> | null, now: number): DatasetEntry {
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
    files_kept: look.filesKept ?? 0,
    bytes_kept: look.bytesKept ?? 0,
    items: kept === null ? null : (kept.get(source.key)?.items ?? 0),
    last_ok_at: iso(look.lastOkAt),
    last_item_at: iso(kept?.get(source.key)?.newest ?? null),
    stale: isStale({
      kind: "news",
      cadenceMs: source.everyMs,
      lastItemAt: null,
      lastOkAt: look.lastOkAt,
      now,
      sample: source.sample,
    }),
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
