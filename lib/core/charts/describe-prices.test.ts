import { describe, expect, it } from "vitest";
import type { Timeframe } from "../../contracts/market";
import { type Candles, newCandles } from "../market/candles";
import { stepOf } from "../market/timeframe";
import { describePrices } from "./describe-prices";

/** Rows of open, high, low, close from 1 January 2026 on. */
function candlesOf(rows: readonly (readonly [number, number, number, number])[], timeframe: Timeframe): Candles {
  const candles = newCandles(rows.length);
  for (const [at, [open, high, low, close]] of rows.entries()) {
    candles.time[at] = Date.UTC(2026, 0, 1) + at * stepOf[timeframe];
    candles.open[at] = open;
    candles.high[at] = high;
    candles.low[at] = low;
    candles.close[at] = close;
  }
  return candles;
}

const rising = [
  [3_000, 3_100, 2_990, 3_050],
  [3_050, 3_402, 3_010, 3_300],
  [3_300, 3_350, 2_871, 3_123],
] as const;

describe("prices in words", () => {
  it("say how far, between what, and when", () => {
    expect(describePrices("ETH", candlesOf(rising, "1d"), "1d")).toBe(
      "Over 3 days ETH rose 4.1%, between 2,871.00 and 3,402.00, and closed at 3,123.00. Lowest 3 Jan 2026, highest 2 Jan 2026.",
    );
  });

  it("name the time where candles are shorter than a day", () => {
    expect(describePrices("ETH", candlesOf(rising.toReversed(), "4h"), "4h")).toBe(
      "Over 12 hours ETH fell 7.6%, between 2,871.00 and 3,402.00, and closed at 3,050.00. Lowest 1 Jan 2026 00:00 UTC, highest 1 Jan 2026 04:00 UTC.",
    );
  });

  it("take one candle for what it is", () => {
    expect(describePrices("ETH", candlesOf(rising.slice(0, 1), "1h"), "1h")).toBe(
      "Over one hour ETH rose 1.7%, between 2,990.00 and 3,100.00, and closed at 3,050.00.",
    );
  });

  it("say when nothing moved, or nothing came of it", () => {
    expect(
      describePrices(
        "USDC",
        candlesOf(
          [
            [1, 1, 1, 1],
            [1, 1, 1, 1],
          ],
          "5m",
        ),
        "5m",
      ),
    ).toBe("Over 10 minutes USDC stood still at 1.000.");
    expect(describePrices("USDC", candlesOf([[1, 1.1, 0.9, 1.0004]], "1w"), "1w")).toBe(
      "Over 7 days USDC ended where it began, between 0.9000 and 1.100, and closed at 1.000.",
    );
  });

  it("count what is missing", () => {
    const candles = candlesOf(rising, "1d");
    candles.time[2] = Date.UTC(2026, 0, 4);
    expect(describePrices("ETH", candles, "1d")).toMatch(/^Over 4 days .* One candle is missing\.$/);
    candles.time[2] = Date.UTC(2031, 0, 1);
    expect(describePrices("ETH", candles, "1d")).toMatch(/^Over 5\.0 years .* 1,824 candles are missing\.$/);
  });

  it("say that there is nothing", () => {
    expect(describePrices("ETH", newCandles(0), "1d")).toBe("There are no candles of ETH.");
  });
});
