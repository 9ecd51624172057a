import { expect, test } from "vitest";
import { prepareSlots } from "./prepare-slots";

const HOUR = 3_600_000;
const hours = (...all: number[]): Float64Array => Float64Array.from(all, (hour) => hour * HOUR);

test("each candle has a place, and so has each that is missing", () => {
  const { time, candle, slot } = prepareSlots(hours(1, 2, 5, 6), "1h");
  expect([...time].map((ms) => ms / HOUR)).toEqual([1, 2, 3, 4, 5, 6]);
  expect([...candle]).toEqual([0, 1, -1, -1, 2, 3]);
  expect([...slot]).toEqual([0, 1, 4, 5]);
});

test("a hole of years does not fill the memory", () => {
  const { time, slot } = prepareSlots(hours(0, 50_000), "1h");
  expect(time).toHaveLength(1_002);
  expect(slot[1]).toBe(1_001);
  expect([...time].every((at, place) => place === 0 || at > (time[place - 1] ?? 0))).toBe(true);
});

test("none and one", () => {
  expect(prepareSlots(hours(), "1d").time).toHaveLength(0);
  expect([...prepareSlots(hours(24), "1d").candle]).toEqual([0]);
});
