import { describe, expect, it } from "vitest";
import { parseKeptLedger } from "./parse-kept-ledger";

const good = {
  month: "2026-11",
  monthRequests: 40,
  monthCreditsUsd: 0.0125,
  day: "2026-11-21",
  dayRequests: 4,
  dayCreditsUsd: 0,
};

describe("parseKeptLedger", () => {
  it("reads a ledger as it was always kept, and one with what was not told", () => {
    expect(parseKeptLedger(good)).toEqual(good);
    expect(parseKeptLedger({ ...good, unsent: good })).toEqual({ ...good, unsent: good });
  });

  it.each([
    null,
    [good],
    { ...good, unsent: null },
    { ...good, unsent: { ...good, day: "2026-12-01" } },
    { ...good, unsent: { ...good, unsent: good } },
    { ...good, note: "", unsent: good },
    { unsent: good },
  ])("refuses %j", (value) => {
    expect(parseKeptLedger(value)).toBeNull();
  });
});
