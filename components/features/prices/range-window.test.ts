import { expect, test } from "vitest";
import { newCandles } from "@/lib/core/market/candles";
import { toWindow } from "./range-window";
import type { Prices } from "./use-prices";

const DAY = 86_400_000;

/** Days `from` up to `to`, of a source that begins at day 0. */
const pricesOf = (from: number, to: number): Prices => {
  const candles = newCandles(to - from);
  for (let at = 0; at < to - from; at += 1) candles.time[at] = (from + at) * DAY;
  const answer = { timeframe: "1d", provenance: { first_candle: new Date(0).toISOString() } };
  // The window asks no more of an answer.
  return { answer, candles, hasOlder: from > 0 } as unknown as Prices;
};

test("a range that is loaded lacks nothing", () => {
  expect(toWindow(pricesOf(400, 1_000), "90d")).toEqual({ since: 910 * DAY, places: 90, missing: 0, reach: "whole" });
});

test("what is missing is asked for, with candles before it for the indicators", () => {
  expect(toWindow(pricesOf(900, 1_000), "1y")).toEqual({
    since: 635 * DAY,
    places: 365,
    missing: 265 + 60,
    reach: "whole",
  });
  expect(toWindow(pricesOf(900, 1_000), "90d").missing).toBe(60);
  expect(toWindow(pricesOf(400, 1_000), "all")).toMatchObject({ since: 0, places: 1_000, missing: 460 });
});

test("a source that begins later gives what it has", () => {
  expect(toWindow(pricesOf(0, 40), "1y")).toEqual({
    since: 0,
    places: 40,
    missing: 0,
    reach: "source",
  });
  expect(toWindow(pricesOf(0, 40), "all").reach).toBe("whole");
  expect(toWindow(pricesOf(0, 2), "7d").places).toBe(6);
});

test("what is no longer loaded is not called a whole range", () => {
  const kept = (range: "30d" | "1y" | "all") => toWindow({ ...pricesOf(900, 1_000), hasOlder: false }, range);
  expect([kept("30d").reach, kept("1y").reach, kept("all").reach]).toEqual(["whole", "kept", "kept"]);
  expect(kept("all").since).toBe(900 * DAY);
});
