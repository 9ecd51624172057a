import { expect, test } from "vitest";
import { formatMoment, formatTick } from "./format-moment";

const NEW_YEAR = Date.UTC(2026, 0, 1, 0, 30);

test("a day is named by its date, a shorter candle by its time too, in UTC whatever the machine says", () => {
  expect(formatMoment(NEW_YEAR, "1d", "utc")).toBe("2026-01-01");
  expect(formatMoment(NEW_YEAR, "1h", "utc")).toBe("2026-01-01 00:30");
});

test("in local time the clock of the machine counts, over a change of summer time and a leap day too", () => {
  const zone = process.env.TZ;
  try {
    process.env.TZ = "America/New_York";
    expect(formatMoment(NEW_YEAR, "1h", "local")).toBe("2025-12-31 19:30");
    expect(formatMoment(Date.UTC(2026, 2, 8, 6, 59), "1m", "local")).toBe("2026-03-08 01:59");
    expect(formatMoment(Date.UTC(2026, 2, 8, 7, 0), "1m", "local")).toBe("2026-03-08 03:00");
    expect(formatMoment(Date.UTC(2028, 1, 29, 12), "1h", "local")).toBe("2028-02-29 07:00");
    expect(formatTick(NEW_YEAR, "day", "1h", "local")).toBe("Dec 31");
    expect(formatTick(NEW_YEAR, "day", "1d", "local")).toBe("Jan 1");
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("marks of the axis", () => {
  expect((["year", "month", "day", "time"] as const).map((mark) => formatTick(NEW_YEAR, mark, "1h", "utc"))).toEqual([
    "2026",
    "Jan",
    "Jan 1",
    "00:30",
  ]);
});
