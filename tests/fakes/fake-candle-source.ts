import type { Timeframe } from "../../lib/contracts/market";
import { type Failure, failure } from "../../lib/core/failure";
import type { CandleSource, Series, SeriesRequest, SourceLook } from "../../lib/core/market/candle-source";
import { newCandles } from "../../lib/core/market/candles";
import { stepOf } from "../../lib/core/market/timeframe";

export interface FakeSource extends CandleSource {
  readonly asked: SeriesRequest[];
}

/** A source of candles that rise by one, with faults as they are wanted. */
export function fakeCandleSource(
  key: string,
  options: {
    readonly symbols?: readonly string[];
    readonly timeframes?: readonly Timeframe[];
    readonly fails?: Failure;
    readonly listingsFail?: Failure;
    readonly stale?: Failure;
    readonly hangs?: boolean;
    readonly sample?: boolean;
    readonly state?: SourceLook["state"];
    readonly count?: number;
    readonly start?: number;
    readonly lastOkAt?: number | null;
  } = {},
): FakeSource {
  const { symbols = ["BTC", "ETH"], timeframes = ["1d"], sample = false, count = 100 } = options;
  const start = options.start ?? Date.parse("2026-01-01");
  const listings = symbols.map((symbol) => ({ symbol, pair: `${symbol}USDT`, timeframes }));
  const asked: SeriesRequest[] = [];
  return {
    key,
    name: key,
    dataset: `fake/${key}`,
    licence: "mit",
    layout: "made up",
    sample,
    cadenceH: 24,
    asked,
    listings: async () =>
      options.listingsFail ? { ok: false, error: options.listingsFail } : { ok: true, value: listings },
    known: () => (options.listingsFail ? [] : listings),
    async read(request) {
      asked.push(request);
      if (options.hangs) return new Promise(() => {});
      if (options.fails) return { ok: false, error: options.fails };
      return {
        ok: true,
        value: series(request.timeframe, { start, count, sample, key, stale: options.stale ?? null }),
      };
    },
    look: () => ({
      state: options.state ?? "ready",
      detail: "fake",
      retryAfterS: null,
      firstCandle: start,
      lastCandle: start + (count - 1) * stepOf["1d"],
      checkedAt: null,
      lastOkAt: options.lastOkAt ?? null,
      failure: null,
      bytesKept: 0,
      filesKept: 0,
      refused: [],
    }),
  };
}

function series(
  timeframe: Timeframe,
  {
    start,
    count,
    sample,
    key,
    stale,
  }: { start: number; count: number; sample: boolean; key: string; stale: Failure | null },
): Series {
  const candles = newCandles(count);
  for (let index = 0; index < count; index++) {
    candles.time[index] = start + index * stepOf[timeframe];
    candles.open[index] = 100 + index;
    candles.high[index] = 102 + index;
    candles.low[index] = 99 + index;
    candles.close[index] = 101 + index;
    candles.volume[index] = 10;
  }
  return {
    candles,
    origin: { dataset: `fake/${key}`, revision: "abc", path: "x.csv", licence: "mit", sample, fetchedAt: start },
    report: {
      rows: count,
      candles: count,
      removed: { duplicates: 0, impossible: 0, unreadable: 0, unclosed: 0 },
      examples: [],
      partialFrom: null,
      timeframe,
      first: start,
      last: candles.time.at(-1) ?? start,
    },
    stale,
  };
}

export const down = failure("unreachable", { retryAfterS: 60 });
