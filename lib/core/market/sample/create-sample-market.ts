import type { Timeframe } from "../../../contracts/market";
import { ok } from "../../errors";
import { failed } from "../../failure";
import type { Clock } from "../../ports";
import { aggregateCandles } from "../aggregate-candles";
import type { CandleSource, CleanReport, Listing, Origin, Series } from "../candle-source";
import { bytesOf, type Candles } from "../candles";
import { bestSource, stepOf } from "../timeframe";
import { makeHours } from "./make-hours";
import { type SampleCoin, sampleCoins } from "./sample-coins";

const HOURS_OF_DAY = 24;
/** One year of hours, before those of today. */
const DAYS_OF_HOURS = 365;
/** Five years, with a leap day. */
const DAYS = 1_826;
/** Beyond it a year has five digits, which most readers of times refuse. */
const LATEST = Date.UTC(9999, 11, 31);

const own = ["1h", "1d"] as const satisfies readonly Timeframe[];
type Own = (typeof own)[number];

const origin: Origin = {
  dataset: "barometer/sample-market",
  // Changes with every change of what is made up.
  revision: "v1",
  path: null,
  licence: "Apache-2.0",
  sample: true,
  fetchedAt: null,
};

const known: readonly Listing[] = sampleCoins.map(({ symbol }) => ({
  symbol,
  pair: `${symbol}-USD`,
  timeframes: own,
}));

const coinsBySymbol: ReadonlyMap<string, SampleCoin> = new Map(sampleCoins.map((coin) => [coin.symbol, coin]));

interface Kept {
  /** Hours since the epoch, without the last. */
  readonly to: number;
  readonly making: Promise<Candles>;
  bytes: number;
}

/** Hours since the epoch that have ended. A clock that makes no sense is set to the nearest that does. */
const hoursAt = (wall: number): number =>
  Math.floor(Math.min(LATEST, Math.max(0, Number.isNaN(wall) ? 0 : wall)) / stepOf["1h"]);

const daysAt = (hours: number): number => Math.floor(hours / HOURS_OF_DAY);

/** Where each of its own timeframes begins and ends, in hours. */
const windowOf = (timeframe: Own, hours: number): { readonly from: number; readonly to: number } => {
  const today = daysAt(hours);
  return timeframe === "1h"
    ? { from: (today - DAYS_OF_HOURS) * HOURS_OF_DAY, to: hours }
    : { from: (today - DAYS) * HOURS_OF_DAY, to: today * HOURS_OF_DAY };
};

const reportOf = ({ time }: Candles, timeframe: Timeframe): CleanReport => ({
  rows: time.length,
  candles: time.length,
  removed: { duplicates: 0, impossible: 0, unreadable: 0, unclosed: 0 },
  examples: [],
  partialFrom: null,
  timeframe,
  first: time[0] ?? 0,
  last: time.at(-1) ?? 0,
});

/**
 * A market that this program makes up, for when there is no other: 26 coins, five years of days and one of hours, up to
 * the last candle that has closed. A candle is the same whenever it is asked for, so the market goes on as time does, and
 * a clock that is set back shows what it showed then. Clocks before 1970 or after 9999 are taken for those years.
 * Keeps the hours and days of each coin that was read (0.5 MB); shorter candles than 1h are not offered.
 */
export function createSampleMarket({ clock }: { readonly clock: Pick<Clock, "wall" | "pause"> }): CandleSource {
  const kept = new Map<string, Kept>();

  const make = async (coin: SampleCoin, timeframe: Own, from: number, to: number): Promise<Candles> => {
    const hours = await makeHours(coin, { from, to, pause: () => clock.pause() });
    return timeframe === "1h" ? hours : aggregateCandles(hours, "1h", timeframe);
  };

  const recall = async (coin: SampleCoin, timeframe: Own): Promise<Candles> => {
    const { from, to } = windowOf(timeframe, hoursAt(clock.wall()));
    const key = `${coin.symbol} ${timeframe}`;
    const there = kept.get(key);
    if (there?.to === to) return there.making;
    const entry: Kept = { to, making: make(coin, timeframe, from, to), bytes: 0 };
    kept.set(key, entry);
    try {
      const candles = await entry.making;
      entry.bytes = bytesOf(candles);
      return candles;
    } catch (error) {
      if (kept.get(key) === entry) kept.delete(key);
      throw error;
    }
  };

  const read = async (coin: SampleCoin, timeframe: Timeframe, base: Own): Promise<Series> => {
    const candles = await recall(coin, base);
    return {
      candles: timeframe === base ? candles : aggregateCandles(candles, base, timeframe),
      origin,
      report: reportOf(candles, base),
      stale: null,
    };
  };

  return {
    key: "sample",
    name: "Sample market",
    dataset: origin.dataset,
    licence: origin.licence,
    layout: "made up by this program: hours and days of 26 coins",
    sample: true,
    cadenceH: 1,
    listings: ({ aborted }) => Promise.resolve(aborted ? failed("cancelled") : ok(known)),
    known: () => known,
    read: async ({ symbol, timeframe, signal }) => {
      if (signal.aborted) return failed("cancelled");
      const coin = coinsBySymbol.get(symbol);
      const base = bestSource(timeframe, own);
      if (coin === undefined || (base !== "1h" && base !== "1d")) return ok(null);
      const series = await read(coin, timeframe, base);
      return signal.aborted ? failed("cancelled") : ok(series);
    },
    look: () => {
      const hours = hoursAt(clock.wall());
      return {
        state: "ready",
        detail: "Made up by this program, always there. No price in it was ever paid.",
        retryAfterS: null,
        firstCandle: windowOf("1d", hours).from * stepOf["1h"],
        lastCandle: (hours - 1) * stepOf["1h"],
        checkedAt: null,
        lastOkAt: null,
        failure: null,
        bytesKept: [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0),
        filesKept: 0,
        refused: [],
      };
    },
  };
}
