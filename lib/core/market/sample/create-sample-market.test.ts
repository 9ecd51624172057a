import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Timeframe, timeframes } from "../../../contracts/market";
import { aggregateCandles } from "../aggregate-candles";
import type { CandleSource, Series } from "../candle-source";
import { type Candles, candleColumns, placeOf, sliceCandles } from "../candles";
import { coins } from "../symbols";
import { openingOf, stepOf } from "../timeframe";
import { createSampleMarket } from "./create-sample-market";

const HOUR = stepOf["1h"];
const DAY = stepOf["1d"];
const NOW = Date.UTC(2026, 10, 21, 14, 40);
const signal = new AbortController().signal;
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A market with a clock that can be set. */
function open(start: number): { readonly market: CandleSource; set(wall: number): void } {
  let wall = start;
  const market = createSampleMarket({ clock: { wall: () => wall, pause } });
  return {
    market,
    set: (to) => {
      wall = to;
    },
  };
}

async function seriesOf(market: CandleSource, symbol: string, timeframe: Timeframe): Promise<Series> {
  const outcome = await market.read({ symbol, timeframe, from: null, signal });
  if (!outcome.ok || outcome.value === null) throw new Error(`no ${symbol} at ${timeframe}`);
  return outcome.value;
}
const candlesOf = async (market: CandleSource, symbol: string, timeframe: Timeframe): Promise<Candles> =>
  (await seriesOf(market, symbol, timeframe)).candles;

const rows = (candles: Candles): readonly (readonly number[])[] => candleColumns.map((column) => [...candles[column]]);
const between = (candles: Candles, from: number, to: number): Candles =>
  sliceCandles(candles, placeOf(candles.time, from), placeOf(candles.time, to));

/** What is wrong with candles, in words. */
function faultsOf({ time, open: opens, high, low, close, volume }: Candles, timeframe: Timeframe): string[] {
  const faults: string[] = [];
  for (let at = 0; at < time.length; at += 1) {
    const [t = 0, o = 0, h = 0, l = 0, c = 0, v = 0] = [time, opens, high, low, close, volume].map((each) => each[at]);
    const isSound =
      l > 0 && h >= Math.max(o, c) && l <= Math.min(o, c) && v > 0 && [t, o, h, l, c, v].every(Number.isFinite);
    if (!isSound) faults.push(`${at} is impossible`);
    if (openingOf(t, timeframe) !== t) faults.push(`${at} opens at ${t}`);
    if (at > 0 && t - (time[at - 1] ?? 0) !== stepOf[timeframe]) faults.push(`${at} comes after a gap`);
    if (at > 0 && o !== close[at - 1]) faults.push(`${at} opens elsewhere than the last one closed`);
  }
  return faults;
}

describe("the sample market", () => {
  it("has five years of days and a year of hours of 26 coins, without a fault", async () => {
    const { market } = open(NOW);
    expect(market.known().map(({ symbol }) => symbol)).toEqual(coins.map(({ symbol }) => symbol));
    for (const { symbol, pair, timeframes: own } of market.known()) {
      expect([pair, own]).toEqual([`${symbol}-USD`, ["1h", "1d"]]);
      const hours = await candlesOf(market, symbol, "1h");
      const days = await candlesOf(market, symbol, "1d");
      expect([hours.time.length, days.time.length]).toEqual([365 * 24 + 14, 1_826]);
      expect([...faultsOf(hours, "1h"), ...faultsOf(days, "1d")]).toEqual([]);
      expect(hours.time.at(-1)).toBe(Date.UTC(2026, 10, 21, 13));
      expect(days.time.at(-1)).toBe(Date.UTC(2026, 10, 20));
      // The two are made apart from each other, and are one market.
      const fromHours = aggregateCandles(hours, "1h", "1d");
      expect(rows(between(days, hours.time[0] ?? 0, NOW))).toEqual(rows(fromHours));
    }
  });

  it("puts longer candles together, closed ones only, and has no shorter ones", async () => {
    const { market } = open(NOW);
    for (const timeframe of timeframes) {
      const outcome = await market.read({ symbol: "ETH", timeframe, from: null, signal });
      const series = outcome.ok ? outcome.value : undefined;
      if (stepOf[timeframe] < HOUR) {
        expect(series).toBeNull();
        continue;
      }
      if (!series) throw new Error(timeframe);
      expect(faultsOf(series.candles, timeframe)).toEqual([]);
      const end = (series.candles.time.at(-1) ?? 0) + stepOf[timeframe];
      expect([timeframe, end <= NOW, end + stepOf[timeframe] > NOW]).toEqual([timeframe, true, true]);
      expect(series.report.timeframe).toBe(stepOf[timeframe] < DAY ? "1h" : "1d");
      expect(series.origin).toMatchObject({ sample: true, dataset: "barometer/sample-market", fetchedAt: null });
      expect(series.stale).toBeNull();
    }
  });

  it("has no other coins, and stops when nobody waits", async () => {
    const { market } = open(NOW);
    for (const symbol of ["PEPE", "btc", "__proto__", "constructor", ""])
      expect(await market.read({ symbol, timeframe: "1d", from: null, signal })).toEqual({ ok: true, value: null });
    const gone = AbortSignal.abort();
    const read = await market.read({ symbol: "BTC", timeframe: "1d", from: null, signal: gone });
    expect(read).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(await market.listings(gone)).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(await market.listings(signal)).toEqual({ ok: true, value: market.known() });
  });

  it("shows a candle the same whenever it is asked for", async () => {
    const walls = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
    const ahead = fc.integer({ min: 0, max: 300 * DAY });
    const symbols = fc.constantFrom("BTC", "SHIB", "XMR");
    await fc.assert(
      fc.asyncProperty(walls, ahead, symbols, async (wall, later, symbol) => {
        const [before, after] = [open(wall), open(wall + later)];
        for (const timeframe of ["1h", "12h", "1d", "1w"] as const) {
          const first = await candlesOf(before.market, symbol, timeframe);
          const second = await candlesOf(after.market, symbol, timeframe);
          const [from, to] = [second.time[0] ?? 0, (first.time.at(-1) ?? 0) + 1];
          expect(rows(between(first, from, to))).toEqual(rows(between(second, from, to)));
          expect(to + stepOf[timeframe] - 1).toBeLessThanOrEqual(wall);
        }
      }),
      { numRuns: 8 },
    );
  });

  it("is known: other figures here are another market, and want another revision", async () => {
    const days = await candlesOf(open(NOW).market, "BTC", "1d");
    expect(rows(sliceCandles(days, days.time.length - 2, days.time.length))).toMatchInlineSnapshot(`
      [
        [
          1795046400000,
          1795132800000,
        ],
        [
          40892.22,
          41318.45,
        ],
        [
          41568.85,
          41495.08,
        ],
        [
          40787.28,
          40327.6,
        ],
        [
          41318.45,
          40344.73,
        ],
        [
          22937.125,
          34443,
        ],
      ]
    `);
  });

  // Stimulus 28.
  it("goes on as time does, and back where the clock is set back", async () => {
    const { market, set } = open(NOW);
    const first = rows(await candlesOf(market, "SOL", "1h"));
    set(NOW + 3 * HOUR);
    const later = await candlesOf(market, "SOL", "1h");
    expect(later.time.at(-1)).toBe(Date.UTC(2026, 10, 21, 16));
    expect(market.look().lastCandle).toBe(Date.UTC(2026, 10, 21, 16));
    set(NOW - DAY);
    const back = await candlesOf(market, "SOL", "1h");
    expect(back.time.at(-1)).toBe(Date.UTC(2026, 10, 20, 13));
    set(NOW);
    expect(rows(await candlesOf(market, "SOL", "1h"))).toEqual(first);
    set(Date.UTC(2026, 10, 21, 14) - 1);
    expect((await candlesOf(market, "SOL", "1h")).time.at(-1)).toBe(Date.UTC(2026, 10, 21, 12));
    set(Date.UTC(2026, 10, 21, 14));
    expect((await candlesOf(market, "SOL", "1h")).time.at(-1)).toBe(Date.UTC(2026, 10, 21, 13));
  });

  // Stimulus 28.
  it("has 24 hours in a day when clocks change and in leap years", async () => {
    const { market } = open(Date.UTC(2028, 10, 30, 0, 0));
    const hours = await candlesOf(market, "BTC", "1h");
    for (const day of [Date.UTC(2028, 1, 29), Date.UTC(2028, 2, 26), Date.UTC(2028, 9, 29)])
      expect(between(hours, day, day + DAY).time).toHaveLength(24);
    const days = await candlesOf(market, "BTC", "1d");
    expect([...days.time].filter((time) => new Date(time).toISOString().includes("-02-29"))).toHaveLength(2);
  });

  it.each([
    ["before all", Number.NEGATIVE_INFINITY, "1969-12-31T23:00:00.000Z"],
    ["not a number", Number.NaN, "1969-12-31T23:00:00.000Z"],
    ["1970", 0, "1969-12-31T23:00:00.000Z"],
    ["1980", Date.UTC(1980, 0, 1, 5), "1980-01-01T04:00:00.000Z"],
    ["2100", Date.UTC(2100, 0, 1, 5), "2100-01-01T04:00:00.000Z"],
    ["the year 275760", 8.64e15, "9999-12-30T23:00:00.000Z"],
    ["after all", Number.POSITIVE_INFINITY, "9999-12-30T23:00:00.000Z"],
  ])("works where the clock says %s", async (_, wall, last) => {
    const { market } = open(wall);
    const days = await candlesOf(market, "DOGE", "1d");
    const hours = await candlesOf(market, "DOGE", "1h");
    expect([...faultsOf(days, "1d"), ...faultsOf(hours, "1h")]).toEqual([]);
    expect(days.time).toHaveLength(1_826);
    expect(new Date(market.look().lastCandle ?? 0).toISOString()).toBe(last);
    expect(hours.time.at(-1)).toBe(market.look().lastCandle ?? 0);
    expect(days.time[0]).toBe(market.look().firstCandle ?? 0);
  });

  it("makes a series once for all who wait, keeps one of each, and tries again after a fault", async () => {
    let fails = true;
    const market = createSampleMarket({
      clock: { wall: () => NOW, pause: () => (fails ? Promise.reject(new Error("no pause")) : pause()) },
    });
    await expect(candlesOf(market, "BTC", "1d")).rejects.toThrow("no pause");
    fails = false;
    const [one, two] = await Promise.all([candlesOf(market, "BTC", "1d"), candlesOf(market, "BTC", "1d")]);
    expect(one).toBe(two);
    expect(market.look()).toMatchObject({ state: "ready", bytesKept: 1_826 * 48, filesKept: 0, refused: [] });
  });

  it("stays small while time goes by", async () => {
    const { market, set } = open(NOW);
    for (let day = 0; day < 20; day += 1) {
      set(NOW + day * DAY);
      for (const symbol of ["BTC", "ETH"]) await candlesOf(market, symbol, "4h");
    }
    expect(market.look().bytesKept).toBe(2 * (365 * 24 + 14) * 48);
  });
});
