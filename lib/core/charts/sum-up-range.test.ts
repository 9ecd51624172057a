import { expect, test } from "vitest";
import { newCandles } from "../market/candles";
import { changeOfDay, sumUpRange } from "./sum-up-range";

const DAY = 86_400_000;

function candlesOf(step: number, closes: readonly number[]) {
  const candles = newCandles(closes.length);
  for (const [at, close] of closes.entries()) {
    candles.time[at] = at * step;
    candles.open[at] = closes[at - 1] ?? close;
    candles.high[at] = close + 1;
    candles.low[at] = close - 1;
    candles.close[at] = close;
    candles.volume[at] = 2;
  }
  return candles;
}

test("a range is summed up from its first open to its last close", () => {
  const candles = candlesOf(DAY, [10, 20, 40, 30]);
  expect(sumUpRange(candles, 2 * DAY)).toEqual({ from: 2, to: 4, changePct: 50, high: 41, low: 29, volume: 4 });
  expect(sumUpRange(candles, 9 * DAY)).toBeNull();
  expect(sumUpRange(newCandles(0), 0)).toBeNull();
});

test("the change of a day is against the close a day before, or one candle where they are longer", () => {
  expect(changeOfDay(candlesOf(DAY, [10, 20, 30]), DAY)).toBeCloseTo(50);
  const hourly = Array.from({ length: 26 }, (_, hour) => 100 + hour);
  expect(changeOfDay(candlesOf(DAY / 24, hourly), DAY / 24)).toBeCloseTo((125 / 101 - 1) * 100);
  expect(changeOfDay(candlesOf(7 * DAY, [10, 11]), 7 * DAY)).toBeCloseTo(10);
  expect(changeOfDay(candlesOf(DAY / 24, [1, 2]), DAY / 24)).toBeNull();
});

test("the change of several days is not called that of one", () => {
  const days = candlesOf(DAY, [10, 20, 30]);
  days.time[2] = 6 * DAY;
  expect(changeOfDay(days, DAY)).toBeNull();
  const hourly = candlesOf(
    DAY / 24,
    Array.from({ length: 26 }, (_, hour) => 100 + hour),
  );
  hourly.time[25] = 26 * (DAY / 24);
  expect(changeOfDay(hourly, DAY / 24)).toBeCloseTo((125 / 102 - 1) * 100);
});
