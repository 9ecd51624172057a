import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { greatestGap, namedLines } from "../../../../tests/market/compare-lines";
import { createDice, randomCandles } from "../../../../tests/market/random-candles";
import { type Timeframe, timeframes } from "../../../contracts/market";
import { type Candles, candleColumns, newCandles, sliceCandles } from "../candles";
import { computeIndicator } from "./compute-indicator";
import type { IndicatorSpec } from "./indicator-spec";
import { parseIndicator } from "./parse-indicator";
import { warmUpOf } from "./warm-up-of";

const EXACT = 1e-9;
const period = fc.integer({ min: 1, max: 40 });
const names = fc.oneof(
  fc.tuple(fc.constantFrom("sma", "ema", "rsi", "atr"), period).map(([kind, length]) => `${kind}_${length}`),
  fc.tuple(period, period, period).map(([fast, more, signal]) => `macd_${fast}_${fast + more}_${signal}`),
  fc.tuple(period, fc.constantFrom(0.1, 1, 2, 2.5, 10)).map((numbers) => `bollinger_${numbers.join("_")}`),
  fc.constant("vwap"),
);
const specs = names.map((name): IndicatorSpec => {
  const read = parseIndicator(name);
  if (!read.ok) throw new Error(read.error);
  return read.value;
});
const lengths = fc.integer({ min: 0, max: 200 });
const seeds = fc.integer();
const anyTimeframe = fc.constantFrom(...timeframes);

const linesOf = (spec: IndicatorSpec, candles: Candles, timeframe: Timeframe = "1h") =>
  Object.entries(namedLines(computeIndicator(spec, candles, timeframe)));

/** Places before the first number. */
function firstOf(spec: IndicatorSpec, name: string, timeframe: Timeframe): number {
  if (spec.kind === "macd") return name === "macd" ? spec.slow - 1 : spec.slow + spec.signal - 2;
  if (spec.kind === "vwap") return timeframe === "1d" || timeframe === "1w" ? 19 : 0;
  return spec.kind === "rsi" ? spec.period : spec.period - 1;
}

/** The same candles with each price put through `change`. */
function changed(candles: Candles, change: (price: number) => number): Candles {
  const { time, volume, ...prices } = candles;
  const { open, high, low, close } = prices;
  const [o, h, l, c] = [open, high, low, close].map((column) => column.map(change));
  return { time, volume, open: o ?? open, high: h ?? high, low: l ?? low, close: c ?? close };
}

/** The candles without those at the places that `keep` refuses. */
function kept(candles: Candles, keep: (at: number) => boolean): Candles {
  const places = [...candles.time.keys()].filter(keep);
  const all = newCandles(places.length);
  for (const column of candleColumns) all[column].set(places.map((place) => candles[column][place] ?? 0));
  return all;
}

describe("whatever the candles are", () => {
  it("has one finite number for each from the first place on, and none before", () => {
    fc.assert(
      fc.property(specs, lengths, seeds, anyTimeframe, (spec, length, seed, timeframe) => {
        for (const [name, line] of linesOf(spec, randomCandles(length, seed, timeframe), timeframe)) {
          const first = firstOf(spec, name, timeframe);
          expect(line).toHaveLength(length);
          expect([...line].every((value, at) => (at < first ? Number.isNaN(value) : Number.isFinite(value)))).toBe(
            true,
          );
        }
      }),
    );
  });

  it("has finite numbers for hostile columns too: anything that a double can be", () => {
    const column = fc.array(fc.oneof(fc.double(), fc.constantFrom(0, -0, 1e100, 5e-324, 1e308)), {
      minLength: 30,
      maxLength: 30,
    });
    fc.assert(
      fc.property(specs, fc.tuple(column, column, column, column), (spec, [high, low, close, volume]) => {
        const { time, open } = randomCandles(30);
        const from = (values: readonly number[]) => Float64Array.from(values);
        const whole = {
          time,
          open,
          high: from(high),
          low: from(low),
          close: from(close),
          volume: from(volume).map(Math.abs),
        };
        for (const [, line] of linesOf(spec, whole)) {
          expect([...line].every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
        }
      }),
    );
  });

  it("leaves its input alone", () => {
    fc.assert(
      fc.property(specs, lengths, (spec, length) => {
        const candles = randomCandles(length);
        linesOf(spec, candles);
        expect(candles).toEqual(randomCandles(length));
      }),
      { numRuns: 30 },
    );
  });
});

describe("a number that is missing", () => {
  it("is a gap at its place, and the rest is as if the candle were not there", () => {
    fc.assert(
      fc.property(
        specs,
        lengths,
        seeds,
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e200),
        (spec, length, seed, hole) => {
          const dice = createDice(seed);
          const missing = Array.from({ length }, () => dice() < 0.2);
          const candles = randomCandles(length, seed);
          const holed = { ...candles, close: candles.close.map((close, at) => (missing[at] ? hole : close)) };
          const without = linesOf(
            spec,
            kept(candles, (at) => !missing[at]),
          );
          for (const [which, [, line]] of linesOf(spec, holed).entries()) {
            expect([...line].filter((_, at) => missing[at]).every(Number.isNaN)).toBe(true);
            expect([...line].filter((_, at) => !missing[at])).toEqual([...(without[which]?.[1] ?? [])]);
          }
        },
      ),
    );
  });

  it("in a column that is not used changes nothing", () => {
    const candles = randomCandles(50);
    const holed = { ...candles, volume: candles.volume.map(() => Number.NaN) };
    const spec: IndicatorSpec = { kind: "rsi", name: "rsi_14", period: 14 };
    expect(linesOf(spec, holed)).toEqual(linesOf(spec, candles));
  });
});

describe("a flat series", () => {
  it("is its own average, has no width, and an RSI of 50", () => {
    fc.assert(
      fc.property(specs, fc.double({ min: 1e-8, max: 1e6, noNaN: true }), anyTimeframe, (spec, price, timeframe) => {
        const flat = changed(randomCandles(120, 1, timeframe), () => price);
        const right = { rsi: 50, atr: 0, macd: 0 }[spec.kind as string] ?? price;
        for (const [, line] of linesOf(spec, flat, timeframe)) {
          const values = [...line].filter((value) => !Number.isNaN(value));
          expect(values.every((value) => Math.abs(value - right) <= 1e-12 * price)).toBe(true);
        }
      }),
    );
  });

  it("after a move keeps the RSI, and ends at 50 when the move is long over", () => {
    const candles = changed(randomCandles(100_000), () => 1);
    candles.close[0] = 2;
    candles.close[1] = 3;
    const [[, line] = ["", new Float64Array()]] = linesOf({ kind: "rsi", name: "rsi_14", period: 14 }, candles);
    expect(line[14]).toBeCloseTo(100 / 3, 9);
    expect(line[5_000]).toBeCloseTo(100 / 3, 9);
    expect(line.at(-1)).toBe(50);
  });

  it("without volume has the typical price as its VWAP", () => {
    const candles = randomCandles(60);
    candles.volume.fill(0);
    const [[, line] = ["", new Float64Array()]] = linesOf({ kind: "vwap", name: "vwap" }, candles);
    const typical = candles.close.map((close, at) => ((candles.high[at] ?? 0) + (candles.low[at] ?? 0) + close) / 3);
    expect(line).toEqual(typical);
  });
});

describe("when prices are changed as a whole", () => {
  const scales = fc.constantFrom(2 ** -20, 0.5, 2, 2 ** 20);
  it("follows in scale, an RSI not at all", () => {
    fc.assert(
      fc.property(specs, lengths, seeds, scales, (spec, length, seed, scale) => {
        const candles = randomCandles(length, seed);
        const scaled = linesOf(
          spec,
          changed(candles, (price) => price * scale),
        );
        for (const [which, [, line]] of linesOf(spec, candles).entries()) {
          const right = spec.kind === "rsi" ? line : line.map((value) => value * scale);
          expect(scaled[which]?.[1]).toEqual(right);
        }
      }),
    );
  });

  it("follows when they are moved, an RSI, an ATR and a MACD not at all", () => {
    fc.assert(
      fc.property(specs, lengths, seeds, fc.integer({ min: 1, max: 10_000 }), (spec, length, seed, more) => {
        const candles = randomCandles(length, seed);
        const still = spec.kind === "rsi" || spec.kind === "atr" || spec.kind === "macd";
        const moved = linesOf(
          spec,
          changed(candles, (price) => price + more),
        );
        for (const [which, [, line]] of linesOf(spec, candles).entries()) {
          const right = [...line].map((value) => (Number.isNaN(value) ? null : value + (still ? 0 : more)));
          expect(greatestGap(moved[which]?.[1] ?? line, right, () => 100 + more)).toBeLessThan(1e-10);
        }
      }),
    );
  });

  it("an RSI and its mirror make a hundred", () => {
    fc.assert(
      fc.property(period, lengths, seeds, (length, count, seed) => {
        const candles = randomCandles(count, seed);
        const spec: IndicatorSpec = { kind: "rsi", name: "", period: length };
        const [[, line] = ["", new Float64Array()]] = linesOf(spec, candles);
        const mirrored = linesOf(
          spec,
          changed(candles, (price) => -price),
        )[0]?.[1];
        line.forEach((value, at) => {
          if (at >= length) expect(value + (mirrored?.[at] ?? 0)).toBeCloseTo(100, 9);
        });
      }),
    );
  });
});

describe("bounds", () => {
  it("an RSI lies from 0 to 100, averages between least and most, bands around their middle, an ATR is not negative", () => {
    fc.assert(
      fc.property(specs, lengths, seeds, (spec, length, seed) => {
        const candles = randomCandles(length, seed);
        const lines = Object.fromEntries(linesOf(spec, candles));
        const [least, most] = [Math.min(...candles.low), Math.max(...candles.high)];
        const slack = most * 1e-12;
        for (const value of [...(lines.line ?? [])].filter((each) => !Number.isNaN(each))) {
          if (spec.kind === "rsi") expect(value >= 0 && value <= 100).toBe(true);
          else if (spec.kind === "atr") expect(value).toBeGreaterThanOrEqual(0);
          else expect(value >= least - slack && value <= most + slack).toBe(true);
        }
        const { lower, middle, upper } = lines;
        middle?.forEach((value, at) => {
          if (!Number.isNaN(value)) expect((lower?.[at] ?? 1e9) <= value && value <= (upper?.[at] ?? -1)).toBe(true);
        });
      }),
      { examples: [[{ kind: "rsi", name: "rsi_3", period: 3 }, 6, 26]] },
    );
  });
});

describe("warm-up", () => {
  it("makes a window independent of where the candles began", () => {
    const walk = randomCandles(30_000, 11);
    // What came before was a hundred times dearer.
    for (let at = 0; at < 20_000; at++)
      for (const column of ["open", "high", "low", "close"] as const) walk[column][at] = (walk[column][at] ?? 0) * 100;
    fc.assert(
      fc.property(specs, fc.integer({ min: 0, max: 100 }), anyTimeframe, (spec, offset, timeframe) => {
        const begin = 20_000 + offset;
        const candles = { ...walk, time: randomCandles(30_000, 1, timeframe).time };
        const needed = warmUpOf(spec, timeframe);
        const cut = linesOf(spec, sliceCandles(candles, begin, begin + needed + 50), timeframe);
        for (const [which, [, line]] of linesOf(spec, candles, timeframe).entries()) {
          const right = [...line.subarray(begin + needed, begin + needed + 50)];
          const gap = greatestGap(cut[which]?.[1].subarray(needed) ?? line, right, (at) =>
            spec.kind === "rsi" ? 100 : spec.kind === "atr" ? 0 : (candles.close[begin + needed + at] ?? 0),
          );
          expect(gap).toBeLessThan(EXACT);
        }
      }),
    );
  });
});
