import type { z } from "zod";
import type { PricesAnswer, prices } from "../contracts/functions/prices";
import { MAX_CANDLES } from "../contracts/limits";
import { ok, type Result } from "../core/errors";
import type { FileAnswer } from "../core/file-answer";
import { iso } from "../core/iso";
import { sliceCandles } from "../core/market/candles";
import { coinName } from "../core/market/coin-name";
import { cutWindow, oldestOf } from "../core/market/cut-window";
import { findGaps } from "../core/market/find-gaps";
import { planIndicators } from "../core/market/indicators/plan-indicators";
import { toIndicatorValues } from "../core/market/indicators/to-indicator-values";
import { firstOpening, openingOf, stepOf } from "../core/market/timeframe";
import type { Call } from "../core/ports";
import { type Found, findSeries, type PricesDeps } from "./find-series";
import { toCandleRows } from "./to-candle-rows";
import { writePricesCsv } from "./write-prices-csv";

type Input = Omit<z.output<typeof prices.input>, "indicators"> & { readonly indicators: readonly string[] };

/**
 * Gives a coin's candles with indicators and their source. Errors: validation_failed (a window, timeframe or indicator that cannot be),
 * unknown_symbol, unavailable.
 */
export async function getPrices(args: {
  readonly deps: PricesDeps;
  readonly input: Input;
  readonly call: Call;
}): Promise<Result<PricesAnswer | FileAnswer>> {
  const { deps, input, call } = args;
  const plan = planIndicators(input.indicators, input.timeframe);
  if (!plan.ok) return plan;
  const { specs, warmUp } = plan.value;
  const warmUpMs = warmUp * stepOf[input.timeframe];
  const wish = {
    symbol: input.symbol,
    timeframe: input.timeframe,
    oldest: (newest: number) => oldestOf(input, newest) - warmUpMs,
  };
  const found = await findSeries(deps, wish, call.signal);
  if (!found.ok) return found;
  const { series } = found.value;
  const window = cutWindow(series.candles, input, MAX_CANDLES);
  if (!window.ok) return window;
  const { start, end, total, clamped } = window.value;

  const before = Math.max(0, start - warmUp);
  const indicators = toIndicatorValues(specs, {
    candles: sliceCandles(series.candles, before, end),
    timeframe: input.timeframe,
    start: start - before,
  });
  const shown = sliceCandles(series.candles, start, end);
  const rows = toCandleRows(shown);
  const [first, last] = [rows[0], rows.at(-1)];
  // cutWindow gives no empty window; the types do not know.
  if (!first || !last) return { ok: false, error: { code: "unavailable", detail: "The source holds no candle." } };

  const answer: PricesAnswer = {
    success: true,
    symbol: found.value.symbol,
    name: coinName(found.value.symbol),
    pair: series.origin.pair ?? found.value.pair,
    timeframe: input.timeframe,
    from: first.time,
    to: last.time,
    candles: rows,
    indicators,
    latest_price: last.close,
    price_change: round(last.close - first.open),
    price_change_pct: round(((last.close - first.open) / first.open) * 100),
    high: shown.high.reduce((high, value) => Math.max(high, value), 0),
    low: shown.low.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
    volume: round(shown.volume.reduce((sum, value) => sum + value, 0)),
    total,
    has_older: start > 0 || mayHaveOlder(found.value, input.timeframe),
    gaps: findGaps(shown.time, input.timeframe).missing,
    clamped: [...clamped],
    provenance: provenanceOf(found.value, input.timeframe),
    degraded: found.value.degraded.map(({ source, code, detail, retryAfterS }) => ({
      source,
      code,
      detail,
      retry_after_s: retryAfterS === undefined ? null : Math.ceil(retryAfterS),
    })),
  };
  return ok(input.format === "csv" ? writePricesCsv(answer) : answer);
}

/** Enough for every price, and no tail of noise. */
const round = (value: number): number => Number(value.toPrecision(12));

/** A source that fetched the end of a file alone knows that the file begins earlier. */
const mayHaveOlder = ({ series: { candles, report } }: Found, timeframe: Input["timeframe"]): boolean => {
  const first = candles.time[0];
  return first !== undefined && first > firstOpening(report.first, report.timeframe, timeframe);
};

function provenanceOf({ source, series }: Found, timeframe: Input["timeframe"]): PricesAnswer["provenance"] {
  const { origin, report } = series;
  const last = series.candles.time.at(-1) ?? report.last;
  // A long candle is partial where any of its shorter ones is; one that was left out marks none.
  const isOwn = report.timeframe === timeframe;
  const partial = report.partialFrom === null || isOwn ? report.partialFrom : openingOf(report.partialFrom, timeframe);
  return {
    source: source.key,
    dataset: origin.dataset,
    revision: origin.revision,
    path: origin.path,
    licence: origin.licence,
    sample: origin.sample,
    fetched_at: origin.fetchedAt === null ? null : iso(origin.fetchedAt),
    stale: series.stale !== null,
    first_candle: iso(firstOpening(report.first, report.timeframe, timeframe)),
    last_candle: iso(last),
    aggregated_from: isOwn ? null : report.timeframe,
    partial_from: partial === null || partial > last ? null : iso(partial),
    removed: { ...report.removed },
  };
}
