import { type Timeframe, timeframes } from "../contracts/timeframes";
import { type AppError, fail, ok, type Result } from "../core/errors";
import { type Failure, failed, failure, type Outcome } from "../core/failure";
import type { CandleSource, Listing, Series } from "../core/market/candle-source";
import { findSymbol } from "../core/market/find-symbol";
import { bestSource, firstOpening, isMadeOf } from "../core/market/timeframe";
import type { Clock } from "../core/ports";
import { endWithin } from "../core/with-deadline";
import { listingsOf } from "./learn-listings";

/** How long one source may take before the next one is asked. What it has begun to fetch, it goes on fetching. */
const SOURCE_MS = 8_000;
/** All together: the sample must still be in time. And the least that each one is given. */
const TOTAL_MS = 11_000;
const LEAST_MS = 500;

export interface PricesDeps {
  /** In the order in which they are asked; the sample is the last. */
  readonly sources: readonly CandleSource[];
  readonly clock: Clock;
}

export interface Found {
  readonly symbol: string;
  readonly pair: string;
  readonly source: CandleSource;
  readonly series: Series;
  /** Sources before it that have the coin, or may have, and did not answer. */
  readonly degraded: readonly Silent[];
}

export interface SeriesWish {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** The oldest moment that is needed, given the newest candle that a source knows of. */
  readonly oldest: (newest: number) => number;
}

/**
 * Finds the candles of a coin: the first source that has them answers, alone. Errors: unknown_symbol with near matches, validation_failed
 * for a timeframe that nobody has, unavailable where those who may know cannot be asked.
 */
export async function findSeries(deps: PricesDeps, wish: SeriesWish, signal: AbortSignal): Promise<Result<Found>> {
  const until = deps.clock.now() + TOTAL_MS;
  const sought = await seek(deps, wish.symbol, signal);
  if (!sought.ok) return sought;
  const { symbol, listings } = sought.value;
  const degraded: Silent[] = [...sought.value.silent];
  for (const { source, listing } of listings) {
    if (!mayHave(listing, wish.timeframe)) continue;
    const series = await endWithin<Outcome<Series | null>>(
      {
        signal,
        ms: Math.max(LEAST_MS, Math.min(SOURCE_MS, until - deps.clock.now())),
        late: failed("timed_out"),
        gone: failed("cancelled"),
      },
      (inner) => read(source, { ...wish, symbol }, deps, inner),
    );
    if (!series.ok) {
      // One that could not say what it has and cannot read it either is named once.
      if (degraded.every((silent) => silent.source !== source.key))
        degraded.push({ ...series.error, source: source.key });
    } else if (series.value !== null) {
      if (series.value.stale) degraded.push({ ...series.value.stale, source: source.key });
      // Made-up prices need a reason where there are sources of real ones.
      if (source.sample) degraded.push(...whoLacks(deps, `${symbol} in ${wish.timeframe}`, degraded));
      return ok({ symbol, pair: listing.pair, source, series: series.value, degraded });
    }
  }
  const hasIt = listings.some(({ listing }) => mayHave(listing, wish.timeframe));
  if (degraded.length > 0 && (hasIt || listings.length === 0)) return cannotAsk(symbol, degraded);
  const there = timeframes.filter((timeframe) =>
    listings.some(({ listing }) => listing.timeframes.some((from) => isMadeOf(timeframe, from))),
  );
  const away = degraded.length === 0 ? "" : `; not asked: ${degraded.map(({ source }) => source).join(", ")}`;
  const message = `has no candles of ${wish.timeframe} for ${symbol}; it has ${there.join(", ")}${away}`;
  return fail("validation_failed", `timeframe: the source ${message}.`, {
    fields: [{ field: "timeframe", code: "unknown_value", message: `the source ${message}`, allowed: [...there] }],
  });
}

/** Where only reading tells which timeframes there are, it may have any. */
const mayHave = ({ timeframes: its }: Listing, timeframe: Timeframe): boolean =>
  its.length === 0 || bestSource(timeframe, its) !== null;

type Silent = Failure & { readonly source: string };

/** Sources of real prices that could be asked, and have no such candles. */
const whoLacks = (deps: PricesDeps, what: string, named: readonly Silent[]): Silent[] =>
  deps.sources
    .filter((source) => !source.sample && source.look().state !== "off")
    .filter(({ key }) => named.every((one) => one.source !== key))
    .map(({ key }) => ({ ...failure("not_served", { detail: `it has no candles of ${what}` }), source: key }));

interface Sought {
  readonly symbol: string;
  /** Who has it, in the order in which they are asked. */
  readonly listings: readonly { readonly source: CandleSource; readonly listing: Listing }[];
  readonly silent: readonly Silent[];
}

/** Finds who has the coin: by what is known; where nobody has it, by asking those of whom nothing is known yet. */
async function seek(deps: PricesDeps, text: string, signal: AbortSignal): Promise<Result<Sought>> {
  const asked = deps.sources.filter((source) => source.look().state !== "off");
  // Who was never asked may have better than the sample: its catalogue is waited for, once.
  const looked = await Promise.all(asked.map((source) => listingsOf(source, signal)));
  const silent = asked.flatMap((source, at) => {
    const outcome = looked[at];
    return outcome === undefined || outcome.ok ? [] : [{ ...outcome.error, source: source.key }];
  });
  const known = asked.map((source, at) => ({ source, listings: listedBy(looked[at], source) }));
  const all = [...new Set(known.flatMap(({ listings }) => listings.map(({ symbol }) => symbol)))];
  const match = findSymbol(text, all);
  if (!match.ok)
    return silent.length > 0 && match.error.length === 0 ? cannotAsk(text, silent) : unknown(text, match.error, silent);
  const symbol = match.value;
  const listings = known.flatMap(({ source, listings: its }) =>
    its.filter((listing) => listing.symbol === symbol).map((listing) => ({ source, listing })),
  );
  return ok({ symbol, listings, silent });
}

const listedBy = (looked: Outcome<readonly Listing[]> | undefined, source: CandleSource): readonly Listing[] =>
  looked?.ok ? looked.value : source.known();

/** Reads what is needed; once more where the source's newest candle is older than was thought, and what came begins too late. */
async function read(
  source: CandleSource,
  { symbol, timeframe, oldest }: SeriesWish,
  deps: PricesDeps,
  signal: AbortSignal,
): Promise<Outcome<Series | null>> {
  const readFrom = (from: number) => source.read({ symbol, timeframe, from, signal });
  const series = await readFrom(oldest(source.look().lastCandle ?? deps.clock.wall()));
  if (!series.ok || series.value === null) return series;
  const { candles, report } = series.value;
  const [first, last] = [candles.time[0], candles.time.at(-1)];
  if (first === undefined || last === undefined) return series;
  const begins = firstOpening(report.first, report.timeframe, timeframe);
  return first > begins && first > oldest(last) ? readFrom(oldest(last)) : series;
}

function unknown(
  text: string,
  near: readonly string[],
  silent: readonly Silent[],
): { readonly ok: false; readonly error: AppError } {
  const hint = near.length === 0 ? "`datasets` lists those that there are" : `close to it: ${near.join(", ")}`;
  // It may be one of those that did not answer.
  const of = silent.length === 0 ? "any source" : "the sources that answer";
  const away = silent.length === 0 ? "" : `; not asked: ${silent.map(({ source }) => source).join(", ")}`;
  const message = `is no symbol of ${of}; ${hint}${away}`;
  const field = { field: "symbol", code: "unknown_value", message, allowed: [...near] };
  return { ok: false, error: { code: "unknown_symbol", detail: `${text} ${message}.`, fields: [field] } };
}

function cannotAsk(symbol: string, degraded: readonly Silent[]): { readonly ok: false; readonly error: AppError } {
  const waits = degraded.flatMap(({ retryAfterS }) => retryAfterS ?? []);
  const why = degraded.map(({ source, detail }) => `${source}: ${detail}`).join("; ");
  return {
    ok: false,
    error: {
      code: "unavailable",
      detail: `No source could answer for ${symbol} (${why}).`,
      retryAfterS: waits.length === 0 ? 30 : Math.min(...waits),
    },
  };
}
