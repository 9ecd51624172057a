import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moodIntervals } from "../../contracts/news-words";
import { openingOf, stepOf } from "../market/timeframe";
import { describeMood } from "./describe-mood";
import { prepareMood } from "./prepare-mood";
import { slotTick, slotWords } from "./slot-words";

const counts = (bullish: number, neutral = 0, bearish = 0, unclear = 0) => ({ bullish, neutral, bearish, unclear });
const hours = prepareMood({
  interval: "1h",
  from: "2026-11-20T10:20:00.000Z",
  to: "2026-11-20T14:00:00.000Z",
  buckets: [
    { time: "2026-11-20T10:00:00.000Z", ...counts(2, 1, 1) },
    { time: "2026-11-20T12:00:00.000Z", ...counts(0, 0, 3, 2) },
  ],
});

describe("prepareMood", () => {
  test("every stretch has its place; one without a story is a gap, not a zero", () => {
    expect(hours.slots.map(({ time }) => new Date(time).getUTCHours())).toEqual([10, 11, 12, 13]);
    expect(hours.slots.map((slot) => slot.counts)).toEqual([counts(2, 1, 1), null, counts(0, 0, 3, 2), null]);
    expect(hours.sums).toEqual({ ...counts(2, 1, 4, 2), total: 9 });
    expect(hours.most).toBe(5);
  });

  test("an end at the beginning of a stretch does not open another one", () => {
    expect(hours.slots.at(-1)?.end).toBe(Date.parse("2026-11-20T14:00:00Z"));
  });

  test("no time is no stretch, and too long a time keeps its end", () => {
    const none = { interval: "1d" as const, from: "2026-01-02T00:00:00Z", to: "2026-01-02T00:00:00Z", buckets: [] };
    expect(prepareMood(none).slots).toEqual([]);
    const long = prepareMood({ ...none, interval: "1h", from: "2000-01-01T00:00:00Z" });
    expect(long.slots).toHaveLength(2_001);
    expect(long.slots.at(-1)?.end).toBe(Date.parse("2026-01-02T00:00:00Z"));
  });

  test("weeks begin on Monday", () => {
    expect(new Date(openingOf(Date.parse("2026-11-21T17:00:00Z"), "1w")).toISOString()).toBe(
      "2026-11-16T00:00:00.000Z",
    );
  });

  test("the stretch of a moment holds it, and nothing of the next", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...moodIntervals), (at, interval) => {
        const begin = openingOf(at, interval);
        expect(begin).toBeLessThanOrEqual(at);
        expect(at).toBeLessThan(begin + stepOf[interval]);
        expect(openingOf(begin, interval)).toBe(begin);
      }),
    );
  });
});

test("it is told in words: sums, shares, the fullest stretch and the gaps", () => {
  expect(describeMood(hours)).toBe(
    "9 stories in 4 hours: 2 bullish (22%), 1 neutral, 4 bearish (44%) and 2 unclear. Most came on 20 Nov 2026, 12:00 to 13:00 (5). 2 of 4 bars are empty.",
  );
  expect(describeMood(prepareMood({ interval: "1d", from: "2026-01-01", to: "2026-01-03", buckets: [] }))).toBe(
    "No story in 48 hours.",
  );
  const days = { interval: "12h" as const, from: "2026-01-01", to: "2026-01-11", buckets: [] };
  expect(describeMood(prepareMood(days))).toBe("No story in 10 days.");
  expect(describeMood(prepareMood({ ...days, interval: "1w" }))).toBe("No story in 2 weeks.");
});

test("a stretch is named by its length", () => {
  const at = { time: Date.parse("2026-11-16T00:00:00Z"), end: Date.parse("2026-11-16T04:00:00Z") };
  expect(slotWords(at, "4h")).toBe("16 Nov 2026, 00:00 to 04:00");
  expect(slotWords(at, "1d")).toBe("16 Nov 2026");
  expect(slotWords(at, "1w")).toBe("the week from 16 Nov 2026");
  const days = 86_400_000;
  expect([
    slotTick(at.time, "1h", 2 * days),
    slotTick(at.end, "1h", 2 * days),
    slotTick(at.time, "1w", 500 * days),
  ]).toEqual(["16 Nov", "04:00", "Nov 2026"]);
});
