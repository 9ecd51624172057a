import { describe, expect, it } from "vitest";
import { retryAfter } from "./read-answer";

describe("retryAfter", () => {
  it.for([
    ["7", null, 7],
    [" 7 ", null, 7],
    ["0", null, 0],
    ["7", "r=0;t=30", 7],
    [null, "r=0;t=30", 30],
    [null, '"api";r=0;t=55', 55],
    [null, "r=3;t=30", undefined],
    [null, "t=30", undefined],
    [null, null, undefined],
    ["soon", null, undefined],
    ["soon", "r=0;t=30", 30],
    // A header that names days must not close the tier for days.
    ["999999999", null, 3_600],
    [null, "r=0;t=999999999", 3_600],
    ["-5", null, 0],
  ] as const)("Retry-After %j, RateLimit %j: %s s", ([header, rateLimit, seconds]) => {
    expect(retryAfter(header, rateLimit)).toBe(seconds);
  });

  it("reads a date", () => {
    const date = new Date(Date.now() + 20_000).toUTCString();
    expect(retryAfter(date, null)).toBeGreaterThan(18);
    expect(retryAfter(date, null)).toBeLessThanOrEqual(20);
    expect(retryAfter(new Date(0).toUTCString(), null)).toBe(0);
  });
});
