import { expect, it } from "vitest";
import { BEGIN, makeMarket } from "../../../tests/study/make-market";
import { cutBlocks } from "./cut-blocks";
import { listShifts } from "./list-shifts";
import { measureReturns } from "./measure-returns";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function returnsOf(bars: number, step: number) {
  const { coin } = makeMarket({ bars, step, seed: 1 });
  const returns = await measureReturns({ coin, benchmark: [], atLeast: 0 }, { step, bars: 24 }, async () => true);
  if (returns === null) throw new Error("left");
  return returns;
}

const dayOf = (place: number, step: number): number => new Date(BEGIN + place * step).getUTCDay();
const isWeekend = (day: number): boolean => day === 0 || day === 6;

it("moves by whole days up to a month, weekdays to weekdays and weekends to weekends; not at all is the first", async () => {
  const returns = await returnsOf(4_000, HOUR);
  for (const place of [2_000, 2_040, 2_088]) {
    const shifts = listShifts({ from: 0, to: 1 }, Int32Array.of(place), returns, [1, 4, 24]);
    expect(shifts[0]).toBe(0);
    expect(new Set(shifts).size).toBe(shifts.length);
    expect(shifts.every((shift) => shift % 24 === 0 && Math.abs(shift) <= 30 * 24)).toBe(true);
    expect(shifts.every((shift) => isWeekend(dayOf(place + shift, HOUR)) === isWeekend(dayOf(place, HOUR)))).toBe(true);
    expect(shifts.length).toBeGreaterThan(14);
  }
});

it("moves what hangs together as one: over a weekend by whole weeks alone", async () => {
  const returns = await returnsOf(4_000, HOUR);
  // From a Thursday to a Sunday, a few hours apart.
  const places = Int32Array.from({ length: 20 }, (_, at) => 24 * 73 + at * 4);
  expect(cutBlocks(places, 24)).toEqual([{ from: 0, to: 20 }]);
  const shifts = listShifts({ from: 0, to: 20 }, places, returns, [1, 4, 24]);
  expect([...shifts].sort((one, other) => one - other)).toEqual(
    [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((weeks) => weeks * 168),
  );
});

it("does not move to where there are no candles; half a year where bars are days", async () => {
  const short = await returnsOf(30 * 24, HOUR);
  const shifts = listShifts({ from: 0, to: 1 }, Int32Array.of(0), short, [1, 4, 24]);
  expect(Math.min(...shifts)).toBe(0);
  expect(Math.max(...shifts)).toBeLessThanOrEqual(29 * 24);
  const days = await returnsOf(1_000, DAY);
  const far = listShifts({ from: 0, to: 1 }, Int32Array.of(500), days, [1, 4, 24]);
  expect([Math.min(...far), Math.max(...far)]).toEqual([-182, 182]);
});

it("cuts at pauses as long as the longest window, and after seven of them", () => {
  expect(cutBlocks(Int32Array.of(0, 5, 28, 52), 24)).toEqual([
    { from: 0, to: 3 },
    { from: 3, to: 4 },
  ]);
  const all = cutBlocks(
    Int32Array.from({ length: 400 }, (_, at) => at),
    24,
  );
  expect(all.map(({ from }) => from)).toEqual([0, 168, 336]);
  expect(cutBlocks(new Int32Array(), 24)).toEqual([]);
});
