import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDice, randomCandles } from "../../../tests/market/random-candles";
import { readReal, realFiles } from "../../../tests/market/real-candles";
import type { PriceLine } from "./prepare-comparison";
import { prepareCorrelation } from "./prepare-correlation";

function walk(symbol: string, length: number, seed: number, missing = 0.2): PriceLine {
  const { time, close } = randomCandles(length, seed);
  const dice = createDice(seed);
  const there = [...time.keys()].map(() => dice() >= missing);
  return { symbol, time: time.filter((_, at) => there[at]), close: close.filter((_, at) => there[at]) };
}

/** Straight from the definition: covariance over both deviations, of the returns between common times. */
function naive(one: PriceLine, other: PriceLine): { readonly value: number; readonly n: number } {
  const prices = new Map([...other.time].map((at, i) => [at, other.close[i] ?? 0]));
  const common = [...one.time].flatMap((at, i) => {
    const theirs = prices.get(at);
    return theirs === undefined ? [] : [[one.close[i] ?? 0, theirs] as const];
  });
  const returns = (of: 0 | 1) => common.slice(1).map((pair, i) => Math.log(pair[of]) - Math.log(common[i]?.[of] ?? 0));
  const [x, y] = [returns(0), returns(1)];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const covariance = (a: readonly number[], b: readonly number[]) => {
    const [meanA, meanB] = [mean(a), mean(b)];
    return mean(a.map((value, i) => (value - meanA) * ((b[i] ?? 0) - meanB)));
  };
  return { value: covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y)), n: x.length };
}

describe("coins that move together", () => {
  it("correlate as the definition says, in a symmetric table", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 200 }), fc.integer(), (length, seed) => {
        const lines = [0, 1, 2].map((of) => walk(`C${of}`, length, seed + of));
        const { symbols, cells } = prepareCorrelation(lines);
        expect(symbols).toEqual(["C0", "C1", "C2"]);
        for (const [row, one] of lines.entries()) {
          expect(cells[row]?.[row]).toEqual({ value: 1, n: one.time.length - 1, why: null });
          for (const [column, other] of lines.entries()) {
            const cell = cells[row]?.[column];
            const right = naive(one, other);
            expect(cell).toEqual(cells[column]?.[row]);
            expect(cell?.n).toBe(right.n);
            if (right.n < 20) expect(cell).toMatchObject({ value: null, why: "few" });
            else expect(cell?.value).toBeCloseTo(right.value, 9);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("is 1 for the same moves at another price, -1 for their mirror", () => {
    const one = walk("A", 100, 1, 0);
    const more = { ...one, close: one.close.map((close) => close * 1e-7) };
    const less = { ...one, close: one.close.map((close) => 1 / close) };
    const [row] = prepareCorrelation([one, more, less]).cells;
    expect(row?.[1]?.value).toBeCloseTo(1, 12);
    expect(row?.[2]?.value).toBeCloseTo(-1, 12);
  });

  it("is not told from fewer than twenty returns, nor of a price that stands still or climbs like a ruler", () => {
    const one = walk("A", 21, 1, 0);
    const two = walk("B", 21, 2, 0);
    const first = (line: PriceLine) => ({
      ...line,
      time: line.time.subarray(0, 20),
      close: line.close.subarray(0, 20),
    });
    expect(prepareCorrelation([one, two]).cells[0]?.[1]).toMatchObject({ n: 20, why: null });
    expect(prepareCorrelation([first(one), two]).cells[0]?.[1]).toEqual({ value: null, n: 19, why: "few" });
    const flat = { ...two, close: two.close.map(() => 3) };
    const ruler = { ...two, close: two.close.map((_, at) => 2 ** at) };
    for (const still of [flat, ruler]) {
      expect(prepareCorrelation([one, still]).cells[1]?.[0]).toEqual({ value: null, n: 20, why: "flat" });
    }
    expect(prepareCorrelation([])).toEqual({ symbols: [], cells: [] });
  });

  it("steps over prices that are none", () => {
    const [one, two] = [walk("A", 60, 1, 0), walk("B", 60, 2, 0)];
    const close = one.close.map((price, at) => [0, -1, Number.NaN, Number.POSITIVE_INFINITY][at - 10] ?? price);
    const there = (line: PriceLine) => ({
      ...line,
      time: line.time.filter((_, at) => at < 10 || at >= 14),
      close: line.close.filter((_, at) => at < 10 || at >= 14),
    });
    expect(prepareCorrelation([{ ...one, close }, two]).cells[0]?.[1]).toEqual(
      prepareCorrelation([there(one), two]).cells[0]?.[1],
    );
  });

  const files = realFiles("exchange_1d");
  it.skipIf(files.length === 0)("agrees on real coins (absent: no shared candles)", () => {
    const lines = files.slice(0, 6).map((file) => ({ symbol: file, ...readReal(`exchange_1d/${file}`) }));
    const { cells } = prepareCorrelation(lines);
    for (const [row, one] of lines.entries()) {
      for (const [column, other] of lines.entries()) {
        expect(cells[row]?.[column]?.value).toBeCloseTo(naive(one, other).value, 9);
      }
    }
  });
});
