import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../../scripts/lib/cpu-ms";
import { greatestGap, namedLines } from "../../../../tests/market/compare-lines";
import { createDice, randomCandles } from "../../../../tests/market/random-candles";
import { computeIndicator } from "./compute-indicator";
import type { IndicatorSpec } from "./indicator-spec";
import { parseIndicator } from "./parse-indicator";

const MILLION = 1_000_000;
const specOf = (text: string): IndicatorSpec => {
  const read = parseIndicator(text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const all = ["sma", "ema", "rsi", "macd", "bollinger", "atr", "vwap"].map(specOf);
const longest = ["sma_500", "ema_500", "rsi_500", "macd_100_500_500", "bollinger_500", "atr_500", "vwap"].map(specOf);

describe("a million candles", () => {
  const walk = randomCandles(MILLION, 1, "1m");
  const holed = { ...walk, close: walk.close.map((close, at) => (at % 10 === 3 ? Number.NaN : close)) };
  const flat = { ...walk, high: walk.open, low: walk.open, close: walk.open.map((_, at) => (at === 0 ? 50 : 100)) };

  it.each([
    ["the usual numbers", 300, all, walk],
    ["the longest periods", 300, longest, walk],
    ["a move, then flat for ever", 300, all, flat],
    ["every tenth is missing", 900, all, holed],
  ] as const)("all indicators together: %s, in %i ms", async (name, bound, specs, candles) => {
    const best = await bestTimeOf(
      () => {
        for (const spec of specs) computeIndicator(spec, candles, "1m");
      },
      bound,
      cpuMs,
    );
    console.info(`${name}: ${best.toFixed(0)} ms`);
    expect(best).toBeLessThan(bound);
  });

  it("sums do not drift: a hundred thousand dollars first, then fractions of a cent", () => {
    const dice = createDice(5);
    const prices = Float64Array.from(
      { length: MILLION },
      (_, at) => (at < MILLION - 2_000 ? 1e5 : 1e-8) * (1 + dice() / 100),
    );
    const candles = { ...walk, close: prices };
    for (const [text, period] of [
      ["sma_20", 20],
      ["sma_500", 500],
      ["bollinger_20_2", 20],
      ["bollinger_500_2", 500],
    ] as const) {
      const lines = namedLines(computeIndicator(specOf(text), candles, "1m"));
      const tail = [...prices.subarray(-1_000)].map((_, at) => {
        const end = MILLION - 1_000 + at + 1;
        const window = [...prices.subarray(end - period, end)];
        const mean = window.reduce((sum, price) => sum + price, 0) / period;
        const deviation = Math.sqrt(window.reduce((sum, price) => sum + (price - mean) ** 2, 0) / period);
        return { line: mean, middle: mean, upper: mean + 2 * deviation, lower: mean - 2 * deviation };
      });
      for (const [name, line] of Object.entries(lines)) {
        const right = tail.map((values) => values[name as keyof (typeof tail)[number]]);
        expect(greatestGap(line.subarray(-1_000), right)).toBeLessThan(1e-12);
      }
    }
  });
});
