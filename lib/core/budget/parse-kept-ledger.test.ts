import { describe, expect, it } from "vitest";
import { goodLedger as good } from "../../../tests/fakes/good-ledger";
import { parseKeptLedger } from "./parse-kept-ledger";

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
