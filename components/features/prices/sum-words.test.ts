import { expect, test } from "vitest";
import { sumWords } from "./sum-words";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test("a range is named as such where its candles cover it, to within one candle", () => {
  expect(sumWords("7d", 7 * DAY, HOUR)).toEqual(["7-day change", "Volume, 7 d"]);
  expect(sumWords("90d", 89 * DAY, DAY)[0]).toBe("90-day change");
  expect(sumWords("7d", 14 * DAY, 7 * DAY)[0]).toBe("7-day change");
  expect(sumWords("all", 9 * DAY, DAY)[0]).toBe("Change over all");
  expect(sumWords("1y", null, DAY)[0]).toBe("Change in a year");
});

test("where there are fewer, their own time is named", () => {
  expect(sumWords("7d", 17 * HOUR, HOUR / 60)).toEqual(["Change in 17 h", "Volume, 17 h"]);
  expect(sumWords("7d", HOUR / 2, HOUR / 60)[0]).toBe("Change in 30 min");
  expect(sumWords("90d", 45 * DAY, DAY)[0]).toBe("Change in 45 d");
  expect(sumWords("30d", 900 * DAY, DAY)[0]).toBe("Change in 2.5 y");
});
