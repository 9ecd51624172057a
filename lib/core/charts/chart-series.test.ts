import fc from "fast-check";
import { expect, test } from "vitest";
import { type Candles, newCandles } from "../market/candles";
import { doMeet, joinCandles, toColumns } from "./chart-series";

const at = (times: readonly number[], close = 1): Candles => {
  const candles = newCandles(times.length);
  candles.time.set(times);
  candles.close.fill(close);
  return candles;
};

test("rows become columns, times become milliseconds", () => {
  const row = { time: "2026-01-04T00:00:00.000Z", open: 1, high: 4, low: 0.5, close: 2, volume: 7 };
  const { time, open, high, low, close, volume } = toColumns([row]);
  expect([time[0], open[0], high[0], low[0], close[0], volume[0]]).toEqual([Date.parse(row.time), 1, 4, 0.5, 2, 7]);
  expect(toColumns([]).time).toHaveLength(0);
});

test("older candles come before newer ones, each once, and the newer answer counts", () => {
  const joined = joinCandles(at([1, 2, 3, 4], 1), at([3, 4, 5], 2), 100);
  expect([...joined.time]).toEqual([1, 2, 3, 4, 5]);
  expect([...joined.close]).toEqual([1, 1, 2, 2, 2]);
});

test("of more than may be kept the newest stay", () => {
  expect([...joinCandles(at([1, 2, 3]), at([4, 5]), 4).time]).toEqual([2, 3, 4, 5]);
  expect([...joinCandles(at([1, 2, 3]), at([4, 5, 6]), 2).time]).toEqual([5, 6]);
});

test("whatever is joined ascends, loses nothing newer and is never too long", () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 300 })).map((all) => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(times, times, fc.integer({ min: 1, max: 200 }), (older, newer, most) => {
      const { time } = joinCandles(at(older), at(newer), most);
      const begin = newer[0] ?? Number.POSITIVE_INFINITY;
      const whole = newer.length === 0 ? older : [...older.filter((one) => one < begin), ...newer];
      expect([...time]).toEqual(newer.length === 0 ? older : whole.slice(-most));
    }),
  );
});

test("windows meet where none can be missing between them", () => {
  expect(
    [
      [3, 4],
      [4, 5],
      [5, 6],
    ].map((newer) => doMeet(at([1, 2, 3]), at(newer), 1)),
  ).toEqual([true, true, false]);
  expect([doMeet(at([]), at([1]), 1), doMeet(at([1]), at([]), 1)]).toEqual([false, false]);
});
