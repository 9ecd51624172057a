import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Timeframe, timeframes } from "../../contracts/market";
import { aggregateCandles } from "./aggregate-candles";
import { type Candles, newCandles } from "./candles";
import { isMadeOf, openingOf, stepOf } from "./timeframe";

const HOUR = stepOf["1h"];
const DAY = stepOf["1d"];

function candlesAt(times: readonly number[]): Candles {
  const candles = newCandles(times.length);
  times.forEach((time, at) => {
    candles.time[at] = time;
    candles.open[at] = 100 + at;
    candles.high[at] = 110 + ((at * 7) % 13);
    candles.low[at] = 90 - ((at * 5) % 11);
    candles.close[at] = 101 + at;
    candles.volume[at] = 1 + (at % 3);
  });
  return candles;
}

const hoursFrom = (first: number, length: number): Candles =>
  candlesAt(Array.from({ length }, (_, at) => first + at * HOUR));

describe("aggregateCandles", () => {
  it("puts hours together to days", () => {
    const days = aggregateCandles(hoursFrom(10 * DAY, 49), "1h", "1d");
    expect([...days.time]).toEqual([10 * DAY, 11 * DAY]);
    expect([...days.open]).toEqual([100, 124]);
    expect([...days.close]).toEqual([124, 148]);
    expect([...days.high]).toEqual([122, 122]);
    expect([...days.low]).toEqual([80, 80]);
    expect([...days.volume]).toEqual([48, 48]);
  });

  it("leaves out what is not covered at either end, and keeps gaps", () => {
    const times = [22, 23, 24, 25, 47, 100, 119, 120].map((hour) => hour * HOUR);
    expect([...aggregateCandles(candlesAt(times), "1h", "1d").time]).toEqual([DAY, 4 * DAY]);
    expect(aggregateCandles(newCandles(0), "1h", "1d").time).toHaveLength(0);
    expect(aggregateCandles(hoursFrom(DAY, 23), "1h", "1d").time).toHaveLength(0);
  });

  it("begins weeks on Monday", () => {
    const weeks = aggregateCandles(hoursFrom(Date.UTC(2028, 1, 1), 24 * 60), "1h", "1w");
    expect([...weeks.time].map((time) => new Date(time).getUTCDay())).toEqual(Array(7).fill(1));
    expect(new Date(weeks.time[0] ?? 0).toISOString()).toBe("2028-02-07T00:00:00.000Z");
  });

  it("keeps what any candles hold", () => {
    const pairs = timeframes.flatMap((from) =>
      timeframes.filter((to) => isMadeOf(to, from)).map((to) => [from, to] as readonly [Timeframe, Timeframe]),
    );
    const gaps = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.integer({ min: -9_000, max: 900_000 }),
        gaps,
        ([from, to], first, steps) => {
          const times = [openingOf(first * HOUR, from)];
          for (const step of steps) times.push((times.at(-1) ?? 0) + step * stepOf[from]);
          const all = candlesAt(times);
          const out = aggregateCandles(all, from, to);
          const openings = [...new Set(times.map((time) => openingOf(time, to)))];
          const end = (times.at(-1) ?? 0) + stepOf[from];
          expect([...out.time]).toEqual(openings.filter((at) => at >= (times[0] ?? 0) && at + stepOf[to] <= end));
          for (let at = 0; at < out.time.length; at += 1) {
            const inside = times.flatMap((time, i) => (openingOf(time, to) === out.time[at] ? [i] : []));
            const of = (column: Float64Array): number[] => inside.map((i) => column[i] ?? Number.NaN);
            expect(out.open[at]).toBe(of(all.open)[0]);
            expect(out.close[at]).toBe(of(all.close).at(-1));
            expect(out.high[at]).toBe(Math.max(...of(all.high)));
            expect(out.low[at]).toBe(Math.min(...of(all.low)));
            expect(out.volume[at]).toBe(of(all.volume).reduce((sum, volume) => sum + volume, 0));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
