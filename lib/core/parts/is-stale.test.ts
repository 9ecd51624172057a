import { describe, expect, it } from "vitest";
import { type Freshness, isStale } from "./is-stale";

const HOUR = 3_600_000;
const now = Date.UTC(2026, 0, 10);
const candles = (age: number, more: Partial<Freshness> = {}): boolean | null =>
  isStale({ kind: "candles", cadenceMs: 24 * HOUR, lastItemAt: now - age, lastOkAt: now, now, ...more });
const news = (age: number | null, cadenceMs: number | null): boolean | null =>
  isStale({ kind: "news", cadenceMs, lastItemAt: null, lastOkAt: age === null ? null : now - age, now });

describe("isStale", () => {
  it.each([
    ["a day that is not over", 12 * HOUR, false],
    ["two days after the end of the newest", 72 * HOUR, false],
    ["a moment more", 72 * HOUR + 1, true],
    ["a candle of tomorrow, by a clock that is behind", -24 * HOUR, false],
  ])("candles that come once a day: %s", (_, age, expected) => {
    expect(candles(age)).toBe(expected);
  });

  it("knows how long a candle is where it is told", () => {
    expect(candles(49 * HOUR, { candleMs: HOUR })).toBe(false);
    expect(candles(49 * HOUR + 1, { candleMs: HOUR })).toBe(true);
    expect(candles(20 * 24 * HOUR, { cadenceMs: 7 * 24 * HOUR })).toBe(true);
    expect(candles(15 * 24 * HOUR, { cadenceMs: 7 * 24 * HOUR })).toBe(false);
  });

  it("does not call candles old that nobody asked for: they came when they were asked for, and may come again", () => {
    for (const days of [0, 1, 2, 3, 30]) {
      // All that there was, up to a day after the end of a candle of a day; and then nobody came.
      const idle = days * 24 * HOUR;
      expect(candles(48 * HOUR + idle, { lastOkAt: now - idle })).toBe(days <= 1 ? false : null);
    }
    expect(candles(90 * 24 * HOUR, { lastOkAt: null })).toBeNull();
    expect(candles(90 * 24 * HOUR, { lastOkAt: now - 24 * HOUR })).toBe(true);
    expect(candles(90 * 24 * HOUR, { lastOkAt: now - 24 * HOUR - 1 })).toBeNull();
  });

  it.each([
    ["asked every five minutes, answered nine minutes ago", 9 * 60_000, 300_000, false],
    ["asked every five minutes, answered eleven minutes ago", 11 * 60_000, 300_000, true],
    ["asked every three seconds, answered a minute ago", 60_000, 3_000, false],
    ["asked every three seconds, answered three minutes ago", 180_000, 3_000, true],
    ["a clock that was set back", -60_000, 300_000, false],
  ])("news: %s", (_, age, cadence, expected) => {
    expect(news(age, cadence)).toBe(expected);
  });

  it("says null where nobody can tell", () => {
    expect(candles(0, { lastItemAt: null })).toBeNull();
    expect(candles(9e9, { cadenceMs: null })).toBeNull();
    expect(news(null, 300_000)).toBeNull();
    expect(news(9e9, null)).toBeNull();
  });

  it("takes what is made up for fresh", () => {
    expect(candles(9e10, { sample: true })).toBe(false);
  });
});
