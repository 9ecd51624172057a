import { expect, test } from "vitest";
import { endOf, entryOf, mayChange, prepareReaction } from "./prepare-reaction";

const HOUR = 3_600_000;
const ten = Date.UTC(2026, 0, 5, 10);

/** Hours from ten o'clock on; the n-th opens at 100 + n and closes at 100.5 + n. */
const candles = (many: number, without: readonly number[] = []) => {
  const hours = Array.from({ length: many }, (_, at) => at).filter((at) => !without.includes(at));
  return {
    time: Float64Array.from(hours, (at) => ten + at * HOUR),
    open: Float64Array.from(hours, (at) => 100 + at),
    close: Float64Array.from(hours, (at) => 100.5 + at),
  };
};
const asked = {
  seenAt: ten + 1,
  now: ten + 99 * HOUR,
  candles: candles(40),
  newest: ten + 39 * HOUR,
  partialFrom: null,
};
const states = (wish: Partial<Parameters<typeof prepareReaction>[0]>): string =>
  prepareReaction({ ...asked, ...wish })
    .steps.map(({ state }) => state)
    .join(" ");

test("it begins at the first opening after the story, never at the hour that it came in", () => {
  const { entryAt, entry, steps } = prepareReaction(asked);
  expect([entryAt, entry]).toEqual([ten + HOUR, 101]);
  expect(steps.map(({ changePct }) => Number(changePct?.toFixed(4)))).toEqual([
    Number((100 * (101.5 / 101 - 1)).toFixed(4)),
    Number((100 * (104.5 / 101 - 1)).toFixed(4)),
    Number((100 * (124.5 / 101 - 1)).toFixed(4)),
  ]);
});

test("seen exactly at an opening it is known there", () => {
  expect(entryOf(ten)).toBe(ten);
  expect(entryOf(ten + 1)).toBe(ten + HOUR);
  expect(entryOf(ten - 1)).toBe(ten);
  expect(endOf(ten)).toBe(ten + 24 * HOUR);
});

test("a price from before the story changes nothing", () => {
  const other = candles(40);
  other.open[0] = 1;
  other.close[0] = 1;
  expect(prepareReaction({ ...asked, candles: other })).toEqual(prepareReaction(asked));
});

test("what has not ended is not told, even where a candle of it is there", () => {
  expect(states({ now: ten + 2 * HOUR - 1 })).toBe("not_yet not_yet not_yet");
  expect(states({ now: ten + 2 * HOUR })).toBe("known not_yet not_yet");
});

test("a source that lags, a candle in part and a gap are told apart", () => {
  expect(states({ candles: candles(5), newest: ten + 4 * HOUR })).toBe("known known behind");
  expect(states({ partialFrom: ten + 4 * HOUR })).toBe("known behind behind");
  expect(states({ candles: candles(40, [4]) })).toBe("known missing known");
  expect(states({ candles: candles(40, [1]) })).toBe("missing missing missing");
  expect(states({ candles: candles(0), newest: ten - HOUR })).toBe("behind behind behind");
});

test("hours that are settled need no second look; those to come and those of a late source do", () => {
  const reaction = (wish: Partial<typeof asked>) => prepareReaction({ ...asked, ...wish });
  expect(mayChange(reaction({}))).toBe(false);
  expect(mayChange(reaction({ candles: candles(40, [4]) }))).toBe(false);
  expect(mayChange(reaction({ now: ten + 2 * HOUR }))).toBe(true);
  expect(mayChange(reaction({ candles: candles(5), newest: ten + 4 * HOUR }))).toBe(true);
});
