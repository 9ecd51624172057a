import type { Benchmark, StudyTimeframe } from "../contracts/news-words";
import { fail, ok, type Result } from "../core/errors";
import { placeOf } from "../core/market/candles";
import { openingOf } from "../core/market/timeframe";
import type { PriceColumns, StudyPrices } from "../core/study/study";
import { type Found, findSeries, type PricesDeps } from "./find-series";
import { refuseField } from "./refuse-field";

const BASKET = ["ETH", "BNB", "SOL", "XRP", "ADA"] as const;
/** With fewer the basket would be one or two coins. */
const LEAST_OF_BASKET = 3;

interface StudyPricesWish {
  readonly symbol: string;
  readonly timeframe: StudyTimeframe;
  readonly against: Benchmark | undefined;
  /** Whether the news is sample news: its prices must be sample prices, and those of real news real. */
  readonly sample: boolean;
  /** Candles that open at `from` or later, and before `to`: those that stories, outcomes and random times need. Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

export interface FoundStudyPrices {
  readonly symbol: string;
  readonly against: Benchmark;
  readonly basket: readonly string[];
  readonly coin: Found;
  readonly prices: StudyPrices;
  /** Names the candles that count: another key, other candles. */
  readonly key: string;
}

/**
 * The candles of a coin and of what it is compared with, all real or all sample. Errors: those of findSeries, validation_failed for a coin
 * against itself, unavailable where there is nothing of the kind to compare with.
 */
export async function findStudyPrices(
  deps: PricesDeps,
  wish: StudyPricesWish,
  signal: AbortSignal,
): Promise<Result<FoundStudyPrices>> {
  // Sample news asks the sample alone, so that it can be studied where there are real prices too.
  const asked = wish.sample ? { ...deps, sources: deps.sources.filter(({ sample }) => sample) } : deps;
  const find = (symbol: string): Promise<Result<Found>> =>
    findSeries(asked, { symbol, timeframe: wish.timeframe, oldest: () => Math.max(0, wish.from) }, signal);
  const coin = await find(wish.symbol);
  if (signal.aborted) return fail("cancelled", "The request was cancelled.");
  if (!coin.ok) return coin;
  const { symbol } = coin.value;
  if (isSample(coin.value) !== wish.sample) return refuseMixed(coin.value);
  const against = wish.against ?? (symbol === "BTC" ? "basket" : "BTC");
  if (against === symbol)
    return refuseField("against", `cannot be ${symbol} for ${symbol}: give basket or none`, ["basket", "none"]);
  const names = against === "basket" ? BASKET.filter((name) => name !== symbol) : against === "BTC" ? ["BTC"] : [];
  const others = await Promise.all(names.map(find));
  if (signal.aborted) return fail("cancelled", "The request was cancelled.");
  const benchmark = others.flatMap((other) => (other.ok && isSample(other.value) === wish.sample ? other.value : []));
  const atLeast = against === "none" ? 0 : against === "BTC" ? 1 : LEAST_OF_BASKET;
  if (benchmark.length < atLeast) {
    const what = against === "BTC" ? "candles of BTC" : `candles of ${LEAST_OF_BASKET} of ${names.join(", ")}`;
    const detail = `There are no ${wish.sample ? "sample" : "real"} ${what} in ${wish.timeframe} to compare ${symbol} with; against=none gives its plain return.`;
    return fail("unavailable", detail, { retryAfterS: 60 });
  }
  const cut = (found: Found): Cut => ({ found, columns: cutColumns(found, wish) });
  const [own, theirs] = [cut(coin.value), benchmark.map(cut)];
  return ok({
    symbol,
    against,
    basket: against === "basket" ? benchmark.map((other) => other.symbol) : [],
    coin: coin.value,
    prices: { coin: own.columns, benchmark: theirs.map(({ columns }) => columns), atLeast },
    key: [own, ...theirs].map(nameOf).join("|"),
  });
}

interface Cut {
  readonly found: Found;
  readonly columns: PriceColumns;
}

const isSample = ({ source, series }: Found): boolean => source.sample || series.origin.sample;

function refuseMixed({ symbol, degraded }: Found): Result<never> {
  const why = degraded.map(({ source, detail }) => `${source}: ${detail}`).join("; ");
  const waits = degraded.flatMap(({ retryAfterS }) => retryAfterS ?? []);
  return fail(
    "unavailable",
    `The news is real, and of ${symbol} there are only sample prices now, which nobody ever paid${why && ` (${why})`}: the two are never put together.`,
    { retryAfterS: waits.length === 0 ? 60 : Math.ceil(Math.min(...waits)) },
  );
}

/** What counts of a series: a tail of candles that cover a part of their time has opens and closes of other times. */
function cutColumns({ series }: Found, { timeframe, from, to }: StudyPricesWish): PriceColumns {
  const { candles, report } = series;
  const partial = report.partialFrom === null ? to : openingOf(report.partialFrom, timeframe);
  const start = placeOf(candles.time, from);
  const end = Math.max(start, placeOf(candles.time, Math.min(to, partial)));
  return {
    time: candles.time.subarray(start, end),
    open: candles.open.subarray(start, end),
    close: candles.close.subarray(start, end),
  };
}

const nameOf = ({ found: { symbol, source, series }, columns: { time } }: Cut): string =>
  [symbol, source.key, series.origin.path, series.origin.revision, time.length, time[0], time.at(-1)].join(" ");
