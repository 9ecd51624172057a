import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeForecast } from "./describe-forecast";
import { forecastBudget } from "./forecast-budget";

const at = (time: string): number => Date.parse(`2026-11-${time}Z`);
const END = Date.parse("2026-12-01T00:00:00Z");

const snapshot = (today: number, month: number, limit: number | null, usd: [number, number, number] | null = null) => ({
  day: { requests: today, limit: null, credits_usd: usd?.[0] ?? 0, credits_limit_usd: null },
  month: { requests: month, limit, credits_usd: usd?.[1] ?? 0, credits_limit_usd: usd?.[2] ?? null },
});

const told = (budget: ReturnType<typeof snapshot>, now: number) => describeForecast(forecastBudget(budget, now), now);

describe("forecastBudget", () => {
  it("goes on at the rate of the last 24 hours", () => {
    // 20 days of 100, then half a day of 50: 100 a day; 900 are left.
    const now = at("21T12:00:00");
    expect(forecastBudget(snapshot(50, 2_050, 2_950), now)).toEqual({
      kind: "runs_out",
      left: 1 - 2_050 / 2_950,
      endsAt: at("30T12:00:00"),
      opensAt: END,
    });
    expect(told(snapshot(50, 2_050, 2_950), now)).toBe(
      "At this rate it lasts until 30 November, and opens again on 1 December.",
    );
  });

  it("weighs today in as it goes by: a few calls after midnight are no rate of a day", () => {
    // 100 a day before, 10 in the first five minutes: 109 or so a day, not 2,880.
    const now = at("21T00:05:00");
    const forecast = forecastBudget(snapshot(10, 2_010, 2_500), now);
    if (forecast.kind !== "runs_out") throw new Error("it runs out");
    expect((forecast.endsAt - now) / 86_400_000).toBeCloseTo(490 / 109.65, 2);
    // Late in a day it is that day's rate, whatever the days before were.
    expect(forecastBudget(snapshot(480, 680, 1_160), at("21T23:59:59.999"))).toMatchObject({
      kind: "runs_out",
      endsAt: expect.closeTo(at("23T00:00:00"), -4),
    });
  });

  it("says the hour where it is near", () => {
    expect(told(snapshot(500, 2_500, 2_600), at("21T12:00:00"))).toMatch(
      /^At this rate it lasts until 21 November, \d\d:\d\d, /,
    );
  });

  it("lasts beyond the month", () => {
    const now = at("21T00:00:00");
    expect(forecastBudget(snapshot(0, 2_000, 4_000), now)).toMatchObject({ kind: "lasts", left: 0.5, leftAtEnd: 0.25 });
    expect(told(snapshot(0, 2_000, 4_000), now)).toBe(
      "At this rate it lasts beyond the month: 25% would be left on 1 December.",
    );
  });

  it("has no rate in the first hour of a month, and one after it", () => {
    expect(forecastBudget(snapshot(5, 5, 100), at("01T00:20:00"))).toMatchObject({ kind: "too_early", left: 0.95 });
    expect(told(snapshot(5, 5, 100), at("01T00:20:00"))).toBe("The month has just begun: there is no rate yet.");
    expect(forecastBudget(snapshot(10, 10, 100), at("01T02:00:00"))).toMatchObject({
      kind: "runs_out",
      endsAt: at("01T20:00:00"),
    });
  });

  it("knows what is not used, used up, closed and without a limit", () => {
    const now = at("21T12:00:00");
    expect(told(snapshot(0, 0, 100), now)).toBe("It is not used; a new month begins on 1 December.");
    expect(told(snapshot(0, 0, 100), at("01T00:00:00"))).toBe("It is not used; a new month begins on 1 December.");
    expect(told(snapshot(10, 100, 100), now)).toBe("It is used up; a new month begins on 1 December.");
    expect(told(snapshot(10, 120, 100), now)).toBe("It is used up; a new month begins on 1 December.");
    expect(told(snapshot(0, 0, 0), now)).toBe("The limit is 0: nothing may be spent.");
    expect(told(snapshot(50, 900, null), now)).toBe("No limit is set for the month.");
  });

  it("opens again with the month, UTC, also at the year's end", () => {
    const now = Date.parse("2026-12-31T23:59:59.999Z");
    expect(forecastBudget(snapshot(9, 100, 100), now)).toEqual({ kind: "used_up", opensAt: Date.UTC(2027, 0) });
  });

  it("takes the limit that is reached first", () => {
    const now = at("11T00:00:00");
    // 100 requests a day of 10,000; 0.1 USD a day of 1.5.
    expect(forecastBudget(snapshot(0, 1_000, 10_000, [0, 1, 1.5]), now)).toMatchObject({
      kind: "runs_out",
      endsAt: at("16T00:00:00"),
    });
  });

  it("never ends before now or after the month, and never leaves less than none", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at("01T00:00:00"), max: END - 1 }),
        fc.nat(10_000),
        fc.nat(10_000),
        fc.integer({ min: 1, max: 30_000 }),
        (now, today, before, limit) => {
          const forecast = forecastBudget(snapshot(today, today + before, limit), now);
          if (forecast.kind === "runs_out") {
            expect(forecast.endsAt).toBeGreaterThanOrEqual(now);
            expect(forecast.endsAt).toBeLessThan(END);
          }
          if (forecast.kind === "lasts") expect(forecast.leftAtEnd).toBeLessThanOrEqual(forecast.left);
          expect(told(snapshot(today, today + before, limit), now)).not.toMatch(/NaN|Invalid/);
        },
      ),
    );
  });
});
