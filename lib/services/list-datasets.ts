import type { z } from "zod";
import type { DatasetEntry, datasets } from "../contracts/functions/datasets";
import { ok, type Result } from "../core/errors";
import type { CandleSource } from "../core/market/candle-source";

type Datasets = z.output<typeof datasets.output>;

/** Lists the sources of prices, in the order in which they are asked. Never fails, never asks one. */
export function listDatasets({
  deps,
}: {
  readonly deps: { readonly sources: readonly CandleSource[] };
}): Result<Datasets> {
  const entries = deps.sources.map(describe);
  return ok({
    success: true,
    total: entries.length,
    ready: entries.filter(({ state }) => state === "ready").length,
    datasets: entries,
  });
}

function describe(source: CandleSource): DatasetEntry {
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
    retry_after_s: look.retryAfterS === null ? null : Math.ceil(look.retryAfterS),
    symbols: source.known().map(({ symbol, pair, timeframes }) => ({ symbol, pair, timeframes: [...timeframes] })),
    first_candle: iso(look.firstCandle),
    last_candle: iso(look.lastCandle),
    checked_at: iso(look.checkedAt),
    cadence_h: source.cadenceH,
    files_kept: look.filesKept,
    bytes_kept: look.bytesKept,
    refused: look.refused.map(({ path, reason }) => ({ path, reason })),
  };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
