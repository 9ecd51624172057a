import { expect, test } from "vitest";
import { differs } from "./changed-parts";

const model = { key: "a", state: "resting", retry_after_s: 30, checked_at: "2026-01-01T00:00:00Z" };

test.each([
  ["nothing", model, model, 0, false],
  ["time that passed", model, { ...model, retry_after_s: 25, checked_at: "2026-01-01T00:00:05Z" }, 5, false],
  ["a countdown that begins anew", model, { ...model, retry_after_s: 60 }, 5, true],
  [
    "a countdown at its end, which waits there",
    { ...model, retry_after_s: 0 },
    { ...model, retry_after_s: 0 },
    60,
    false,
  ],
  ["a countdown that came", { ...model, retry_after_s: null }, model, 1, true],
  ["a state", model, { ...model, state: "ready" }, 1, true],
  ["a field more", model, { ...model, more: 1 }, 1, true],
  ["one of many", [model, model], [model, { ...model, key: "b" }], 1, true],
  ["one that went", [model, model], [model], 1, true],
  ["null and something", null, model, 1, true],
])("%s", (_, before, now, passedS, expected) => {
  expect(differs(before, now, passedS)).toBe(expected);
});

test("counts may wait, states may not", () => {
  const before = [{ ...model, calls: { answered: 1 } }];
  expect(differs(before, [{ ...model, calls: { answered: 2 } }], 1, true)).toBe(false);
  expect(differs(before, [{ ...model, calls: { answered: 2 } }], 1)).toBe(true);
  expect(differs(before, [{ ...model, state: "ready", calls: { answered: 2 } }], 1, true)).toBe(true);
});
