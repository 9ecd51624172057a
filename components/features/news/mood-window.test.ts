import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moodIntervals } from "@/lib/contracts/news-words";
import { stepOf } from "@/lib/core/market/timeframe";
import { endOf, isOutgrown, moodWindow, toKnown } from "./mood-window";

const now = Date.parse("2026-11-21T17:30:00Z");
const hour = 3_600_000;
/** Many stories each hour, the newest of them then. */
const busy = (newest: number) => ({ newest, perHour: 12 });
const none = { from: null, to: null, by: null };

describe("moodWindow", () => {
  test("the last two days by the hour, up to now", () => {
    expect(moodWindow(none, busy(now - hour), now)).toEqual({ interval: "1h" });
    expect(moodWindow(none, null, now)).toEqual({ interval: "1h" });
    expect(moodWindow({ ...none, by: "1d" }, busy(now - 20 * 24 * hour), now)).toEqual({ interval: "1d" });
  });

  test("news that ended long ago is shown where it ended", () => {
    expect(moodWindow(none, busy(Date.parse("2024-03-05T10:20:00Z")), now)).toEqual({
      interval: "1h",
      from: "2024-03-03T11:00:00.000Z",
      to: "2024-03-05T11:00:00.000Z",
    });
  });

  test("a story past a time that ended long ago makes it known anew; one within it, or at its side of now, does not", () => {
    const old = busy(Date.parse("2024-03-05T10:20:00Z"));
    expect(isOutgrown(old, Date.parse("2024-03-05T10:59:00Z"), null, now)).toBe(false);
    expect(isOutgrown(old, Date.parse("2024-03-05T11:00:00Z"), null, now)).toBe(true);
    expect(isOutgrown(busy(now - hour), now, null, now)).toBe(false);
    expect(isOutgrown(busy(now), now, null, now + 60_000)).toBe(false);
  });

  test("where few stories come, bars are as long as it takes to hold some", () => {
    const sparse = toKnown({ first: "2026-09-22T00:00:00Z", last: "2026-11-21T12:00:00Z", stories: 466 });
    expect(moodWindow(none, sparse, now)).toEqual({ interval: "12h" });
    expect(moodWindow(none, toKnown({ first: "2018-01-01", last: "2026-11-21", stories: 90 }), now).interval).toBe(
      "1w",
    );
    expect(moodWindow({ ...none, by: "1h" }, sparse, now)).toEqual({ interval: "1h" });
    expect(toKnown({ first: null, last: null, stories: 0 })).toBeNull();
    expect(toKnown({ first: "2026-11-21", last: "2026-11-21", stories: 1 })?.perHour).toBe(1);
  });

  test("a press on a bar moves nothing", () => {
    const pressed = { from: "2026-11-21T12:00:00Z", to: "2026-11-21T13:00:00Z", by: "1h" as const };
    expect(moodWindow(pressed, busy(now - hour), now)).toEqual({ interval: "1h" });
    const running = { from: "2026-11-21T17:00:00Z", to: "2026-11-21T18:00:00Z", by: "1h" as const };
    expect(moodWindow(running, busy(now - hour), now)).toEqual({ interval: "1h" });
    const old = moodWindow({ from: "2023-05-06T12:00:00Z", to: "2023-05-06T13:00:00Z", by: "1h" }, busy(now), now);
    expect(moodWindow({ from: "2023-05-06T02:00:00Z", to: "2023-05-06T03:00:00Z", by: "1h" }, busy(now), now)).toEqual(
      old,
    );
  });

  test("long times get longer bars; a wish for short ones counts while they can be told apart", () => {
    expect(moodWindow({ from: "2026-01-01", to: "2026-03-31", by: null }, busy(now), now)).toEqual({
      interval: "1d",
      from: "2026-01-01T00:00:00.000Z",
      to: "2026-04-01T00:00:00.000Z",
    });
    expect(moodWindow({ from: "2018-01-01", to: "2026-03-31", by: "1h" }, busy(now), now).interval).toBe("1w");
    expect(moodWindow({ from: "2026-01-01", to: "2026-01-10", by: "1h" }, busy(now), now).interval).toBe("1h");
  });

  test("the day after news ended is on the strip, where it is asked for", () => {
    const day = { from: "2024-03-06", to: "2024-03-06", by: "1d" as const };
    expect(moodWindow(day, busy(Date.parse("2024-03-05T10:20:00Z")), now).to).not.toBe("2024-03-06T00:00:00.000Z");
  });

  test("a last day counts whole", () => {
    expect(endOf("2026-01-31")).toBe(Date.parse("2026-02-01"));
    expect(endOf("2026-01-31T12:00:00Z")).toBe(Date.parse("2026-01-31T12:00:00Z"));
  });

  test("what the stories are narrowed to is on the strip, which is never longer than an answer", () => {
    const day = fc
      .integer({ min: 0, max: 25_000 })
      .map((days) => new Date(days * 24 * hour).toISOString().slice(0, 10));
    fc.assert(
      fc.property(
        fc.option(day, { nil: null }),
        fc.option(day, { nil: null }),
        fc.option(fc.constantFrom(...moodIntervals), { nil: null }),
        fc.option(fc.integer({ min: 0, max: now }), { nil: null }),
        (from, to, by, newest) => {
          const shown = moodWindow({ from, to, by }, newest === null ? null : busy(newest), now);
          if (shown.from === undefined || shown.to === undefined) return;
          const [begin, end] = [Date.parse(shown.from), Date.parse(shown.to)];
          expect(begin).toBeLessThan(end);
          expect((end - begin) / stepOf[shown.interval]).toBeLessThanOrEqual(2_000);
          if (to !== null && from !== null && from <= to) expect(end).toBeGreaterThanOrEqual(endOf(to));
        },
      ),
    );
  });
});
