import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDice, randomCandles } from "../../../tests/market/random-candles";
import { type OpenedLine, prepareComparison } from "./prepare-comparison";

/** Closes by their times; each candle opens where it closes, but for those that are given. */
const line = (
  symbol: string,
  prices: Readonly<Record<number, number>>,
  opens: Readonly<Record<number, number>> = {},
): OpenedLine => ({
  symbol,
  open: Float64Array.from(Object.entries({ ...prices, ...opens }).map(([, price]) => price)),
  time: Float64Array.from(Object.keys(prices).map(Number)),
  close: Float64Array.from(Object.values(prices)),
});

/** A walk with about a fifth of its candles missing, from a place of its own on. */
function walk(symbol: string, length: number, seed: number): OpenedLine {
  const { time, open, close } = randomCandles(length, seed);
  const dice = createDice(seed);
  const begin = Math.floor(dice() * 20);
  const there = [...time.keys()].map((at) => at >= begin && dice() > 0.2);
  const keep = (column: Float64Array) => column.filter((_, at) => there[at]);
  return { symbol, time: keep(time), open: keep(open), close: keep(close) };
}

describe("coins compared", () => {
  it("begin at 100 where all are there, and leave gaps where one is missing", () => {
    const comparison = prepareComparison(
      [line("BTC", { 1: 50, 2: 40, 3: 60, 5: 80 }), line("ETH", { 2: 10, 4: 12, 5: 5 })],
      "1d",
    );
    expect(comparison).toEqual({
      symbols: ["BTC", "ETH"],
      from: 2,
      points: [
        { time: 2, values: [100, 100] },
        { time: 3, values: [150, null] },
        { time: 4, values: [null, 120] },
        { time: 5, values: [200, 50] },
      ],
      changes: [100, -50],
    });
  });

  it("begin with their opens, as every other change on the page does", () => {
    const { points, changes } = prepareComparison(
      [line("BTC", { 1: 50, 2: 44, 3: 60 }, { 2: 40 }), line("ETH", { 2: 10, 3: 5 }, { 2: 8 })],
      "1d",
    );
    expect(points[0]?.values).toEqual([expect.closeTo(110), 125]);
    expect(changes).toEqual([expect.closeTo(50), expect.closeTo(-37.5)]);
    // An open that is no price is passed over.
    expect(prepareComparison([line("A", { 1: 4, 2: 6 }, { 1: 0 })], "1d").changes).toEqual([50]);
  });

  it("take the last value that each has, and no price that is none", () => {
    const { points, changes } = prepareComparison(
      [line("A", { 1: 0, 2: 10, 3: 20 }), line("B", { 1: 5, 2: 10, 3: Number.NaN, 4: 30 })],
      "1d",
    );
    expect(points).toEqual([
      { time: 2, values: [100, 100] },
      { time: 3, values: [200, null] },
      { time: 4, values: [null, 300] },
    ]);
    expect(changes).toEqual([100, 200]);
  });

  it("break where candles are missing from all", () => {
    const hour = 3_600_000;
    const at = (hours: readonly number[]) => line("A", Object.fromEntries(hours.map((each) => [each * hour, 1])));
    const { points } = prepareComparison([at([1, 2, 3, 7, 8]), at([1, 2, 3, 8])], "1h");
    expect(points.map(({ time, values }) => [time / hour, ...values])).toEqual([
      [1, 100, 100],
      [2, 100, 100],
      [3, 100, 100],
      [4, null, null],
      [7, 100, null],
      [8, 100, 100],
    ]);
    const long = Array.from({ length: 5_000 }, (_, hours) => hours).filter((each) => each < 2_000 || each > 2_100);
    const few = prepareComparison([at(long), at(long)], "1h").points;
    expect(few.length).toBeLessThanOrEqual(300);
    expect(few.filter(({ values }) => values[0] === null).map(({ time }) => time / hour)).toEqual([2_000]);
  });

  it("have no points without a common time", () => {
    const none = { points: [], from: null };
    expect(prepareComparison([line("A", { 1: 1 }), line("B", { 2: 1 })], "1d")).toMatchObject({
      ...none,
      changes: [null, null],
    });
    expect(prepareComparison([line("A", { 1: 1 }), line("B", {})], "1d")).toMatchObject(none);
    expect(prepareComparison([], "1d")).toMatchObject({ ...none, symbols: [] });
  });

  it("keep extremes, ends and order where there are too many points", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 60, max: 1_500 }),
        fc.integer(),
        fc.integer({ min: 15, max: 300 }),
        (coins, length, seed, most) => {
          const lines = Array.from({ length: coins }, (_, of) => walk(`C${of}`, length, seed + of));
          const all = prepareComparison(lines, "1h", 1e6);
          const few = prepareComparison(lines, "1h", most);
          expect(few.points.length).toBeLessThanOrEqual(Math.min(most, all.points.length));
          if (all.points.length > most) expect(few.points.length).toBeGreaterThan(1);
          expect(few.changes).toEqual(all.changes);
          expect([few.points[0], few.points.at(-1)]).toEqual([all.points[0], all.points.at(-1)]);
          const bases = lines.map(({ time, open }) => open[time.indexOf(all.from ?? 0)] ?? 0);
          for (const [of, { close }] of lines.entries())
            expect(all.changes[of] ?? 0).toBeCloseTo(
              all.from === null ? 0 : 100 * ((close.at(-1) ?? 0) / (bases[of] ?? 1) - 1),
            );
          const seen = ({ values }: (typeof all.points)[number]) => values.some((value) => value !== null);
          const known = new Set(all.points.map((point) => JSON.stringify(point)));
          expect(few.points.filter(seen).every((point) => known.has(JSON.stringify(point)))).toBe(true);
          expect(few.points.every(({ time }, at) => at === 0 || time > (few.points[at - 1]?.time ?? 0))).toBe(true);
          for (const of of lines.keys()) {
            const valuesOf = ({ points }: typeof all) => points.flatMap(({ values }) => values[of] ?? []);
            expect(Math.max(...valuesOf(few))).toBe(Math.max(...valuesOf(all)));
            expect(Math.min(...valuesOf(few))).toBe(Math.min(...valuesOf(all)));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
