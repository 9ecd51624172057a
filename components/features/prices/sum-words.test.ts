import { expect, test } from "vitest";
import type { Range } from "./prices-view";
import { sumWords } from "./sum-words";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const words = (range: Range, span: number | null, step: number, whole = 2_000 * DAY) =>
  sumWords(range, { span, step, whole });

test("a range is named as such where its candles cover it, to within one candle", () => {
  expect(words("7d", 7 * DAY, HOUR)).toEqual(["7-day change", "Volume, 7 d"]);
  expect(words("90d", 89 * DAY, DAY)[0]).toBe("90-day change");
  expect(words("7d", 14 * DAY, 7 * DAY)[0]).toBe("7-day change");
  expect(words("all", 9 * DAY, DAY, 9 * DAY)[0]).toBe("Change over all");
  expect(words("1y", null, DAY)[0]).toBe("Change in a year");
});

test("where there are fewer, their own time is named", () => {
  expect(words("7d", 17 * HOUR, HOUR / 60)).toEqual(["Change in 17 h", "Volume, 17 h"]);
  expect(words("7d", HOUR / 2, HOUR / 60)[0]).toBe("Change in 30 min");
  expect(words("90d", 45 * DAY, DAY)[0]).toBe("Change in 45 d");
  expect(words("all", 69 * DAY, DAY / 1_440)[0]).toBe("Change in 69 d");
  expect(words("30d", 900 * DAY, DAY)[0]).toBe("Change in 2.5 y");
});
