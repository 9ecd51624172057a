import fc from "fast-check";
import { expect, test } from "vitest";
import { timeframes } from "../../contracts/timeframes";
import { stepOf } from "../market/timeframe";
import { moodIntervalOf } from "./mood-interval-of";
import { countsAt, leaningOf, markedStories, prepareNewsMarks } from "./prepare-news-marks";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.UTC(2026, 0, 5);
const all = [[0, Number.MAX_SAFE_INTEGER]] as const;
const bucket = (at: number, bullish: number, bearish: number, neutral = 0, unclear = 0) => ({
  time: new Date(at).toISOString(),
  bullish,
  neutral,
  bearish,
  unclear,
});
const times = (step: number, many: number): Float64Array =>
  Float64Array.from({ length: many }, (_, at) => start + at * step);

test("a bar holds its own bucket; without a story it is a gap and not zero", () => {
  const bars = prepareNewsMarks([bucket(start + DAY, 2, 1)], all, times(DAY, 3), "1d");
  expect([...bars.stories]).toEqual([0, 3, 0]);
  expect(bars.mood[0]).toBeNaN();
  expect(bars.mood[1]).toBeCloseTo(1 / 3);
  expect(countsAt(bars, 1)).toEqual({ bullish: 2, neutral: 0, bearish: 1, unclear: 0 });
});

test("as many up as down is zero, which is a value", () => {
  expect(prepareNewsMarks([bucket(start, 1, 1, 3)], all, times(DAY, 1), "1d").mood[0]).toBe(0);
});

test("what abstained is among the stories, and says nothing of their mood", () => {
  const bars = prepareNewsMarks([bucket(start, 1, 0, 1, 3), bucket(start + DAY, 0, 0, 0, 3)], all, times(DAY, 2), "1d");
  expect([...bars.stories]).toEqual([5, 3]);
  expect(bars.mood[0]).toBe(0.5);
  expect(bars.mood[1]).toBeNaN();
});

test("a mark counts the stories that it speaks for: the unclear ones only where there is no other", () => {
  expect(markedStories({ bullish: 1, neutral: 0, bearish: 0, unclear: 9 })).toBe(1);
  expect(markedStories({ bullish: 2, neutral: 1, bearish: 1, unclear: 0 })).toBe(4);
  expect(markedStories({ bullish: 0, neutral: 0, bearish: 0, unclear: 3 })).toBe(3);
});

test("candles without an interval of their own sum the finer one", () => {
  const hours = [0, 1, 2, 5, 6].map((hour) => bucket(start + hour * HOUR, 1, 0));
  expect([...prepareNewsMarks(hours, all, times(6 * HOUR, 2), "6h").stories]).toEqual([4, 1]);
  expect([...prepareNewsMarks(hours, all, times(2 * HOUR, 4), "2h").stories]).toEqual([2, 1, 1, 1]);
});

test("of candles shorter than an hour the first one in it bears it, also where the very first is missing", () => {
  const bars = prepareNewsMarks([bucket(start, 1, 0)], all, times(15 * 60_000, 8), "15m");
  expect([...bars.stories]).toEqual([1, 0, 0, 0, 0, 0, 0, 0]);
  expect(bars.spanMs).toBe(HOUR);
  const late = prepareNewsMarks([bucket(start, 1, 0)], all, times(15 * 60_000, 8).subarray(1), "15m");
  expect(late.stories[0]).toBe(1);
});

test("stories of a time without a candle go nowhere and are counted", () => {
  const holed = Float64Array.of(start, start + DAY, start + 3 * DAY);
  const two = [bucket(start + 2 * DAY, 1, 0), bucket(start - DAY, 0, 1), bucket(start + 9 * DAY, 1, 1)];
  const bars = prepareNewsMarks(two, all, holed, "1d");
  expect([...bars.stories]).toEqual([0, 0, 0]);
  expect(bars.without).toBe(4);
});

test("what nobody was asked about is neither none nor zero", () => {
  const bars = prepareNewsMarks([], [[start + DAY, start + 2 * DAY]], times(DAY, 3), "1d");
  expect([...bars.stories]).toEqual([-1, 0, -1]);
});

test("a leaning needs more stories than each of the others", () => {
  const counts = { bullish: 2, neutral: 1, bearish: 1, unclear: 9 };
  expect(leaningOf(counts)).toBe("bullish");
  expect(leaningOf({ ...counts, neutral: 2 })).toBe("neutral");
  expect(leaningOf({ ...counts, bearish: 2 })).toBe("neutral");
  expect(leaningOf({ ...counts, bearish: 3 })).toBe("bearish");
  expect(leaningOf({ bullish: 0, neutral: 0, bearish: 0, unclear: 1 })).toBe("unsure");
  expect(leaningOf({ bullish: 0, neutral: 1, bearish: 0, unclear: 5 })).toBe("neutral");
});

test("an interval is the candle's own, or part of it, or an hour", () => {
  for (const timeframe of timeframes) {
    const [step, ms] = [stepOf[timeframe], stepOf[moodIntervalOf(timeframe)]];
    expect(step < HOUR ? ms === HOUR : step % ms === 0, timeframe).toBe(true);
  }
});

test("no story is lost or counted twice, whatever the candles", () => {
  const some = fc.record({ hour: fc.nat(400), bullish: fc.nat(5), neutral: fc.nat(5), bearish: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 40 }), fc.constantFrom(...timeframes), (news, timeframe) => {
      const ms = stepOf[moodIntervalOf(timeframe)];
      const buckets = news.map(({ hour, ...one }) =>
        bucket(start + Math.floor((hour * HOUR) / ms) * ms, one.bullish, one.bearish, one.neutral),
      );
      const bars = prepareNewsMarks(buckets, all, times(stepOf[timeframe], 300), timeframe);
      const wanted = news.reduce((sum, one) => sum + one.bullish + one.neutral + one.bearish, 0);
      expect(bars.stories.reduce((sum, one) => sum + one, 0) + bars.without).toBe(wanted);
      for (const mood of bars.mood) expect(Number.isNaN(mood) || Math.abs(mood) <= 1).toBe(true);
    }),
  );
});
