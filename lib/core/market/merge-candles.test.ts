import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDice, randomCandles } from "../../../tests/market/random-candles";
import { timeframes } from "../../contracts/market";
import { aggregateCandles } from "./aggregate-candles";
import { type Candles, candleColumns, newCandles } from "./candles";
import { findGaps } from "./find-gaps";
import { openingOf, stepOf } from "./timeframe";

/** A walk of minutes from which about every third candle is missing, in runs. */
function gappy(length: number, seed: number): Candles {
  const walk = randomCandles(length, seed, "5m");
  const dice = createDice(seed);
  let there = true;
  const places = [...walk.time.keys()].filter(() => {
    if (dice() < 0.1) there = dice() < 0.6;
    return there;
  });
  const candles = newCandles(places.length);
  for (const column of candleColumns) candles[column].set(places.map((place) => walk[column][place] ?? 0));
  return candles;
}

const rowsOf = ({ time, open, high, low, close, volume }: Candles) =>
  [...time].map((at, i) => ({
    at,
    open: open[i],
    high: high[i],
    low: low[i],
    close: close[i],
    volume: volume[i] ?? 0,
  }));
const lengths = fc.integer({ min: 0, max: 3_000 });
const longer = fc.constantFrom(...timeframes.filter((each) => stepOf[each] >= stepOf["5m"]));

describe("longer candles from shorter ones", () => {
  it("are those that a plain grouping by their opening gives, but for what is not whole at the ends", () => {
    fc.assert(
      fc.property(lengths, fc.integer(), longer, (length, seed, timeframe) => {
        const candles = gappy(length, seed);
        const groups = new Map<number, ReturnType<typeof rowsOf>>();
        for (const row of rowsOf(candles)) {
          const opening = openingOf(row.at, timeframe);
          groups.set(opening, [...(groups.get(opening) ?? []), row]);
        }
        const [first = 0, last = 0] = [candles.time[0], candles.time.at(-1)];
        const covered = [...groups].filter(([at]) => at >= first && at + stepOf[timeframe] <= last + stepOf["5m"]);
        const expected = covered.map(([at, rows]) => ({
          at,
          open: rows[0]?.open,
          high: Math.max(...rows.map(({ high }) => high ?? 0)),
          low: Math.min(...rows.map(({ low }) => low ?? 0)),
          close: rows.at(-1)?.close,
          volume: rows.reduce((sum, { volume }) => sum + volume, 0),
        }));
        expect(rowsOf(aggregateCandles(candles, "5m", timeframe))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("are the same by way of a timeframe between", () => {
    fc.assert(
      fc.property(lengths, fc.integer(), (length, seed) => {
        const candles = gappy(length, seed);
        const straight = aggregateCandles(candles, "5m", "1d");
        const stepwise = aggregateCandles(aggregateCandles(candles, "5m", "1h"), "1h", "1d");
        const known = new Map(rowsOf(stepwise).map(({ at, volume, ...prices }) => [at, prices]));
        const common = rowsOf(straight).filter(({ at }) => known.has(at));
        // By hours the data may seem to begin later and to end earlier.
        expect(stepwise.time.length).toBe(common.length);
        expect(straight.time.length - common.length).toBeLessThanOrEqual(2);
        for (const { at, volume, ...prices } of common) expect(known.get(at)).toEqual(prices);
      }),
      { numRuns: 30 },
    );
  });

  it("begin weeks on Monday, UTC", () => {
    const weeks = aggregateCandles(randomCandles(30, 1, "1d"), "1d", "1w");
    const days = [...weeks.time].map((at) => new Date(at).toISOString());
    // 1 January 2026 is a Thursday; what is not whole at either end is left out.
    expect(days).toEqual(["2026-01-05", "2026-01-12", "2026-01-19"].map((day) => `${day}T00:00:00.000Z`));
  });
});

describe("gaps", () => {
  it("are the times of the grid that no candle has", () => {
    fc.assert(
      fc.property(lengths, fc.integer(), fc.integer({ min: 0, max: 299_999 }), (length, seed, odd) => {
        const time = gappy(length, seed).time.map((at) => at + odd);
        const { missing, count, spans } = findGaps(time, "5m");
        const grid = time.length === 0 ? 0 : ((time.at(-1) ?? 0) - (time[0] ?? 0)) / stepOf["5m"] + 1;
        expect(missing).toBe(grid - time.length);
        expect(spans).toHaveLength(Math.min(100, count));
        const there = new Set(time);
        for (const span of spans) {
          expect(there.has(span.from) || !there.has(span.to)).toBe(false);
          expect(span.to - span.from).toBe(span.missing * stepOf["5m"]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are not counted for candles that come a little late", () => {
    const hour = stepOf["1h"];
    expect(findGaps(Float64Array.of(0, 1.4 * hour, 2 * hour), "1h").missing).toBe(0);
    expect(findGaps(Float64Array.of(0, 2.1 * hour), "1h")).toMatchObject({ missing: 1, count: 1 });
    expect(findGaps(Float64Array.of(5), "1h")).toEqual({ missing: 0, count: 0, spans: [] });
  });
});
