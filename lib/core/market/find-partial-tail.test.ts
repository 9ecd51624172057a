import { describe, expect, test } from "vitest";
import { type Candles, newCandles, sliceCandles } from "./candles";
import { findPartialTail } from "./find-partial-tail";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2024, 0, 1);

function generator(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const gauss = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Hours of a market with clusters of volatility, quiet weekends and volume that follows the range; put together to days. */
function days(count: number, seed: number, from = 0): { whole: Candles; parts: Candles } {
  const random = generator(seed);
  const [whole, parts] = [newCandles(count), newCandles(count)];
  let [price, heat, level] = [100, 0, 0];
  for (let day = 0; day < count; day += 1) {
    heat = 0.9 * heat + 0.35 * gauss(random);
    level = 0.97 * level + 0.2 * gauss(random);
    const weekend = (day + from) % 7 > 4 ? 0.6 : 1;
    const [open, first] = [price, { high: price, low: price, close: price, volume: 0 }];
    let [high, low, volume] = [price, price, 0];
    for (let hour = 0; hour < 24; hour += 1) {
      const move = 0.005 * weekend * Math.exp(heat * 0.5) * gauss(random);
      price *= Math.exp(move);
      high = Math.max(high, price);
      low = Math.min(low, price);
      volume += weekend * Math.exp(level + heat * 0.5 + 0.3 * gauss(random)) * (0.3 + Math.abs(move) * 150);
      if (hour === 1) Object.assign(first, { high, low, close: price, volume });
    }
    const at = { time: start + day * DAY, open };
    for (const [name, value] of Object.entries({ ...at, high, low, close: price, volume }))
      whole[name as keyof Candles][day] = value;
    for (const [name, value] of Object.entries({ ...at, ...first })) parts[name as keyof Candles][day] = value;
  }
  return { whole, parts };
}

/** Whole days, and from a place on their first two hours only. */
function withTail({ whole, parts }: ReturnType<typeof days>, from: number): Candles {
  const mixed = newCandles(whole.time.length);
  for (const name of Object.keys(mixed) as (keyof Candles)[]) {
    mixed[name].set(whole[name]);
    mixed[name].set(parts[name].subarray(from), from);
  }
  return mixed;
}

const placeOf = (at: number | null): number | null => (at === null ? null : (at - start) / DAY);

describe("a partial tail", () => {
  test("is not seen in whole candles, wherever they end", () => {
    let [ends, alarms, long] = [0, 0, 0];
    for (let seed = 1; seed <= 40; seed += 1) {
      const { whole } = days(400, seed, seed);
      for (let end = 60; end <= 400; end += 1) {
        const found = placeOf(findPartialTail(sliceCandles(whole, 0, end)));
        ends += 1;
        if (found !== null) alarms += 1;
        if (found !== null && found < end - 1) long += 1;
      }
    }
    console.log(
      `false alarms: ${alarms} of ${ends} ends (${((100 * alarms) / ends).toFixed(3)} %), ${long} of them long`,
    );
    expect(long).toBe(0);
    expect(alarms / ends).toBeLessThan(0.005);
  });

  test("of many candles is seen from its first one on", () => {
    let [right, near] = [0, 0];
    for (let seed = 1; seed <= 100; seed += 1) {
      const length = 6 + (seed % 90) * 2;
      const found = placeOf(findPartialTail(withTail(days(500, seed), 500 - length)));
      if (found === 500 - length) right += 1;
      if (found !== null && Math.abs(found - (500 - length)) <= 2) near += 1;
    }
    console.log(`tails of 6 to 184 candles: ${right} of 100 to the day, ${near} within two days`);
    expect(right).toBeGreaterThanOrEqual(75);
    expect(near).toBeGreaterThanOrEqual(90);
  });

  test("of one last candle is seen where it is far below what is usual", () => {
    let seen = 0;
    for (let seed = 1; seed <= 100; seed += 1) {
      if (placeOf(findPartialTail(withTail(days(200, seed), 199))) === 199) seen += 1;
    }
    console.log(`a last candle of two hours of 24: seen in ${seen} of 100`);
    expect(seen).toBeGreaterThanOrEqual(60);
  });

  test("is not the end of volume alone: a market whose candles still join has merely become quiet", () => {
    const { whole } = days(400, 7);
    const quiet = { ...whole, volume: whole.volume.map((value, i) => (i < 300 ? value : value / 15)) };
    expect(findPartialTail(quiet)).toBeNull();
  });

  test("in the middle of history is none", () => {
    const { whole, parts } = days(400, 9);
    const mixed = withTail({ whole, parts }, 200);
    for (const name of Object.keys(mixed) as (keyof Candles)[]) mixed[name].set(whole[name].subarray(260), 260);
    expect(findPartialTail(mixed)).toBeNull();
  });

  test("needs some history, and numbers that say something", () => {
    expect(findPartialTail(newCandles(0))).toBeNull();
    expect(findPartialTail(sliceCandles(days(20, 1).parts, 0, 20))).toBeNull();
    const flat = newCandles(300);
    flat.time.set(Float64Array.from(flat.time, (_, i) => start + i * DAY));
    for (const name of ["open", "high", "low", "close"] as const) flat[name].fill(5);
    expect(findPartialTail(flat)).toBeNull();
  });
});
