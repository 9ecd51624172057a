import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goodLedger as good } from "../../../tests/fakes/good-ledger";
import { parseLedger } from "./parse-ledger";

describe("parseLedger", () => {
  it("reads a ledger", () => {
    expect(parseLedger(good)).toEqual(good);
    expect(parseLedger({ ...good, month: "2028-02", day: "2028-02-29" })).not.toBeNull();
  });

  it.each([
    ["no object", "2026-11"],
    ["null", null],
    ["a list", [good]],
    ["nothing in it", {}],
    ["a key missing", { ...good, day: undefined }],
    ["a key too many", { ...good, note: "" }],
    ["a month that is not the day's", { ...good, month: "2026-12" }],
    ["a day that is not in the calendar", { ...good, month: "2026-02", day: "2026-02-30" }],
    ["a leap day in another year", { ...good, month: "2027-02", day: "2027-02-29" }],
    ["a thirteenth month", { ...good, month: "2026-13", day: "2026-13-01" }],
    ["a day with a time", { ...good, day: "2026-11-21T00:00" }],
    ["a line end", { ...good, day: "2026-11-21\n" }],
    ["a negative count", { ...good, dayRequests: -1 }],
    ["half a request", { ...good, monthRequests: 0.5 }],
    ["a count beyond counting", { ...good, monthRequests: 2 ** 53 }],
    ["a number as text", { ...good, dayRequests: "4" }],
    ["a negative amount", { ...good, dayCreditsUsd: -0.1 }],
    ["no number", { ...good, dayCreditsUsd: Number.NaN }],
    ["an infinite amount", { ...good, monthCreditsUsd: Number.POSITIVE_INFINITY }],
  ])("refuses %s", (_, value) => {
    expect(parseLedger(value)).toBeNull();
  });

  it("never throws, and what it takes it takes again", () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(good)), (value, key) => {
        parseLedger(value);
        const taken = parseLedger({ ...good, [key]: value });
        const kept = JSON.stringify(taken);
        if (taken !== null) expect(JSON.stringify(parseLedger(JSON.parse(kept)))).toBe(kept);
      }),
    );
  });
});
